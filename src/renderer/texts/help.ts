import { defineTexts } from './define-texts'

/** Around the help pages; the pages themselves are Markdown in resources/help. */
export const helpTexts = defineTexts({
  ja: {
    title: 'ヘルプ',
    pages: 'ヘルプの目次',
    notThere: 'このページはありません',
    toFirst: '最初のページへ',
    keys: 'キーの一覧',
  },
  en: {
    title: 'Help',
    pages: 'Pages of the help',
    notThere: 'There is no such page',
    toFirst: 'To the first page',
    keys: 'All keys',
  },
})

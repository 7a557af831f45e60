import { defineTexts } from './define-texts'

/** Lists, forms, pages and histories drawn from declarations. */
export const genericTexts = defineTexts({
  ja: {
    save: '保存',
  },
  en: {
    save: 'Save',
  },
})

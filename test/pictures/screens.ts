/** Every screen and sheet, and how to come to it: one list for the pictures and for the checks of accessibility. */
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { DamagedPage } from '../e2e/pages/damaged-page'
import { walkToFolder } from '../e2e/pages/folder-picker'
import { Frame } from '../e2e/pages/frame'
import { PaperCopiesPage } from '../e2e/pages/paper-copies-page'
import { RecordForm, RecordList, RecordPage } from '../e2e/pages/record-pages'
import { isReady, StartPage } from '../e2e/pages/start-page'
import { type Language, wordsOf } from '../e2e/pages/words'
import { ImportPage, PaperPage, VerifyPage } from '../e2e/pages/work-pages'
import { callStore } from '../run/store-door.mjs'

export type Screen = {
  readonly name: string
  readonly open: (page: Page, language: Language) => Promise<void>
}

export type Sheet = {
  readonly name: string
  readonly save: (page: Page, language: Language, file: string) => Promise<void>
}

const peopleFile = resolve(import.meta.dirname, '../data/people/cp932.csv')

const at =
  (path: string) =>
  (page: Page, language: Language): Promise<void> =>
    new Frame(page, language).goTo(path)

/** Id of the n-th person of the list. */
const personAt = (page: Page, index: number): Promise<string> => recordAt(page, 'person', index)

/** Id of the n-th contact list that is kept. */
const listAt = (page: Page, index: number): Promise<string> => recordAt(page, 'contactList', index)

const recordAt = async (page: Page, type: string, index: number): Promise<string> => {
  const list = await callStore(page, 'openList', { type, life: 'live' })
  const ids: readonly string[] = await callStore(page, 'listIds', list.id)
  await callStore(page, 'closeList', list.id)
  return ids[index] ?? ''
}

const close = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Without a ledger, in the order of a first run. */
export const beforeTheLedger: readonly Screen[] = [
  { name: '01-start', open: (page, language) => new StartPage(page, language).isOpen() },
  { name: '02-start-empty', open: (page, language) => new StartPage(page, language).beginEmpty() },
  {
    name: '03-start-copy-folder',
    open: async (page, language) => {
      const start = new StartPage(page, language)
      await start.officeName.fill(language === 'ja' ? '株式会社みほん製作所' : 'Mihon Works Co., Ltd.')
      await start.userName.fill(language === 'ja' ? '台帳 太郎' : 'Taro Daicho')
      await start.create()
      await page.getByRole('button', { name: wordsOf('start', language).copyLater }).waitFor()
    },
  },
  {
    name: '03-start-folders',
    open: async (page, language) => {
      await page.getByRole('button', { name: wordsOf('start', language).copyChoose }).click()
      await walkToFolder(page, language, '/')
    },
  },
  {
    name: '04-home-of-an-empty-office',
    open: async (page, language) => {
      await close(page)
      await new StartPage(page, language).copyLater()
      await isReady(page)
    },
  },
  { name: '05-deleted-nothing', open: at(paths.deleted('person')) },
]

/** Before a ledger whose files are damaged, without a copy. */
export const beforeTheDamaged: readonly Screen[] = [
  { name: '06-damaged', open: (page, language) => new DamagedPage(page, language).isAsking() },
  {
    name: '07-damaged-go-on-without',
    open: async (page, language) => {
      const damaged = new DamagedPage(page, language)
      await damaged.way('without').click()
      await damaged.confirmation.waitFor()
    },
  },
  {
    name: '08-damaged-mended',
    open: async (page, language) => {
      const damaged = new DamagedPage(page, language)
      await damaged.understand()
      await damaged.goOn.click()
      // What it says depends on what was lost.
      await page.getByRole('button', { name: damaged.words.open }).waitFor()
    },
  },
]

/** In the sample office. */
export const screens: readonly Screen[] = [
  {
    name: '10-home',
    open: async (page, language) => {
      await isReady(page)
      await at(paths.home())(page, language)
    },
  },
  {
    name: '20-people',
    open: async (page, language) => {
      const list = new RecordList(page, 'person', language)
      await list.open()
      await list.rows.nth(5).waitFor()
    },
  },
  {
    name: '21-people-search',
    open: async (page, language) => {
      const list = new RecordList(page, 'person', language)
      await list.search.fill(language === 'ja' ? '情報' : 'Sales')
      await list
        .row(language === 'ja' ? '総務部' : 'General affairs')
        .first()
        .waitFor({ state: 'hidden' })
      await list.rows.first().waitFor()
    },
  },
  {
    name: '22-person',
    open: async (page, language) => new RecordPage(page, language).open(await personAt(page, 3)),
  },
  {
    name: '23-person-edit',
    open: async (page, language) => {
      await new RecordPage(page, language).edit()
      await new RecordForm(page, 'person', language).field('name').waitFor()
    },
  },
  { name: '24-person-new', open: at(paths.create('person')) },
  {
    name: '25-person-refused',
    open: async (page, language) => {
      const form = new RecordForm(page, 'person', language)
      await form.field('mail').fill('@')
      await form.save()
      await page.locator('[aria-invalid=true]').first().waitFor()
      await form.field('mail').fill('')
    },
  },
  {
    name: '26-person-strike-out',
    open: async (page, language) => {
      const record = new RecordPage(page, language)
      await record.open(await personAt(page, 2))
      await page.getByRole('button', { name: record.words.moreActions }).click()
      await page.getByRole('menuitem', { name: record.words.strikeOut }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: '27-people-deleted',
    open: async (page, language) => {
      await close(page)
      const record = new RecordPage(page, language)
      await record.delete()
      await page.waitForURL(/#\/list\//)
      await new Frame(page, language).closeToasts()
      await new RecordList(page, 'person', language).open('deleted')
    },
  },
  { name: '30-history', open: at(paths.history()) },
  { name: '40-import', open: at(paths.import('person')) },
  {
    name: '41-import-dry-run',
    open: async (page, language) => {
      const importing = new ImportPage(page, language)
      await importing.choose(peopleFile)
      await importing.run.waitFor()
    },
  },
  { name: '45-export', open: at(paths.export('person')) },
  {
    name: '46-export-unmappable',
    open: async (page, language) => {
      const words = wordsOf('export', language)
      await page.getByRole('radio', { name: words.format_csvCp932 }).check()
      await page.getByRole('button', { name: words.save }).click()
      await page.getByRole('button', { name: words.saveReplaced }).waitFor()
    },
  },
  {
    name: '47-person-code',
    open: async (page, language) => {
      await new RecordPage(page, language).open(await personAt(page, 3))
      const words = wordsOf('export', language)
      await page.getByRole('button', { name: words.code }).click()
      await page.getByRole('img', { name: words.codeAlt }).waitFor()
    },
  },
  { name: '50-contact-lists', open: at(paths.contactLists()) },
  { name: '51-print-people', open: (page, language) => new PaperPage(page, language).open() },
  { name: '52-print-tree', open: (page, language) => new PaperPage(page, language).open('tree') },
  {
    name: '53-contact-list',
    open: async (page, language) => {
      await at(paths.contactList(await listAt(page, 0)))(page, language)
      await new PaperPage(page, language).drawn()
    },
  },
  {
    name: '54-register-copies',
    open: async (page, language) => {
      const copies = new PaperCopiesPage(page, language)
      await copies.beginToRegister()
      await copies.place(1).fill(language === 'ja' ? '守衛室の壁' : 'Guard room wall')
      await copies.addRow()
      await copies.place(2).fill(language === 'ja' ? 'BCPバインダー' : 'BCP binder')
    },
  },
  {
    name: '55-copies',
    open: async (page, language) => {
      const copies = new PaperCopiesPage(page, language)
      await copies.record(2)
      const id = await listAt(page, 0)
      // Another title stands on the paper than in the ledger.
      const name = language === 'ja' ? '全社の連絡先' : 'Everybody at work'
      await callStore(page, 'commit', { kind: 'edit', writes: [{ op: 'set', id, values: { name } }] })
      await copies.open()
      await page.getByRole('link', { name: copies.words.reprint }).waitFor()
    },
  },
  { name: '56-checks', open: at(paths.checks()) },
  {
    name: '57-check-screen',
    open: async (page, language) => {
      const words = wordsOf('check', language)
      await page.getByRole('button', { name: words.start }).click()
      await page.locator('nav [aria-current="step"]').waitFor()
      for (const key of ['1', '2', '1']) await page.keyboard.press(key)
      await page.locator('nav [data-outcome="unreached"]').waitFor()
    },
  },
  {
    name: '58-check-paper',
    open: async (page, language) => {
      await page.getByText(wordsOf('check', language).wayPaper, { exact: true }).click()
      await page.locator('tr[data-row="5"]').waitFor()
    },
  },
  {
    name: '59-check-result',
    open: async (page, language) => {
      const words = wordsOf('check', language)
      await page.getByText(words.wayResult, { exact: true }).click()
      await page.getByRole('table', { name: words.resultUnreached }).waitFor()
    },
  },
  { name: '60-users', open: at(paths.users()) },
  {
    name: '61-user-new',
    open: async (page, language) => {
      await page.getByRole('button', { name: wordsOf('users', language).add }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: '62-user-switch',
    open: async (page, language) => {
      await close(page)
      await new Frame(page, language).outsideFields()
      await page.keyboard.press('u')
      await page.getByRole('dialog').getByRole('list').waitFor()
    },
  },
  {
    name: '70-settings',
    open: async (page, language) => {
      await close(page)
      await at(paths.settings())(page, language)
    },
  },
  { name: '80-verify', open: at(paths.verify()) },
  { name: '81-verify-done', open: (page, language) => new VerifyPage(page, language).run() },
  { name: '90-help', open: at(paths.help()) },
  { name: '91-about', open: at(paths.about()) },
  {
    name: '95-find-or-run',
    open: async (page, language) => {
      await at(paths.home())(page, language)
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: '96-keys',
    open: async (page, language) => {
      await close(page)
      await new Frame(page, language).outsideFields()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: '99-no-such-screen',
    open: async (page, language) => {
      await close(page)
      await at('/nowhere')(page, language)
    },
  },
]

export const sheets: readonly Sheet[] = [
  ...(['list', 'tree', 'wallet', 'wall', 'sites'] as const).map(
    (layout): Sheet => ({
      name: layout === 'list' ? 'people' : layout,
      save: async (page, language, file) => {
        const paper = new PaperPage(page, language)
        await paper.open(layout)
        await (await paper.savePdf()).saveAs(file)
      },
    }),
  ),
  // On A4 alone a call tree of everybody is divided.
  {
    name: 'tree-a4',
    save: async (page, language, file) => {
      const paper = new PaperPage(page, language)
      await paper.open('tree')
      await paper.field('paper').selectOption('a4')
      await paper.drawn()
      await (await paper.savePdf()).saveAs(file)
    },
  },
  {
    name: 'check',
    save: async (page, language, file) => {
      const words = wordsOf('check', language)
      await new Frame(page, language).goTo(paths.checks())
      const going = page.getByRole('link', { name: words.resume })
      const start = page.getByRole('button', { name: words.start })
      await going.or(start).first().waitFor()
      await ((await going.count()) > 0 ? going.first() : start).click()
      await page.getByText(words.wayPaper, { exact: true }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: words.pdf }).click(),
      ])
      await download.saveAs(file)
    },
  },
]

/** Recording who gets a sheet, and the screen of all copies. */
import type { Download, Locator, Page } from '@playwright/test'
import { paths } from '../../../src/renderer/ui/paths'
import { Frame } from './frame'
import { filled, type Language, wordsOf } from './words'

export class PaperCopiesPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('copies', this.language)
  }

  async open(): Promise<void> {
    await new Frame(this.page, this.language).goTo(paths.copies())
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.words.registerTitle })
  }

  async beginToRegister(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.register }).click()
    await this.dialog.waitFor()
  }

  async choosePerson(row: number, name: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: filled(this.words.holderOf, { row }) }).fill(name)
    await this.page.getByRole('option', { name }).click()
  }

  place(row: number): Locator {
    return this.dialog.getByLabel(filled(this.words.placeOf, { row }))
  }

  receivedToday(row: number): Locator {
    return this.dialog.getByRole('checkbox', { name: filled(this.words.receivedTodayOf, { row }) })
  }

  async addRow(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.words.addHolder }).click()
  }

  /** Records so many copies. */
  async record(count: number): Promise<void> {
    await this.dialog.getByRole('button', { name: filled(this.words.registerDo, { count }) }).click()
    await this.dialog.waitFor({ state: 'hidden', timeout: 30_000 })
  }

  /** The copies of one printing. */
  group(title: string): Locator {
    return this.page.getByRole('region', { name: new RegExp(title) })
  }

  changes(title: string): Locator {
    return this.page.getByRole('table', { name: filled(this.words.changesOf, { title }) })
  }

  /** Opens the kept pages and saves them as a file. */
  async savePages(name: string): Promise<Download> {
    await this.page.getByRole('button', { name: filled(this.words.openPagesOf, { name }) }).click()
    const dialog = this.page.getByRole('dialog')
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      dialog.getByRole('button', { name: this.words.savePages, exact: true }).click(),
    ])
    await this.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    return download
  }
}

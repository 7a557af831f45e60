import type { Locator, Page } from '@playwright/test'
import { takeFolder, typeFolder } from './folder-picker'
import { type Language, pattern, wordsOf } from './words'

/** What stands before a ledger whose files are damaged. */
export class DamagedPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('damage', this.language)
  }

  /** It is known what is damaged. */
  async isAsking(): Promise<void> {
    await this.page.getByRole('heading', { name: this.words.title }).waitFor()
    await this.page.getByRole('heading', { name: this.words.ways }).waitFor()
  }

  /** A way on, by its title. */
  way(title: 'copy' | 'folder' | 'without' | 'here'): Locator {
    return this.page.getByRole('button', { name: pattern(this.words[title]) }).first()
  }

  async mendWithCopy(): Promise<void> {
    await this.way('copy').click()
  }

  async mendWithFolder(folder: string): Promise<void> {
    await this.way('folder').click()
    await typeFolder(this.page, this.language, folder)
    await takeFolder(this.page, this.language)
  }

  /** The dialog that asks again. */
  get confirmation(): Locator {
    return this.page.getByRole('dialog')
  }

  get goOn(): Locator {
    return this.confirmation.getByRole('button', { name: this.words.goOn })
  }

  async understand(): Promise<void> {
    await this.confirmation.getByRole('checkbox').check()
  }

  /** Opens the ledger again without mending it. */
  async back(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.back }).click()
  }

  /** It is mended: opens the ledger. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.open }).click()
  }
}

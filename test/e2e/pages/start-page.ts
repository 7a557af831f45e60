import type { Locator, Page } from '@playwright/test'
import { office } from '../../../src/shared/records/office/office'
import { makeFolder, takeFolder, typeFolder, walkToFolder } from './folder-picker'
import { type Language, wordsOf } from './words'

/** First run: an office of one's own, the sample office, or a vault that is there already. */
export class StartPage {
  readonly page: Page
  readonly language: Language
  readonly #words
  readonly #frame

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
    this.#words = wordsOf('start', language)
    this.#frame = wordsOf('frame', language)
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  get officeName(): Locator {
    return this.page.getByLabel(this.#words.officeName)
  }

  get zone(): Locator {
    return this.page.getByRole('combobox', { name: office.fields.zone.label[this.language] })
  }

  get userName(): Locator {
    return this.page.getByLabel(this.#words.userName)
  }

  get reading(): Locator {
    return this.page.getByLabel(this.#words.reading, { exact: true })
  }

  async isOpen(): Promise<void> {
    await this.page.getByRole('heading', { name: this.#words.welcome }).waitFor()
  }

  async beginEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.chooseEmpty }).click()
  }

  async beginSample(): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.chooseSample }).click()
  }

  /** Restores from a folder of this machine, whose path is typed. */
  async restoreFrom(folder: string): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.chooseRestore }).click()
    await this.page.getByRole('button', { name: this.#words.restorePick }).click()
    await typeFolder(this.page, this.language, folder)
    await takeFolder(this.page, this.language)
  }

  get words() {
    return this.#words
  }

  /** Of a damaged folder: what stands before the damage, in two steps. */
  async restoreUpToDamage(): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.restoreUpTo }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: wordsOf('damage', this.language).understood }).check()
    await dialog.getByRole('button', { name: this.#words.restoreUpTo }).click()
  }

  async create(): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.create, exact: true }).click()
  }

  /** The question after a first run. */
  async copyLater(): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.copyLater }).click()
  }

  /** Walks to a folder and makes one of this name there for the copy. */
  async copyTo(folder: string, name: string): Promise<void> {
    await this.page.getByRole('button', { name: this.#words.copyChoose }).click()
    await walkToFolder(this.page, this.language, folder)
    await makeFolder(this.page, this.language, name)
    await takeFolder(this.page, this.language)
    const go = this.page.getByRole('button', { name: this.#words.copyGo })
    await go.or(this.page.locator('[data-page-heading]')).first().waitFor()
    if (await go.isVisible()) await go.click()
  }

  /** From nothing to Home with the least a person has to enter. */
  async setUp({ office, user }: { readonly office: string; readonly user: string }): Promise<void> {
    await this.beginEmpty()
    await this.officeName.fill(office)
    await this.userName.fill(user)
    await this.create()
    await this.copyLater()
    await isReady(this.page)
  }

  get sampleLeave(): Locator {
    return this.page.getByRole('button', { name: this.#frame.sampleLeave })
  }
}

/** A screen within the frame is shown. */
export const isReady = async (page: Page): Promise<void> => {
  await page.locator('[data-page-heading]').first().waitFor()
}

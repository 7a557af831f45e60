/** The hand-made screens: users, verification, import, paper. */
import type { Download, Locator, Page } from '@playwright/test'
import type { SheetLayout } from '../../../src/renderer/print/sheet-input'
import { paths } from '../../../src/renderer/ui/paths'
import { user as userDeclaration } from '../../../src/shared/records/office/user'
import { contactList } from '../../../src/shared/records/paper/contact-list'
import { Frame } from './frame'
import { filled, type Language, pattern, wordsOf } from './words'

/** Users with their roles and PINs. */
export class UsersPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('users', this.language)
  }

  async open(): Promise<void> {
    await new Frame(this.page, this.language).goTo(paths.users())
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: this.words.listLabel })
  }

  async add(
    name: string,
    roles: readonly (keyof typeof userDeclaration.fields.roles.choices)[],
  ): Promise<void> {
    await this.page.getByRole('button', { name: this.words.add }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: this.words.name }).fill(name)
    const { choices } = userDeclaration.fields.roles
    for (const [role, { label }] of Object.entries(choices)) {
      const box = dialog.getByRole('checkbox', { name: label[this.language], exact: true })
      await box.setChecked((roles as readonly string[]).includes(role))
    }
    await dialog.getByRole('button', { name: this.words.save }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async setPin(name: string, pin: string): Promise<void> {
    await this.page.getByRole('button', { name: `${this.words.actions}: ${name}` }).click()
    await this.page.getByRole('menuitem', { name: this.words.setPin }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel(this.words.pin, { exact: true }).fill(pin)
    await dialog.getByLabel(this.words.pinAgain).fill(pin)
    await dialog.getByRole('button', { name: this.words.setPin }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** The PIN that was asked for after a user was chosen. */
  async enterPin(name: string, pin: string): Promise<void> {
    await this.page.getByLabel(filled(this.words.pinOf, { name })).fill(pin)
    await this.page.keyboard.press('Enter')
  }
}

/** Chain, fold, store and vault against each other. */
export class VerifyPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('verify', this.language)
  }

  /** Opens the screen anew and verifies. */
  async run(): Promise<void> {
    const frame = new Frame(this.page, this.language)
    await frame.goTo(paths.home())
    await this.page.getByRole('heading', { name: this.words.title }).waitFor({ state: 'hidden' })
    await frame.goTo(paths.verify())
    await this.page.getByRole('button', { name: this.words.start, exact: true }).click()
    await this.page.getByRole('button', { name: this.words.again, exact: true }).waitFor()
  }

  get fine(): Locator {
    return this.page.getByText(this.words.fine)
  }

  get broken(): Locator {
    return this.page.getByText(pattern(this.words.broken))
  }

  /** Goes from what was found to the ways to mend it. */
  async mend(): Promise<void> {
    await this.page.getByRole('link', { name: this.words.mend }).click()
  }

  async askHash(hash: string): Promise<void> {
    await this.page.getByLabel(this.words.paperLabel, { exact: true }).fill(hash)
    await this.page.getByRole('button', { name: this.words.paperCheck, exact: true }).click()
  }
}

/** Records from a file. */
export class ImportPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('import', this.language)
  }

  async open(file: string): Promise<void> {
    const frame = new Frame(this.page, this.language)
    // A file that is open already would stay open.
    await frame.goTo(paths.home())
    await frame.goTo(paths.import('person'))
    await this.choose(file)
  }

  async choose(file: string): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.page.getByRole('button', { name: this.words.chooseButton }).click(),
    ])
    await chooser.setFiles(file)
  }

  /** What a column of the file becomes. */
  target(column: string): Locator {
    return this.page.getByLabel(filled(this.words.becomesOf, { column }), { exact: true })
  }

  /** The one button that imports, whatever it says now. */
  get run(): Locator {
    const { runCreate, runChange, runBoth, runNothing } = this.words
    const sentences = [runCreate, runChange, runBoth, runNothing].map((text) => pattern(text).source)
    return this.page.getByRole('button', { name: new RegExp(`^(${sentences.join('|')})$`) })
  }
}

/** The contact list on paper. */
export class PaperPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('paper', this.language)
  }

  /** A new list of this layout. */
  async open(layout: SheetLayout = 'list'): Promise<void> {
    await new Frame(this.page, this.language).goTo(
      `${paths.peopleList()}${layout === 'list' ? '' : `?layout=${layout}`}`,
    )
    await this.drawn()
  }

  /** The sheet that the fields ask for is there, and can be printed. */
  async drawn(): Promise<void> {
    await this.preview.locator('.page').first().waitFor()
    await this.page.getByRole('button', { name: this.words.pdf, exact: true, disabled: false }).waitFor()
  }

  get lists() {
    return wordsOf('lists', this.language)
  }

  /** A field of the list by the name of its declaration. */
  field(name: keyof typeof contactList.fields): Locator {
    return this.page.getByLabel(contactList.fields[name].label[this.language], { exact: true })
  }

  /** A layout, a mask or another choice by its name. */
  choice(field: 'layout' | 'masked' | 'subjects' | 'columns', key: string): Locator {
    const choices: {
      readonly [key: string]: { readonly label: { readonly ja: string; readonly en: string } }
    } = contactList.fields[field].choices
    return this.page
      .getByRole(field === 'layout' ? 'radiogroup' : 'group', {
        name: contactList.fields[field].label[this.language],
      })
      .getByLabel(choices[key]?.label[this.language] ?? key, { exact: true })
  }

  get preview() {
    return this.page.frameLocator('iframe')
  }

  async #download(name: string): Promise<Download> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name, exact: true }).click(),
    ])
    return download
  }

  savePdf(): Promise<Download> {
    return this.#download(this.words.pdf)
  }

  saveHtml(): Promise<Download> {
    return this.#download(this.words.html)
  }
}

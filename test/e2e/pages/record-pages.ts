/** Form, page and list of records, as they follow from the declaration. */
import type { Locator, Page } from '@playwright/test'
import { paths } from '../../../src/renderer/ui/paths'
import { declarationOf } from '../../../src/shared/records/registry'
import { Frame } from './frame'
import { filled, type Language, pattern, wordsOf } from './words'

const labelOf = (type: string, field: string, language: Language): string => {
  const label = declarationOf(type)?.fields[field]?.label[language]
  if (label === undefined) throw new Error(`${type} has no field ${field}`)
  return label
}

/** The form of a new record or of one that stands. */
export class RecordForm {
  readonly page: Page
  readonly type: string
  readonly language: Language

  constructor(page: Page, type: string, language: Language) {
    this.page = page
    this.type = type
    this.language = language
  }

  get words() {
    return wordsOf('generic', this.language)
  }

  async openNew(): Promise<void> {
    await new Frame(this.page, this.language).goTo(paths.create(this.type))
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name: labelOf(this.type, name, this.language), exact: true })
  }

  /** One cell of the table of child records; rows count from 1. */
  cell(children: string, row: number, field: string): Locator {
    const declared = declarationOf(this.type)?.fields[children]
    const child = declared?.kind === 'children' ? declared.of : ''
    const name = filled(this.words.cellLabel, {
      of: labelOf(this.type, children, this.language),
      row,
      label: labelOf(child, field, this.language),
    })
    // The drop-down of a choice has the same name as its field.
    return this.page.locator('input, textarea').and(this.page.getByLabel(name, { exact: true }))
  }

  async addChild(type: string): Promise<void> {
    const name = filled(this.words.addRow, { type: declarationOf(type)?.label[this.language] ?? '' })
    await this.page.getByRole('button', { name }).click()
  }

  async choose(control: Locator, option: string): Promise<void> {
    await control.click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.save, exact: true }).click()
  }

  /** Saves and waits until the record's own page is shown. */
  async saved(): Promise<string> {
    await this.save()
    await this.page.waitForURL(/#\/record\//)
    return decodeURIComponent(new URL(this.page.url()).hash.slice('#/record/'.length))
  }
}

/** The page of one record. */
export class RecordPage {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('generic', this.language)
  }

  async open(id: string): Promise<void> {
    await new Frame(this.page, this.language).goTo(paths.record(id))
  }

  get history(): Locator {
    return this.page.getByRole('region', { name: wordsOf('history', this.language).history, exact: true })
  }

  async edit(): Promise<void> {
    await this.page.getByRole('link', { name: this.words.edit, exact: true }).click()
    await this.page.waitForURL(/#\/edit\//)
  }

  async delete(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.delete, exact: true }).click()
  }

  async restore(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.restore, exact: true }).click()
  }

  /** Strikes out the values of these labels for good. */
  async strike(labels: readonly string[], reason: string): Promise<void> {
    await this.page.getByRole('button', { name: this.words.moreActions }).click()
    await this.page.getByRole('menuitem', { name: this.words.strikeOut }).click()
    const dialog = this.page.getByRole('dialog')
    for (const label of labels)
      await dialog.getByRole('checkbox', { name: new RegExp(`^${label}[：:]`) }).check()
    await dialog.getByRole('textbox', { name: this.words.strikeReason }).fill(reason)
    await dialog.getByRole('checkbox', { name: this.words.strikeUnderstood }).check()
    await dialog.getByRole('button', { name: this.words.strikeDo }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}

/** The list of a type. */
export class RecordList {
  readonly page: Page
  readonly type: string
  readonly language: Language

  constructor(page: Page, type: string, language: Language) {
    this.page = page
    this.type = type
    this.language = language
  }

  get words() {
    return wordsOf('generic', this.language)
  }

  async open(life: 'live' | 'deleted' = 'live'): Promise<void> {
    const path = life === 'live' ? paths.list(this.type) : paths.deleted(this.type)
    await new Frame(this.page, this.language).goTo(path)
  }

  get rows(): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  row(text: string): Locator {
    return this.rows.filter({ hasText: text })
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: pattern(this.words.searchIn) })
  }

  /** How many records the list says it holds. */
  count(count: number): Locator {
    return this.page.getByText(filled(this.words.count, { found: count.toLocaleString('en-US') }), {
      exact: true,
    })
  }
}

/**
 * A whole Daicho for the tests of one file: web shell, data folder, browser profile, page. Every page that is opened
 * is watched: an error in the console, a defect or a breach of the content security policy fails the test.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type ContextOptions, openProfile } from '../run/chromium.mjs'
import { freePort, type Shell, startShell } from '../run/shell.mjs'
import { prepareDoor } from '../run/store-door.mjs'

export type OfficeOptions = ContextOptions & {
  /** Starts in the sample office. */
  readonly sample?: boolean
  readonly args?: readonly string[]
  /** Of the shell's process. */
  readonly env?: Record<string, string>
}

export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'daicho-e2e-'))
  readonly data = join(this.folder, 'data')
  readonly profile = join(this.folder, 'profile')
  readonly #options: OfficeOptions
  readonly #complaints: string[] = []
  #port = 0
  #shell: Shell | null = null
  #context: BrowserContext | null = null
  #page: Page | null = null

  constructor(options: OfficeOptions = {}) {
    this.#options = options
  }

  get page(): Page {
    if (this.#page === null) throw new Error('open() comes first')
    return this.#page
  }

  get context(): BrowserContext {
    if (this.#context === null) throw new Error('open() comes first')
    return this.#context
  }

  get shell(): Shell {
    if (this.#shell === null) throw new Error('open() comes first')
    return this.#shell
  }

  /** Language of the page at first, until a user says otherwise. */
  get language(): 'ja' | 'en' {
    return this.#options.language ?? 'ja'
  }

  /** Starts what is not running: shell, browser, page. The address stays the same over restarts. */
  async open(): Promise<Page> {
    if (this.#port === 0) this.#port = await freePort()
    if (this.#shell === null) {
      const args = [...(this.#options.sample ? ['--sample'] : []), ...(this.#options.args ?? [])]
      const locale = this.language === 'ja' ? 'ja_JP.UTF-8' : 'en_GB.UTF-8'
      this.#shell = await startShell({
        data: this.data,
        port: this.#port,
        args,
        env: { LANG: locale, ...this.#options.env },
      })
    }
    if (this.#context === null) {
      this.#context = await openProfile(this.profile, this.#options)
      await prepareDoor(this.#context)
      this.#context.on('page', (page) => this.#watch(page))
      for (const page of this.#context.pages()) this.#watch(page)
    }
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage())
    await this.#page.goto(await this.#shell.freshAddress())
    return this.#page
  }

  /** A further window of the same browser. */
  async openWindow(): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(`${this.shell.origin}/`)
    return page
  }

  async stopShell(): Promise<number | null> {
    const code = (await this.#shell?.stop()) ?? null
    this.#shell = null
    return code
  }

  async closeBrowser(): Promise<void> {
    await this.#context?.close()
    this.#context = null
    this.#page = null
  }

  /** Ends everything and opens it again on the same folders. */
  async restart(): Promise<Page> {
    await this.closeBrowser()
    await this.stopShell()
    return this.open()
  }

  /** Another port: to the browser, another place without a database. */
  async moveToOtherPort(): Promise<Page> {
    await this.closeBrowser()
    await this.stopShell()
    this.#port = await freePort()
    return this.open()
  }

  /** What pages complained about since the last look. */
  takeComplaints(): readonly string[] {
    return this.#complaints.splice(0)
  }

  async end(): Promise<void> {
    await this.closeBrowser()
    await this.stopShell()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text()))
        this.#complaints.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => this.#complaints.push(`defect: ${error.message}`))
    page.on('crash', () => this.#complaints.push('the page crashed'))
  }
}

/**
 * Gives the tests of a file one office, opened before the first and removed after the last; the tests run in order
 * and build on each other.
 */
export const withOffice = (options: OfficeOptions = {}): Office => {
  const office = new Office(options)
  base.describe.configure({ mode: 'serial' })
  base.beforeAll(() => office.open())
  base.afterEach(() => {
    expect(office.takeComplaints()).toEqual([])
  })
  base.afterAll(() => office.end())
  return office
}

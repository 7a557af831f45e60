import type { Locator, Page } from '@playwright/test'
import { paths } from '../../../src/renderer/ui/paths'
import { type Language, wordsOf } from './words'

/** What stands around every screen, and the way from one to another. */
export class Frame {
  readonly page: Page
  language: Language
  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  get words() {
    return wordsOf('frame', this.language)
  }

  /** Name of the screen that is shown. */
  get heading(): Locator {
    return this.page.locator('[data-page-heading]')
  }

  /** Goes to an address of `paths`. */
  async goTo(path: string): Promise<void> {
    if (this.path() === path) return this.heading.waitFor()
    const old = await this.heading.first().evaluateHandle((heading) => ({
      heading,
      text: heading.textContent,
    }))
    await this.page.evaluate((hash) => {
      location.hash = hash
    }, `#${path}`)
    // The screen that is left stays until the next one is ready.
    await this.page.waitForFunction(({ heading, text }) => {
      const shown = document.querySelector('[data-page-heading]')
      return shown !== null && (shown !== heading || shown.textContent !== text)
    }, old)
  }

  /** The address of the screen that is shown, without the origin. */
  path(): string {
    return new URL(this.page.url()).hash.slice(1) || paths.home()
  }

  async undo(): Promise<void> {
    await this.outsideFields()
    await this.page.keyboard.press('Control+z')
  }

  async redo(keys: 'Control+Shift+z' | 'Control+y' = 'Control+Shift+z'): Promise<void> {
    await this.outsideFields()
    await this.page.keyboard.press(keys)
  }

  /** Single keys and undo act outside text fields only. */
  async outsideFields(): Promise<void> {
    await this.heading.first().focus()
  }

  toast(text: string | RegExp): Locator {
    return this.page.getByRole('alert').filter({ hasText: text })
  }

  /** Toasts lie over what is at the lower left. */
  async closeToasts(): Promise<void> {
    // They move while they come and go: a click of the mouse would wait for each to come to rest.
    await this.page.locator('.mantine-Notification-closeButton').evaluateAll((buttons) => {
      for (const button of buttons) if (button instanceof HTMLElement) button.click()
    })
    await this.page.locator('.mantine-Notification-root').first().waitFor({ state: 'detached' })
  }

  /** Two keys: `u` and the number of the user. */
  async switchToUser(number: number): Promise<void> {
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await this.outsideFields()
    await this.page.keyboard.press('u')
    await this.page.getByRole('dialog').getByRole('list').waitFor()
    await this.page.keyboard.press(String(number))
  }

  get currentUser(): Locator {
    return this.page.getByRole('button', { name: this.words.userMenu.replace('{{name}}', '') })
  }

  async chooseLanguage(language: Language): Promise<void> {
    await this.currentUser.click()
    const name = this.words[language === 'ja' ? 'japanese' : 'english']
    await this.page.getByRole('menuitem', { name }).click()
    this.language = language
    await this.page.locator(`html[lang=${language}]`).waitFor()
  }
}

import type { CDPSession, Page } from '@playwright/test'

/** An input method as the browser hears it: text under composition, then what it was converted to. */
export class InputMethod {
  readonly #page: Page
  #session: CDPSession | null = null

  constructor(page: Page) {
    this.#page = page
  }

  async #send(
    method: 'Input.imeSetComposition' | 'Input.insertText' | 'Input.dispatchKeyEvent',
    args: object,
  ) {
    this.#session ??= await this.#page.context().newCDPSession(this.#page)
    // The three methods take different arguments; each caller below gives the right ones.
    await this.#session.send(method, args as never)
  }

  /** Shows kana as it is typed, letter by letter. */
  async type(kana: string): Promise<void> {
    const letters = [...kana]
    for (let end = 1; end <= letters.length; end++) await this.show(letters.slice(0, end).join(''))
  }

  async show(text: string): Promise<void> {
    await this.#send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }

  /** A key that the input method takes for itself, such as the Enter that accepts a conversion. */
  async press(key: string): Promise<void> {
    const keyEvent = { key, code: key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await this.#send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...keyEvent })
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...keyEvent })
  }

  /** Ends the composition with this text. */
  async accept(text: string): Promise<void> {
    await this.#send('Input.insertText', { text })
  }
}

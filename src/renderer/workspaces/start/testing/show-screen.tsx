/** A screen before the ledger is open, drawn in a page of its own for each test. */
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { startTexts, texts } from '../../../texts/index'
import { UiProviders } from '../../../ui/UiProviders'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root

/** Called once by a test file: every test begins with an empty page, in Japanese. */
export const withPage = (): void => {
  beforeAll(() => startTexts('ja'))
  beforeEach(() => {
    document.body.innerHTML = '<div id="root"></div>'
    root = createRoot(document.getElementById('root') as HTMLElement)
  })
  afterEach(() => act(() => root.unmount()))
}

export const show = (screen: ReactNode): Promise<void> =>
  act(async () => {
    root.render(
      <UiProviders texts={texts} scheme="light">
        {screen}
      </UiProviders>,
    )
  })

/** The last button that says exactly this, or else one that says it among other words. */
export const button = (label: string): HTMLButtonElement => {
  const all = [...document.querySelectorAll('button')]
  const found =
    all.filter((one) => one.textContent === label).at(-1) ??
    all.find((one) => one.textContent?.includes(label))
  if (!found) throw new Error(`no button ${label}`)
  return found
}

export const press = (label: string): Promise<void> => act(async () => button(label).click())

export const shown = (): string => document.body.textContent ?? ''

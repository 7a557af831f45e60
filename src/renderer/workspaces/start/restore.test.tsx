// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { HostBridge } from '../../../shared/contract/host-api'
import { damageTexts } from '../../texts/damage'
import { failureTexts } from '../../texts/failures'
import { startTexts, texts } from '../../texts/index'
import { startUpTexts } from '../../texts/start'
import type { NamedFailure } from '../../ui/failure-sentence'
import { UiProviders } from '../../ui/UiProviders'
import { StartScreen } from './StartScreen'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const words = startUpTexts.ja
let root: Root
beforeAll(() => startTexts('ja'))
beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>'
  root = createRoot(document.getElementById('root') as HTMLElement)
})
afterEach(() => act(() => root.unmount()))

const host = { call: async () => ({ type: 'chosen', path: '/usb' }) } as unknown as HostBridge
const wishes: unknown[] = []
const show = (failure: NamedFailure | null): Promise<void> =>
  act(async () => {
    root.render(
      <UiProviders texts={texts} scheme="light">
        <StartScreen
          host={host}
          zone="Asia/Tokyo"
          failure={failure}
          onCreate={async () => undefined}
          onSample={async () => undefined}
          onRestore={async (path, upToDamage) => void wishes.push([path, upToDamage])}
        />
      </UiProviders>,
    )
  })
const button = (label: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].filter((one) => one.textContent === label).at(-1)
  if (!found) throw new Error(`no button ${label}`)
  return found
}
const press = (label: string): Promise<void> => act(async () => button(label).click())
const choose = async (): Promise<void> => {
  await show(null)
  await act(async () =>
    [...document.querySelectorAll('button')]
      .find((one) => one.textContent?.includes(words.chooseRestore))
      ?.click(),
  )
  await press(words.restorePick)
}
const shown = (): string => document.body.textContent ?? ''
const damaged = { type: 'VaultDamaged', device: 'dev1', seq: 2 }

test('a damaged folder is restored up to the damage, once what is lost is understood', async () => {
  await choose()
  expect(wishes).toEqual([['/usb', false]])
  await show({ ...damaged, whole: 1234, lost: 29 })
  expect(shown()).toContain('1,234件の記入を復元できます')
  expect(shown()).toContain('29件の記入は復元できません')
  await press(words.restoreUpTo)
  expect(wishes).toHaveLength(1)
  expect(document.querySelector('[role=dialog]')?.textContent).toContain('29件の記入は復元できません')
  expect(button(words.restoreUpTo).disabled).toBe(true)
  await act(async () => document.querySelector<HTMLInputElement>('input[type=checkbox]')?.click())
  await press(words.restoreUpTo)
  expect(wishes.at(-1)).toEqual(['/usb', true])
  expect(shown()).not.toContain(damageTexts.ja.confirmTitle)
})

test('how much is lost may be unknown, and is said to be', async () => {
  await choose()
  await show({ ...damaged, whole: 5, lost: null })
  expect(shown()).toContain(words.restoreLostUnknown)
})

test('a folder of which nothing stands is refused in words', async () => {
  await choose()
  await show({ ...damaged, whole: 0, lost: 5 })
  expect(shown()).toContain(failureTexts.ja.VaultDamaged.slice(0, 15))
  expect(() => button(words.restoreUpTo)).toThrow()
})

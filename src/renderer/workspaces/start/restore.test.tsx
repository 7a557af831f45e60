// @vitest-environment happy-dom
import { act } from 'react'
import { expect, test } from 'vitest'
import type { HostBridge } from '../../../shared/contract/host-api'
import { damageTexts } from '../../texts/damage'
import { failureTexts } from '../../texts/failures'
import { startUpTexts } from '../../texts/start'
import type { NamedFailure } from '../../ui/failure-sentence'
import { StartScreen } from './StartScreen'
import { button, press, show, shown, withPage } from './testing/show-screen'

const words = startUpTexts.ja
withPage()

const host = { call: async () => ({ type: 'chosen', path: '/usb' }) } as unknown as HostBridge
const wishes: unknown[] = []
const showAfter = (failure: NamedFailure | null): Promise<void> =>
  show(
    <StartScreen
      host={host}
      zone="Asia/Tokyo"
      failure={failure}
      onCreate={async () => undefined}
      onSample={async () => undefined}
      onRestore={async (path, upToDamage) => void wishes.push([path, upToDamage])}
    />,
  )
const choose = async (): Promise<void> => {
  await showAfter(null)
  await press(words.chooseRestore)
  await press(words.restorePick)
}
const damaged = { type: 'VaultDamaged', device: 'dev1', seq: 2 }

test('a damaged folder is restored up to the damage, once what is lost is understood', async () => {
  await choose()
  expect(wishes).toEqual([['/usb', false]])
  await showAfter({ ...damaged, whole: 1234, lost: 29 })
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
  await showAfter({ ...damaged, whole: 5, lost: null })
  expect(shown()).toContain(words.restoreLostUnknown)
})

test('a folder of which nothing stands is refused in words', async () => {
  await choose()
  await showAfter({ ...damaged, whole: 0, lost: 5 })
  expect(shown()).toContain(failureTexts.ja.VaultDamaged.slice(0, 15))
  expect(() => button(words.restoreUpTo)).toThrow()
})

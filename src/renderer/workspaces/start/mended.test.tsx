// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ok } from '../../../shared/base/result'
import type { CallName, HostBridge, LedgerDamage, Mended } from '../../../shared/contract/host-api'
import { startTexts, texts } from '../../texts/index'
import { UiProviders } from '../../ui/UiProviders'
import { DamagedScreen } from './DamagedScreen'
import classes from './DamagedScreen.module.css'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root
beforeAll(() => startTexts('ja'))
beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>'
  root = createRoot(document.getElementById('root') as HTMLElement)
})
afterEach(() => act(() => root.unmount()))

const damage: LedgerDamage = {
  devices: [{ device: 'dev1', code: 'A', own: true, from: 3, entriesBehind: 8 }],
  copy: { folder: '/usb', has: 8 },
}

/** Mends with the copy; answers the title and what is said to be lost. */
const mend = async (mended: Omit<Mended, 'aside'>): Promise<readonly [string, string]> => {
  const call = async (name: CallName) =>
    ok(name === 'ledger.damage' ? damage : { ...mended, aside: '/data/damaged/mended' })
  const host: HostBridge = { call: call as unknown as HostBridge['call'], on: () => () => {} }
  await act(async () => {
    root.render(
      <UiProviders texts={texts} scheme="light">
        <DamagedScreen host={host} folder="/data" onOpen={async () => {}} more={null} />
      </UiProviders>,
    )
  })
  const copy = [...document.querySelectorAll('button')].find((one) =>
    one.textContent?.includes('写しから戻す'),
  )
  await act(async () => copy?.click())
  const late = document.querySelector(`.${classes.lost}`)
  return [document.querySelector('h1')?.textContent ?? '', late?.textContent ?? '']
}

test('a ledger that is whole again is said to be mended', async () => {
  expect(await mend({ broughtBack: 8, lost: 0 })).toEqual(['台帳を直しました', ''])
})

test('a ledger that lost entries is not: the title says how many are left out, and vermilion what to do', async () => {
  expect(await mend({ broughtBack: 0, lost: 8 })).toEqual([
    '8件を除いて台帳を開けるようにしました',
    '8件の記入は戻せませんでした。その分は入力し直してください。',
  ])
})

test('a ledger of which nobody can tell what it lost is not said to have lost nothing', async () => {
  expect(await mend({ broughtBack: 2, lost: null })).toEqual([
    '壊れた箇所から先を除いて台帳を開けるようにしました',
    '戻せなかった記入があるかもしれません。件数は分かりません。',
  ])
})

// @vitest-environment happy-dom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ok } from '../../../shared/base/result'
import type { CopyStatus, HostBridge, LedgerDamage } from '../../../shared/contract/host-api'
import { hostGone } from '../../../shared/contract/host-gone'
import { damageTexts } from '../../texts/damage'
import { failureTexts } from '../../texts/failures'
import { startTexts, texts } from '../../texts/index'
import { startUpTexts } from '../../texts/start'
import { UiProviders } from '../../ui/UiProviders'
import { CopyFolderScreen } from './CopyFolderScreen'
import { DamagedScreen } from './DamagedScreen'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root
beforeAll(() => startTexts('ja'))
beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>'
  root = createRoot(document.getElementById('root') as HTMLElement)
})
afterEach(() => act(() => root.unmount()))

const show = (screen: ReactNode): Promise<void> =>
  act(async () => {
    root.render(
      <UiProviders texts={texts} scheme="light">
        {screen}
      </UiProviders>,
    )
  })
const press = (label: string): Promise<void> =>
  act(async () => {
    const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(label))
    if (!found) throw new Error(`no button ${label}`)
    found.click()
  })
const shown = (): string => document.body.textContent ?? ''

const begun: CopyStatus = {
  folder: '/usb',
  completeAt: null,
  behind: 30,
  failure: null,
  broughtBack: 0,
  setAside: null,
}

/** A host that answers calls by name, and whose copy the test makes. */
const hostWith = (answers: { readonly [call: string]: () => Promise<unknown> }) => {
  let onCopy = (_status: CopyStatus): void => undefined
  const host = {
    call: (name: string) => answers[name]?.(),
    on: (event: string, listener: (status: CopyStatus) => void) => {
      if (event === 'copy.changed') onCopy = listener
      return () => undefined
    },
  } as unknown as HostBridge
  return { host, copied: (status: CopyStatus) => act(async () => onCopy(status)) }
}
const chosen = { 'folders.choose': async () => ({ type: 'chosen', path: '/usb' }) }

test('a copy is said to be made when it is, and the person may go on before', async () => {
  let gone = 0
  const { host, copied } = hostWith({ ...chosen, 'copy.set': async () => ok(begun) })
  await show(<CopyFolderScreen host={host} onDone={() => gone++} />)
  await press(startUpTexts.ja.copyChoose)
  expect(shown()).not.toContain(startUpTexts.ja.copyDone)
  expect(shown()).toContain('残り30件')
  await press(startUpTexts.ja.copyGo)
  expect(gone).toBe(1)
  await copied({ ...begun, completeAt: '2026-11-22T05:00:00.000Z', behind: 0 })
  expect(shown()).toContain(startUpTexts.ja.copyDone)
})

test('a host that is lost while a folder is chosen is told, and the folder can be chosen again', async () => {
  const { host } = hostWith({ ...chosen, 'copy.set': () => Promise.reject(hostGone()) })
  await show(<CopyFolderScreen host={host} onDone={() => undefined} />)
  await press(startUpTexts.ja.copyChoose)
  expect(shown()).toContain(failureTexts.ja.HostGone)
  expect(document.querySelector('[role=status]')).toBeNull()
  await press(startUpTexts.ja.copyChoose)
})

const damage: LedgerDamage = {
  devices: [{ device: 'd1', code: 'A', own: true, from: 2, entriesBehind: 3 }],
  copy: { folder: '/usb', has: 3 },
}

test('a host that is lost while the ledger is mended is told, and the damage can be looked at again', async () => {
  let looks = 0
  const { host } = hostWith({
    'ledger.damage': async () => {
      looks++
      return ok(damage)
    },
    'ledger.mend': () => Promise.reject(hostGone()),
  })
  await show(<DamagedScreen host={host} folder="/data" onOpen={async () => undefined} more={null} />)
  await press(damageTexts.ja.copy)
  expect(shown()).toContain(failureTexts.ja.HostGone)
  expect(document.querySelector('[role=status]')).toBeNull()
  await press(damageTexts.ja.again)
  expect(looks).toBe(2)
  expect(shown()).toContain(damageTexts.ja.where)
})

test('a host that is lost while it looks for damage is told', async () => {
  const { host } = hostWith({ 'ledger.damage': () => Promise.reject(hostGone()) })
  await show(<DamagedScreen host={host} folder="/data" onOpen={async () => undefined} more={null} />)
  expect(shown()).toContain(failureTexts.ja.HostGone)
})

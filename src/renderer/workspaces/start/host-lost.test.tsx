// @vitest-environment happy-dom
import { act } from 'react'
import { expect, test } from 'vitest'
import { err, ok } from '../../../shared/base/result'
import type { CopyStatus, HostBridge, LedgerDamage } from '../../../shared/contract/host-api'
import { hostGone } from '../../../shared/contract/host-gone'
import { begunCopy, completeCopy } from '../../bridge/testing/copy-status'
import { damageTexts } from '../../texts/damage'
import { failureTexts } from '../../texts/failures'
import { frameTexts } from '../../texts/frame'
import { startUpTexts } from '../../texts/start'
import { CopyFolderScreen } from './CopyFolderScreen'
import { DamagedScreen } from './DamagedScreen'
import { press, show, shown, withPage } from './testing/show-screen'

withPage()

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
  const { host, copied } = hostWith({ ...chosen, 'copy.set': async () => ok(begunCopy) })
  await show(<CopyFolderScreen host={host} onDone={() => gone++} />)
  await press(startUpTexts.ja.copyChoose)
  expect(shown()).not.toContain(startUpTexts.ja.copyDone)
  expect(shown()).toContain('残り30件')
  await press(startUpTexts.ja.copyGo)
  expect(gone).toBe(1)
  await copied(completeCopy)
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

test('a folder that is refused is told in the list of folders, where another can be chosen at once', async () => {
  let refuses = true
  const folders = { path: '/data', parent: null, folders: [], isVault: false }
  const { host } = hostWith({
    'folders.choose': async () => ({ type: 'browse' }),
    'folders.browse': async () => ok(folders),
    'copy.set': async () =>
      refuses ? err({ type: 'OtherLedgerThere' }) : ok({ ...begunCopy, folder: '/data' }),
  })
  await show(<CopyFolderScreen host={host} onDone={() => undefined} />)
  await press(startUpTexts.ja.copyChoose)
  await press(frameTexts.ja.folderChoose)
  const dialog = () => document.querySelector('[role=dialog]')
  expect(dialog()?.textContent).toContain(failureTexts.ja.OtherLedgerThere)
  refuses = false
  await press(frameTexts.ja.folderChoose)
  expect(shown()).toContain('残り30件')
  expect(shown()).not.toContain(failureTexts.ja.OtherLedgerThere)
})

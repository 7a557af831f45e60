// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ok } from '../../../shared/base/result'
import type { CallName, CopyStatus, HostBridge } from '../../../shared/contract/host-api'
import { startTexts, texts } from '../../texts/index'
import { startUpTexts } from '../../texts/start'
import { UiProviders } from '../../ui/UiProviders'
import { CopyFolderScreen } from './CopyFolderScreen'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root
beforeAll(() => startTexts('ja'))
beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>'
  root = createRoot(document.getElementById('root') as HTMLElement)
})
afterEach(() => act(() => root.unmount()))

const made: CopyStatus = {
  folder: '/home/sato/copy',
  completeAt: '2026-11-22T05:00:00.000Z',
  behind: 0,
  failure: null,
  broughtBack: 0,
  setAside: null,
}

/** Chooses a folder; answers what the screen then says. */
const choose = async (status: CopyStatus): Promise<string> => {
  const call = async (name: CallName) =>
    name === 'folders.choose' ? { type: 'chosen', path: status.folder } : ok(status)
  const host: HostBridge = { call: call as unknown as HostBridge['call'], on: () => () => {} }
  await act(async () => {
    root.render(
      <UiProviders texts={texts} scheme="light">
        <CopyFolderScreen host={host} onDone={() => {}} />
      </UiProviders>,
    )
  })
  const button = [...document.querySelectorAll('button')].find(
    (one) => one.textContent === startUpTexts.ja.copyChoose,
  )
  await act(async () => button?.click())
  return document.body.textContent ?? ''
}

test('a copy on the disk of the ledger is made, and the person reads what that means', async () => {
  const said = await choose({ ...made, sameDisk: true })
  expect(said).toContain(startUpTexts.ja.copyDone)
  expect(said).toContain('同じディスクにあります。ディスクが壊れると両方なくなります。')
})

test('a copy on another disk is made without a word of it', async () => {
  const said = await choose(made)
  expect(said).toContain(startUpTexts.ja.copyDone)
  expect(said).not.toContain('同じディスク')
})

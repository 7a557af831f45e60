import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { err, ok } from '../../../shared/base/result'
import type { CallResults, HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { completeCopy } from '../../bridge/testing/copy-status'
import { type OpenScreen, openScreen } from '../../generic/testing/open-screen'
import { aboutTexts } from '../../texts/about'
import { failureTexts } from '../../texts/failures'
import { CheckEverything } from './CheckEverything'

let screen: OpenScreen
afterEach(() => screen.close())

/** Presses the button over a copy whose check answers so. */
const checked = async (
  answer: CallResults['copy.check'],
  before: () => Promise<unknown> = async () => undefined,
) => {
  const host = { call: async () => answer } as unknown as HostBridge
  const info = { folderWarning: null } as HostInfo
  const element = <CheckEverything host={host} info={info} copy={completeCopy} sample={false} />
  screen = await openScreen('/about', { routes: [{ path: '/about', element }] })
  await before()
  await page.getByRole('button', { name: aboutTexts.ja.checkAll }).click()
  await expect.element(page.getByText(aboutTexts.ja.folderFine)).toBeVisible()
}
const told = (text: string) => expect.element(page.getByText(text, { exact: false })).toBeVisible()

test('a copy that is as the ledger is said to be so after it was compared', async () => {
  await checked(ok({ segments: 1200, repaired: 0, left: 0 }))
  await told('ファイル1,200個がすべて台帳と一致')
})

test('what was written anew in the copy is told, and what it may mean', async () => {
  await checked(ok({ segments: 3, repaired: 2, left: 0 }))
  await told('ファイル2個を書き直しました（/usb）')
})

test('what is damaged in the ledger itself leaves the copy alone, and says so', async () => {
  await checked(ok({ segments: 3, repaired: 1, left: 1 }))
  await told('台帳の側が壊れているファイルが1個')
})

test('a copy that is away is named', async () => {
  await checked(err({ type: 'FolderMissing' }))
  await told(failureTexts.ja.FolderMissing)
})

test('entries that only wait for the ledger’s files are told beside what agrees, not as damage', async () => {
  await checked(ok({ segments: 1, repaired: 0, left: 0 }), async () => {
    screen.host.fail = { type: 'DiskFull' }
    const writes = [{ op: 'create', id: 'person:w', values: { name: '待つ人' } }] as const
    expect(await screen.store.commit({ kind: 'create', writes })).toMatchObject({
      value: { kept: 'journalOnly' },
    })
  })
  await told('2件がすべて一致しました。 1件の記入は、台帳のファイルへの保存を待っています。')
  await expect.element(page.getByText('一致しない', { exact: false })).not.toBeInTheDocument()
})

/** Files of the ledger are damaged and the browser, too, has lost what it had: the ways on, each to its end. */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { damageLine } from '../run/damage.mjs'
import { callStore } from '../run/store-door.mjs'
import { readVault, segmentFiles } from '../run/vault-reader.mjs'
import { Office, withOffice } from './office'
import { DamagedPage } from './pages/damaged-page'
import { Frame } from './pages/frame'
import { RecordForm, RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { filled, wordsOf } from './pages/words'

const office = withOffice()
const vault = () => join(office.data, 'vault')
const copy = () => join(office.folder, 'copy')
/** Entries enough to close a segment (4 MiB) and begin the next. */
const fillSegment = async (page: Page): Promise<void> => {
  for (let at = 0; at < 25; at++) {
    const note = String.fromCharCode(0x3042 + at).repeat(20_000)
    const writes = [1, 2, 3].map((one) => ({
      op: 'create',
      id: `person:fill-${at}-${one}`,
      values: { name: `埋草 ${at}-${one}`, note },
    }))
    const done = await callStore(page, 'commit', { kind: 'create', writes })
    expect(done.ok).toBe(true)
  }
}

/** Starts again without anything the browser had. */
const startBare = async (): Promise<Page> => {
  rmSync(office.profile, { recursive: true })
  return office.open()
}

test('what is damaged in a closed segment comes back from the copy', async () => {
  test.setTimeout(120_000)
  const { page } = office
  const start = new StartPage(page, 'ja')
  await start.beginEmpty()
  await start.officeName.fill('修繕事務所')
  await start.userName.fill('修繕 係')
  await start.create()
  await start.copyTo(office.folder, 'copy')
  await isReady(page)
  const form = new RecordForm(page, 'person', 'ja')
  await form.openNew()
  await form.field('name').fill('壊れ 戻る')
  await form.saved()
  await fillSegment(page)
  const before = readVault(vault()).entries.map((entry) => entry.line)
  const [closed = '', ...later] = segmentFiles(vault())
  expect(later).toHaveLength(1)
  await expect
    .poll(() => readVault(join(copy(), readdirSync(copy())[0] ?? '', 'vault')).entries.length)
    .toBe(27)
  await office.closeBrowser()
  await office.stopShell()
  damageLine(closed, 2)
  const damagedBytes = readFileSync(closed)

  const again = await startBare()
  const damaged = new DamagedPage(again, 'ja')
  await damaged.isAsking()
  await expect(again.getByText(filled(damaged.words.ownDevice, { code: 'A' }))).toBeVisible()
  await expect(again.getByText(filled(damaged.words.from, { seq: 2 }))).toBeVisible()
  await expect(damaged.way('copy')).toContainText(
    filled(damaged.words.copyHasAll, { folder: copy(), count: 26 }),
  )
  expect((await new AxeBuilder({ page: again }).analyze()).violations).toEqual([])
  expect(readFileSync(closed)).toEqual(damagedBytes)
  await damaged.mendWithCopy()
  await expect(again.getByText(filled(damaged.words.broughtBack, { count: 26 }))).toBeVisible()
  await expect(again.getByText(damaged.words.lostNone)).toBeVisible()
  await expect(again.getByRole('heading', { name: damaged.words.done })).toBeVisible()
  await damaged.open()
  await isReady(again)
  const list = new RecordList(again, 'person', 'ja')
  await list.open()
  await list.search.fill('壊れ')
  await expect(list.row('壊れ 戻る')).toBeVisible()
  const { entries, faults } = readVault(vault())
  expect(faults).toEqual([])
  expect(entries.map((entry) => entry.line)).toEqual(before)
  const [aside = ''] = readdirSync(join(office.data, 'damaged'))
  const [device = ''] = readdirSync(join(office.data, 'damaged', aside))
  expect(readFileSync(join(office.data, 'damaged', aside, device, '000001.seg'))).toEqual(damagedBytes)
})

test('without any copy the ledger goes on before the damage, when that is understood', async () => {
  await office.closeBrowser()
  await office.stopShell()
  renameSync(copy(), `${copy()}-away`)
  damageLine(segmentFiles(vault())[0] ?? '', 20)
  const page = await startBare()
  const damaged = new DamagedPage(page, 'ja')
  await damaged.isAsking()
  await expect(damaged.way('copy')).toBeDisabled()
  await expect(damaged.way('copy')).toContainText(damaged.words.copyAway)
  const [, lost = ''] = /壊れた箇所(.*)先に進む方法/su.exec(await page.locator('main').innerText()) ?? []
  const count = Number(/(\d+)件/u.exec(lost)?.[1])
  expect(count).toBeGreaterThan(0)
  const there = readVault(vault()).entries.length

  await damaged.mendWithFolder(office.folder)
  await expect(page.getByRole('alert')).toBeVisible()
  await damaged.way('without').click()
  await expect(damaged.confirmation).toContainText(filled(damaged.words.confirmLost, { count }))
  await expect(damaged.confirmation).toContainText(join(office.data, 'damaged'))
  await expect(damaged.goOn).toBeDisabled()
  await damaged.understand()
  await damaged.goOn.click()
  await expect(page.getByText(filled(damaged.words.lost, { count }))).toBeVisible()
  await expect(
    page.getByRole('heading', { name: filled(damaged.words.doneWithout, { count }) }),
  ).toBeVisible()
  await damaged.open()
  await isReady(page)
  const { entries, faults } = readVault(vault())
  expect(faults).toEqual([])
  expect(entries.length).toBeLessThan(there)
  expect(existsSync(join(office.data, 'damaged'))).toBe(true)
  // What is written now is of a new device: its numbers were never seen elsewhere.
  const form = new RecordForm(page, 'person', 'ja')
  await form.openNew()
  await form.field('name').fill('続き 書く')
  await form.saved()
  expect(new Set(readVault(vault()).entries.map((entry) => entry.device)).size).toBe(2)
  await new Frame(page, 'ja').goTo(paths.home())
})

test('a damaged copy is restored up to the damage, when that is understood, and Home says what is left out', async () => {
  const other = new Office()
  try {
    const source = join(other.folder, 'source')
    cpSync(join(`${copy()}-away`, readdirSync(`${copy()}-away`)[0] ?? '', 'vault'), join(source, 'vault'), {
      recursive: true,
    })
    damageLine(segmentFiles(join(source, 'vault'))[0] ?? '', 3)
    const page = await other.open()
    const start = new StartPage(page, 'ja')
    await start.restoreFrom(source)
    const offer = page.getByRole('alert')
    await expect(offer).toContainText(filled(start.words.restoreWhole, { count: 2 }))
    const lost = Number(/(\d+)件の記入は復元できません/u.exec(await offer.innerText())?.[1])
    expect(lost).toBeGreaterThan(10)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await start.restoreUpToDamage()
    await start.copyLater()
    await isReady(page)
    await expect(page.getByText(filled(wordsOf('home', 'ja').restoredLost, { count: lost }))).toBeVisible()
    const list = new RecordList(page, 'person', 'ja')
    await list.open()
    await expect(list.row('壊れ 戻る')).toBeVisible()
    expect(readVault(join(other.data, 'vault')).faults).toEqual([])
    expect(other.takeComplaints()).toEqual([])
  } finally {
    await other.end()
  }
})

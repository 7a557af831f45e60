import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { damageLine } from '../run/damage.mjs'
import { readVault, segmentFiles } from '../run/vault-reader.mjs'
import { Office, withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordForm, RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { filled, wordsOf } from './pages/words'

const office = withOffice()
const about = wordsOf('about', 'ja')
const home = wordsOf('home', 'ja')
const startWords = wordsOf('start', 'ja')

/** Lines of a vault in order, to compare two of them. */
const linesOf = (vault: string): string[] => readVault(vault).entries.map((entry) => entry.line)

/** The vault within a copy folder, which may hold copies of several ledgers. */
const vaultOfCopy = (copy: string): string => {
  const [ledger = ''] = readdirSync(copy)
  return join(copy, ledger, 'vault')
}

test('a copy folder chosen at the first run has every entry from the first on', async () => {
  const { page } = office
  const copy = join(office.folder, 'copy')
  const start = new StartPage(page, 'ja')
  await start.beginEmpty()
  await start.officeName.fill('二か所事務所')
  await start.userName.fill('二重 守')
  await start.create()
  await start.copyTo(office.folder, 'copy')
  await isReady(page)
  await new Frame(page, 'ja').goTo(paths.home())
  await expect(page.getByText(home.oneCopy)).toHaveCount(0)
  const form = new RecordForm(page, 'person', 'ja')
  await form.openNew()
  await form.field('name').fill('写し 確か')
  await form.saved()
  const own = linesOf(join(office.data, 'vault'))
  expect(own).toHaveLength(2)
  await expect.poll(() => linesOf(vaultOfCopy(copy)).length).toBe(2)
  expect(linesOf(vaultOfCopy(copy))).toEqual(own)
})

test('the check of everything finds what changed in the copy, and writes it anew', async () => {
  const { page } = office
  const copy = vaultOfCopy(join(office.folder, 'copy'))
  const [segment = ''] = segmentFiles(copy)
  const before = readFileSync(segment)
  damageLine(segment, 2)
  await new Frame(page, 'ja').goTo(paths.about())
  await page.getByRole('button', { name: about.checkAll }).click()
  await expect(
    page.getByText(filled(about.copyRepaired, { count: 1, folder: join(office.folder, 'copy') })),
  ).toBeVisible()
  expect(readFileSync(segment)).toEqual(before)
  await page.getByRole('button', { name: about.checkAll }).click()
  await expect(page.getByText(/がすべて台帳と一致|が台帳と一致/u)).toBeVisible()
  await new Frame(page, 'ja').goTo(paths.home())
})

test('a second window says where Daicho is open, and brings it over', async () => {
  const second = await office.openWindow()
  await expect(second.getByText(startWords.elsewhere)).toBeVisible()
  await second.getByRole('button', { name: startWords.bringHere }).click()
  await isReady(second)
  await expect(office.page.getByText(startWords.handedOver)).toBeVisible()
  const list = new RecordList(second, 'person', 'ja')
  await list.open()
  await expect(list.row('写し 確か')).toBeVisible()
  await office.page.getByRole('button', { name: startWords.bringHere }).click()
  await isReady(office.page)
  await expect(second.getByText(startWords.handedOver)).toBeVisible()
  await second.close()
})

test('a profile that was deleted is filled from the vault, and the person is told', async () => {
  await office.closeBrowser()
  rmSync(office.profile, { recursive: true })
  const page = await office.open()
  await isReady(page)
  await expect(page.getByText(home.filledEmpty)).toBeVisible()
  const list = new RecordList(page, 'person', 'ja')
  await list.open()
  await expect(list.row('写し 確か')).toBeVisible()
})

test('another port is another place to the browser: filled from the vault, and said so', async () => {
  const page = await office.moveToOtherPort()
  await isReady(page)
  await expect(page.getByText(home.filledEmpty)).toBeVisible()
  expect(office.shell.output()).toMatch(/ポート|port/)
  const list = new RecordList(page, 'person', 'ja')
  await list.open()
  await expect(list.count(2)).toBeVisible()
})

test('a vault folder is restored into a new data folder, under a device of its own', async () => {
  const other = new Office()
  try {
    const page = await other.open()
    await new StartPage(page, 'ja').restoreFrom(join(office.folder, 'copy'))
    const later = page.getByRole('button', { name: startWords.copyLater })
    await later.or(page.locator('[data-page-heading]')).first().waitFor()
    if (await later.isVisible()) await later.click()
    await isReady(page)
    const list = new RecordList(page, 'person', 'ja')
    await list.open()
    await expect(list.row('写し 確か')).toBeVisible()
    const form = new RecordForm(page, 'person', 'ja')
    await form.openNew()
    await form.field('name').fill('復元 後')
    await form.saved()
    const { entries, faults } = readVault(join(other.data, 'vault'))
    expect(faults).toEqual([])
    expect(new Set(entries.map((entry) => entry.device)).size).toBe(2)
    expect(other.takeComplaints()).toEqual([])
  } finally {
    await other.end()
  }
})

test('a folder without a ledger is refused in words', async () => {
  const other = new Office()
  try {
    const page = await other.open()
    mkdirSync(join(other.folder, 'nothing'))
    await new StartPage(page, 'ja').restoreFrom(join(other.folder, 'nothing'))
    await expect(page.getByRole('alert')).toBeVisible()
    expect(existsSync(join(other.data, 'vault'))).toBe(false)
  } finally {
    await other.end()
  }
})

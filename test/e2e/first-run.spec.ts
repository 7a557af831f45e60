import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { readVault } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { wordsOf } from './pages/words'

// As a computer is set that somebody brought from abroad.
const office = withOffice({ env: { TZ: 'America/New_York' } })
const home = wordsOf('home', 'ja')

test('nothing is there: the three ways to begin are offered', async () => {
  const start = new StartPage(office.page, 'ja')
  await start.isOpen()
  await expect(office.page).toHaveTitle(/台帳/)
  expect(existsSync(join(office.data, 'vault'))).toBe(false)
})

test('the sample office is a ledger of its own, marked as such, and goes away with its folder', async () => {
  const { page } = office
  const start = new StartPage(page, 'ja')
  await start.beginSample()
  await isReady(page)
  await expect(page).toHaveTitle(/SAMPLE|見本/)
  await expect(page.getByText('SAMPLE', { exact: true })).toBeVisible()
  const list = new RecordList(page, 'person', 'ja')
  await list.open()
  await expect(list.count(47)).toBeVisible()
  await expect(list.row('髙橋 例')).toBeVisible()
  expect(existsSync(join(office.data, 'sample'))).toBe(true)
  expect(existsSync(join(office.data, 'vault'))).toBe(false)

  await start.sampleLeave.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: wordsOf('frame', 'ja').sampleLeave })
    .click()
  await start.isOpen()
  expect(existsSync(join(office.data, 'sample'))).toBe(false)
})

test('an office needs its name and one person', async () => {
  const start = new StartPage(office.page, 'ja')
  await start.beginEmpty()
  await start.create()
  await expect(office.page.getByText(wordsOf('start', 'ja').needed)).toHaveCount(2)
  expect(existsSync(join(office.data, 'vault'))).toBe(false)
})

test('the time zone is that of the computer until the person says another; a wrong one or reading is told', async () => {
  const start = new StartPage(office.page, 'ja')
  await expect(start.zone).toHaveValue('America/New_York')
  await start.zone.fill('Asia/Edo')
  await start.reading.fill('髙橋')
  await start.create()
  const words = wordsOf('generic', 'ja')
  await expect(office.page.getByText(words.problem_notAZone)).toBeVisible()
  await expect(office.page.getByText(words.problem_notKana)).toBeVisible()
  await start.zone.fill('Asia/Tokyo')
  await expect(office.page.getByText(words.problem_notAZone)).toBeHidden()
})

test('an empty office opens at Home, whose red line says that there is one copy only', async () => {
  const { page } = office
  const start = new StartPage(page, 'ja')
  await start.officeName.fill('港町役場 情報係')
  await start.userName.fill('髙橋 見本')
  await start.reading.fill('たかはし みほん')
  await start.create()
  await start.copyLater()
  await isReady(page)
  // Not the screen of the sample office that was shown last.
  expect(new Frame(page, 'ja').path()).toBe(paths.home())
  await expect(page.getByText('港町役場 情報係').first()).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: home.oneCopy })).toBeVisible()
  const { entries, faults } = readVault(join(office.data, 'vault'))
  expect(faults).toEqual([])
  expect(entries.map((entry) => entry.head.kind)).toEqual(['setUp'])
  const settings = entries[0]?.body.changes.find(({ record }: { record: string }) => record === 'office:main')
  expect(settings.set.zone).toEqual([null, 'Asia/Tokyo'])
})

test('the person who set it up is in the list of people', async () => {
  const list = new RecordList(office.page, 'person', 'ja')
  await list.open()
  await expect(list.row('髙橋 見本')).toContainText('たかはし みほん')
})

test('a reload and a restart find the office as it was', async () => {
  const { page } = office
  await page.reload()
  await isReady(page)
  const again = await office.restart()
  await isReady(again)
  await expect(new Frame(again, 'ja').currentUser).toContainText('髙橋 見本')
  await expect(again.getByText(home.filledEmpty)).toBeHidden()
})

test('whoever looks at the sample office later comes back to the own ledger as it was, at Home', async () => {
  const { page } = office
  const frame = new Frame(page, 'ja')
  await frame.goTo(paths.settings())
  await page.getByRole('button', { name: wordsOf('settings', 'ja').sampleEnter }).click()
  const start = new StartPage(page, 'ja')
  await start.sampleLeave.waitFor()
  expect(frame.path()).toBe(paths.home())
  const list = new RecordList(page, 'person', 'ja')
  await list.open()
  await page.getByRole('link', { name: '髙橋 例' }).or(list.row('髙橋 例')).first().click()
  await page.waitForURL(/#\/record\//)
  await start.sampleLeave.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: wordsOf('frame', 'ja').sampleLeave })
    .click()
  await expect(start.sampleLeave).toBeHidden()
  await isReady(page)
  expect(frame.path()).toBe(paths.home())
  await expect(page).toHaveTitle(/港町役場 情報係/)
  await list.open()
  await expect(list.count(1)).toBeVisible()
  expect(readVault(join(office.data, 'vault')).entries).toHaveLength(1)
  expect(existsSync(join(office.data, 'sample'))).toBe(false)
})

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { callStore } from '../run/store-door.mjs'
import { readVault } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { filled, pattern, wordsOf } from './pages/words'

const office = withOffice({ sample: true })
const words = wordsOf('check', 'ja')
const entries = () => readVault(join(office.data, 'sample', 'vault')).entries.length
const frameOf = (page: Page) => new Frame(page, 'ja')
const progress = (done: number, total: number) =>
  office.page.getByText(filled(words.progress, { done, total }))
/** What the page says of how many numbers there are. */
const totalNow = async (): Promise<number> =>
  Number(((await office.page.getByText(pattern(words.progress)).textContent()) ?? '').match(/\d+/)?.[0])
const row = (at: number) => office.page.locator(`tr[data-row="${at}"]`)
let total = 0
let address = ''

test('a round is begun for everybody, and thirty numbers take a key each', async () => {
  const { page } = office
  await frameOf(page).heading.first().waitFor({ timeout: 60_000 })
  await frameOf(page).goTo(paths.checks())
  await page.getByRole('button', { name: words.start }).click()
  await page.getByRole('button', { name: words.skip }).waitFor()
  address = frameOf(page).path()
  total = await totalNow()
  expect(total).toBeGreaterThan(60)
  const before = entries()
  // 30 answers, 30 keys.
  for (let at = 0; at < 30; at += 1) await page.keyboard.press(at % 10 === 4 ? '2' : '1')
  await expect(progress(30, total)).toBeVisible()
  expect(entries() - before).toBe(30)
})

test('the PC goes off in the middle: nothing is lost, and the round goes on where it was', async () => {
  const page = await office.restart()
  await frameOf(page).heading.first().waitFor({ timeout: 60_000 })
  await frameOf(page).goTo(paths.checks())
  await page.getByRole('link', { name: pattern(words.resume) }).click()
  await expect(progress(30, total)).toBeVisible()
  const place = filled(words.place, { at: 31, total })
  await expect(page.getByText(place)).toBeVisible()
  await page.keyboard.press('2')
  await expect(progress(31, total)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(place)).toBeVisible()
  await expect(progress(30, total)).toBeVisible()
  await frameOf(page).closeToasts()
})

test('a new number is typed and answered on', async () => {
  const { page } = office
  const name = await page.locator('section[aria-live] a').first().textContent()
  await page.keyboard.press('3')
  await page.keyboard.type('09000007777')
  await page.keyboard.press('Enter')
  await page.keyboard.press('1')
  await expect(progress(31, total)).toBeVisible()
  await page.getByText(words.wayResult, { exact: true }).click()
  const fresh = page.getByRole('table', { name: words.resultNew })
  await expect(fresh.getByRole('row')).toHaveCount(1)
  await expect(fresh).toContainText(name ?? '')
  await expect(fresh).toContainText('090-0000-7777')
})

test('the rest is printed as a sheet of numbered rows', async () => {
  const { page } = office
  await page.getByText(words.wayPaper, { exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.pdf }).click(),
  ])
  const pdf = join(office.folder, 'sheet.pdf')
  await download.saveAs(pdf)
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  expect(text).toContain(words.sheetReached)
  expect(text).toContain(words.sheetCaller)
  // What was reached is not called again, and keeps its row.
  expect(text).not.toMatch(/^\s*30\s/m)
  expect(text).toMatch(/^\s*32\s/m)
  expect(text).toContain((await row(32).locator('td').nth(1).textContent())?.trim().split(' ').at(-1) ?? '?')
  await frameOf(page).closeToasts()
})

test('it is typed in with a key per row, as one entry with one undo', async () => {
  const { page } = office
  const before = entries()
  await row(32).focus()
  for (let at = 32; at <= total; at += 1) await page.keyboard.press(at % 8 === 0 ? '2' : '1')
  await page.getByLabel(words.caller).fill('総務 佐藤')
  await page.getByRole('button', { name: filled(words.savePaper, { count: total - 31 }) }).click()
  await expect(progress(total, total)).toBeVisible()
  expect(entries() - before).toBe(1)
  await frameOf(page).undo()
  await expect(progress(31, total)).toBeVisible()
  await frameOf(page).redo()
  await expect(progress(total, total)).toBeVisible()
})

test('the result says whom to ask again, and the round is closed with it', async () => {
  const { page } = office
  await page.getByText(words.wayResult, { exact: true }).click()
  const again = page.getByRole('table', { name: words.resultUnreached })
  await expect(again.getByRole('row').first()).toBeVisible()
  await page.getByRole('button', { name: words.close }).click()
  await expect(page.getByText(pattern(words.closedOn)).first()).toBeVisible()
  const person = again.getByRole('link').first()
  await person.click()
  await expect(page.getByText(pattern(words.unreachedMark)).first()).toBeVisible()
  const round = await callStore(page, 'record', decodeURIComponent(address.split('/').at(-1) ?? ''))
  expect(round.row.values.closedOn).toMatch(/^\d{4}-/)
})

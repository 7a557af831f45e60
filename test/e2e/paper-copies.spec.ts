import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { PaperCopiesPage } from './pages/paper-copies-page'
import { RecordForm, RecordList, RecordPage } from './pages/record-pages'
import { filled, wordsOf } from './pages/words'

const office = withOffice({ sample: true })
const home = wordsOf('copies', 'ja')

const LIST = '業者・官公庁の連絡先'
const SUPPLIER = '帳簿ソフト株式会社'

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'ja'),
  copies: new PaperCopiesPage(office.page, 'ja'),
})

/** Files of the ledger by name, each with the hash of what it holds. */
const keptFiles = (): ReadonlyMap<string, string> => {
  const folder = join(office.data, 'sample', 'vault', 'files')
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return new Map(readdirSync(folder).map((name) => [name, hash(name)]))
}

test('a list is given to a person and hung on a wall, with its exact pages', async () => {
  const { page, frame, copies } = parts()
  await frame.heading.first().waitFor({ timeout: 60_000 })
  await frame.goTo(paths.contactLists())
  await page.getByRole('link', { name: LIST }).click()
  await copies.beginToRegister()
  await copies.choosePerson(1, '架空 一郎')
  await copies.receivedToday(1).check()
  await copies.addRow()
  await copies.place(2).fill('守衛室の壁')
  await copies.record(2)
  const files = keptFiles()
  expect(files.size).toBe(2)
  for (const [name, hash] of files) expect(hash).toBe(name)
})

test('nothing is stale until something on it changes; then Home says so', async () => {
  const { page, frame, copies } = parts()
  await copies.open()
  await expect(copies.group(LIST).getByText(copies.words.current)).toBeVisible()
  const form = new RecordForm(page, 'organisation', 'ja')
  const suppliers = new RecordList(page, 'organisation', 'ja')
  await suppliers.open()
  await suppliers.row(SUPPLIER).click()
  await new RecordPage(page, 'ja').edit()
  await form.field('supportHours').fill('24時間')
  await page.keyboard.press('Control+s')
  await page.waitForURL(/#\/record\//)
  await frame.goTo(paths.home())
  await page.getByRole('link', { name: new RegExp(home.homeStale.slice(0, 6)) }).click()
  await expect(copies.group(LIST).getByText(copies.words.stale, { exact: true })).toBeVisible()
  await expect(copies.changes(LIST).locator('del')).toHaveText(['平日9時〜17時（月末は20時まで）'])
  await expect(copies.changes(LIST).locator('ins')).toHaveText(['24時間'])
})

test('the pages that were given out open exactly as they were', async () => {
  const { copies } = parts()
  const saved = await copies.savePages('守衛室の壁')
  expect(saved.suggestedFilename()).toMatch(new RegExp(`^${LIST}.*\\.(pdf|html)$`))
  const hash = createHash('sha256')
    .update(readFileSync(await saved.path()))
    .digest('hex')
  expect([...keptFiles().keys()]).toContain(hash)
})

test('a reprint takes the place of the stale copies, which are collected with it', async () => {
  const { page, frame, copies } = parts()
  await page.getByRole('link', { name: copies.words.reprint }).click()
  await expect(copies.place(1).or(copies.place(2)).first()).toBeVisible({ timeout: 20_000 })
  await copies.record(2)
  await copies.open()
  await expect(copies.group(LIST).getByText(copies.words.current)).toBeVisible()
  await expect(copies.group(LIST).getByRole('row')).toHaveCount(3)
  await page.getByText(new RegExp(`^${copies.words.onlyCollected}`)).click()
  await expect(copies.group(LIST).getByRole('row')).toHaveCount(3)
  await frame.undo()
  await page.getByText(new RegExp(`^${copies.words.onlyStale}`)).click()
  await expect(copies.group(LIST).getByRole('row', { name: /守衛室の壁/ })).toBeVisible()
})

test('the copies stay after a restart and when their list is deleted', async () => {
  const page = await office.restart()
  const { frame, copies } = parts()
  await frame.heading.first().waitFor({ timeout: 60_000 })
  const lists = new RecordList(page, 'contactList', 'ja')
  await lists.open()
  await lists.row(LIST).click()
  await new RecordPage(page, 'ja').delete()
  await page.waitForURL(/#\/list\/contactList/)
  await copies.open()
  await expect(copies.group(LIST).getByText(copies.words.listGone)).toBeVisible()
  await page
    .getByRole('button', { name: filled(copies.words.markCollectedOf, { name: '守衛室の壁' }) })
    .click()
  await expect(copies.group(LIST).getByText('守衛室の壁')).toBeHidden()
})

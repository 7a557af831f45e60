/** A data folder is put back from an older backup, while the copy has what was written since. */
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { readVault } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordForm, RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { filled, wordsOf } from './pages/words'

const office = withOffice()
const home = wordsOf('home', 'ja')
const copy = () => join(office.folder, 'copy')
const backup = () => join(office.folder, 'backup')

const write = async (page: Page, name: string): Promise<void> => {
  const form = new RecordForm(page, 'person', 'ja')
  await form.openNew()
  await form.field('name').fill(name)
  await form.saved()
}

const isCopied = (page: Page) =>
  expect(page.getByRole('link', { name: wordsOf('frame', 'ja').copyFine })).toBeVisible()

const close = async (): Promise<void> => {
  await office.closeBrowser()
  await office.stopShell()
}

/** The folder as it was backed up, and a browser that knows nothing. */
const putBack = (): void => {
  rmSync(office.data, { recursive: true })
  cpSync(backup(), office.data, { recursive: true })
  rmSync(office.profile, { recursive: true })
}

test('what only the copy has comes back at the start, and Home says so', async () => {
  const { page } = office
  const start = new StartPage(page, 'ja')
  await start.beginEmpty()
  await start.officeName.fill('復帰事務所')
  await start.userName.fill('復帰 係')
  await start.create()
  await start.copyTo(office.folder, 'copy')
  await isReady(page)
  await close()
  cpSync(office.data, backup(), { recursive: true })
  await write(await office.open(), '後から 書く')
  await isCopied(office.page)
  await close()
  putBack()

  const again = await office.open()
  await isReady(again)
  await expect(again.getByText(filled(home.broughtBack, { count: 1 }))).toBeVisible()
  await expect(again.getByText(home.broughtBackWhy)).toBeVisible()
  const list = new RecordList(again, 'person', 'ja')
  await list.open()
  await expect(list.row('後から 書く')).toBeVisible()
  expect(readVault(join(office.data, 'vault')).entries).toHaveLength(2)
  await new Frame(again, 'ja').goTo(paths.home())
  await again.getByRole('button', { name: home.dismiss }).first().click()
  await expect(again.getByText(filled(home.broughtBack, { count: 1 }))).toBeHidden()
})

test('a copy that contradicts what was written meanwhile is kept apart, and Home names the place until it is moved', async () => {
  await close()
  putBack()
  renameSync(copy(), `${copy()}-away`)
  const page = await office.open()
  await isReady(page)
  await write(page, '別の 歴史')
  await close()
  renameSync(`${copy()}-away`, copy())

  const again = await office.open()
  await isReady(again)
  const notice = again.getByRole('status').filter({ hasText: home.setAsideWhy.split('{{folder}}')[1] ?? '' })
  await expect(notice).toContainText(filled(home.setAside, { count: 1 }))
  await isCopied(again)
  // A long path is shortened on the screen; the whole of it shows on hover.
  const place = (await notice.locator('[title]').getAttribute('title')) ?? ''
  expect(existsSync(place)).toBe(true)
  const list = new RecordList(again, 'person', 'ja')
  await list.open()
  await expect(list.row('別の 歴史')).toBeVisible()
  await expect(list.row('後から 書く')).toBeHidden()
  await office.restart()
  await expect(office.page.getByText(filled(home.setAside, { count: 1 }))).toBeVisible()
  renameSync(place, join(office.folder, 'looked-at'))
  await office.restart()
  await isReady(office.page)
  await isCopied(office.page)
  await expect(office.page.getByText(filled(home.setAside, { count: 1 }))).toBeHidden()
})

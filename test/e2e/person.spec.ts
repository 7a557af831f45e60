import { delimiter } from 'node:path'
import { expect, test } from '@playwright/test'
import { withOffice } from './office'
import { fakeOpener } from './opener'
import { Frame } from './pages/frame'
import { RecordForm, RecordList, RecordPage } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'

const opener = fakeOpener()
const office = withOffice({ env: { PATH: `${opener.folder}${delimiter}${process.env.PATH}` } })
let id = ''

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'ja'),
  form: new RecordForm(office.page, 'person', 'ja'),
  record: new RecordPage(office.page, 'ja'),
  list: new RecordList(office.page, 'person', 'ja'),
})

test('a person with several phones is entered by the keyboard', async () => {
  const { page, form, record } = parts()
  await new StartPage(page, 'ja').setUp({ office: '試験事務所', user: '試験 係' })
  await form.openNew()
  await expect(form.field('name')).toBeFocused()
  await page.keyboard.type('﨑山 𠮷乃')
  await form.field('reading').fill('サキヤマ ヨシノ')
  await form.field('role').fill('当直')
  await form.field('department').fill('総務課')
  await form.choose(form.cell('phones', 1, 'use'), '携帯')
  await form.cell('phones', 1, 'number').fill('090-0000-2001')
  await form.addChild('phone')
  await form.choose(form.cell('phones', 2, 'use'), '内線')
  await form.cell('phones', 2, 'number').fill('2002')
  await form.cell('phones', 2, 'checkedOn').fill('2026/11/20')
  await form.field('mail').fill('sakiyama@example.jp')
  await page.keyboard.press('Control+s')
  await page.waitForURL(/#\/record\//)
  id = decodeURIComponent(page.url().split('#/record/')[1] ?? '')
  await expect(new Frame(page, 'ja').heading).toHaveText('﨑山 𠮷乃')
  // A reading is kept in hiragana, whatever it was typed in.
  await expect(page.getByText('さきやま よしの').first()).toBeVisible()
  await expect(page.getByText('090-0000-2001').first()).toBeVisible()
  await expect(record.history.getByText(/試験 係が.*﨑山 𠮷乃.*登録/)).toBeVisible()
})

test('mail and telephone links are handed to the computer’s own programs, and the page stays', async () => {
  test.skip(process.platform !== 'linux', 'the opener is a file of the test only here')
  const { page } = parts()
  const here = page.url()
  await page.getByRole('link', { name: '090-0000-2001' }).click()
  await page.getByRole('link', { name: 'sakiyama@example.jp' }).press('Enter')
  await expect.poll(() => opener.opened()).toEqual(['tel:09000002001', 'mailto:sakiyama@example.jp'])
  expect(page.url()).toBe(here)
})

test('what is wrong is said at its field, and nothing that was typed is lost', async () => {
  const { page, form } = parts()
  await form.openNew()
  await form.field('mail').fill('not a mail')
  await form.save()
  await expect(form.field('name')).toHaveAttribute('aria-invalid', 'true')
  await expect(form.field('name')).toBeFocused()
  await expect(form.field('mail')).toHaveValue('not a mail')
  await expect(form.field('mail')).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: form.words.discard }).click()
  await page.waitForURL(/#\/list\/person/)
})

test('history says who changed what, from what to what, and why', async () => {
  const { page, form, record } = parts()
  await record.open(id)
  await record.edit()
  await form.field('role').fill('班長')
  await page.getByRole('button', { name: form.words.addReason }).click()
  await page.getByRole('textbox', { name: form.words.reason }).fill('人事異動')
  await form.saved()
  const line = record.history.getByText('試験 係が 役職・担当 を 当直 → 班長 に変更')
  await expect(line).toBeVisible()
  await expect(record.history.getByText('理由：人事異動')).toBeVisible()
})

test('undo and redo by keys, and undo inside a text field is the field’s own', async () => {
  const { page, frame, form, record } = parts()
  await frame.closeToasts()
  await frame.undo()
  await expect(frame.toast('元に戻しました')).toBeVisible()
  await expect(page.getByRole('main').getByText('当直').first()).toBeVisible()
  await frame.closeToasts()
  await frame.redo()
  await expect(frame.toast('やり直しました')).toBeVisible()
  await frame.closeToasts()
  await frame.undo()
  await expect(frame.toast('元に戻しました')).toBeVisible()
  await frame.closeToasts()
  await frame.redo('Control+y')
  await expect(frame.toast('やり直しました')).toBeVisible()
  await frame.closeToasts()

  await record.edit()
  await form.field('department').focus()
  await page.keyboard.press('End')
  await page.keyboard.type('二係')
  await page.keyboard.press('Control+z')
  await expect(form.field('department')).not.toHaveValue('総務課二係')
  await expect(frame.toast(/元に戻しました/)).toHaveCount(0)
  await page.keyboard.press('Escape')
  const discard = page.getByRole('button', { name: form.words.discard })
  await expect(discard.or(page.locator('#record-history')).first()).toBeVisible()
  if (await discard.isVisible()) await discard.click()
  await expect(page.getByRole('main').getByText('班長').first()).toBeVisible()
})

test('a deleted person leaves the list, is found among the deleted, and comes back', async () => {
  const { page, frame, record, list } = parts()
  await record.open(id)
  await record.delete()
  await page.waitForURL(/#\/list\/person/)
  await expect(list.row('﨑山')).toHaveCount(0)
  await frame.closeToasts()
  await list.open('deleted')
  await expect(list.row('﨑山')).toBeVisible()
  await record.open(id)
  await record.restore()
  await list.open()
  await expect(list.row('﨑山')).toBeVisible()
})

test('old and new forms of a character, and any kana, find the same person', async () => {
  const { list } = parts()
  await list.open()
  for (const words of ['崎山', 'サキヤマ', 'ｻｷﾔﾏ', '09000002001', '吉乃']) {
    await list.search.fill(words)
    await expect(list.row('﨑山 𠮷乃')).toBeVisible()
  }
  await list.search.fill('だれもいない')
  await expect(list.rows).toHaveCount(0)
  await list.search.fill('')
})

test('a reload and a restart keep everything, with the history', async () => {
  const { page } = parts()
  await page.reload()
  await isReady(page)
  await office.restart()
  await isReady(office.page)
  const { record } = parts()
  await record.open(id)
  await expect(office.page.getByText('090-0000-2001').first()).toBeVisible()
  await expect(record.history.getByText('理由：人事異動')).toBeVisible()
})

test('undo reaches back over a restart', async () => {
  const { frame, page } = parts()
  await frame.undo()
  await expect(frame.toast(/元に戻しました：.*復元/)).toBeVisible()
  await frame.closeToasts()
  await frame.redo()
  await expect(page.getByRole('main').getByText('班長').first()).toBeVisible()
})

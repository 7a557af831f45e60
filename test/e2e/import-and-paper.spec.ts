import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import encoding from 'encoding-japanese'
import { readState, readVault } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordList } from './pages/record-pages'
import { StartPage } from './pages/start-page'
import { filled } from './pages/words'
import { ImportPage, PaperPage } from './pages/work-pages'

const office = withOffice()
const people = resolve(import.meta.dirname, '../data/people')

/** As a spreadsheet on Windows saves it: CP932, CRLF, a name in a form that old code pages know. */
const table = [
  '社員番号,氏名,フリガナ,所属,携帯電話,メモ欄',
  '2001,髙橋 取込,ﾀｶﾊｼ ﾄﾘｺﾐ,総務課,090-0000-3001,主任',
  '2002,佐藤 二番,サトウ ニバン,情報係,090-0000-3002,班長',
  '2003,鈴木 三番,スズキ サンバン,情報係,,',
]
const writeTable = (name: string): string => {
  const file = join(office.folder, name)
  const bytes = encoding.convert(encoding.stringToCode(`${table.join('\r\n')}\r\n`), {
    to: 'SJIS',
    from: 'UNICODE',
  })
  writeFileSync(file, Buffer.from(bytes))
  return file
}

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'ja'),
  list: new RecordList(office.page, 'person', 'ja'),
  importing: new ImportPage(office.page, 'ja'),
  paper: new PaperPage(office.page, 'ja'),
})

test('a CSV is read in its encoding, its columns are proposed, and nothing is written yet', async () => {
  const { page, importing } = parts()
  await new StartPage(page, 'ja').setUp({ office: '取込事務所', user: '取込 係' })
  await importing.open(writeTable('staff.csv'))
  await expect(importing.target('氏名')).toHaveValue('field:name')
  await expect(importing.target('フリガナ')).toHaveValue('field:reading')
  await expect(importing.target('所属')).toHaveValue('field:department')
  await expect(importing.target('携帯電話')).toHaveValue('phone:mobile')
  await expect(page.getByText('髙橋 取込').first()).toBeVisible()
  expect(readVault(join(office.data, 'vault')).entries).toHaveLength(1)
})

test('a column is put right, and the dry run follows', async () => {
  const { importing } = parts()
  await importing.target('メモ欄').selectOption('field:role')
  await expect(importing.run).toHaveText(filled(importing.words.runCreate, { create: 3 }))
  await expect(importing.run).toBeEnabled()
})

test('one import is one entry, and one undo takes all of it back', async () => {
  const { page, importing, list, frame } = parts()
  await importing.run.click()
  await expect(page.getByText(importing.words.doneTitle)).toBeVisible()
  await page.getByRole('link', { name: importing.words.openList }).click()
  await expect(list.count(4)).toBeVisible()
  await expect(list.row('髙橋 取込')).toContainText('たかはし とりこみ')
  await expect(list.row('髙橋 取込')).toContainText('主任')
  await frame.undo()
  await expect(list.count(1)).toBeVisible()
  await expect(frame.toast('元に戻しました：「髙橋 取込」など3件の取り込み')).toBeVisible()
  await frame.redo()
  await expect(list.count(4)).toBeVisible()
  await frame.closeToasts()
  const kinds = readVault(join(office.data, 'vault')).entries.map((entry) => entry.head.kind)
  expect(kinds).toEqual(['setUp', 'import', 'undo', 'redo'])
})

test('the same file again changes nothing', async () => {
  const { page, importing } = parts()
  await importing.open(writeTable('staff-again.csv'))
  await importing.target('メモ欄').selectOption('field:role')
  await expect(page.getByText(importing.words.whyAllSame)).toBeVisible()
  await expect(importing.run).toBeDisabled()
})

test('a file that cannot be read says what to do', async () => {
  const { page, importing } = parts()
  await importing.open(join(people, 'broken-quotes.csv'))
  await expect(page.getByRole('alert').first()).toBeVisible()
  await importing.choose(join(people, 'only-header.csv'))
  await expect(page.getByText(importing.words.problem_NoRows)).toBeVisible()
})

test('the list of people becomes a PDF whose text and fonts are right', async () => {
  const { paper } = parts()
  await paper.open()
  await expect(paper.preview.getByText('髙橋 取込')).toBeVisible()
  const download = await paper.savePdf()
  expect(download.suggestedFilename()).toMatch(/^連絡先一覧_\d{4}-\d{2}-\d{2}\.pdf$/)
  const file = join(office.folder, 'list.pdf')
  await download.saveAs(file)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  for (const words of ['連絡先一覧', '取込事務所', '髙橋 取込', '090-0000-3001'])
    expect(text).toContain(words)
  expect(text).toMatch(/1\s*\/\s*1/)
  const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' })
  expect(fonts).toContain('NotoSansJP')
  expect(fonts).not.toContain('Type 3')
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  expect(info).toMatch(/Page size:.*A4/)
  expect(info).toMatch(/Tagged:\s+yes/)
})

test('the same sheet as a file holds everything it needs and no script', async () => {
  const { paper } = parts()
  const download = await paper.saveHtml()
  const file = join(office.folder, 'list.html')
  await download.saveAs(file)
  const html = readFileSync(file, 'utf8')
  expect(html).toContain("default-src 'none'")
  expect(html).not.toMatch(/<script/i)
  expect(html).not.toMatch(/(src|href)="https?:/)
})

test('the hash on the sheet is one that the ledger knows', async () => {
  const { paper } = parts()
  const hash = readState(join(office.data, 'vault'))
  const groups = hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
  const shown = (await paper.preview.locator('body').innerText()).replaceAll(/\s+/g, ' ')
  expect(shown.replaceAll(' ', '')).toContain(groups.replaceAll(' ', ''))
})

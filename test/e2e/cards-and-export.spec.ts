/** Address cards from an old mobile come in; everybody leaves as a file, and the file changes nothing on its way back. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import encoding from 'encoding-japanese'
import { paths } from '../../src/renderer/ui/paths'
import { readVault } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordList } from './pages/record-pages'
import { StartPage } from './pages/start-page'
import { filled, wordsOf } from './pages/words'
import { ImportPage } from './pages/work-pages'

const office = withOffice()
const words = wordsOf('export', 'ja')

const shiftJis = (text: string): Buffer =>
  Buffer.from(encoding.convert(encoding.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }))
const quoted = (text: string): string =>
  [...shiftJis(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

/** As a mobile of 2008 writes it: Shift_JIS, half-width readings, quoted-printable, a picture, a card that breaks off. */
const cards = (): string => {
  const address = quoted('東京都見本区表町1-2 ソレイユ能見')
  const lines = [
    ...['BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=SHIFT_JIS:表;ソノ;;;'],
    ...['SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ｵﾓﾃ;ｿﾉ;;;', 'TEL;CELL;VOICE:09000003001', 'TEL;HOME:03-0000-3001'],
    ...[`ADR;HOME;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:;;${address.slice(0, 40)}=`],
    ...[
      `${address.slice(40)};;;000-0001;`,
      'PHOTO;JPEG;ENCODING=BASE64:',
      ' /9j/4QoPRXhpZgAA',
      '',
      'END:VCARD',
    ],
    ...['BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=SHIFT_JIS:途切;札;;;'],
    ...['BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=SHIFT_JIS:能登;構;;;', 'EMAIL;INTERNET:noto@example.jp'],
    ...['TITLE;CHARSET=SHIFT_JIS:=主任', 'END:VCARD'],
  ]
  const file = join(office.folder, 'mobile.vcf')
  writeFileSync(file, shiftJis(`${lines.join('\r\n')}\r\n`))
  return file
}

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'ja'),
  list: new RecordList(office.page, 'person', 'ja'),
  importing: new ImportPage(office.page, 'ja'),
})

const save = async (format: string, name: string): Promise<string> => {
  const { page, frame } = parts()
  await frame.goTo(paths.export('person'))
  await page.getByRole('radio', { name: format }).check()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.save, exact: true }).click(),
  ])
  const file = join(office.folder, name)
  await download.saveAs(file)
  await frame.closeToasts()
  return file
}

test('cards of an old mobile are read, and a broken one is named with its line', async () => {
  const { page, importing } = parts()
  await new StartPage(page, 'ja').setUp({ office: '名刺事務所', user: '取込 係' })
  await importing.open(cards())
  await expect(page.getByText('表 ソノ').first()).toBeVisible()
  await expect(page.getByText('能登 構').first()).toBeVisible()
  // Line 16: where the next card begins though this one never ended.
  await expect(page.getByText(filled(importing.words.cell_brokenCard, { value: 16 }))).toBeVisible()
  await expect(page.getByText(filled(importing.words.cell_leftOutOfCard, { value: 'PHOTO' }))).toBeVisible()
})

test('the others come in at once, with one undo', async () => {
  const { page, importing, list, frame } = parts()
  await page.getByRole('checkbox', { name: filled(importing.words.skipRefused, { count: 1 }) }).check()
  await importing.run.click()
  await expect(page.getByText(importing.words.doneTitle)).toBeVisible()
  await page.getByRole('link', { name: importing.words.openList }).click()
  await expect(list.count(3)).toBeVisible()
  await expect(list.row('表 ソノ')).toContainText('おもて その')
  await expect(list.row('表 ソノ')).toContainText('090-0000-3001')
  await frame.undo()
  await expect(list.count(1)).toBeVisible()
  await frame.redo()
  await expect(list.count(3)).toBeVisible()
  await frame.closeToasts()
})

for (const [format, name] of [
  [words.format_csvUtf8, 'people.csv'],
  [words.format_csvCp932, 'people-sjis.csv'],
  [words.format_vcard, 'people.vcf'],
] as const) {
  test(`everybody leaves as ${name}, which changes nothing when it comes in again`, async () => {
    const { page, importing } = parts()
    const before = readVault(join(office.data, 'vault')).entries.length
    const file = await save(format, name)
    const text = readFileSync(file)
    // What a spreadsheet would compute does not begin with its sign.
    if (name === 'people.csv') expect(text.toString('utf8')).toContain(",'=主任,")
    await importing.open(file)
    await expect(page.getByText(importing.words.whyAllSame)).toBeVisible()
    await expect(importing.run).toBeDisabled()
    expect(readVault(join(office.data, 'vault')).entries).toHaveLength(before)
  })
}

test('the command is found by name, in either language', async () => {
  const { page, frame } = parts()
  await frame.goTo(paths.home())
  await frame.outsideFields()
  await page.keyboard.press('Control+k')
  const title = filled(words.exportOf, { records: '組織' })
  await page.getByPlaceholder(frame.words.paletteHint).last().fill('export organ')
  await page.getByRole('dialog').getByText(title).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByText(words.nothing)).toBeVisible()
})

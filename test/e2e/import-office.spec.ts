import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import encoding from 'encoding-japanese'
import { paths } from '../../src/renderer/ui/paths'
import { organisation } from '../../src/shared/records/people/organisation'
import { person } from '../../src/shared/records/people/person'
import { site } from '../../src/shared/records/people/site'
import { readVault } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordList } from './pages/record-pages'
import { StartPage } from './pages/start-page'
import { filled, pattern } from './pages/words'
import { ImportPage } from './pages/work-pages'

const office = withOffice()

/** As a spreadsheet on Windows saves it. */
const write = (name: string, lines: readonly string[]): string => {
  const file = join(office.folder, name)
  const bytes = encoding.convert(encoding.stringToCode(`${lines.join('\r\n')}\r\n`), {
    to: 'SJIS',
    from: 'UNICODE',
  })
  writeFileSync(file, Buffer.from(bytes))
  return file
}

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'ja'),
  importing: new ImportPage(office.page, 'ja'),
  organisations: new RecordList(office.page, 'organisation', 'ja'),
  people: new RecordList(office.page, 'person', 'ja'),
})

/** The head of one column stands over several. */
const suppliers = [
  '会社名,区分,連絡先,,契約番号,対象の拠点,社内担当',
  ',,代表電話,サポート窓口,,,',
  'テレコム見本㈱,通信事業者,03-0000-0101,0120-000-101,K-1001,本社,取込 係',
  '見本電力,電気,03-0000-0201,,D-77,川口工場,取込 係',
]

test('a file of suppliers that was dropped under people is proposed as organisations', async () => {
  const { page, importing } = parts()
  await new StartPage(page, 'ja').setUp({ office: '取込事務所', user: '取込 係' })
  await importing.open(write('suppliers.csv', suppliers))
  await page.getByRole('button', { name: pattern(importing.words.readAsType) }).click()
  await expect(
    page.getByRole('heading', {
      name: filled(importing.words.title, { records: organisation.labelMany.ja }),
    }),
  ).toBeVisible()
  await expect(importing.target('会社名')).toHaveValue('field:name')
  await expect(importing.target('連絡先 代表電話')).toHaveValue('phone:main')
  await expect(importing.target('連絡先 サポート窓口')).toHaveValue('phone:support')
  await expect(page.getByLabel(importing.words.headerRows)).toHaveValue('2')
})

test('sites that rows name and the ledger lacks are made with them, in one run with one undo', async () => {
  const { page, importing, organisations, frame } = parts()
  const kinds = () => readVault(join(office.data, 'vault')).entries.map((entry) => entry.head.kind)
  await expect(importing.run).toBeDisabled()
  const makes = pattern(importing.words.makeMissing.replace('{{records}}', site.labelMany.ja))
  await page.getByLabel(makes).check()
  await expect(importing.run).toHaveText(filled(importing.words.runCreate, { create: 2 }))
  await importing.run.click()
  await expect(page.getByText(importing.words.doneTitle)).toBeVisible()
  await page.getByRole('link', { name: importing.words.openList }).click()
  await expect(organisations.count(2)).toBeVisible()
  await expect(organisations.row('テレコム見本㈱')).toContainText('03-0000-0101')
  await frame.goTo(paths.list('site'))
  await expect(new RecordList(page, 'site', 'ja').count(2)).toBeVisible()
  await frame.undo()
  await frame.goTo(paths.list('organisation'))
  await expect.poll(kinds).toEqual(['setUp', 'import', 'undo'])
  await expect(organisations.row('テレコム見本㈱')).toHaveCount(0)
  await frame.redo()
  await expect(organisations.count(2)).toBeVisible()
  await frame.closeToasts()
  await expect.poll(kinds).toEqual(['setUp', 'import', 'undo', 'redo'])
})

test('a newer edition shows what is new, changed and gone; its columns are remembered', async () => {
  const { page, importing, organisations, frame } = parts()
  const [head = '', subs = '', telecom = ''] = suppliers
  const newer = [head, subs, telecom.replace('K-1001', 'K-2002'), '見本警備,供給者,03-0000-0301,,,,']
  await frame.goTo(paths.import('organisation'))
  await importing.choose(write('suppliers-2027.csv', newer))
  await expect(page.getByText(importing.words.columnsRemembered)).toBeVisible()
  await expect(importing.run).toHaveText(filled(importing.words.runBoth, { create: 1, change: 1 }))
  await page.getByText(filled(importing.words.gone, { count: 1 }), { exact: true }).click()
  await expect(page.getByRole('rowheader', { name: '見本電力' })).toBeVisible()
  const deletes = pattern(importing.words.deleteGone.replace('{{records}}', organisation.labelMany.ja))
  await page.getByLabel(deletes).check()
  const withDelete = filled(importing.words.runWithDelete, { create: 1, change: 1, deleted: 1 })
  await page.getByRole('button', { name: withDelete }).click()
  await expect(page.getByText(importing.words.doneTitle)).toBeVisible()
  await page.getByRole('link', { name: importing.words.openList }).click()
  await expect(organisations.row('見本警備')).toBeVisible()
  await expect(organisations.row('見本電力')).toHaveCount(0)
  await frame.undo()
  await expect(organisations.row('見本電力')).toBeVisible()
  await frame.closeToasts()
})

test('a date that could be either is asked for once, and nothing is guessed before', async () => {
  const { page, importing, people } = parts()
  await importing.open(
    write('staff.csv', [
      '氏名,携帯,最終確認日,代理',
      '見本 花子,090-0000-0001,03/04/2026,例示 一郎',
      '例示 一郎,090-0000-0002,05/04/2026,',
    ]),
  )
  await expect(importing.run).toBeDisabled()
  await expect(page.getByText(pattern(importing.words.cell_ambiguousDate)).first()).toBeVisible()
  await page.getByLabel(importing.words.dayOrder).selectOption('dmy')
  await expect(importing.run).toHaveText(filled(importing.words.runCreate, { create: 2 }))
  await importing.run.click()
  await page.getByRole('link', { name: importing.words.openList }).click()
  await people.row('見本 花子').click()
  await expect(page.getByText('2026/04/03')).toBeVisible()
  await expect(page.getByText(person.fields.deputy.label.ja)).toBeVisible()
  await expect(page.getByRole('link', { name: '例示 一郎' })).toBeVisible()
})

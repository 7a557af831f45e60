import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type OpenScreen, openScreen, personWrite } from '../../generic/testing/open-screen'
import { importTexts } from '../../texts/import'
import { routePatterns } from '../../ui/paths'
import { ImportScreen } from './ImportScreen'

let screen: OpenScreen
afterEach(async () => {
  await screen.close()
  localStorage.removeItem('daicho.import-mappings')
})

const open = async (language: 'ja' | 'en' = 'ja', type = 'person') => {
  const writes = [personWrite('a', '青木 一', { mail: 'aoki@example.jp', role: '主任' })]
  const routes = [{ path: routePatterns.import, element: <ImportScreen /> }]
  screen = await openScreen(`/import/${type}`, { language, writes, routes })
}

const csv = (...lines: readonly string[]): File => new File([lines.join('\r\n')], 'people.csv')

const choose = async (file: File) => {
  await expect.element(page.getByRole('button', { name: /./ }).first()).toBeVisible()
  await userEvent.upload(document.querySelector('input[type="file"]') as HTMLInputElement, file)
}

const words = importTexts.ja
/** A busy machine takes its time. */
const patient = { timeout: 20_000 }
const filled = (text: string, values: { readonly [name: string]: unknown }) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
const runs = (key: 'runCreate' | 'runChange' | 'runBoth', values: object) =>
  page.getByRole('button', { name: filled(words[key], values as { [name: string]: unknown }) })
const rows = () =>
  [...document.querySelectorAll('tbody tr[data-action]')].map((row) => [
    row.getAttribute('data-action'),
    row.querySelector('th')?.textContent,
  ])

/** The row of the dry run about somebody. */
const verdictOf = (name: string) => page.getByRole('rowheader', { name, exact: true })

const complaints = async (): Promise<readonly string[]> => {
  const { violations } = await axe.run(document.body, {
    // The frame around a screen brings its landmarks.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

const mixed = csv(
  '氏名,メール,役職,携帯,会員',
  '青木 一,aoki@example.jp,課長,090-0000-0001,x',
  '馬場 次,baba@example.jp,,090-0000-0002,y',
  '千葉 三,なし,,9.01E+10,z',
)

describe('a file of people', () => {
  test('shows what would happen, and nothing happens by it', async () => {
    await open()
    await choose(mixed)
    await expect.element(verdictOf('青木 一')).toBeVisible()
    expect(rows()).toEqual([
      ['change', '青木 一'],
      ['create', '馬場 次'],
      ['refused', '千葉 三'],
    ])
    await expect.element(page.getByText('役職・担当：主任 → 課長')).toBeVisible()
    await expect.element(page.getByText('メール：「なし」はメールアドレスではありません。')).toBeVisible()
    expect((await screen.store.counts()).person?.live).toBe(2)
  })

  test('is not imported while rows are refused, until the person skips them; one undo takes it back', async () => {
    await open()
    await choose(mixed)
    const button = runs('runBoth', { create: 1, change: 1 })
    await expect.element(button).toBeDisabled()
    await expect.element(page.getByText(filled(words.whyRefused, { count: 1 }))).toBeVisible()
    await page.getByLabelText(filled(words.skipRefused, { count: 1 })).click()
    await button.click()
    await expect.element(page.getByText(words.doneTitle)).toBeVisible()
    expect((await screen.store.counts()).person?.live).toBe(3)
    expect((await screen.store.record('person:a'))?.row.values.role).toBe('課長')
    await expect.element(page.getByRole('link', { name: words.openList })).toHaveFocus()
    await page.getByRole('button', { name: words.undo }).click()
    await expect.element(page.getByText(words.undone)).toBeVisible()
    expect((await screen.store.counts()).person?.live).toBe(2)
    expect((await screen.store.record('person:a'))?.row.values.role).toBe('主任')
  })

  test('is not taken back where something else was done since: that stays, and the person is told', async () => {
    await open()
    await choose(mixed)
    await page.getByLabelText(filled(words.skipRefused, { count: 1 })).click()
    await runs('runBoth', { create: 1, change: 1 }).click()
    await expect.element(page.getByText(words.doneTitle)).toBeVisible()
    await screen.store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'person:a', values: { department: '総務' } }],
    })
    await page.getByRole('button', { name: words.undo }).click()
    await expect.element(page.getByText(words.undoNotLast)).toBeVisible()
    expect((await screen.store.record('person:a'))?.row.values).toMatchObject({
      role: '課長',
      department: '総務',
    })
    expect(page.getByText(words.undone).query()).toBeNull()
  })

  test('is read again as the person corrects it: a column, the key, the header', async () => {
    await open()
    await choose(mixed)
    const target = (column: string) => page.getByLabelText(filled(words.becomesOf, { column }))
    await expect.element(target('会員')).toHaveValue('nothing')
    await target('携帯').selectOptions('nothing')
    await target('メール').selectOptions('nothing')
    await expect.element(runs('runBoth', { create: 2, change: 1 })).toBeEnabled()
    await target('会員').selectOptions('field:role')
    await expect.element(target('役職')).toHaveValue('nothing')
    await page.getByLabelText(words.key, { exact: false }).selectOptions(words.keyNone)
    await expect.element(runs('runCreate', { create: 3 })).toBeEnabled()
    await page.getByLabelText(words.headerRows).selectOptions('0')
    await expect.element(page.getByText(filled(words.rows, { count: 4 }), { exact: false })).toBeVisible()
  })

  test('does not make one person into another by a mail, until the person says that they are the same', async () => {
    await open()
    await choose(csv('氏名,メール', '佐藤 花子,aoki@example.jp'))
    await expect.element(page.getByText(/台帳では「青木 一」のものです/)).toBeVisible()
    await page.getByLabelText(words.renames).click()
    await expect.element(runs('runChange', { create: 0, change: 1 })).toBeEnabled()
    await expect.element(page.getByText('氏名：青木 一 → 佐藤 花子')).toBeVisible()
  })

  test('shows only rows of one kind when asked', async () => {
    await open()
    await choose(mixed)
    await expect.element(verdictOf('馬場 次')).toBeVisible()
    await page.getByText(filled(words.refused, { count: 1 }), { exact: true }).click()
    await expect.poll(rows, patient).toEqual([['refused', '千葉 三']])
  })

  test('of many rows keeps few of them in the page, and the keyboard reaches the last', async () => {
    await open()
    const lines = Array.from({ length: 3000 }, (_, i) => `甲 ${i},090-0000-${String(i).padStart(4, '0')}`)
    await choose(csv('氏名,携帯', ...lines))
    await expect.element(runs('runCreate', { create: '3,000' })).toBeEnabled()
    expect(rows().length).toBeLessThan(80)
    const section = page.getByRole('region', { name: words.dryRunRows })
    ;(section.element() as HTMLElement).focus()
    await userEvent.keyboard('{End}')
    await expect.poll(() => rows().at(-1)?.[1], patient).toBe('甲 2999')
  })

  test('is taken where it is dropped', async () => {
    await open()
    await expect.element(page.getByText(words.chooseTitle)).toBeVisible()
    const data = new DataTransfer()
    data.items.add(mixed)
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
    document.body.dispatchEvent(drop)
    expect(drop.defaultPrevented).toBe(true)
    await expect.element(verdictOf('馬場 次')).toBeVisible()
  })
})

describe('what the file leaves open', () => {
  const open2 = csv('氏名,勤務地,携帯,最終確認日', '馬場 次,川口工場,090-0000-0002,03/04/2026')

  test('is asked once for the file, and the dry run follows', async () => {
    await open()
    await choose(open2)
    await expect.element(page.getByText(/「03\/04\/2026」は月と日の順が分かりません/)).toBeVisible()
    await page.getByLabelText(words.dayOrder).selectOptions('mdy')
    await expect.element(page.getByText('「川口工場」が台帳にありません', { exact: false })).toBeVisible()
    await page.getByLabelText(/台帳にない拠点1件（川口工場）も作る/).click()
    await runs('runCreate', { create: 1 }).click()
    await expect
      .element(page.getByText('新しい拠点も作りました（川口工場）。', { exact: false }))
      .toBeVisible()
    expect((await screen.store.counts()).site?.live).toBe(1)
    await page.getByRole('button', { name: words.undo }).click()
    await expect.element(page.getByText(words.undone)).toBeVisible()
    expect((await screen.store.counts()).site?.live).toBe(0)
  })

  test.each(['ja', 'en'] as const)('can be answered with a screen reader (%s)', async (language) => {
    await open(language)
    await choose(open2)
    await expect.element(page.getByLabelText(importTexts[language].dayOrder)).toBeVisible()
    expect(await complaints()).toEqual([])
  })

  test('may be whom the file does not name: deleted only when the person says so, the user never', async () => {
    await open()
    await choose(csv('氏名,役職', '馬場 次,課長'))
    await expect.element(runs('runCreate', { create: 1 })).toBeEnabled()
    await page.getByText(filled(words.gone, { count: 2 }), { exact: true }).click()
    await expect.poll(rows, patient).toEqual([
      ['gone', '台帳 太郎'],
      ['gone', '青木 一'],
    ])
    await expect.element(page.getByText(words.cell_isUser)).toBeVisible()
    await page.getByLabelText(/このファイルにない.*1件を台帳から削除する/).click()
    await page
      .getByRole('button', { name: filled(words.runWithDelete, { create: 1, change: 0, deleted: 1 }) })
      .click()
    await expect.element(page.getByText(words.doneTitle)).toBeVisible()
    expect((await screen.store.record('person:a'))?.row.life).toBe('deleted')
    expect((await screen.store.counts()).person?.live).toBe(2)
  })

  test('may be what makes a record the same: several columns together', async () => {
    await open()
    await choose(csv('氏名,所属,役職', '青木 一,総務部,課長', '青木 一,営業部,係長'))
    await page.getByLabelText(words.key, { exact: false }).selectOptions(words.keyTogether)
    await expect.element(page.getByRole('checkbox', { name: '部署' })).toBeChecked()
    await expect.element(runs('runCreate', { create: 2 })).toBeEnabled()
  })
})

describe('what a file is about', () => {
  test('is proposed by its headers, and the file stays chosen', async () => {
    await open()
    await choose(csv('会社名,区分,契約番号,回線番号,代表電話', '見本通信,通信事業者,K-1,L-1,03-0000-0001'))
    await expect.element(page.getByText(filled(words.likelyType, { records: '組織' }))).toBeVisible()
    await page.getByRole('button', { name: filled(words.readAsType, { records: '組織' }) }).click()
    await expect.element(verdictOf('見本通信')).toBeVisible()
    await expect.element(runs('runCreate', { create: 1 })).toBeEnabled()
    expect(screen.path()).toBe('/import/organisation')
  })

  test('and which columns became what is remembered, with a way back to the proposal', async () => {
    const again = csv('氏名,会員', '馬場 次,主任')
    await open()
    await choose(again)
    const target = page.getByLabelText(filled(words.becomesOf, { column: '会員' }))
    await target.selectOptions('field:role')
    await runs('runCreate', { create: 1 }).click()
    await page.getByRole('button', { name: words.again }).click()
    await choose(csv('氏名,会員', '千葉 三,係長'))
    await expect.element(page.getByText(words.columnsRemembered)).toBeVisible()
    await expect.element(target).toHaveValue('field:role')
    await page.getByRole('button', { name: words.proposeAgain }).click()
    await expect.element(target).toHaveValue('nothing')
  })
})

describe('a file that cannot be read', () => {
  test('is answered by a sentence, and another can be chosen', async () => {
    await open()
    await choose(new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)], 'book.xlsx'))
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.problem_Binary_xlsx)
    await choose(mixed)
    await expect.element(verdictOf('馬場 次')).toBeVisible()
  })

  test('in no known encoding is read as the person says, its bad places refused', async () => {
    await open()
    // 氏名 LF and 村, then a byte that CP932 does not have.
    await choose(new File([Uint8Array.of(0x8e, 0x81, 0x96, 0xbc, 0x0a, 0x91, 0xba, 0xff, 0xfd)], 'torn.csv'))
    await expect.element(page.getByRole('alert')).toHaveTextContent(/2行目/)
    await page.getByRole('button', { name: words.readAs }).click()
    await expect.element(page.getByText(words.cell_undecodable, { exact: false })).toBeVisible()
    await expect.element(page.getByText(words.whyNothing)).toBeVisible()
  })
})

describe('the import screen', () => {
  test.each(['ja', 'en'] as const)('is usable with a screen reader (%s)', async (language) => {
    await open(language)
    await expect.element(page.getByText(importTexts[language].chooseTitle)).toBeVisible()
    expect(await complaints()).toEqual([])
    await choose(mixed)
    await expect.element(verdictOf('馬場 次')).toBeVisible()
    expect(await complaints()).toEqual([])
  })

  test('says so for records that do not come from files', async () => {
    await open('ja', 'office')
    await expect.element(page.getByText(words.notImportable)).toBeVisible()
  })
})

import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { genericTexts } from '../texts/generic'
import { historyTexts } from '../texts/history'
import { type OpenScreen, openScreen, personWrite, phoneWrite } from './testing/open-screen'

let screen: OpenScreen
afterEach(() => screen.close())

const writes = [
  personWrite('a', '青木 一', { reading: 'あおき はじめ', role: '課長', mail: 'aoki@example.jp' }),
  phoneWrite('1', 'a', '090-0000-0001', { use: 'mobile', checkedOn: '2026-11-01' }),
  phoneWrite('2', 'a', '03-0000-0001', { use: 'office', checkedOn: '2026-01-01' }),
  phoneWrite('3', 'a', '2101'),
  personWrite('b', '馬場 次', { reading: 'ばば つぎ' }),
]

const complaints = async (): Promise<readonly string[]> => {
  const { violations } = await axe.run(document.body, {
    // The frame around a screen brings its landmarks and title.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

describe.each(['ja', 'en'] as const)(
  'every generic screen is usable with a screen reader (%s)',
  (language) => {
    const words = genericTexts[language]
    test.each([
      ['/list/person', () => page.getByRole('gridcell').first()],
      ['/list/person?text=nobody', () => page.getByText(words.noResults)],
      ['/new/person', () => page.getByRole('button', { name: words.save })],
      ['/edit/person:a', () => page.getByRole('button', { name: words.save })],
      ['/record/person:a', () => page.getByRole('table')],
      ['/history', () => page.getByRole('listitem').first()],
      ['/deleted/person', () => page.getByText(words.deletedEmptyWhy)],
      ['/record/person:nobody', () => page.getByText(words.noSuchRecordWhy)],
    ])('%s', async (path, shown) => {
      screen = await openScreen(path, { language, writes })
      await expect.element(shown()).toBeVisible()
      expect(await complaints()).toEqual([])
    })
  },
)

describe('the page of a record', () => {
  test('marks what is unchecked for too long or never, says what to do, and notes that it was done', async () => {
    screen = await openScreen('/record/person:a', { writes })
    await expect.element(page.getByText('未確認です。', { exact: false }).first()).toBeVisible()
    const late = () =>
      [...document.querySelectorAll('tbody tr')].map((row) => row.textContent?.includes('押してください'))
    expect(late()).toEqual([false, true, true])
    await page.getByRole('row', { name: '2101' }).getByRole('button', { name: '今日確認' }).click()
    await expect.poll(late).toEqual([false, true, false])
    const [item] = (await screen.store.history({ limit: 1 })).items
    expect(item?.records).toMatchObject([{ record: 'phone:3', fields: [{ field: 'checkedOn' }] }])
  })

  test('shows who refers to it as links', async () => {
    screen = await openScreen('/record/person:a', { writes })
    await screen.store.commit({
      kind: 'create',
      writes: [
        {
          op: 'create',
          id: 'user:a',
          values: { name: '青木', person: 'person:a', roles: ['viewer'], active: 'active' },
        },
      ],
    })
    await expect.element(page.getByText('この記録を参照している利用者')).toBeVisible()
    await page.getByRole('link', { name: '青木', exact: true }).click()
    await expect.element(page.getByRole('heading', { name: '青木', exact: true })).toBeVisible()
    await page.getByRole('link', { name: '青木 一' }).click()
    await expect.poll(() => screen.path()).toBe('/record/person:a')
  })

  test('tells its history in sentences, newest first, and marks what was undone', async () => {
    screen = await openScreen('/record/person:a', { writes })
    const set = (role: string, reason?: string) =>
      screen.store.commit({
        kind: 'edit',
        writes: [{ op: 'set', id: 'person:a', values: { role } }],
        ...(reason ? { reason } : {}),
      })
    await set('部長', '人事異動')
    await expect.element(page.getByText('台帳 太郎が 役職・担当 を 課長 → 部長 に変更')).toBeVisible()
    await expect.element(page.getByText('理由：人事異動')).toBeVisible()
    await screen.store.undo()
    await expect.element(page.getByText('取り消し済み')).toBeVisible()
    const first = page.getByRole('region', { name: '履歴' }).getByRole('listitem').first()
    await expect.element(first).toHaveTextContent('が操作を取り消し')
  })

  test('is deleted and restored by its own buttons', async () => {
    screen = await openScreen('/record/person:a', { writes })
    await expect.element(page.getByRole('heading', { name: '青木 一', exact: true })).toBeVisible()
    await userEvent.keyboard('{Delete}')
    await expect.poll(() => screen.path()).toBe('/list/person')
    await screen.go('/record/person:a')
    await expect.element(page.getByText('この記録は削除されています')).toBeVisible()
    await page.getByRole('button', { name: '復元' }).click()
    await expect.element(page.getByRole('link', { name: '編集' })).toBeVisible()
    await expect.element(page.getByRole('link', { name: '090-0000-0001' })).toBeVisible()
  })

  test('strikes out chosen personal values, only with a reason and after a plain warning', async () => {
    screen = await openScreen('/record/person:a', { writes })
    await page.getByRole('button', { name: 'その他の操作' }).click()
    await page.getByRole('menuitem', { name: '墨消し' }).click()
    const dialog = page.getByRole('dialog')
    await expect.element(dialog.getByText('墨消しは元に戻せません', { exact: false })).toBeVisible()
    await dialog.getByRole('button', { name: '墨消し' }).click()
    await expect.element(dialog.getByText('墨消しする項目を選んでください。')).toBeVisible()
    await expect.element(dialog.getByText('理由を書いてください。')).toBeVisible()
    await dialog.getByRole('checkbox', { name: 'メール' }).click()
    await dialog.getByRole('textbox', { name: '理由' }).fill('本人の求め')
    await dialog.getByRole('checkbox', { name: '元に戻せないことを理解しました' }).click()
    expect((await screen.store.record('person:a'))?.row.values.mail).toBe('aoki@example.jp')
    expect(await complaints()).toEqual([])
    await dialog.getByRole('button', { name: '墨消し' }).click()
    await expect.element(page.getByText('墨消ししました')).toBeVisible()
    expect((await screen.store.record('person:a'))?.row.values.mail).toBeUndefined()
    await expect.element(page.getByText('aoki@example.jp')).not.toBeInTheDocument()
  })
})

describe('who may not write', () => {
  const controls = () => document.querySelectorAll('main input, main textarea, main form').length

  test('is shown the record where others are shown its form, with nothing that cannot be used', async () => {
    screen = await openScreen('/edit/person:a', { writes, roles: ['viewer'] })
    await expect.element(page.getByRole('heading', { name: '青木 一', exact: true })).toBeVisible()
    expect(screen.path()).toBe('/record/person:a')
    expect(controls()).toBe(0)
    for (const name of [genericTexts.ja.edit, genericTexts.ja.delete, genericTexts.ja.checkedToday])
      await expect.element(page.getByText(name, { exact: true })).not.toBeInTheDocument()
  })

  test('is told by one sentence who may enter records, in place of an empty form', async () => {
    screen = await openScreen('/new/person', { writes, roles: ['auditor'] })
    await expect
      .element(page.getByText('登録・変更できる権限は、管理者、窓口、承認者です。', { exact: false }))
      .toBeVisible()
    expect(controls()).toBe(0)
  })

  test('finds nothing in the list that enters, changes or deletes', async () => {
    screen = await openScreen('/list/person', { writes, roles: ['viewer'] })
    await expect.element(page.getByRole('grid')).toHaveFocus()
    await userEvent.keyboard('n')
    await userEvent.keyboard('{Delete}')
    expect(screen.path()).toBe('/list/person')
    for (const name of [genericTexts.ja.newRecord, genericTexts.ja.import])
      await expect.element(page.getByRole('link', { name })).not.toBeInTheDocument()
    expect((await screen.store.counts()).person?.live).toBe(3)
  })
})

test('Escape in the open menu of a record closes the menu and leaves the record where it is', async () => {
  screen = await openScreen('/record/person:a', { writes })
  await page.getByRole('button', { name: genericTexts.ja.moreActions }).click()
  const item = page.getByRole('menuitem', { name: genericTexts.ja.strikeOut })
  await expect.element(item).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(item).not.toBeInTheDocument()
  expect(screen.path()).toBe('/record/person:a')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => screen.path()).toBe('/list/person')
})

test('a record whose registration is taken back while it is looked at leads back to the list', async () => {
  screen = await openScreen('/list/person', { writes })
  await screen.store.commit({ kind: 'create', writes: [personWrite('c', '千葉', { reading: 'ちば' })] })
  await screen.go('/record/person:c')
  await expect.element(page.getByRole('heading', { name: '千葉', exact: true })).toBeVisible()
  await screen.store.undo()
  await expect.poll(() => screen.path()).toBe('/list/person')
})

test('the history of the ledger goes on page by page', async () => {
  screen = await openScreen('/history', { writes })
  for (let at = 0; at < 120; at += 1) {
    await screen.store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'person:b', values: { role: `役 ${at}` } }],
    })
  }
  await expect.element(page.getByText('役 118 → 役 119', { exact: false })).toBeVisible()
  await expect.element(page.getByText('役 2 → 役 3 ', { exact: false })).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'さらに前の履歴' }).click()
  await expect.element(page.getByText('台帳を開始', { exact: false })).toBeVisible()
  const told = [...document.querySelectorAll('li')].filter((item) => item.querySelector('time')).length
  expect(told).toBe(122)
})

test('an entry of many records shows the first of them, and all at a press', async () => {
  screen = await openScreen('/history', {
    writes: Array.from({ length: 9 }, (_, at) => personWrite(`m${at}`, `試験 ${at}番`)),
  })
  const last = page.getByRole('link', { name: '試験 8番' })
  const more = page.getByRole('button', { name: historyTexts.ja.showAll })
  await expect.element(more).toBeVisible()
  await expect.element(last).not.toBeInTheDocument()
  await more.click()
  await expect.element(last).toBeVisible()
  await expect.element(more).not.toBeInTheDocument()
})

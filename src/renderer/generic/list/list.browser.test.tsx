import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type OpenScreen, openScreen, personWrite, phoneWrite } from '../testing/open-screen'

let screen: OpenScreen
afterEach(() => screen.close())

const grid = () => page.getByRole('grid', { name: '社員・関係者' })
const search = () => page.getByRole('searchbox', { name: '社員・関係者を探す' })
/** Names in the order shown, as far as they are drawn. */
const names = () =>
  [...document.querySelectorAll('[role="row"] [data-title]')].map((cell) => cell.textContent ?? '')
const activeName = () => document.querySelector('[role="row"][data-active] [data-title]')?.textContent

const five = [
  personWrite('k', '加藤', { reading: 'かとう', department: '総務部', role: '課長' }),
  personWrite('a', '青木', { reading: 'あおき', department: '総務部' }),
  personWrite('s', '佐藤', { reading: 'サトウ', department: '経理部, 第二' }),
  personWrite('i', '伊藤', { reading: 'いとう' }),
]

describe('a list of people', () => {
  test('stands in the order of readings, those without one last and marked, with the kana row beside its first', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.element(grid()).toHaveFocus()
    expect(names()).toEqual(['青木', '伊藤', '加藤', '佐藤', '台帳 太郎'])
    await expect.element(page.getByText('よみなし')).toBeVisible()
    await expect.element(page.getByText('5件', { exact: true })).toBeVisible()
  })

  test('is walked by j, k and arrows, opened by Enter, and left where it was', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.element(grid()).toHaveFocus()
    await userEvent.keyboard('jj{ArrowDown}k')
    await expect.poll(activeName).toBe('加藤')
    expect(grid().element().getAttribute('aria-activedescendant')).toBe(
      document.querySelector('[data-active]')?.id,
    )
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: '加藤', exact: true })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(activeName).toBe('加藤')
    await expect.element(grid()).toHaveFocus()
  })

  test('is searched while typing, whatever the width and kana, and Escape gives all back', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.element(grid()).toHaveFocus()
    await userEvent.keyboard('/')
    await expect.element(search()).toHaveFocus()
    await userEvent.keyboard('さとう')
    await expect.poll(names).toEqual(['佐藤'])
    await expect.element(page.getByText('5件中1件')).toBeVisible()
    expect(screen.path()).toContain('text=')
    await userEvent.keyboard('{Enter}')
    await expect.element(grid()).toHaveFocus()
    await userEvent.keyboard('/{Escape}')
    await expect.poll(names).toHaveLength(5)
  })

  test('says so when nothing fits, and shows all again at a press', async () => {
    screen = await openScreen('/list/person?text=nobody', { writes: five })
    await expect.element(page.getByText('条件に合う記録はありません')).toBeVisible()
    await page.getByRole('button', { name: 'すべて表示' }).click()
    await expect.poll(names).toHaveLength(5)
  })

  test('is narrowed down by the values a field has, also those with commas', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await page.getByRole('button', { name: '部署で絞り込む' }).click()
    await page.getByRole('checkbox', { name: '経理部, 第二' }).click()
    await expect.poll(names).toEqual(['佐藤'])
    await page.getByRole('checkbox', { name: '総務部' }).click()
    await expect.poll(names).toEqual(['青木', '加藤', '佐藤'])
    await userEvent.keyboard('{Escape}')
    await page.getByRole('button', { name: '絞り込みを解除: 部署' }).click()
    await expect.poll(names).toHaveLength(5)
  })

  test('is sorted by any column, up and down', async () => {
    screen = await openScreen('/list/person', { writes: five })
    const head = page.getByRole('columnheader', { name: '役職・担当' })
    await head.getByRole('button').click()
    await expect.poll(() => names()[0]).toBe('加藤')
    await expect.element(head).toHaveAttribute('aria-sort', 'ascending')
    await head.getByRole('button').click()
    await expect.element(head).toHaveAttribute('aria-sort', 'descending')
  })

  test('deletes the row the keys act on, goes to the next, and takes it back from the toast', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.element(grid()).toHaveFocus()
    await userEvent.keyboard('j{Delete}')
    await expect.poll(names).toEqual(['青木', '加藤', '佐藤', '台帳 太郎'])
    expect(activeName()).toBe('加藤')
    await expect.element(grid()).toHaveFocus()
    await page.getByRole('button', { name: '元に戻す' }).click()
    await expect.poll(names).toHaveLength(5)
    expect((await screen.store.undoState()).undo?.kind).not.toBe('delete')
  })

  test('takes back exactly what was deleted, also when something else was done since', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.element(grid()).toHaveFocus()
    await userEvent.keyboard('{Delete}')
    await expect.poll(names).toHaveLength(4)
    await screen.store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'person:k', values: { role: '部長' } }],
    })
    await page.getByRole('button', { name: '元に戻す' }).click()
    await expect.poll(names).toHaveLength(5)
    expect((await screen.store.record('person:k'))?.row.values.role).toBe('部長')
  })

  test('selects by x, Space and Shift with arrows, and deletes the selection in one entry', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.element(grid()).toHaveFocus()
    await userEvent.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    await expect.element(page.getByText('3件を選択中')).toBeVisible()
    await userEvent.keyboard(' ')
    await expect.element(page.getByText('2件を選択中')).toBeVisible()
    await userEvent.keyboard('{Delete}')
    await expect.poll(names).toEqual(['加藤', '佐藤', '台帳 太郎'])
    const [item] = (await screen.store.history({ limit: 1 })).items
    expect(item).toMatchObject({ kind: 'delete', records: [{ op: 'delete' }, { op: 'delete' }] })
  })

  test('follows the ledger while it is looked at', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await expect.poll(names).toHaveLength(5)
    await screen.store.commit({ kind: 'create', writes: [personWrite('u', '上田', { reading: 'うえだ' })] })
    await expect.poll(names).toEqual(['青木', '伊藤', '上田', '加藤', '佐藤', '台帳 太郎'])
  })

  test('single keys do nothing while something is typed or composed', async () => {
    screen = await openScreen('/list/person', { writes: five })
    await search().click()
    await userEvent.keyboard('nex')
    expect(screen.path()).toContain('/list/person')
    grid()
      .element()
      .dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Delete', keyCode: 229, isComposing: true, bubbles: true }),
      )
    expect((await screen.store.counts()).person?.live).toBe(5)
  })
})

describe('a list of many', () => {
  const many = Array.from({ length: 3000 }, (_, at) =>
    personWrite(`m${at}`, `試験 ${at}`, at % 100 === 0 ? {} : { reading: 'あかさたな'.charAt(at % 5) }),
  )

  test('draws only what is in sight, and jumps to a kana row and to those without a reading', async () => {
    screen = await openScreen('/list/person', { writes: many })
    await expect.element(grid()).toHaveFocus()
    expect(names().length).toBeLessThan(60)
    await page.getByRole('button', { name: '「さ」へ移動' }).click()
    await expect.poll(() => document.querySelector('[data-active]')?.textContent).toContain('さ')
    const top = grid().element().scrollTop
    expect(top).toBeGreaterThan(30_000)
    await page.getByRole('button', { name: 'よみのない記録へ移動' }).click()
    await expect
      .poll(() => document.querySelector('[data-active]')?.getAttribute('aria-rowindex'))
      .toBe('2972')
    await userEvent.keyboard('{Tab}')
    await grid().element().focus()
    await userEvent.keyboard('{Home}')
    await expect.poll(() => grid().element().scrollTop).toBe(0)
    await userEvent.keyboard('{End}')
    await expect
      .poll(() => document.querySelector('[data-active]')?.getAttribute('aria-rowindex'))
      .toBe('3002')
  })
})

test('an empty list says what to do first', async () => {
  screen = await openScreen('/list/person')
  const [me] =
    (await screen.store.history({ limit: 1 })).items[0]?.records.filter(({ record }) =>
      record.startsWith('person:'),
    ) ?? []
  await screen.store.commit({ kind: 'delete', writes: [{ op: 'delete', id: me?.record ?? 'person:' }] })
  await expect.element(page.getByText('社員・関係者はまだありません')).toBeVisible()
  await expect.element(page.getByRole('link', { name: 'ファイルから取り込む' })).toBeVisible()
  await userEvent.keyboard('n')
  await expect.element(page.getByRole('heading', { name: '社員・関係者の登録' })).toBeVisible()
})

test('deleted ones are found by text and restored', async () => {
  screen = await openScreen('/deleted/person', { writes: five })
  await expect.element(page.getByText('削除済みの社員・関係者はありません')).toBeVisible()
  await screen.store.commit({
    kind: 'delete',
    writes: [
      { op: 'delete', id: 'person:k' },
      { op: 'delete', id: 'person:a' },
    ],
  })
  await expect.poll(names).toEqual(['青木', '加藤'])
  await search().fill('かとう')
  await expect.poll(names).toEqual(['加藤'])
  await userEvent.keyboard('{Enter}r')
  await expect.element(page.getByText('「加藤」を復元しました')).toBeVisible()
  expect((await screen.store.counts()).person?.deleted).toBe(1)
})

describe('numbers in a list', () => {
  const cell = () =>
    document.querySelector('[role="row"]:has([data-title]) [role="gridcell"]:has([role="img"])')
  const never = { checkedOn: '2000-01-01' }

  test('bear the mark of a late check only where they are late themselves; that of others stands behind these', async () => {
    screen = await openScreen('/list/person', {
      writes: [
        personWrite('b', '馬場', { reading: 'ばば' }),
        phoneWrite('b1', 'b', '03-0000-0119', { use: 'office', order: 'a', ...never }),
        phoneWrite('b2', 'b', '119', { use: 'emergency', order: 'b' }),
      ],
    })
    await expect.poll(() => cell()?.textContent).toBe('▲会社03-0000-0119ほか1')
    await screen.store.commit({
      kind: 'edit',
      writes: [
        { op: 'set', id: 'phone:b1', values: { number: '119' } },
        { op: 'set', id: 'phone:b2', values: { number: '090-0000-0001' } },
      ],
    })
    await expect.poll(() => cell()?.textContent).toBe('会社119ほか1▲')
  })

  test('are never cut, however narrow the column: their kind is', async () => {
    screen = await openScreen('/list/organisation', {
      writes: [
        {
          op: 'create',
          id: 'organisation:o',
          values: { name: '結線ネットワーク', contractNumber: 'KN-0000-42' },
        },
        {
          op: 'create',
          id: 'organisationPhone:o1',
          values: { organisation: 'organisation:o', number: '0800-000-0000', use: 'support', order: 'a' },
        },
        {
          op: 'create',
          id: 'organisationPhone:o2',
          values: { organisation: 'organisation:o', number: '03-0000-0002', use: 'main', order: 'b' },
        },
      ],
    })
    const number = () =>
      [...document.querySelectorAll('span[title="0800-000-0000"]')][0] as HTMLElement | undefined
    await expect.poll(() => number()?.textContent).toBe('0800-000-0000')
    const shown = number() as HTMLElement
    expect(shown.scrollWidth).toBeLessThanOrEqual(shown.clientWidth)
    const line = shown.closest<HTMLElement>('[role="gridcell"]') as HTMLElement
    expect(line.scrollWidth).toBeLessThanOrEqual(line.clientWidth)
  })
})

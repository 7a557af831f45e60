import { afterEach, describe, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { type OpenScreen, openScreen, personWrite, phoneWrite } from '../testing/open-screen'

let screen: OpenScreen
afterEach(() => screen.close())

/** The Chrome DevTools Protocol, by which an input method can be played. */
type Input = { send: (method: string, params: { readonly [name: string]: unknown }) => Promise<unknown> }
const input = (): Input => cdp() as unknown as Input

/** Composes as an input method does: one step after the other, still open. */
const compose = async (...steps: readonly string[]) => {
  for (const text of steps) {
    await input().send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }
}
const commitComposition = (text: string) => input().send('Input.insertText', { text })

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const people = async () => (await screen.store.counts()).person?.live

describe('the reading', () => {
  test('is filled from what was typed before conversion, family and given name apart', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').click()
    await compose('さ', 'さt', 'さとう', '佐藤')
    await commitComposition('佐藤')
    await userEvent.keyboard(' ')
    await compose('は', 'はな', 'はなこ', '花子')
    await commitComposition('花子')
    await expect.element(field('氏名')).toHaveValue('佐藤 花子')
    await expect.element(field('よみ')).toHaveValue('さとう はなこ')
  })

  test('is left alone once a person has corrected it', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').click()
    await compose('こうの', '河野')
    await commitComposition('河野')
    await field('よみ').fill('かわの')
    await field('氏名').click()
    await userEvent.keyboard('{End}')
    await compose('たろう', '太郎')
    await commitComposition('太郎')
    await expect.element(field('よみ')).toHaveValue('かわの')
  })

  test('of a person who stands is not thrown away when part of the name cannot be followed', async () => {
    screen = await openScreen('/edit/person:a', {
      writes: [personWrite('a', '河野太郎', { reading: 'かわのたろう' })],
    })
    await field('氏名').click()
    await userEvent.keyboard('{End}{Backspace}')
    await expect.element(page.getByText('よみを確かめてください', { exact: false })).toBeVisible()
    await expect.element(field('よみ')).toHaveValue('かわのたろう')
  })

  test('goes on being filled when the person has only passed through it', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').click()
    await compose('さとう', '佐藤')
    await commitComposition('佐藤')
    await field('よみ').click()
    await field('氏名').click()
    await userEvent.keyboard('{End} ')
    await compose('はなこ', '花子')
    await commitComposition('花子')
    await expect.element(field('よみ')).toHaveValue('さとう はなこ')
  })

  test('asks to be looked at when part of the name was not typed here', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').click()
    await compose('すずき', '鈴木')
    await commitComposition('鈴木')
    await commitComposition('一朗')
    await expect.element(page.getByText('よみを確かめてください', { exact: false })).toBeVisible()
  })
})

describe('keys of a form', () => {
  test('Enter and Ctrl+Enter during composition save nothing; Ctrl+Enter afterwards saves', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').click()
    await compose('やまだ', '山田')
    for (const init of [{}, { ctrlKey: true }]) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          keyCode: 229,
          isComposing: true,
          bubbles: true,
          ...init,
        }),
      )
    }
    await commitComposition('山田')
    expect(screen.path()).toBe('/new/person')
    expect(await people()).toBe(1)
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(page.getByRole('heading', { name: '山田', exact: true })).toBeVisible()
    expect(await people()).toBe(2)
  })

  test('Enter goes on to the next field and saves nothing', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').fill('山田')
    await userEvent.keyboard('{Enter}')
    await expect.element(field('よみ')).toHaveFocus()
    expect(await people()).toBe(1)
  })

  test('Escape leaves at once when nothing was changed, and asks when something was', async () => {
    screen = await openScreen('/list/person')
    await screen.go('/new/person')
    await expect.element(field('氏名')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => screen.path()).toBe('/list/person')
    await screen.go('/new/person')
    await field('氏名').fill('山田')
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).toHaveTextContent('保存していない変更があります')
    await userEvent.keyboard('{Escape}')
    await expect.element(field('氏名')).toHaveValue('山田')
    expect(screen.path()).toBe('/new/person')
  })

  test('Escape that closes a drop-down does not leave the form', async () => {
    screen = await openScreen('/new/person')
    await page.getByRole('combobox', { name: '電話 1行目の種類' }).click()
    await expect.element(page.getByRole('option', { name: '携帯' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('option', { name: '携帯' })).not.toBeInTheDocument()
    expect(screen.path()).toBe('/new/person')
  })
})

describe('saving', () => {
  test('a record with its children is one commit', async () => {
    screen = await openScreen('/new/person')
    await field('氏名').fill('山田')
    await field('電話 1行目の番号').fill('０９０－１２３４－５６７８')
    await page.getByRole('button', { name: '今日確認' }).click()
    await page.getByRole('button', { name: '電話番号を追加' }).click()
    await field('電話 2行目の番号').fill('2101')
    await userEvent.keyboard('{Control>}s{/Control}')
    await expect.element(page.getByRole('heading', { name: '山田', exact: true })).toBeVisible()
    const { items } = await screen.store.history({ limit: 10 })
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({
      kind: 'create',
      records: [{ name: '山田' }, { op: 'create' }, { op: 'create' }],
    })
    const view = await screen.store.record(screen.path().replace('/record/', '') as `person:${string}`)
    // As typed; only what is shown is put in one way of writing.
    expect(view?.children.phones?.map((row) => row.values.number)).toEqual([
      '０９０－１２３４－５６７８',
      '2101',
    ])
    await expect.element(page.getByRole('link', { name: '090-1234-5678' })).toBeVisible()
  })

  test('says what is wrong at each field, goes to the first, and loses nothing', async () => {
    screen = await openScreen('/new/person')
    await field('メール').fill('yamada')
    await field('電話 1行目の番号').fill('受付まで')
    await field('電話 1行目の最終確認日').fill('2026/13/1')
    await page.getByRole('button', { name: '保存' }).click()
    await expect.element(field('氏名')).toHaveFocus()
    await expect.element(page.getByText('氏名を入力してください。')).toBeVisible()
    await expect.element(page.getByText('メールアドレスの形式ではありません', { exact: false })).toBeVisible()
    await expect.element(page.getByText('日付として読めません', { exact: false })).toBeVisible()
    await expect.element(field('メール')).toHaveValue('yamada')
    await expect.element(field('電話 1行目の最終確認日')).toHaveValue('2026/13/1')
    expect(await people()).toBe(1)

    await field('氏名').fill('山田')
    await field('メール').fill('yamada@example.jp')
    await field('電話 1行目の番号').fill('110')
    await field('電話 1行目の最終確認日').fill('令和8年11月1日')
    await expect.element(page.getByText('氏名を入力してください。')).not.toBeInTheDocument()
    await page.getByRole('button', { name: '保存' }).click()
    await expect.element(page.getByRole('heading', { name: '山田', exact: true })).toBeVisible()
    const view = await screen.store.record(screen.path().replace('/record/', '') as `person:${string}`)
    expect(view?.children.phones?.[0]?.values.checkedOn).toBe('2026-11-01')
  })

  test('what can be seen to be wrong is said as soon as the field is left, and no longer once it is mended', async () => {
    screen = await openScreen('/new/person')
    await field('メール').fill('yamada')
    await expect
      .element(page.getByText('メールアドレスの形式ではありません', { exact: false }))
      .not.toBeInTheDocument()
    await field('役職・担当').click()
    await expect.element(page.getByText('メールアドレスの形式ではありません', { exact: false })).toBeVisible()
    await field('メール').fill('yamada@example.jp')
    await expect.element(field('メール')).not.toHaveAttribute('aria-invalid', 'true')
  })

  test('keeps what was typed when the record was deleted under the form, and says so', async () => {
    screen = await openScreen('/edit/person:a', { writes: [personWrite('a', '佐藤')] })
    await field('役職・担当').fill('課長')
    await screen.store.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'person:a' }] })
    await userEvent.keyboard('{Control>}s{/Control}')
    await expect.element(page.getByText('「佐藤」は削除されています', { exact: false })).toBeVisible()
    await expect.element(field('役職・担当')).toHaveValue('課長')
  })

  test('touches only what was changed, moves a child by one key, and keeps the reason', async () => {
    screen = await openScreen('/edit/person:a', {
      writes: [
        personWrite('a', '佐藤 花子', { reading: 'さとう はなこ', role: '主任' }),
        phoneWrite('1', 'a', '0901', { order: 'V' }),
        phoneWrite('2', 'a', '0902', { order: 'W' }),
        phoneWrite('3', 'a', '0903', { order: 'X' }),
      ],
    })
    await field('役職・担当').fill('課長')
    await field('電話 3行目の番号').click()
    await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}')
    await expect.element(field('電話 1行目の番号')).toHaveValue('0903')
    await expect.element(field('電話 1行目の番号')).toHaveFocus()
    await page.getByRole('button', { name: '3行目を取り除く' }).click()
    await page.getByRole('button', { name: '理由を書き添える' }).click()
    await userEvent.keyboard('人事異動')
    await userEvent.keyboard('{Control>}s{/Control}')
    await expect.element(page.getByText('理由：人事異動')).toBeVisible()
    const [item] = (await screen.store.history({ limit: 1 })).items
    const touched = item?.records.map(({ record, op, fields }) => [
      record,
      op,
      fields.map(({ field: name }) => name),
    ])
    expect(touched).toEqual([
      ['person:a', 'change', ['role']],
      // Of 3, 1 either may move; one key is enough.
      ['phone:1', 'change', ['order']],
      ['phone:2', 'delete', []],
    ])
    const view = await screen.store.record('person:a')
    expect(view?.children.phones?.map((row) => row.id)).toEqual(['phone:3', 'phone:1'])
  })

  test('says so when the record was changed after the form was opened, and overwrites only what is changed here', async () => {
    screen = await openScreen('/edit/person:a', { writes: [personWrite('a', '佐藤', { role: '主任' })] })
    await expect.element(field('役職・担当')).toHaveValue('主任')
    await screen.store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'person:a', values: { role: '部長' } }],
    })
    await expect.element(page.getByText('開いた後に変更されました', { exact: false })).toBeVisible()
    await expect.element(field('役職・担当')).toHaveValue('主任')
    await field('部署').fill('総務部')
    await userEvent.keyboard('{Control>}s{/Control}')
    await expect.element(page.getByRole('heading', { name: '佐藤', exact: true })).toBeVisible()
    expect((await screen.store.record('person:a'))?.row.values).toMatchObject({
      role: '部長',
      department: '総務部',
    })
  })
})

test('at most seven fields stand in a form at first; the rest is one key away', async () => {
  screen = await openScreen('/new/person')
  await expect.element(field('氏名')).toBeVisible()
  await expect.element(field('備考')).not.toBeInTheDocument()
  const more = page.getByRole('button', { name: 'その他の項目' })
  await expect.element(more).toHaveAttribute('aria-expanded', 'false')
  await more.click()
  await expect.element(field('備考')).toBeVisible()
})

test('a number that becomes another loses the day it was checked at once, with a note, and the day can be typed again', async () => {
  screen = await openScreen('/edit/person:a', {
    writes: [personWrite('a', '佐藤'), phoneWrite('1', 'a', '090-0000-1111', { checkedOn: '2026-11-01' })],
  })
  const day = () => field('電話 1行目の最終確認日')
  await expect.element(day()).toHaveValue('2026/11/01')
  await field('電話 1行目の番号').fill('090-0000-2222')
  await expect.element(day()).toHaveValue('')
  await expect.element(page.getByText('番号を変えたので空にしました', { exact: false })).toBeVisible()
  await day().fill('2026/11/01')
  await userEvent.keyboard('{Control>}s{/Control}')
  await expect.element(page.getByRole('heading', { name: '佐藤', exact: true })).toBeVisible()
  expect((await screen.store.record('person:a'))?.children.phones?.[0]?.values).toMatchObject({
    number: '090-0000-2222',
    checkedOn: '2026-11-01',
  })
})

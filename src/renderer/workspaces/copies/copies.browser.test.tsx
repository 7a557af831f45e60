import { notifications } from '@mantine/notifications'
import axe from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ok } from '../../../shared/base/result'
import type { CopyLine } from '../../../shared/domain/copies/changed-lines'
import type { RecordId } from '../../../shared/journal/entry'
import type { Role } from '../../../shared/records/define'
import type { CopySheet } from '../../generic/copies/copy-sheet'
import { ListLinesProvider, type ReadListLines } from '../../generic/copies/list-lines'
import { RegisterCopy } from '../../generic/copies/RegisterCopy'
import { type OpenScreen, openScreen, personWrite } from '../../generic/testing/open-screen'
import { copiesTexts } from '../../texts/copies'
import { genericTexts } from '../../texts/generic'
import { paths, routePatterns } from '../../ui/paths'
import { CopiesScreen } from './CopiesScreen'

let screen: OpenScreen
vi.setConfig({ testTimeout: 30_000 })
afterEach(async () => {
  vi.restoreAllMocks()
  await screen.close()
})

const words = copiesTexts.ja
const LIST: RecordId = 'contactList:a'
const before: readonly CopyLine[] = [
  { key: 'person:a', title: '髙橋 花子', text: '総務部 / 携帯 090-0000-0001' },
  { key: 'person:b', title: '佐藤 一', text: '携帯 090-0000-0002' },
]
const HTML = '<!doctype html><title>連絡先</title><p>髙橋 花子 090-0000-0001</p>'
const sheet: CopySheet = {
  title: '緊急連絡先',
  html: HTML,
  lines: before,
  content: 'c'.repeat(64),
  version: 'A-3',
  state: 'd'.repeat(64),
  at: '2026-11-20T01:00:00.000Z',
  language: 'ja',
  list: LIST,
}

/** What the list says now; null: nobody can tell. */
let now: readonly CopyLine[] | null

const open = async (
  path: string,
  {
    pdf = true,
    language = 'ja',
    roles,
  }: { pdf?: boolean; language?: 'ja' | 'en'; roles?: readonly Role[] } = {},
) => {
  now = before
  const read: ReadListLines = async () => now
  const provided = (element: React.ReactNode) => <ListLinesProvider read={read}>{element}</ListLinesProvider>
  const register = (
    <RegisterCopy
      sheet={sheet}
      makePdf={pdf ? async () => ok(new TextEncoder().encode('%PDF-1.7 pages')) : null}
      fileName={(extension) => `緊急連絡先.${extension}`}
    />
  )
  screen = await openScreen(path, {
    language,
    ...(roles ? { roles } : {}),
    writes: [
      personWrite('a', '髙橋 花子', { reading: 'たかはし はなこ' }),
      personWrite('b', '佐藤 一', { reading: 'さとう はじめ' }),
      { op: 'create', id: LIST, values: { name: '緊急連絡先' } },
    ],
    routes: [
      { path: routePatterns.copies, element: provided(<CopiesScreen />) },
      { path: routePatterns.contactList, element: provided(register) },
    ],
  })
}

const copies = async () => {
  const list = await screen.store.openList({ type: 'paperCopy', life: 'live' })
  return screen.store.records(await screen.store.listIds(list.id))
}
const values = async () => (await copies()).map(({ row }) => row.values)
const choose = async (label: string, text: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).fill(text)
  await page.getByRole('option', { name: text }).click()
}
const holder = (row: number) => words.holderOf.replace('{{row}}', String(row))
const place = (row: number) => words.placeOf.replace('{{row}}', String(row))
const received = (row: number) => words.receivedTodayOf.replace('{{row}}', String(row))
const registerDo = (count: number) => words.registerDo.replace('{{count}}', String(count))

/** Registers the sheet for two holders, one of whom has it already. */
const registerTwo = async () => {
  await page.getByRole('button', { name: words.register }).click()
  await choose(holder(1), '髙橋 花子')
  await page.getByRole('checkbox', { name: received(1) }).click()
  await page.getByRole('button', { name: words.addHolder }).click()
  await page.getByLabelText(place(2)).fill('守衛室の壁')
  await page.getByRole('button', { name: registerDo(2) }).click()
  await expect.poll(async () => (await copies()).length).toBe(2)
}

const seriousIn = async () => {
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('recording who gets a sheet', () => {
  test('keeps the exact pages and lines, and a record for each copy in one entry', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    const [one, other] = await values()
    expect([one, other]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          holder: 'person:a',
          receivedOn: expect.any(String),
          list: LIST,
          version: 'A-3',
        }),
        expect.objectContaining({ place: '守衛室の壁', content: sheet.content, printedAt: sheet.at }),
      ]),
    )
    const pages = one?.pages as { sha256: string; name: string; bytes: number }
    expect(pages).toMatchObject({ name: '緊急連絡先.pdf', bytes: 14 })
    const kept = await screen.store.readFile(pages.sha256)
    expect(kept.ok && new TextDecoder().decode(kept.value)).toBe('%PDF-1.7 pages')
    expect((await screen.store.history({ limit: 1 })).items[0]?.records).toHaveLength(2)
    await screen.store.undo()
    expect(await copies()).toEqual([])
  })

  test('keeps the page itself where no PDF can be made', async () => {
    await open(paths.contactList(LIST), { pdf: false })
    await registerTwo()
    const pages = (await values())[0]?.pages as { sha256: string; name: string }
    const kept = await screen.store.readFile(pages.sha256)
    expect(pages.name).toBe('緊急連絡先.html')
    expect(kept.ok && new TextDecoder().decode(kept.value)).toBe(HTML)
  })

  test('asks for who or where, and writes nothing before', async () => {
    await open(paths.contactList(LIST))
    await page.getByRole('button', { name: words.register }).click()
    await page.getByRole('button', { name: registerDo(1) }).click()
    await expect.element(page.getByText(words.needWhoOrWhere)).toBeVisible()
    expect(await copies()).toEqual([])
    expect(await seriousIn()).toEqual([])
  })

  test('is not offered to who may not write', async () => {
    await open(paths.contactList(LIST), { roles: ['viewer'] })
    await expect.poll(() => page.getByRole('button', { name: words.register }).elements()).toHaveLength(0)
  })

  test('of a reprint has the old holders at hand, and collects their copies in the same entry', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    const ids = (await copies()).map(({ row }) => row.id)
    await screen.go(`${paths.contactList(LIST)}?replaces=${ids.join(',')}`)
    await expect.element(page.getByRole('button', { name: registerDo(2) })).toBeVisible()
    await page.getByRole('button', { name: registerDo(2) }).click()
    await expect.poll(async () => (await copies()).length).toBe(4)
    const all = await values()
    expect(all.filter(({ collectedOn }) => collectedOn !== undefined)).toHaveLength(2)
    expect(all.filter((one) => one.collectedOn === undefined && one.place === '守衛室の壁')).toHaveLength(1)
    expect(screen.path()).toBe(paths.contactList(LIST))
    await screen.store.undo()
    expect((await values()).map(({ collectedOn }) => collectedOn)).toEqual([undefined, undefined])
  })
})

describe('the paper copies', () => {
  const group = () => page.getByRole('region', { name: /緊急連絡先/ })

  test('are up to date until something on them changes; then the changed line stands there, before and after', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    await screen.go(paths.copies())
    await expect.element(group().getByText(words.current)).toBeVisible()
    now = [
      { key: 'person:a', title: '髙橋 花子', text: '経理部 / 携帯 090-0000-0001' },
      { key: 'person:c', title: '新人 三郎', text: '携帯 090-0000-0003' },
    ]
    await screen.store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'person:a', values: { department: '経理部' } }],
    })
    await expect.element(group().getByText(words.stale, { exact: true })).toBeVisible()
    const lines = group().getByRole('table', { name: words.changesOf.replace('{{title}}', '緊急連絡先') })
    await expect.element(lines).toBeVisible()
    const rows = lines.element().querySelectorAll('tbody tr')
    expect([...rows].map((row) => row.textContent)).toEqual([
      '髙橋 花子総務部携帯 090-0000-0001髙橋 花子経理部携帯 090-0000-0001',
      `佐藤 一携帯 090-0000-0002${words.notAnyMore}`,
      `${words.notOnPaper}新人 三郎携帯 090-0000-0003`,
    ])
    expect([...lines.element().querySelectorAll('del')].map((one) => one.textContent)).toEqual([
      '総務部',
      '佐藤 一',
      '携帯 090-0000-0002',
    ])
    expect(await seriousIn()).toEqual([])
    const reprint = group().getByRole('link', { name: words.reprint }).element()
    const ids = (await copies()).map(({ row }) => row.id)
    const asked = new URLSearchParams((reprint.getAttribute('href') ?? '').split('?')[1]).get('replaces')
    expect(asked?.split(',').toSorted()).toEqual(ids.toSorted())
  })

  test('are received and collected with a click; what was collected is out of the way', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    await screen.go(paths.copies())
    await page.getByRole('button', { name: words.markReceivedOf.replace('{{name}}', '守衛室の壁') }).click()
    await expect
      .poll(async () => (await values()).every(({ receivedOn }) => receivedOn !== undefined))
      .toBe(true)
    await page.getByRole('button', { name: words.markCollectedOf.replace('{{name}}', '髙橋 花子') }).click()
    await expect.poll(() => group().element().textContent).not.toContain('髙橋 花子')
    await page.getByText(new RegExp(`^${words.onlyCollected}`)).click()
    await expect.poll(() => group().element().textContent).toContain('髙橋 花子')
  })

  test('of a deleted list stay, with what to do', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    await screen.store.commit({ kind: 'delete', writes: [{ op: 'delete', id: LIST }] })
    now = null
    await screen.go(paths.copies())
    await expect.element(group().getByText(words.unknown, { exact: true })).toBeVisible()
    await expect.element(group().getByText(words.listGone)).toBeVisible()
  })

  test('typed in by hand are listed; nobody can say whether they are stale', async () => {
    await open(paths.copies())
    await expect.element(page.getByText(words.empty)).toBeVisible()
    expect(await seriousIn()).toEqual([])
    await screen.store.commit({
      kind: 'create',
      writes: [{ op: 'create', id: 'paperCopy:x', values: { name: '避難経路図', place: '1階' } }],
    })
    const hand = page.getByRole('region', { name: /避難経路図/ })
    await expect.element(hand.getByText(words.unknown, { exact: true })).toBeVisible()
  })

  test('open exactly the pages that were given out', async () => {
    await open(paths.contactList(LIST), { pdf: false })
    await registerTwo()
    await screen.go(paths.copies())
    await page.getByRole('button', { name: words.openPagesOf.replace('{{name}}', '守衛室の壁') }).click()
    await expect.poll(() => document.querySelector('iframe')?.srcdoc).toBe(HTML)
    expect(document.querySelector('iframe')?.getAttribute('sandbox')).toBe('')
    await userEvent.keyboard('{Escape}')
  })

  test('that only show older days of checks say so', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    now = before.map((line) => ({ ...line, text: `${line.text} 2026-11-22` }))
    await screen.go(paths.copies())
    await expect.element(group().getByText(words.onlyDaysChanged)).toBeVisible()
  })

  test('show days as the office writes them', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    now = before.map((line) => ({ ...line, text: `${line.text.slice(0, -1)}9 2026-11-22` }))
    await screen.go(paths.copies())
    await expect.element(group().getByText('携帯 090-0000-0009 2026/11/22').first()).toBeVisible()
    await expect.poll(() => group().element().textContent).not.toContain('2026-11-22')
  })

  test('are told about when the person is struck out', async () => {
    await open(paths.contactList(LIST))
    await registerTwo()
    await screen.go(paths.record('person:b'))
    notifications.clean()
    await page.getByRole('button', { name: genericTexts.ja.moreActions }).click()
    await page.getByRole('menuitem', { name: genericTexts.ja.strikeOut }).click()
    await expect.element(page.getByText(words.strikeHeldWhat)).toBeVisible()
    await expect.element(page.getByText('緊急連絡先（守衛室の壁）')).toBeVisible()
  })
})

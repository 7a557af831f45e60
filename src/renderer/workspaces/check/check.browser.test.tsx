import { notifications } from '@mantine/notifications'
import axe from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { HostBridge, HostInfo } from '../../../shared/contract/host-api'
import type { RecordId } from '../../../shared/journal/entry'
import type { Write } from '../../../shared/journal/intent'
import type { Role } from '../../../shared/records/define'
import { type OpenScreen, openScreen, personWrite, phoneWrite } from '../../generic/testing/open-screen'
import { checkTexts } from '../../texts/check'
import { paths, routePatterns } from '../../ui/paths'
import { ChecksScreen } from './ChecksScreen'
import { RoundScreen } from './RoundScreen'

vi.setConfig({ testTimeout: 30_000 })
let screen: OpenScreen
afterEach(async () => {
  vi.restoreAllMocks()
  await screen.close()
})

const words = checkTexts.ja
const ROUND: RecordId = 'checkRound:a'
/** What the store's clock says. */
const TODAY = '2026-11-22'

const people: readonly Write[] = [
  personWrite('a', '青木 一郎', { reading: 'あおき いちろう', role: '部長', department: '総務部' }),
  phoneWrite('a1', 'a', '090-0000-0001', { use: 'mobile', order: 'a', checkedOn: '2026-11-01' }),
  phoneWrite('a2', 'a', '03-0000-0001', { use: 'office', order: 'b' }),
  phoneWrite('a3', 'a', '03-0000-0009', { use: 'fax', order: 'c' }),
  personWrite('b', '馬場 二郎', { reading: 'ばば じろう' }),
  phoneWrite('b1', 'b', '090-0000-0002', { use: 'mobile', remark: '夜間のみ' }),
  { op: 'create', id: 'organisation:o', values: { name: '電力会社', kinds: ['utility'] } },
  {
    op: 'create',
    id: 'organisationPhone:o1',
    values: { organisation: 'organisation:o', number: '0120-000-000', use: 'emergency' },
  },
  // Nobody tries out an emergency call: it is in no round.
  {
    op: 'create',
    id: 'organisationPhone:o2',
    values: { organisation: 'organisation:o', number: '１１９', use: 'emergency', order: 'b' },
  },
]
const round: Write = { op: 'create', id: ROUND, values: { name: '秋の確認', startedOn: TODAY } }

const open = async (
  path = paths.check(ROUND),
  {
    writes = [],
    roles,
    language = 'ja',
  }: { writes?: readonly Write[]; roles?: readonly Role[]; language?: 'ja' | 'en' } = {},
) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22, 6) })
  const call = async () => ({ ok: true, value: { pdf: btoa('%PDF-1.7') } })
  const host = { call, on: () => () => undefined } as unknown as HostBridge
  const info = { canPdf: true } as HostInfo
  const ledger = { state: 'open', ledger: 'l1', sample: false, device: 'dev1', code: 'A' } as const
  const kept = { where: 'vault', refused: null } as const
  const opened = { ledger, filled: null, brought: 0, reentered: 0, abandonedRuns: 0, empty: false, kept }
  screen = await openScreen(path, {
    language,
    ...(roles ? { roles } : {}),
    writes: [...people, round, ...writes],
    routes: [
      { path: routePatterns.checks, element: <ChecksScreen /> },
      { path: routePatterns.check, element: <RoundScreen host={host} info={info} opened={opened} /> },
    ],
  })
  vi.useRealTimers()
}

const valuesOf = async (id: RecordId) => (await screen.store.record(id))?.row.values
const card = (name: string) => page.getByRole('region', { name })
const press = (keys: string) => userEvent.keyboard(keys)
const seriousIn = async () => {
  // A toast that fades has no colours to judge.
  await expect
    .poll(() => {
      notifications.clean()
      return document.querySelectorAll('[id^="toast-"]').length
    })
    .toBe(0)
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
const progress = (done: number, total: number) =>
  words.progress.replace('{{done}}', String(done)).replace('{{total}}', String(total))

describe('a round by screen', () => {
  test('shows one number at a time, large, with who it is and how to call; a key answers and goes on', async () => {
    await open()
    await expect.element(card('青木 一郎')).toBeVisible()
    expect(card('青木 一郎').element().textContent).toMatch(/総務部 · 部長.*携帯.*090-0000-0001/)
    expect(await seriousIn()).toEqual([])
    await press('1')
    await expect.poll(async () => (await valuesOf('phone:a1'))?.checkedOn).toBe(TODAY)
    await expect.poll(() => card('青木 一郎').element().textContent).toContain('03-0000-0001')
    await press('2')
    await expect.poll(async () => (await valuesOf('phone:a2'))?.unreachedOn).toBe(TODAY)
    await expect.element(card('馬場 二郎')).toBeVisible()
    expect(card('馬場 二郎').element().textContent).toContain('夜間のみ')
    await expect.element(page.getByText(progress(2, 4))).toBeVisible()
    // Each answer is an entry of its own.
    const { items } = await screen.store.history({ limit: 2 })
    expect(items.map(({ records }) => records.length)).toEqual([1, 1])
  })

  test('takes a new number, and then whether somebody answered on it', async () => {
    await open()
    await expect.element(card('青木 一郎')).toBeVisible()
    await press('3')
    await press('12abc{Enter}')
    expect(await valuesOf('phone:a1')).toMatchObject({ number: '090-0000-0001' })
    await userEvent.clear(page.getByRole('textbox', { name: words.newNumberTitle }))
    await press('09000000077{Enter}')
    await expect
      .element(page.getByText(words.newNumberAsk.replace('{{number}}', '090-0000-0077')))
      .toBeVisible()
    await press('1')
    await expect.poll(() => valuesOf('phone:a1')).toMatchObject({ number: '090-0000-0077', checkedOn: TODAY })
    await page.getByText(words.wayResult, { exact: true }).click()
    const fresh = page.getByRole('table', { name: words.resultNew })
    await expect.element(fresh.getByText('090-0000-0077')).toBeVisible()
    // Taken back, it is none.
    await screen.store.undo()
    await expect.poll(() => fresh.elements()).toHaveLength(0)
  })

  test('is taken back key by key and leads back to the number', async () => {
    await open()
    await expect.element(card('青木 一郎')).toBeVisible()
    await press('1')
    await expect.poll(async () => (await valuesOf('phone:a1'))?.checkedOn).toBe(TODAY)
    await press('2')
    await expect.element(card('馬場 二郎')).toBeVisible()
    await expect.poll(async () => (await valuesOf('phone:a2'))?.unreachedOn).toBe(TODAY)
    await press('{Control>}z{/Control}')
    await expect.poll(() => card('青木 一郎').element().textContent).toContain('03-0000-0001')
    await expect.poll(async () => (await valuesOf('phone:a2'))?.unreachedOn).toBeUndefined()
    await press('{Control>}z{/Control}')
    await expect.poll(async () => (await valuesOf('phone:a1'))?.checkedOn).toBe('2026-11-01')
    await expect.poll(() => card('青木 一郎').element().textContent).toContain('090-0000-0001')
  })

  test('skips and comes back to what was skipped; at the end the result follows', async () => {
    await open()
    await expect.element(card('青木 一郎')).toBeVisible()
    await press('{ArrowRight}{ArrowRight}')
    await expect.element(card('馬場 二郎')).toBeVisible()
    await press('{ArrowLeft}')
    await expect.poll(() => card('青木 一郎').element().textContent).toContain('03-0000-0001')
    await press('1')
    await expect.element(card('馬場 二郎')).toBeVisible()
    await press('1')
    await expect.element(card('電力会社')).toBeVisible()
    await press('1')
    await expect.poll(() => card('青木 一郎').element().textContent).toContain('090-0000-0001')
    await press('1')
    await expect.element(page.getByText(words.allDone)).toBeVisible()
    await expect.element(page.getByText(progress(4, 4))).toBeVisible()
    await page.getByRole('button', { name: words.toResult }).click()
    await page.getByRole('button', { name: words.close }).click()
    await expect.poll(async () => (await valuesOf(ROUND))?.closedOn).toBe(TODAY)
    expect(await seriousIn()).toEqual([])
  })

  test('asks only for numbers that were not checked for long where wished', async () => {
    await open()
    await expect.element(card('青木 一郎')).toBeVisible()
    await page.getByRole('checkbox').first().click()
    await expect.poll(() => card('青木 一郎').element().textContent).toContain('03-0000-0001')
  })

  test('of a contact list calls only who stands on it', async () => {
    await open(paths.check('checkRound:b'), {
      writes: [
        { op: 'create', id: 'contactList:l', values: { name: '夜間', subjects: ['person'] } },
        {
          op: 'create',
          id: 'contactListRule:r',
          values: { list: 'contactList:l', subject: 'department', value: '総務' },
        },
        {
          op: 'create',
          id: 'checkRound:b',
          values: { name: '夜間の確認', startedOn: TODAY, list: 'contactList:l' },
        },
      ],
    })
    await expect.element(page.getByText(progress(0, 2))).toBeVisible()
  })

  test('is shown as its result to who may not write', async () => {
    await open(paths.check(ROUND), { roles: ['viewer'] })
    await expect.element(page.getByRole('heading', { name: new RegExp(words.resultLeft) })).toBeVisible()
    await expect.poll(() => page.getByText(words.wayScreen).elements()).toHaveLength(0)
  })
})

describe('a round on paper', () => {
  const row = (at: number) => document.querySelector<HTMLElement>(`tr[data-row="${at}"]`)

  test('is typed in with a key per row and recorded as one entry with one undo', async () => {
    await open(`${paths.check(ROUND)}?by=paper`)
    await expect.poll(() => row(4)).not.toBeNull()
    expect(await seriousIn()).toEqual([])
    row(1)?.focus()
    await press('12')
    await press('3')
    await press('090-0000-0088{Enter}')
    await page.getByLabelText(words.caller).fill('総務 佐藤')
    await page.getByRole('button', { name: words.savePaper.replace('{{count}}', '3') }).click()
    await expect.poll(() => valuesOf('phone:b1')).toMatchObject({ number: '090-0000-0088', checkedOn: TODAY })
    expect(await valuesOf('phone:a1')).toMatchObject({ checkedOn: TODAY })
    expect(await valuesOf('phone:a2')).toMatchObject({ unreachedOn: TODAY })
    const { items } = await screen.store.history({ limit: 1 })
    expect(items[0]?.records).toHaveLength(3)
    expect(items[0]?.reason).toContain('総務 佐藤')
    await screen.store.undo()
    expect(await valuesOf('phone:b1')).toMatchObject({ number: '090-0000-0002' })
  })

  test('asks for the kind of a new number that can hardly be of the old kind, and proposes one', async () => {
    await open(`${paths.check(ROUND)}?by=paper`)
    await expect.poll(() => row(4)).not.toBeNull()
    const kind = page.getByRole('combobox', { name: words.newUseOf.replace('{{row}}', '2') })
    row(2)?.focus()
    await press('3')
    await press('0900000777')
    await expect.poll(() => kind.elements()).toHaveLength(0)
    await press('7')
    await expect.element(kind).toHaveValue('mobile')
    expect(await seriousIn()).toEqual([])
    row(1)?.focus()
    await press('3')
    await press('03-0000-0088')
    const other = page.getByRole('combobox', { name: words.newUseOf.replace('{{row}}', '1') })
    await expect.element(other).toHaveValue('office')
    await other.selectOptions('home')
    row(3)?.focus()
    await press('3')
    await press('090-0000-0088')
    await page.getByRole('button', { name: words.savePaper.replace('{{count}}', '3') }).click()
    await expect
      .poll(() => valuesOf('phone:a2'))
      .toMatchObject({ number: '090-0000-7777', use: 'mobile', checkedOn: TODAY })
    expect(await valuesOf('phone:a1')).toMatchObject({ number: '03-0000-0088', use: 'home' })
    expect(await valuesOf('phone:b1')).toMatchObject({ number: '090-0000-0088', use: 'mobile' })
  })

  test('goes to a row by its number, and says when there is none', async () => {
    await open(`${paths.check(ROUND)}?by=paper`)
    await expect.poll(() => row(4)).not.toBeNull()
    await press('/')
    await press('３{Enter}')
    await expect.poll(() => document.activeElement).toBe(row(3))
    await press('/')
    await press('9{Enter}')
    await expect.element(page.getByText(words.noSuchRow.replace('{{row}}', '9'))).toBeVisible()
  })

  test('keeps its rows once a sheet was printed, whatever is entered afterwards', async () => {
    const taken: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      taken.push(this.download)
    })
    await open(`${paths.check(ROUND)}?by=paper`)
    await expect.poll(() => row(4)).not.toBeNull()
    await page.getByRole('button', { name: words.pdf }).click()
    await expect.poll(() => taken, { timeout: 20_000 }).toEqual([expect.stringMatching(/^秋の確認_.*\.pdf$/)])
    await screen.store.commit({
      kind: 'create',
      writes: [
        personWrite('c', '相川 三郎', { reading: 'あいかわ さぶろう' }),
        phoneWrite('c1', 'c', '090-0000-0003', { use: 'mobile' }),
      ],
    })
    await expect.poll(() => row(5)?.textContent).toContain('相川 三郎')
    expect(row(1)?.textContent).toContain('青木 一郎')
    await screen.store.commit({ kind: 'delete', writes: [{ op: 'delete', id: 'phone:a1' }] })
    await expect.poll(() => row(1)).toBeNull()
    expect(row(2)?.textContent).toContain('03-0000-0001')
  })
})

describe('the rounds', () => {
  test('are begun for everybody under the month, and gone on with', async () => {
    await open(paths.checks())
    await expect.element(page.getByRole('link', { name: /秋の確認/ })).toBeVisible()
    expect(await seriousIn()).toEqual([])
    const title = page.getByRole('textbox', { name: words.startName })
    await title.fill('冬の確認')
    await press('{Enter}')
    await expect.element(page.getByText(progress(0, 4))).toBeVisible()
    expect(screen.path()).toMatch(/^\/check\/checkRound:/)
    await expect.element(page.getByRole('heading', { name: '冬の確認' })).toBeVisible()
  })
})

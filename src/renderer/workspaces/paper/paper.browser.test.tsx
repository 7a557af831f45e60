import axe from 'axe-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CallResults, HostBridge, HostInfo } from '../../../shared/contract/host-api'
import type { Write } from '../../../shared/journal/intent'
import type { Role } from '../../../shared/records/define'
import { contactList } from '../../../shared/records/paper/contact-list'
import { type OpenScreen, openScreen, personWrite, phoneWrite } from '../../generic/testing/open-screen'
import { listsTexts } from '../../texts/lists'
import { paperTexts } from '../../texts/paper'
import { paths, routePatterns } from '../../ui/paths'
import { ContactListScreen } from './ContactListScreen'
import { ContactListsScreen } from './ContactListsScreen'

let screen: OpenScreen
afterEach(async () => {
  vi.restoreAllMocks()
  await screen.close()
})

const words = paperTexts.ja
const lists = listsTexts.ja
const { fields } = contactList
const label = (field: keyof typeof fields) => fields[field].label.ja
const people = [
  personWrite('a', '髙橋 花子', {
    reading: 'たかはし はなこ',
    department: '総務部',
    mail: 'hanako@example.jp',
  }),
  phoneWrite('1', 'a', '090-0000-0001', { use: 'mobile' }),
  personWrite('b', '𠮷野 健', { reading: 'よしの けん', department: '総務部', role: '<b>課長</b>' }),
]

type PdfAnswer = CallResults['paper.pdf']

const open = async ({
  writes = people,
  language = 'ja',
  pdf = { ok: true, value: { pdf: btoa('%PDF-1.7') } },
  canPdf = true,
  at = paths.peopleList(),
  roles,
}: {
  at?: string
  roles?: readonly Role[]
  writes?: readonly Write[]
  language?: 'ja' | 'en'
  pdf?: PdfAnswer
  canPdf?: boolean
} = {}) => {
  const asked: string[] = []
  const call = async (_: string, args: { html?: string }) => {
    asked.push(args.html ?? '')
    return pdf
  }
  const host = { call, on: () => () => undefined } as unknown as HostBridge
  const info: HostInfo = {
    shell: 'web',
    version: '0',
    platform: 'linux',
    dataFolder: '/x',
    language,
    zone: 'Asia/Tokyo',
    canPdf,
    folderWarning: null,
    startInSample: false,
  }
  const ledger = { state: 'open', ledger: 'l1', sample: false, device: 'dev1', code: 'A' } as const
  const kept = { where: 'vault', refused: null } as const
  const opened = { ledger, filled: null, brought: 0, reentered: 0, abandonedRuns: 0, empty: false, kept }
  const element = <ContactListScreen host={host} info={info} opened={opened} />
  screen = await openScreen(at, {
    language,
    writes,
    ...(roles ? { roles } : {}),
    routes: [
      { path: routePatterns.peopleList, element },
      { path: routePatterns.contactList, element },
      { path: routePatterns.contactLists, element: <ContactListsScreen /> },
    ],
  })
  return { asked }
}

const frame = () => document.querySelector('iframe') as HTMLIFrameElement
/** The text of the sheet, once it is drawn with the office's settings too. */
const sheet = () => {
  const text = frame()?.contentDocument?.body?.textContent ?? ''
  return text.includes('試験事務所') ? text : ''
}

/** Fonts take their time on a busy machine. */
const patient = { timeout: 20_000 }

/** What is offered as a download, without saving it. */
const downloads = () => {
  const taken: { name: string; blob: Promise<string> }[] = []
  const blobs = new Map<string, Blob>()
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.set(`blob:${blobs.size}`, blob as Blob)
    return `blob:${blobs.size - 1}`
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    taken.push({ name: this.download, blob: (blobs.get(this.href) as Blob).text() })
  })
  return taken
}

describe('the list of people on paper', { timeout: 60_000 }, () => {
  test('is shown as it will be printed: everybody, with the font, as text and not as HTML', async () => {
    await open()
    await expect.poll(sheet, patient).toMatch(/髙橋 花子[\s\S]*090-0000-0001/)
    expect(sheet()).toContain('<b>課長</b>')
    expect(sheet()).toContain('版A-')
    const fonts = await (frame().contentDocument as Document).fonts.ready
    await expect.poll(() => [...fonts].some(({ status }) => status === 'loaded'), patient).toBe(true)
    expect(frame().getAttribute('sandbox')).toBe('allow-same-origin allow-modals')
  })

  test('follows the options: title, groups, columns, language, layout', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('連絡先一覧')
    await page.getByLabelText(label('name')).fill('夜間の連絡先 </style>')
    await page.getByLabelText(label('grouping')).selectOptions(fields.grouping.choices.kana.label.ja)
    await page.getByLabelText(fields.columns.choices.mail.label.ja, { exact: true }).last().click()
    await expect.poll(sheet, patient).toMatch(/夜間の連絡先 <\/style>[\s\S]*た 1人[\s\S]*hanako@example\.jp/)
    await page.getByLabelText(label('language')).selectOptions(fields.language.choices.en.label.ja)
    await expect.poll(sheet, patient).toMatch(/Name[\s\S]*Last checked[\s\S]*Mobile/)
    await page.getByLabelText(fields.layout.choices.wallet.label.ja).click()
    await expect.poll(sheet, patient).toMatch(/fold in the middle/)
  })

  test('follows the ledger while it is looked at', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    await screen.store.commit({ kind: 'create', writes: [personWrite('c', '追加 三')] })
    await expect.poll(sheet, patient).toContain('追加 三')
  })

  test('names the state of the ledger it shows, also when others than people changed', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    const before = await screen.store.head()
    expect(sheet()).toContain(`A-${before?.own}`)
    await screen.store.commit({
      kind: 'create',
      writes: [{ op: 'create', id: 'user:other', values: { name: '別人', roles: ['viewer'] } }],
    })
    await expect.poll(sheet, patient).toContain(`A-${Number(before?.own) + 1}`)
  })

  test('becomes a PDF of exactly what is shown', async () => {
    const taken = downloads()
    const { asked } = await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    await page.getByRole('button', { name: words.pdf }).click()
    await expect
      .poll(() => taken.map(({ name }) => name))
      .toEqual([expect.stringMatching(/^連絡先一覧_.*\.pdf$/)])
    expect(await taken[0]?.blob).toBe('%PDF-1.7')
    expect(asked).toEqual([frame().srcdoc])
  })

  test('becomes a file that holds everything it needs', async () => {
    const taken = downloads()
    await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    await page.getByRole('button', { name: words.html }).click()
    expect(await taken[0]?.blob).toBe(frame().srcdoc)
    expect(frame().srcdoc).toMatch(/default-src 'none'[\s\S]*data:font\/woff2/)
    expect(frame().srcdoc).not.toMatch(/<script|https?:/)
  })

  test('goes to the print dialog as the sheet alone', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    const printed = vi.fn()
    const inner = frame().contentWindow as Window
    inner.print = printed
    await page.getByRole('button', { name: words.print }).click()
    await expect.poll(() => printed.mock.calls.length, patient).toBe(1)
  })

  test('says what to do where no PDF can be made', async () => {
    await open({ pdf: { ok: false, error: { type: 'NoBrowser' } }, canPdf: false })
    await expect.element(page.getByText(words.cannotPdf)).toBeVisible()
    await page.getByRole('button', { name: words.pdf }).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(words.noBrowser)
  })

  test('of nobody says what to do', async () => {
    await open({ writes: [] })
    // The first user is a person too.
    const [first] = (await screen.store.history({ limit: 1 })).items
    const person = first?.records.find(({ record }) => record.startsWith('person:'))?.record
    await screen.store.commit({
      kind: 'delete',
      writes: [{ op: 'delete', id: person as `person:${string}` }],
    })
    await expect.element(page.getByText(words.empty)).toBeVisible()
    await expect
      .element(page.getByRole('link', { name: words.importPeople }))
      .toHaveAttribute('href', '/import/person')
  })

  test.each(['ja', 'en'] as const)('is usable with a screen reader (%s)', async (language) => {
    await open({ language })
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    // axe cannot look into the frame, where no script runs; the sheet is looked at below.
    const { violations } = await axe.run(
      { exclude: ['iframe'] },
      {
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      },
    )
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
    const text = new DOMParser().parseFromString(frame().srcdoc, 'text/html')
    document.body.innerHTML = text.body.innerHTML
    const own = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(own.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
  })
})

const write = (id: string, values: Record<string, string | readonly string[]>): Write => ({
  op: 'create',
  id: id as `contactList:${string}`,
  values,
})
const night = write('contactList:n', { name: '夜間の連絡先', audience: 'everyone', masked: ['mobile'] })

describe('who stands on a contact list', { timeout: 60_000 }, () => {
  test('is found by rules, added and left out by hand', async () => {
    await open({ writes: [...people, personWrite('c', '追加 三', { department: '営業部' })] })
    await expect.poll(sheet, patient).toContain('追加 三')
    await page.getByRole('button', { name: lists.ruleAdd }).click()
    await page.getByLabelText(lists.ruleValue).first().fill('総務')
    await expect.poll(sheet, patient).not.toContain('追加 三')
    await page.getByPlaceholder(lists.byHandHint).fill('営業')
    await expect.element(page.getByRole('option', { name: /追加 三/ })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.poll(sheet, patient).toContain('追加 三')
    await page.getByRole('button', { name: '𠮷野 健を外す' }).click()
    await expect.poll(sheet, patient).not.toContain('𠮷野 健')
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    await page.getByRole('button', { name: '𠮷野 健を元に戻す' }).click()
    await expect.poll(sheet, patient).toContain('𠮷野 健')
  })

  test('and who gets it proposes what is masked, which then stands nowhere in the page', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('090-0000-0001')
    await page.getByLabelText(label('audience')).selectOptions(fields.audience.choices.everyone.label.ja)
    await expect.poll(sheet, patient).toContain(words.sheetNoneShown)
    expect(frame().srcdoc).not.toContain('0001')
    await expect.element(page.getByText('1件は、番号がすべて伏せられています')).toBeVisible()
    await page.getByLabelText(fields.masked.choices.mobile.label.ja).click()
    await expect.poll(sheet, patient).toContain('090-0000-0001')
  })

  test('is told what wants mending, and where', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    await expect
      .element(page.getByRole('link', { name: '𠮷野 健' }))
      .toHaveAttribute('href', '/record/person:b')
    await expect.element(page.getByText('1件の番号は、確認が古いか未確認です')).toBeVisible()
    await expect.element(page.getByRole('link', { name: lists.checkNow })).toHaveAttribute('href', '/check')
  })
})

describe('a list that is kept', { timeout: 60_000 }, () => {
  test('is saved with its rules and choices in one entry, opens again as it was, and one undo takes it back', async () => {
    await open()
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    await page.getByLabelText(label('name')).fill('総務だけ')
    await page.getByRole('button', { name: lists.ruleAdd }).click()
    await page.getByLabelText(lists.ruleValue).first().fill('総務')
    await page.getByRole('button', { name: '𠮷野 健を外す' }).click()
    const before = (await screen.store.head())?.own ?? 0
    await page.getByRole('button', { name: lists.save }).click()
    await expect.poll(() => screen.path(), patient).toMatch(/^\/contact-lists\/contactList:/)
    expect((await screen.store.head())?.own).toBe(before + 1)
    await expect.element(page.getByLabelText(lists.ruleValue).first()).toHaveValue('総務')
    await expect.element(page.getByRole('button', { name: lists.saveChanges })).toBeDisabled()
    await expect.poll(sheet, patient).toContain('総務だけ')
    await expect.poll(sheet, patient).not.toContain('𠮷野 健')
    await screen.store.undo()
    await expect.element(page.getByText(lists.gone)).toBeVisible()
  })

  test('is changed, follows an undo, and keeps what is typed while others change it', async () => {
    await open({ writes: [...people, night], at: paths.contactList('contactList:n') })
    const title = page.getByLabelText(label('name'))
    const save = page.getByRole('button', { name: lists.saveChanges })
    await expect.element(title).toHaveValue('夜間の連絡先')
    await title.fill('昼間の連絡先')
    await save.click()
    await expect.element(save).toBeDisabled()
    await screen.store.undo()
    await expect.element(title).toHaveValue('夜間の連絡先')
    await expect.element(save).toBeDisabled()
    await title.fill('休日の連絡先')
    await screen.store.commit({
      kind: 'edit',
      writes: [{ op: 'set', id: 'contactList:n', values: { note: '上司に報告' } }],
    })
    await expect.element(page.getByLabelText(fields.note.label.ja)).toHaveValue('上司に報告')
    await expect.element(title).toHaveValue('休日の連絡先')
    await expect.element(save).toBeEnabled()
  })

  test('may be printed and not changed by who may only look', async () => {
    await open({ writes: [...people, night], at: paths.contactList('contactList:n'), roles: ['viewer'] })
    await expect.poll(sheet, patient).toContain('髙橋 花子')
    expect(page.getByRole('button', { name: lists.saveChanges }).elements()).toEqual([])
    await expect.element(page.getByLabelText(label('name'))).toHaveAttribute('readonly')
    await expect.element(page.getByRole('button', { name: words.pdf })).toBeEnabled()
  })

  test.each(['ja', 'en'] as const)('stands among all lists with what it is (%s)', async (language) => {
    await open({ writes: [...people, night], at: paths.contactLists(), language })
    const row = page.getByRole('row', { name: /夜間の連絡先/ })
    await expect.element(row).toHaveTextContent(fields.audience.choices.everyone.label[language])
    await expect.element(row.getByRole('link')).toHaveAttribute('href', '/contact-lists/contactList:n')
    await expect.element(row).toHaveTextContent(/3/)
    await expect
      .element(page.getByRole('link', { name: fields.layout.choices.tree.label[language] }))
      .toHaveAttribute('href', '/contact-lists/new?layout=tree')
    const { violations } = await axe.run(
      {
        include: ['main'],
      } as never,
      { rules: { region: { enabled: false } } },
    )
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
  })
})

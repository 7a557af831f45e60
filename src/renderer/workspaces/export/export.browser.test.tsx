import axe from 'axe-core'
import jsQR from 'jsqr'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DetailScreen } from '../../generic/detail/DetailScreen'
import { type OpenScreen, openScreen, personWrite, phoneWrite } from '../../generic/testing/open-screen'
import { exportTexts } from '../../texts/export'
import { genericTexts } from '../../texts/generic'
import { routePatterns } from '../../ui/paths'
import { CardCode } from './CardCode'
import { ExportScreen } from './ExportScreen'

type Saved = { readonly name: string; readonly blob: Blob }

let screen: OpenScreen
let saved: Saved[] = []

beforeEach(() => {
  saved = []
  let last = new Blob()
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    last = blob as Blob
    return 'blob:test'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob: last })
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await screen.close()
})

const people = [
  personWrite('a', '青図 清', { reading: 'あおず きよし', department: '設備課', note: '=1+1' }),
  phoneWrite('1', 'a', '090-0000-0001', { use: 'mobile' }),
  phoneWrite('2', 'a', '03-0000-0002', { use: 'home' }),
  personWrite('b', '𠮷田 標', { reading: 'よしだ しるべ', department: '総務部' }),
  personWrite('c', '馬場 次', { reading: 'ばば つぎ', department: '総務部' }),
]

const open = async (path: string, language: 'ja' | 'en' = 'ja') => {
  const routes = [
    { path: routePatterns.export, element: <ExportScreen /> },
    { path: routePatterns.record, element: <DetailScreen extra={CardCode} /> },
  ]
  screen = await openScreen(path, { language, writes: people, routes })
}

const words = exportTexts.ja
const button = (name: string) => page.getByRole('button', { name, exact: true })
const format = (name: string) => page.getByRole('radio', { name })
/** A busy machine takes its time. */
const patient = { timeout: 20_000 }

const savedText = async (encoding = 'utf-8'): Promise<string> => {
  await expect.poll(() => saved.length, patient).toBe(1)
  const bytes = await (saved[0] as Saved).blob.arrayBuffer()
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
}

const complaints = async (): Promise<readonly string[]> => {
  const { violations } = await axe.run(document.body, {
    // The frame around a screen brings its landmarks.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  )
}

describe('a list of people', () => {
  test('is saved for spreadsheets, with what would run guarded', async () => {
    await open('/export/person')
    await button(words.save).click()
    const lines = (await savedText()).split('\r\n')
    expect(lines[0]).toMatch(/^\ufeff氏名,よみ,役職・担当,部署,電話（携帯）,電話（自宅）,メール,/)
    // The first user is one of the people.
    expect(lines).toHaveLength(1 + 4 + 1)
    expect(lines[1]).toMatch(/^青図 清,あおず きよし,,設備課,090-0000-0001,03-0000-0002,.*,'=1\+1$/)
    expect(saved[0]?.name).toMatch(/^社員・関係者_\d{4}-\d\d-\d\d\.csv$/)
  })

  test('in Shift_JIS names what it cannot hold before anything is saved', async () => {
    await open('/export/person')
    await format(words.format_csvCp932).click()
    await button(words.save).click()
    const row = page.getByRole('row', { name: /𠮷田 標/ })
    await expect.element(row.getByText('𠮷 → 〓')).toBeVisible()
    await expect.element(row.getByText('氏名')).toBeVisible()
    expect(saved).toEqual([])
    expect(await complaints()).toEqual([])

    await button(words.saveReplaced).click()
    expect(await savedText('shift_jis')).toContain('〓田 標')
    await expect.element(button(words.save)).toBeVisible()
  })

  test('can then be saved in UTF-8 instead, which loses nothing', async () => {
    await open('/export/person')
    await format(words.format_csvCp932).click()
    await button(words.save).click()
    await button(words.saveUtf8).click()
    expect(await savedText()).toContain('𠮷田 標')
  })

  test('as it was narrowed down is what is offered first, and the whole one beside it', async () => {
    await open('/export/person?department=総務部')
    await expect.element(page.getByRole('radio', { name: '一覧で絞り込んだもの（2件）' })).toBeChecked()
    await format(words.format_vcard).click()
    await button(words.save).click()
    const cards = await savedText()
    expect(cards.match(/BEGIN:VCARD/g)).toHaveLength(2)
    expect(cards).toContain('FN:馬場 次')
    expect(cards).not.toContain('青図')
  })

  test('of the records that were chosen in it goes along from the list', async () => {
    await open('/list/person')
    await expect.element(page.getByRole('row', { name: /馬場 次/ })).toBeVisible()
    await userEvent.keyboard('jx')
    await expect.element(page.getByText('1件を選択中')).toBeVisible()
    await button(genericTexts.ja.export).last().click()
    await expect.element(page.getByRole('radio', { name: '一覧で選んだもの（1件）' })).toBeChecked()
    await button(words.save).click()
    const lines = (await savedText()).split('\r\n')
    expect(lines).toHaveLength(1 + 1 + 1)
    expect(lines[1]).toMatch(/^馬場 次,/)
  })

  test('reads well in both languages, and nothing is there for other types', async () => {
    await open('/export/person', 'en')
    await expect.element(button(exportTexts.en.save)).toBeVisible()
    expect(await complaints()).toEqual([])
    await screen.go('/export/user')
    await expect.element(page.getByText(exportTexts.en.notExportable)).toBeVisible()
  })
})

/** What a camera would read off a code. */
const scanned = (code: Element): string | undefined => {
  const edge = Number(code.getAttribute('viewBox')?.split(' ')[2])
  const scale = 6
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = edge * scale
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(scale, scale)
  context.fillStyle = '#000'
  context.fill(new Path2D(code.querySelector('path')?.getAttribute('d') ?? ''))
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  const read = jsQR(data, width, height)
  return read ? new TextDecoder().decode(Uint8Array.from(read.binaryData)) : undefined
}

describe('one card', () => {
  test('says on its code what a phone needs, and the chosen numbers alone', async () => {
    await open('/record/person:a')
    await button(words.code).click()
    const code = page.getByRole('img', { name: words.codeAlt })
    await expect.element(code).toBeVisible()
    const lines = scanned(code.element())?.split('\r\n')
    expect(lines).toEqual([
      ...['BEGIN:VCARD', 'VERSION:4.0', 'FN:青図 清', 'N:青図;清;;;', 'TEL;TYPE=cell:090-0000-0001'],
      ...['ORG:試験事務所;設備課', 'END:VCARD'],
    ])
    await page.getByRole('checkbox', { name: '自宅 03-0000-0002' }).click()
    await expect.poll(() => scanned(code.element())).toContain('TEL;TYPE=home:03-0000-0002')
  })

  test('stands as a code on the page of the person, without the number at home', async () => {
    await open('/record/person:a')
    await button(words.code).click()
    const dialog = page.getByRole('dialog')
    await expect.element(dialog.getByRole('img', { name: words.codeAlt })).toBeVisible()
    await expect.element(dialog.getByRole('checkbox', { name: '携帯 090-0000-0001' })).toBeChecked()
    await expect.element(dialog.getByRole('checkbox', { name: '自宅 03-0000-0002' })).not.toBeChecked()
    expect(await complaints()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog).not.toBeInTheDocument()
  })
})

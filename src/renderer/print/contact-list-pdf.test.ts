/** The contact list on paper: through a real Chromium into a PDF, its text and its pages as pictures. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventedPeople } from '../../../test/data/invented-people'
import { readFonts } from '../../../test/data/paper-fonts'
import { browserArgs, browserPath } from '../../../test/run/browser.mjs'
import { sheetCode } from '../../shared/exchange/sheet-code'
import type { ContactListInput } from './contact-list'
import { contactList } from './contact-list'
import { contactListPage, contactListText } from './contact-list-page'

let browser: Browser
let folder: string

beforeAll(async () => {
  const executablePath = browserPath()
  browser = await chromium.launch({ args: browserArgs(), ...(executablePath ? { executablePath } : {}) })
  folder = mkdtempSync(join(tmpdir(), 'daicho-paper-'))
})

afterAll(async () => {
  await browser?.close()
  if (folder) rmSync(folder, { recursive: true })
})

const usual = ['reading', 'role', 'department', 'checked'] as const
const everything = [...usual, 'mail'] as const

const inputFor = (count: number, options: Partial<ContactListInput['options']> = {}): ContactListInput => ({
  people: inventedPeople(count),
  options: {
    title: '',
    grouping: 'department',
    columns: everything,
    language: 'ja',
    ...options,
  },
  office: { name: 'みほん商事 情報システム部', zone: 'Asia/Tokyo', years: 'era', uncheckedAfterDays: 180 },
  drawn: {
    at: '2026-11-22T05:05:00.000Z',
    ledger: '4k2mz8c0q1xw7n3d',
    version: 'A-152',
    head: '9f3a77c04be1d2a8'.repeat(4),
  },
})

const poppler = (tool: string, ...args: string[]): string => {
  try {
    return execFileSync(tool, args, { encoding: 'utf8' })
  } catch (cause) {
    throw new Error(`${tool} did not run; install poppler-utils`, { cause })
  }
}

/** Layout decides where a text has spaces; what it says is the rest. */
const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** The PDF of a list, and the text of its pages. */
const printed = async (name: string, input: ContactListInput) => {
  const html = contactListPage(input, readFonts(contactListText(input)))
  const page = await browser.newPage()
  const asked: string[] = []
  page.on('request', ({ url }) => asked.push(url()))
  await page.setContent(html)
  await page.evaluate(() => document.fonts.ready)
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true }))
  await page.close()
  const pages = poppler('pdftotext', '-layout', file, '-').split('\f').slice(0, -1).map(squeezed)
  return { file, html, pages, asked: asked.filter((url) => !/^(about|data):/.test(url)) }
}

type Picture = {
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly grey: Uint8Array
}

/** One page as a printer would see it, at so many dots per inch. */
const pictureOf = (file: string, page: number, dpi: number): Picture => {
  const at = join(folder, 'page')
  poppler('pdftoppm', '-r', `${dpi}`, '-gray', '-f', `${page}`, '-l', `${page}`, '-singlefile', file, at)
  const bytes = readFileSync(`${at}.pgm`)
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40))
  const [width, height] = [Number(head?.[1]), Number(head?.[2])]
  return { width, height, dpi, grey: bytes.subarray(bytes.length - width * height) }
}

type Part = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

/** Share of pixels that are not white within a part of a page, given in millimetres from its top left. */
const inkOf = ({ width, height, dpi, grey }: Picture, part: Part): number => {
  const px = (millimetres: number) => Math.round((millimetres / 25.4) * dpi)
  let ink = 0
  let all = 0
  for (let y = px(part.top); y < Math.min(height, px(part.bottom)); y += 1) {
    for (let x = px(part.left); x < Math.min(width, px(part.right)); x += 1) {
      all += 1
      if ((grey[y * width + x] ?? 255) < 200) ink += 1
    }
  }
  return ink / all
}

describe('the contact list as a PDF', () => {
  it.each([0, 1, 40, 150])(
    'of %i people has everybody, on A4, with title, page numbers and hashes on every page',
    async (count) => {
      const input = inputFor(count)
      const { file, pages, asked } = await printed(`people-${count}`, input)
      const text = pages.join('\n')
      for (const { name } of input.people) expect(text).toContain(squeezed(name))
      for (const { phones } of input.people) for (const { number } of phones) expect(text).toContain(number)
      pages.forEach((page, index) => {
        expect(page).toContain('連絡先一覧')
        expect(page).toContain('みほん商事')
        expect(page).toContain('個人情報・取扱注意')
        expect(page).toContain(`${index + 1}/${pages.length}`)
        expect(page).toMatch(
          /令和8年11月22日14:05現在台帳の版A-152内容ハッシュ[0-9a-f]{16}台帳ハッシュ9f3a77c04be1d2a8/,
        )
        if (count > 0) expect(page).toMatch(/氏名.*電話.*最終確認/)
      })
      expect(poppler('pdfinfo', file)).toMatch(/Tagged:\s+yes[\s\S]*Page size:.*A4/)
      expect(asked).toEqual([])
    },
    60_000,
  )

  it('embeds its fonts as outlines, so that 髙 﨑 𠮷 print anywhere', async () => {
    const { file, pages } = await printed('fonts', inputFor(3))
    expect(pages[0]).toContain('髙橋')
    const fonts = poppler('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(3)
    for (const font of fonts) expect(font).toMatch(/NotoSansJP.*(CID TrueType|CID Type 0C).*yes yes yes/)
  }, 60_000)

  it.each([
    { lies: 'upright', columns: usual, room: { right: 210, bottom: 297, left: 18, top: 6 } },
    { lies: 'on its side', columns: everything, room: { right: 297, bottom: 210, left: 12, top: 18 } },
  ] as const)(
    'keeps its margins white, also for punched holes, and its pages full ($lies)',
    async (each) => {
      const { right, bottom, left, top } = each.room
      const { file, pages } = await printed(
        'pictures',
        inputFor(150, { grouping: 'kana', columns: each.columns }),
      )
      for (let page = 1; page <= pages.length; page += 1) {
        const picture = pictureOf(file, page, 50)
        expect(picture.width > picture.height).toBe(right > bottom)
        expect(inkOf(picture, { top: 0, bottom, left: 0, right: left })).toBe(0)
        expect(inkOf(picture, { top: 0, bottom, left: right - 12, right })).toBe(0)
        expect(inkOf(picture, { top: 0, bottom: top, left: 0, right })).toBe(0)
        expect(inkOf(picture, { top: bottom - 5, bottom, left: 0, right })).toBe(0)
        if (page === pages.length) continue
        expect(inkOf(picture, { top: 15, bottom: bottom - 47, left: 15, right: right - 15 })).toBeGreaterThan(
          0.03,
        )
      }
    },
    60_000,
  )

  it('keeps the longest values a record can hold within its margins', async () => {
    const long = (unit: string, length: number) => unit.repeat(length).slice(0, length)
    const giant = {
      id: 'person:giant',
      name: long('寿限無', 300),
      reading: long('じゅげむ', 400),
      role: long('W', 300),
      department: long('部署', 300),
      mail: `${long('m', 240)}@example.jp`,
      phones: [{ use: 'office', number: `03-0000-0000 内線 ${long('1234-', 46)}`, checkedOn: '2026-11-01' }],
    }
    const people = [...inventedPeople(5), giant]
    for (const grouping of ['department', 'none'] as const) {
      const input = inputFor(0, { grouping, title: long('とても長い表題', 80) })
      const office = { ...input.office, name: long('長い組織名', 120) }
      const { file, pages } = await printed(`long-${grouping}`, { ...input, people, office })
      for (let page = 1; page <= pages.length; page += 1) {
        const picture = pictureOf(file, page, 50)
        const [right, bottom] = picture.width > picture.height ? [297, 210] : [210, 297]
        expect(inkOf(picture, { top: 0, bottom, left: 0, right: 12 })).toBe(0)
        expect(inkOf(picture, { top: 0, bottom, left: right - 12, right })).toBe(0)
        expect(inkOf(picture, { top: 0, bottom: 4, left: 0, right })).toBe(0)
        expect(pages[page - 1]).toContain(`${page}/${pages.length}`)
      }
    }
  }, 60_000)

  it('carries a QR code that a cheap printer and a phone can manage', async () => {
    const input = inputFor(1)
    const { file } = await printed('qr', input)
    const { width, height, grey } = pictureOf(file, 1, 200)
    const pixels = Uint8ClampedArray.from({ length: grey.length * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (grey[i >> 2] ?? 255) < 128 ? 0 : 255,
    )
    const text = jsQR(pixels, width, height)?.data
    expect(text).toBe(sheetCode(contactList(input).identity))
    expect(text).not.toMatch(/髙橋|0000|EXAMPLE/)
  }, 60_000)

  it('breaks no row and says in words and signs what wants checking', async () => {
    const input = inputFor(40, { grouping: 'kana', columns: usual })
    const { pages } = await printed('signs', input)
    const broken = await printed('rows', inputFor(150))
    for (const { phones } of inputFor(150).people) {
      const [first] = phones
      const page = broken.pages.find((text) => first && text.includes(first.number))
      for (const { number } of phones) expect(page).toContain(number)
    }
    expect(pages[0]).toMatch(/▲最終確認から180日を超えた番号、または未確認の番号（\d+件）/)
    expect(pages[0]).toMatch(/×電話番号の登録がない人（3人）/)
    expect(pages.join('')).toMatch(/×電話番号なし/)
    expect(pages.join('')).toMatch(/▲携帯090-0000-1000未確認/)
  }, 60_000)

  it('names a long office whole on every page', async () => {
    const name =
      '独立行政法人みほん総合研究機構 西日本研究センター 経営管理本部 情報システム部 運用サービス課 第二係'
    const input = inputFor(40, { columns: usual })
    const { pages } = await printed('office', { ...input, office: { ...input.office, name } })
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) for (const part of name.split(' ')) expect(page).toContain(part)
  }, 60_000)

  it('says on every page what the signs mean, and only of signs that occur', async () => {
    const { pages } = await printed('feet', inputFor(40))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page).toContain('▲180日を超えて未確認×電話番号なし個人情報')
    const input = inputFor(40)
    const reached = input.people
      .filter(({ phones }) => phones.length > 0)
      .map((person) => ({
        ...person,
        phones: person.phones.map((phone) => ({ ...phone, checkedOn: '2026-11-20' })),
      }))
    const clean = await printed('clean-feet', { ...input, people: reached })
    expect(clean.pages.join('')).not.toMatch(/[▲×]/)
  }, 60_000)

  it.each(['ja', 'en'] as const)(
    'repeats the heading of a group that runs over a page, and only there (%s)',
    async (language) => {
      const input = inputFor(150, { language, columns: ['checked'] })
      const { pages } = await printed(`continued-${language}`, input)
      const continued = language === 'ja' ? '（続き）' : '(continued)'
      // Headings are told from the names below them by what follows a department.
      const groups = contactList(input).groups.map(({ key, people }) => ({
        key: key || (language === 'ja' ? '（部署なし）' : '(nodepartment)'),
        names: people.flatMap(({ phones }) => phones.slice(0, 1).map(({ number }) => number)),
      }))
      let repeated = 0
      for (const { key, names } of groups) {
        const on = pages.map((page) => names.filter((name) => page.includes(name)).length)
        const first = on.findIndex((count) => count > 0)
        on.forEach((count, index) => {
          const again = (pages[index] ?? '').includes(`${squeezed(key)}${continued}`)
          expect(again).toBe(count > 0 && index > first)
          if (again) repeated += 1
        })
        // A group does not begin with one or two rows at the foot of a page; those without a number are not counted here.
        if (on.filter((count) => count > 0).length > 1) expect(on[first]).toBeGreaterThanOrEqual(2)
      }
      expect(repeated).toBeGreaterThan(2)
    },
    60_000,
  )

  it('fills its pages where every group is one person', async () => {
    const input = inputFor(40, { columns: usual })
    const people = input.people.map((person, index) => ({ ...person, department: `${index + 1}係` }))
    const { pages } = await printed('lonely', { ...input, people })
    expect(pages[0]).toContain('1係1人')
    for (const page of pages.slice(0, -1)) expect(page.match(/係1人/g)?.length).toBeGreaterThan(8)
  }, 60_000)

  it('lies on its side when department and mail are wanted, and breaks no word', async () => {
    const input = inputFor(20, { grouping: 'kana' })
    const people = input.people.map((person) => ({
      ...person,
      department: 'Buckridge, Hermann and Vandervort',
      mail: 'christopher.featherstonehaugh@subsidiary.example.co.jp',
    }))
    const { file, pages } = await printed('wide', { ...input, people })
    expect(poppler('pdfinfo', file)).toMatch(/Page size:\s+841\.\d+ x 59[45]\.\d+/)
    const words = poppler('pdftotext', file, '-').split(/\s+/)
    expect(words.filter((word) => word === 'Buckridge,')).toHaveLength(20)
    expect(words.filter((word) => word.startsWith('christopher.'))).toHaveLength(20)
    expect(words.filter((word) => word.endsWith('@subsidiary.example.co.jp'))).toHaveLength(20)
    expect(pages.length).toBeLessThanOrEqual(3)
  }, 60_000)

  it('is in English with western years when asked', async () => {
    const input = inputFor(40, { language: 'en', grouping: 'kana', columns: usual })
    const { pages } = await printed('english', { ...input, office: { ...input.office, years: 'western' } })
    expect(pages[0]).toMatch(/Contactlist.*Asof2026-11-2214:05/)
    for (const page of pages) {
      expect(page).toMatch(/LedgerversionA-152Contenthash[0-9a-f]{16}Ledgerhash9f3a77c04be1d2a8/)
      expect(page).toMatch(/▲notcheckedforover180days×nophonenumberPersonaldata/)
    }
    expect(pages[0]).toMatch(/Name.*Department.*Position.*Phone.*Lastchecked/)
    expect(pages.join('')).toMatch(/▲Mobile090-0000-1000never/)
    expect(pages.join('')).not.toMatch(/最終|未確認/)
  }, 60_000)
})

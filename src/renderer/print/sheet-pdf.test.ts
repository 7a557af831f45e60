/** Contact lists on paper: through a real Chromium into a PDF, its text and its pages as pictures. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventedOffice, sheetInput } from '../../../test/data/invented-office'
import { inventedPeople, inventedPhone } from '../../../test/data/invented-people'
import { readFonts } from '../../../test/data/paper-fonts'
import { browserArgs, browserPath } from '../../../test/run/browser.mjs'
import { bareContact, type Contact } from '../../shared/domain/contacts/contact'
import { sheetCode } from '../../shared/exchange/sheet-code'
import { prepareList } from './prepared-list'
import { sheetOf, sheetText } from './sheet'
import { identityOf } from './sheet-facts'
import { hashOf } from './sheet-identity'
import type { SheetInput, SheetLayout, SheetOptions } from './sheet-input'

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

/** A list of so many people; `years` as Japan counts them. */
const inputFor = (count: number, options: Partial<SheetOptions> = {}): SheetInput =>
  listOf(inventedPeople(count), options)

const listOf = (people: readonly Contact[], options: Partial<SheetOptions> = {}): SheetInput =>
  sheetInput(people, { columns: everything, ...options })

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
const printed = async (name: string, input: SheetInput) => {
  const sheet = sheetOf(input, readFonts(sheetText(input)))
  const { html } = sheet
  const page = await browser.newPage()
  const asked: string[] = []
  page.on('request', ({ url }) => asked.push(url()))
  await page.setContent(html)
  await page.evaluate(() => document.fonts.ready)
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true }))
  await page.close()
  const pages = poppler('pdftotext', '-raw', file, '-').split('\f').slice(0, -1).map(squeezed)
  // Pages are broken before they are printed: what is shown is what comes out.
  expect(pages).toHaveLength(sheet.pages)
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
      for (const { name } of input.contacts) expect(text).toContain(squeezed(name))
      for (const { phones } of input.contacts) for (const { number } of phones) expect(text).toContain(number)
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
    const giant: Contact = {
      ...bareContact('person', 'person:giant', long('寿限無', 300)),
      reading: long('じゅげむ', 400),
      role: long('W', 300),
      department: long('部署', 300),
      mail: `${long('m', 240)}@example.jp`,
      phones: [inventedPhone('office', `03-0000-0000 内線 ${long('1234-', 46)}`, '2026-11-01')],
    }
    const people = [...inventedPeople(5), giant]
    for (const grouping of ['department', 'none'] as const) {
      const input = listOf(people, { grouping, title: long('とても長い表題', 80) })
      const office = { ...input.office, name: long('長い組織名', 120) }
      const { file, pages } = await printed(`long-${grouping}`, { ...input, office })
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
    expect(text).toBe(sheetCode(identityOf(input, hashOf)))
    expect(text).not.toMatch(/髙橋|0000|EXAMPLE/)
  }, 60_000)

  it('breaks no row and says in words and signs what wants checking', async () => {
    const input = inputFor(40, { grouping: 'kana', columns: usual })
    const { pages } = await printed('signs', input)
    const broken = await printed('rows', inputFor(150))
    for (const { phones } of inventedPeople(150)) {
      const [first] = phones
      const page = broken.pages.find((text) => first && text.includes(first.number))
      for (const { number } of phones) expect(page).toContain(number)
    }
    expect(pages[0]).toMatch(/▲180日を超えて未確認、またはつながらなかった番号（\d+件）/)
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
    const reached = input.contacts
      .filter(({ phones }) => phones.length > 0)
      .map((person) => ({
        ...person,
        phones: person.phones.map((phone) => ({ ...phone, checkedOn: '2026-11-20' })),
      }))
    const clean = await printed('clean-feet', { ...input, contacts: reached })
    expect(clean.pages.join('')).not.toMatch(/[▲×]/)
  }, 60_000)

  it.each(['ja', 'en'] as const)(
    'repeats the heading of a group that runs over a page, and only there (%s)',
    async (language) => {
      const input = inputFor(150, { language, columns: ['checked'] })
      const { pages } = await printed(`continued-${language}`, input)
      const continued = language === 'ja' ? '（続き）' : '(continued)'
      // Headings are told from the names below them by what follows a department.
      const groups = prepareList(input).groups.map(({ label, members }) => ({
        key: label ?? '',
        names: members.flatMap(({ phones }) => phones.slice(0, 1).map(({ number }) => number)),
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
    const contacts = input.contacts.map((person, index) => ({ ...person, department: `${index + 1}係` }))
    const { pages } = await printed('lonely', { ...input, contacts })
    expect(pages[0]).toContain('1係1人')
    for (const page of pages.slice(0, -1)) expect(page.match(/係1人/g)?.length).toBeGreaterThan(8)
  }, 60_000)

  it('lies on its side when department and mail are wanted, and breaks no word', async () => {
    const input = inputFor(20, { grouping: 'kana' })
    const contacts = input.contacts.map((person) => ({
      ...person,
      department: 'Buckridge, Hermann and Vandervort',
      mail: 'christopher.featherstonehaugh@subsidiary.example.co.jp',
    }))
    const { file, pages } = await printed('wide', { ...input, contacts })
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
    expect(pages[0]).toMatch(/Name.*Department,kind.*Position.*Phone.*Lastchecked/)
    expect(pages.join('')).toMatch(/▲Mobile090-0000-1000never/)
    expect(pages.join('')).not.toMatch(/最終|未確認/)
  }, 60_000)
})

const subjects = ['person', 'contact', 'organisation', 'site'] as const
const all: SheetOptions['choice'] = { chosen: 'rules', subjects, rules: [], members: [] }

const layouts: readonly (readonly [SheetLayout, Partial<SheetOptions>])[] = [
  [
    'list',
    {
      choice: all,
      columns: ['reading', 'role', 'site', 'emergencyRole', 'deputy', 'numbers', 'hours', 'checked'],
    },
  ],
  ['tree', { columns: ['reading', 'role', 'emergencyRole'] }],
  ['wallet', { columns: ['role'] }],
  ['wall', { choice: { ...all, subjects: ['organisation', 'site'] }, columns: ['numbers', 'hours'] }],
  ['sites', { choice: all }],
]

describe.each(layouts)('the layout %s as a PDF', (layout, options) => {
  it.each(['ja', 'en'] as const)(
    'has everybody, and what every sheet carries, on every page and within its margins (%s)',
    async (language) => {
      const input = sheetInput(inventedOffice(40), { layout, language, ...options, audience: 'itStaff' })
      const { file, pages, asked } = await printed(`${layout}-${language}`, input)
      const { listed, title } = prepareList(input)
      const text = pages.join('\n')
      const shown =
        layout === 'sites'
          ? listed.filter(
              ({ subject, site, kindKeys }) =>
                subject === 'site' ||
                (subject === 'organisation' && (site !== null || kindKeys.includes('authority'))),
            )
          : listed
      for (const { name, subject } of shown)
        if (layout !== 'tree' || subject === 'person') expect(text).toContain(squeezed(name))
      for (const { first, subject } of shown)
        if (first && (layout !== 'tree' || subject === 'person'))
          expect(text).toContain(squeezed(first.number))
      pages.forEach((page, index) => {
        expect(page).toContain(squeezed(title))
        expect(page).toContain('みほん商事')
        expect(page).toContain(`${index + 1}/${pages.length}`)
        expect(page).toContain(language === 'ja' ? '配布先：情報システム担当' : 'For:ITstaff')
        expect(page).toMatch(
          language === 'ja'
            ? /現在台帳の版A-152内容ハッシュ[0-9a-f]{16}/
            : /LedgerversionA-152Contenthash[0-9a-f]{16}/,
        )
      })
      for (let page = 1; page <= pages.length; page += 1) {
        const picture = pictureOf(file, page, 50)
        const [right, bottom] = [(picture.width / 50) * 25.4, (picture.height / 50) * 25.4]
        expect(inkOf(picture, { top: 0, bottom, left: 0, right: 8 })).toBe(0)
        expect(inkOf(picture, { top: 0, bottom, left: right - 8, right })).toBe(0)
        expect(inkOf(picture, { top: 0, bottom: 6, left: 0, right })).toBe(0)
        expect(inkOf(picture, { top: bottom - 5, bottom, left: 0, right })).toBe(0)
      }
      const fonts = poppler('pdffonts', file).trim().split('\n').slice(2)
      for (const font of fonts) expect(font).toMatch(/NotoSansJP.*(CID TrueType|CID Type 0C).*yes yes yes/)
      expect(asked).toEqual([])
    },
    60_000,
  )

  it('keeps masked values off every page, out of the file and the code', async () => {
    const secret = inventedOffice(12).map((each) => ({
      ...each,
      address: each.subject === 'person' ? '秘密市かくし町1-2-3' : each.address,
      phones: [
        ...each.phones,
        ...(each.subject === 'person' ? [inventedPhone('home', '03-0000-7777', null)] : []),
      ],
    }))
    const input = sheetInput(secret, {
      layout,
      choice: all,
      columns: ['numbers', 'address', 'mail', 'deputy', 'checked'],
      masked: ['home', 'mobile', 'address', 'mail', 'numbers'],
    })
    const { html, pages } = await printed(`${layout}-masked`, input)
    const said = `${html.replace(/base64,[^)]*/g, '')}${pages.join('')}`
    expect(said).not.toMatch(/090-0000-1|7777|かくし町|@example|C-2024|CAF0|MA-0042|09000001/)
    expect(said).toContain('番号の記載なし')
  }, 60_000)

  it('holds 髙 﨑 𠮷, the longest values and hardly any, without losing anything', async () => {
    const long = (unit: string, length: number) => unit.repeat(length).slice(0, length)
    const names = [
      '髙橋 花子',
      '山﨑 控',
      '𠮷野 健',
      long('寿限無', 40),
      'Wolfeschlegelsteinhausenbergerdorff '.repeat(4).trim(),
    ]
    const people = names.map(
      (name, index): Contact => ({
        ...bareContact(
          index === 4 ? 'organisation' : 'person',
          `${index === 4 ? 'organisation' : 'person'}:${index}`,
          name,
        ),
        role: index === 3 ? long('とても長い役職名', 100) : '',
        emergencyRole: '通信・情報収集',
        hours: index === 4 ? long('24時間いつでも。', 120) : '',
        site: { id: 'site:1', name: '本社' },
        calledBy: index === 0 || index === 4 ? null : { id: 'person:0', name: '髙橋 花子' },
        deputy: index === 0 ? { id: 'person:3', name: '' } : null,
        phones: [
          inventedPhone(
            'office',
            `03-0000-0000 内線 ${long('1234-', 40)}`,
            '2026-11-01',
            long('夜間のみ', 60),
          ),
        ],
      }),
    )
    const site = { ...bareContact('site', 'site:1', '本社'), address: long('長い住所', 200) }
    const input = sheetInput([...people, site], {
      layout,
      choice: all,
      columns: ['role', 'hours', 'numbers', 'emergencyRole'],
    })
    const { file, pages } = await printed(`${layout}-long`, input)
    const text = pages.join('')
    // Latin words are divided where a line ends; the signs are all there.
    for (const name of names.slice(0, 4)) expect(text).toContain(squeezed(name))
    if (layout !== 'tree') expect(text.split('Wolfeschlegel').length).toBeGreaterThan(3)
    for (let page = 1; page <= pages.length; page += 1) {
      const picture = pictureOf(file, page, 50)
      const right = (picture.width / 50) * 25.4
      expect(inkOf(picture, { top: 0, bottom: 420, left: right - 8, right })).toBe(0)
    }
  }, 60_000)
})

describe('a call tree as a PDF', () => {
  it('takes one A4 for a few, one A3 for more, and A4 pages that lead to each other for many', async () => {
    const sizeOf = async (count: number, options: Partial<SheetOptions> = {}) => {
      const { file, pages } = await printed(
        `tree-${count}`,
        sheetInput(inventedOffice(count), { layout: 'tree', columns: ['role'], ...options }),
      )
      const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(poppler('pdfinfo', file)) ?? []
      return { pages, long: Math.round((Math.max(Number(width), Number(height)) / 72) * 25.4) }
    }
    expect(await sizeOf(8)).toMatchObject({ long: 297, pages: { length: 1 } })
    expect(await sizeOf(40)).toMatchObject({ long: 420, pages: { length: 1 } })
    const { pages, long } = await sizeOf(40, { paper: 'a4' })
    expect(long).toBe(297)
    expect(pages.length).toBeGreaterThan(1)
    // Who goes on elsewhere stands at the top of a block of the page that is named.
    for (const [index, page] of pages.entries())
      for (const [, to] of page.matchAll(/→(\d+)ページへ/g)) {
        expect(Number(to)).toBeGreaterThan(index + 1)
        expect(pages[Number(to) - 1]).toContain(`←${index + 1}ページから`)
      }
    expect((await sizeOf(300)).pages.length).toBeGreaterThan(5)
  }, 120_000)

  it('names circles and whom nobody calls', async () => {
    const people = inventedPeople(5).map((each, index) => ({
      ...each,
      calledBy: index < 3 ? { id: `person:000${(index + 1) % 3}`, name: '' } : null,
    }))
    const [first] = people
    const { pages } = await printed('circle', sheetInput(people, { layout: 'tree' }))
    expect(pages[0]).toContain('連絡が一巡しています')
    expect(pages[0]).toMatch(/ここでは.*を先頭にしました/)
    expect(pages[0]).toContain(squeezed(first?.name ?? ''))
    expect(pages[0]).toContain('誰からも電話が来ない人（2人）')
  }, 60_000)
})

describe('a wallet card as a PDF', () => {
  it('comes four times on a sheet, in the size of a business card when folded', async () => {
    const { file, pages } = await printed('wallet-size', sheetInput(inventedOffice(6), { layout: 'wallet' }))
    expect(pages).toHaveLength(1)
    const name = squeezed(
      prepareList(sheetInput(inventedOffice(6), { layout: 'wallet' })).listed[0]?.name ?? '',
    )
    expect(pages[0]?.split(name)).toHaveLength(5)
    // The fold: a dashed line in the middle of the paper, over the height of four cards.
    const picture = pictureOf(file, 1, 100)
    const row = (left: number) => inkOf(picture, { top: 100, bottom: 200, left, right: left + 0.5 })
    expect(row(104.8)).toBeGreaterThan(0.15)
  }, 60_000)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, peopleFile, prepared } from '../../../test/data/person-import'
import { person } from '../records/people/person'
import type { TableChoice } from './import-plan'
import { knownHeaders } from './propose-mapping'
import { MAX_TABLE_BYTES, readTable } from './read-table'

const read = (file: Uint8Array | string, choice?: TableChoice) =>
  readTable(typeof file === 'string' ? new TextEncoder().encode(file) : file, {
    decode,
    knownHeaders: knownHeaders(person),
    ...(choice ? { choice } : {}),
  })

const tableOf = (file: Uint8Array | string, choice?: TableChoice) => {
  const table = read(file, choice)
  if (!table.ok) throw new Error(JSON.stringify(table.error))
  return table.value
}

describe('a file of an office', () => {
  it.each([
    ['cp932.csv', 'shift_jis', ',', 4],
    ['utf8-bom.csv', 'utf-8-bom', ',', 3],
    ['utf16le.txt', 'utf-16le', '\t', 2],
    ['utf16be-no-mark.csv', 'utf-16be', ',', 2],
    ['euc-jp.csv', 'euc-jp', ',', 3],
    ['half-width-kana.csv', 'shift_jis', ',', 3],
    ['semicolons.csv', 'utf-8', ';', 2],
    ['old-mac.csv', 'utf-8', ',', 2],
  ])('%s is found to be %s with %j and %i rows', (name, encoding, delimiter, rows) => {
    expect(tableOf(peopleFile(name)).found).toEqual({ encoding, delimiter, headerRow: true, rows })
  })

  it('keeps 髙 﨑 𠮷 and half-width kana as they were written', () => {
    expect(tableOf(peopleFile('cp932.csv')).rows.map(({ cells }) => cells[1])).toEqual([
      '髙橋',
      '﨑山',
      '表',
      '渡邉',
    ])
    expect(tableOf(peopleFile('utf8-bom.csv')).rows[0]?.cells[0]).toBe('𠮷野 さくら')
    expect(tableOf(peopleFile('half-width-kana.csv')).rows[0]?.cells[0]).toBe('ﾔﾏﾀﾞ ﾀﾛｳ')
  })

  it('reads a cell over two lines with quotes in it', () => {
    expect(tableOf(peopleFile('utf8-bom.csv')).rows[0]?.cells[7]).toBe('火・木は在宅\n「急ぎは"携帯"へ」')
  })

  it('counts rows as a spreadsheet does, empty ones included', () => {
    const { rows } = tableOf(peopleFile('ragged.csv'))
    expect(rows.map(({ row, ragged }) => [row, ragged])).toEqual([
      [2, null],
      [3, 'short'],
      [5, 'long'],
      [6, null],
    ])
  })

  it('keeps columns with the same header, or none, apart', () => {
    expect(tableOf(peopleFile('duplicate-headers.csv')).headers).toEqual(['電話', '電話', '', '氏名', '氏名'])
  })

  it('sees that the first row is no header', () => {
    const table = tableOf(peopleFile('no-header.csv'))
    expect(table.found).toMatchObject({ headerRow: false, rows: 2 })
    expect(table.headers).toEqual(['', '', '', ''])
    expect(table.rows[0]?.row).toBe(1)
  })

  it.each(['山田 太郎\n佐藤 花子', '山田 太郎,やまだ たろう\n佐藤 花子,さとう はなこ'])(
    'takes a list of names for what it is: %j',
    (file) => {
      expect(tableOf(file).found).toMatchObject({ headerRow: false, rows: 2 })
      const { preview, writes } = prepared(file)
      expect(preview.counts).toMatchObject({ create: 2, refused: 0 })
      expect(writes.map((write) => 'values' in write && write.values.name)).toEqual([
        '山田 太郎',
        '佐藤 花子',
      ])
    },
  )

  it('still knows a header by one word, and by rows of data below it', () => {
    expect(tableOf('氏名\n山田 太郎').found).toMatchObject({ headerRow: true, rows: 1 })
    expect(tableOf('名簿\nyamada@example.jp').found).toMatchObject({ headerRow: true, rows: 1 })
  })
})

describe('what a person says about the file', () => {
  it('goes before what was found', () => {
    const table = tableOf('氏名,電話;内線\n山田,03;12', { delimiter: ';', headerRow: false })
    expect(table.found).toMatchObject({ delimiter: ';', headerRow: false, rows: 2 })
    expect(table.rows[0]?.cells).toEqual(['氏名,電話', '内線'])
  })

  it('reads in the given encoding and marks what cannot be read', () => {
    const table = tableOf(peopleFile('one-wrong-byte.csv'), { encoding: 'shift_jis' })
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['近藤 花子', expect.stringContaining('\ufffd')])
  })
})

describe('a file that is no table', () => {
  it.each([
    ['nothing', new Uint8Array(), { type: 'Empty' }],
    ['only spaces and line ends', ' \r\n\r\n', { type: 'Empty' }],
    ['only a header', peopleFile('only-header.csv'), { type: 'NoRows' }],
    ['a quote that never closes', peopleFile('broken-quotes.csv'), { type: 'BrokenQuotes', row: 2 }],
    ['a byte no encoding knows', peopleFile('one-wrong-byte.csv'), { type: 'UnknownEncoding', row: 3 }],
    ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), { type: 'Binary', looksLike: 'xlsx' }],
    ['a PDF', '%PDF-1.7\n', { type: 'Binary', looksLike: 'pdf' }],
    ['text with NUL bytes', '氏名,電話\n山田\0,03', { type: 'Binary', looksLike: null }],
    [
      '301 columns',
      `${'a,'.repeat(300)}a\n${'1,'.repeat(300)}1`,
      { type: 'TooManyColumns', columns: 301, limit: 300 },
    ],
    [
      'more than 32 MiB',
      new Uint8Array(MAX_TABLE_BYTES + 1),
      { type: 'TooLarge', limitBytes: MAX_TABLE_BYTES },
    ],
  ])('is named: %s', (_, file, error) => {
    expect(read(file)).toEqual({ ok: false, error })
  })
})

// Time for a machine that is busy with other tests.
describe('any bytes', { timeout: 60_000 }, () => {
  it('give a table or a named problem, never a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const table = read(bytes)
        if (table.ok)
          for (const { cells } of table.value.rows) expect(cells).toHaveLength(table.value.headers.length)
        else expect(table.error.type).toMatch(/^[A-Z]/)
      }),
      { numRuns: 300 },
    )
  })

  it('that a spreadsheet wrote come back cell by cell', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '山', ',', '"', '\n', ';', ' ', '0', 'ﾔ'),
      maxLength: 6,
    })
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(rows, fc.constantFrom<',' | ';' | '\t'>(',', ';', '\t'), (body, delimiter) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const lines = [['氏名', '電話', '備考'], ...body].map((cells) => cells.map(quoted).join(delimiter))
        const table = read(lines.join('\r\n'), { delimiter })
        const filled = body.filter((cells) => cells.some((text) => text.trim() !== ''))
        if (filled.length === 0) expect(table).toEqual({ ok: false, error: { type: 'NoRows' } })
        else expect(table.ok && table.value.rows.map(({ cells }) => cells)).toEqual(filled)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, decode, peopleFile, prepared } from '../../../test/data/person-import'
import { err, ok } from '../base/result'
import { person } from '../records/people/person'
import { bytesInMemory } from './file-bytes'
import type { TableChoice } from './import-plan'
import { knownHeaders } from './propose-mapping'
import { readTable } from './read-table'
import { MAX_FILE_BYTES, type TableRow } from './table'

const head = (file: Uint8Array | string, choice?: TableChoice, sliceBytes?: number) =>
  readTable(bytesInMemory(bytesOf(file)), {
    decode,
    knownHeaders: knownHeaders(person),
    ...(choice ? { choice } : {}),
    ...(sliceBytes ? { sliceBytes } : {}),
  })

/** A table with all of its rows. */
const read = async (file: Uint8Array | string, choice?: TableChoice, sliceBytes?: number) => {
  const table = await head(file, choice, sliceBytes)
  if (!table.ok) return table
  const rows: TableRow[] = []
  for await (const batch of table.value.rows()) {
    if (!batch.ok) return err(batch.error)
    rows.push(...batch.value)
  }
  const { found, columns } = table.value
  return ok({ found, headers: columns.map(({ header }) => header), rows })
}

const tableOf = async (file: Uint8Array | string, choice?: TableChoice, sliceBytes?: number) => {
  const table = await read(file, choice, sliceBytes)
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
  ])('%s is found to be %s with %j and %i rows', async (name, encoding, delimiter, rows) => {
    expect((await tableOf(peopleFile(name))).found).toEqual({
      format: 'separated',
      encoding,
      delimiter,
      headerRows: 1,
    })
    expect((await tableOf(peopleFile(name))).rows).toHaveLength(rows)
  })

  it('keeps 髙 﨑 𠮷 and half-width kana as they were written', async () => {
    expect((await tableOf(peopleFile('cp932.csv'))).rows.map(({ cells }) => cells[1])).toEqual([
      '髙橋',
      '﨑山',
      '表',
      '渡邉',
    ])
    expect((await tableOf(peopleFile('utf8-bom.csv'))).rows[0]?.cells[0]).toBe('𠮷野 さくら')
    expect((await tableOf(peopleFile('half-width-kana.csv'))).rows[0]?.cells[0]).toBe('ﾔﾏﾀﾞ ﾀﾛｳ')
  })

  it('reads a cell over two lines with quotes in it', async () => {
    expect((await tableOf(peopleFile('utf8-bom.csv'))).rows[0]?.cells[7]).toBe(
      '火・木は在宅\n「急ぎは"携帯"へ」',
    )
  })

  it('counts rows as a spreadsheet does, empty ones included', async () => {
    const { rows } = await tableOf(peopleFile('ragged.csv'))
    expect(rows.map(({ row, ragged }) => [row, ragged])).toEqual([
      [2, null],
      [3, 'short'],
      [5, 'long'],
      [6, null],
    ])
  })

  it('keeps columns with the same header, or none, apart', async () => {
    expect((await tableOf(peopleFile('duplicate-headers.csv'))).headers).toEqual([
      '電話',
      '電話',
      '',
      '氏名',
      '氏名',
    ])
  })

  it('sees that the first row is no header', async () => {
    const table = await tableOf(peopleFile('no-header.csv'))
    expect(table.found).toMatchObject({ headerRows: 0 })
    expect(table.headers).toEqual(['', '', '', ''])
    expect(table.rows[0]?.row).toBe(1)
  })

  it.each(['山田 太郎\n佐藤 花子', '山田 太郎,やまだ たろう\n佐藤 花子,さとう はなこ'])(
    'takes a list of names for what it is: %j',
    async (file) => {
      expect((await tableOf(file)).found).toMatchObject({ headerRows: 0 })
      const { preview, writes } = await prepared(file)
      expect(preview.counts).toMatchObject({ create: 2, refused: 0 })
      expect(writes.map((write) => 'values' in write && write.values.name)).toEqual([
        '山田 太郎',
        '佐藤 花子',
      ])
    },
  )

  it('still knows a header by one word, and by rows of data below it', async () => {
    expect((await tableOf('氏名\n山田 太郎')).found).toMatchObject({ headerRows: 1 })
    expect((await tableOf('名簿\nyamada@example.jp')).found).toMatchObject({ headerRows: 1 })
  })
})

describe('what a person says about the file', () => {
  it('goes before what was found', async () => {
    const table = await tableOf('氏名,電話;内線\n山田,03;12', { delimiter: ';', headerRows: 0 })
    expect(table.found).toMatchObject({ delimiter: ';', headerRows: 0 })
    expect(table.rows[0]?.cells).toEqual(['氏名,電話', '内線'])
  })

  it('reads in the given encoding and marks what cannot be read', async () => {
    const table = await tableOf(peopleFile('one-wrong-byte.csv'), { encoding: 'shift_jis' })
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
    ['data that is not text', new Uint8Array(64).fill(1), { type: 'Binary', looksLike: null }],
    [
      '301 columns',
      `${'a,'.repeat(300)}a\n${'1,'.repeat(300)}1`,
      { type: 'TooManyColumns', columns: 301, limit: 300 },
    ],
  ])('is named: %s', async (_, file, error) => {
    expect(await read(file)).toEqual({ ok: false, error })
  })
})

it('More than 200 MB is refused before anything of it is read, with the limit named', async () => {
  const tooLarge = {
    size: MAX_FILE_BYTES + 1,
    slice: () => {
      throw new Error('read')
    },
  }
  expect(await readTable(tooLarge, { decode })).toEqual({
    ok: false,
    error: { type: 'TooLarge', limitBytes: 200 * 1024 * 1024 },
  })
})

/** `npm run test:long` draws a hundred thousand. */
const RUNS = process.env.DAICHO_LONG ? 25_000 : 300

// Time for a machine that is busy with other tests.
describe('any bytes', { timeout: 1_800_000 }, () => {
  it('give a table or a named problem, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const table = await read(bytes)
        if (table.ok)
          for (const { cells } of table.value.rows) expect(cells).toHaveLength(table.value.headers.length)
        else expect(table.error.type).toMatch(/^[A-Z]/)
      }),
      { numRuns: RUNS },
    )
  })

  const cell = fc.string({
    unit: fc.constantFrom('a', '山', ',', '"', '\n', ';', ' ', '0', 'ﾔ', '𠮷'),
    maxLength: 6,
  })
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const linesOf = (body: readonly (readonly string[])[], delimiter: string) =>
    [['氏名', '電話', '備考'], ...body].map((cells) => cells.map(quoted).join(delimiter))

  it('that a spreadsheet wrote come back cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom<',' | ';' | '\t'>(',', ';', '\t'), async (body, delimiter) => {
        const table = await read(linesOf(body, delimiter).join('\r\n'), { delimiter, headerRows: 1 })
        const filled = body.filter((cells) => cells.some((text) => text.trim() !== ''))
        if (filled.length === 0) expect(table).toEqual({ ok: false, error: { type: 'NoRows' } })
        else expect(table.ok && table.value.rows.map(({ cells }) => cells)).toEqual(filled)
      }),
      { numRuns: RUNS },
    )
  })

  it('come back the same however they are cut into slices, in every encoding and with every line end', async () => {
    const encodings = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be')
    const ends = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(
        rows,
        encodings,
        ends,
        fc.integer({ min: 32, max: 90 }),
        async (body, encoding, end, size) => {
          const bytes = encoded(linesOf(body, ',').join(end), encoding)
          const choice = { encoding, delimiter: ',', headerRows: 1 } as const
          expect(await read(bytes, choice, size)).toEqual(await read(bytes, choice))
        },
      ),
      { numRuns: RUNS },
    )
  })
})

const encoded = (text: string, encoding: string): Uint8Array => {
  if (encoding === 'utf-8') return bytesOf(text)
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1)
    view.setUint16(at * 2, text.charCodeAt(at), encoding === 'utf-16le')
  return bytes
}

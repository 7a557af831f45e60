import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeWith } from './decode-bytes'
import { cp932Of, encodeCp932 } from './export-cp932'
import type { Table, TableRow } from './table'
import { readCards } from './vcard-table'

const codes = cp932Of(TextDecoder)
const decode = decodeWith(TextDecoder)

/** 100,000 files in the long run. */
const long = process.env.DAICHO_LONG !== undefined
const numRuns = long ? 100_000 : 400

const rowsOf = async (table: Table): Promise<readonly TableRow[]> => {
  const rows: TableRow[] = []
  for await (const batch of table.rows()) if (batch.ok) rows.push(...batch.value)
  return rows
}

/** Lines of cards, whole and broken, that lead a reader astray where any can. */
const line = fc.oneof(
  fc.constantFrom(
    ...[
      'BEGIN:VCARD',
      'begin : vcard ',
      'END:VCARD',
      'END:VCARD ',
      'VERSION:2.1',
      'VERSION:3.0',
      'VERSION:4.0',
    ],
    ...[
      'AGENT:',
      'AGENT:BEGIN:VCARD',
      'AGENT:BEGIN:VCARD\\nFN:x\\nAGENT:BEGIN:VCARD\\\\nEND:VCARD\\nEND:VCARD\\n',
    ],
    ...[
      'N:台帳;太郎;;;',
      'N;CHARSET=SHIFT_JIS:ソ表;能',
      'FN:',
      ':',
      ';',
      '.',
      '=',
      ' =',
      '\t',
      ' ',
      '',
      'a.b.c:d',
    ],
    ...[
      'TEL;TYPE="cell,voice:090',
      'TEL;TYPE=cell;PREF=x:tel:%',
      'NOTE;QUOTED-PRINTABLE:=E3=81=',
      '=82=',
      '=0D=0A',
    ],
    ...[
      'PHOTO;ENCODING=b:AAAA',
      ' BBBB',
      'PHOTO;BASE64:',
      'X-ABLabel:',
      'item1.X-ABLabel:_$!<Home>!$_',
      'item1.TEL:1',
    ],
    ...['N;SORT-AS="a;b:c', 'ORG:;;;', 'ADR:;;;;;;', 'UID:\\', 'KEY:data:;base64,', 'X-PHONETIC-ORG:ｶﾅ'],
  ),
  fc.string({ maxLength: 12 }),
)
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\r\n', '\n', '\r', '\r\n ', '\n\t', '=\r\n')), { maxLength: 40 })
  .map((lines) => lines.flat().join(''))
const utf8 = (written: string): Uint8Array => new TextEncoder().encode(written)
const bytes = fc.oneof(
  text.map(utf8),
  text.map((written) => encodeCp932(written, codes)),
  text.map((written) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(written, 'utf16le')])),
  fc
    .uint8Array({ maxLength: 300 })
    .map((noise) => Uint8Array.from([...utf8('BEGIN:VCARD\r\nFN:'), ...noise])),
  // A sound file with some bytes that are not its own.
  fc.tuple(text.map(utf8), fc.uint8Array({ maxLength: 5 }), fc.nat()).map(([whole, noise, at]) => {
    const torn = Uint8Array.from(whole)
    torn.set(noise.subarray(0, Math.max(0, torn.length - (at % (torn.length + 1)))), at % (torn.length + 1))
    return torn
  }),
)

describe('Whatever a file of cards holds', () => {
  test('it is read as rows of one width, or refused by name', {
    timeout: long ? 3_600_000 : 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (file) => {
        const table = await readCards(file, decode)
        if (!table.ok) {
          expect(['Empty', 'NoCards', 'TooManyColumns']).toContain(table.error.type)
          return
        }
        const rows = await rowsOf(table.value)
        expect(rows.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 1))
        for (const { cells } of rows) expect(cells).toHaveLength(table.value.columns.length)
      }),
      { numRuns },
    )
  })

  test('a sound card before and behind it comes in', async () => {
    const sound = (name: string) => utf8(`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEND:VCARD\r\n`)
    await fc.assert(
      fc.asyncProperty(text.map(utf8), async (between) => {
        const file = Uint8Array.from([...sound('first'), ...between, ...utf8('\r\n'), ...sound('last')])
        const table = await readCards(file, decode)
        if (!table.ok) throw new Error(table.error.type)
        const whole = (await rowsOf(table.value))
          .filter(({ problems }) => !problems?.some(({ refuses }) => refuses))
          .map(({ cells }) => cells.join('\n'))
        expect(whole[0]?.startsWith('first')).toBe(true)
        expect(whole.at(-1)?.startsWith('last')).toBe(true)
      }),
      { numRuns: long ? 20_000 : 200 },
    )
  })
})

test('A large file is read in a time that grows with it', async () => {
  const card = (at: number) =>
    `BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8:台帳;${at}\r\nTEL;CELL:090-0000-${at}\r\nPHOTO;BASE64:\r\n ${'A'.repeat(70)}\r\n\r\nEND:VCARD\r\n`
  const file = utf8(Array.from({ length: 5000 }, (_, at) => card(at)).join(''))
  const table = await readCards(file, decode)
  if (!table.ok) throw new Error(table.error.type)
  expect(await rowsOf(table.value)).toHaveLength(5000)
})

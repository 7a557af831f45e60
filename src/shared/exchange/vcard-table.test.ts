import { describe, expect, test } from 'vitest'
import { decodeWith } from './decode-bytes'
import { cp932Of, encodeCp932 } from './export-cp932'
import { withoutGuard } from './guard'
import type { Table, TableRow } from './table'
import { looksLikeCards, readCards } from './vcard-table'

const codes = cp932Of(TextDecoder)
const sjis = (text: string): Uint8Array => encodeCp932(text, codes)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n`

/** Bytes as quoted-printable, every byte of them. */
const quoted = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

const read = async (bytes: Uint8Array): Promise<Table> => {
  const table = await readCards(bytes, decodeWith(TextDecoder))
  if (!table.ok) throw new Error(table.error.type)
  return table.value
}

const rowsOf = async (table: Table): Promise<readonly TableRow[]> => {
  const rows: TableRow[] = []
  for await (const batch of table.rows()) if (batch.ok) rows.push(...batch.value)
  return rows
}

/** What each card says, by column; empty cells left out. */
const said = async (bytes: Uint8Array): Promise<readonly { [header: string]: string }[]> => {
  const table = await read(bytes)
  return (await rowsOf(table)).map(({ cells }) =>
    Object.fromEntries(
      cells.flatMap((cell, at) =>
        cell === '' ? [] : [[table.columns[at]?.header ?? '', withoutGuard(cell)]],
      ),
    ),
  )
}

const card = (...body: readonly string[]): string => lines('BEGIN:VCARD', ...body, 'END:VCARD')

describe('A card of 2.1 from a Japanese phone', () => {
  test('is read in Shift_JIS, where the second byte of a character may be a backslash', async () => {
    const text = card(
      'VERSION:2.1',
      'N;CHARSET=SHIFT_JIS:ソ表;能十;;;',
      'SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ｿﾋｮｳ;ﾉｳｼﾞｭｳ;;;',
      'TITLE:構',
      'NOTE;CHARSET=SHIFT_JIS:予定表\\;申請',
    )
    expect(await said(sjis(text))).toEqual([
      { FN: 'ソ表 能十', YOMI: 'ｿﾋｮｳ ﾉｳｼﾞｭｳ', TITLE: '構', NOTE: '予定表;申請' },
    ])
  })

  test('goes on over soft line breaks of quoted-printable, also within a character', async () => {
    const address = quoted(sjis('東京都見本区例町1-2-3 ソフト表示ビル'))
    const cut = [address.slice(0, 20), address.slice(20, 44), address.slice(44)]
    const text = card(
      'VERSION:2.1',
      `N;ENCODING=QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:${quoted(sjis('台帳'))};${quoted(sjis('太郎'))}`,
      `ADR;HOME;CHARSET=SHIFT_JIS;QUOTED-PRINTABLE:;;${cut[0]}=`,
      `${cut[1]}=`,
      `${cut[2]};;;000-0001;`,
      `NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:${quoted(utf8('一行目'))}=0D=0A=`,
      quoted(utf8('二行目')),
    )
    expect(await said(utf8(text))).toEqual([
      {
        FN: '台帳 太郎',
        'ADR HOME': '東京都見本区例町1-2-3 ソフト表示ビル',
        'ADR HOME 〒': '000-0001',
        NOTE: '一行目\n二行目',
      },
    ])
  })

  test('without a charset is read in the encoding that all its values are in', async () => {
    const text = card('VERSION:2.1', 'N:能登;表;;;', 'ORG:株式会社ソケット;営業部', 'NOTE:ｶﾌﾞ')
    expect(await said(sjis(text))).toEqual([
      { FN: '能登 表', ORG: '株式会社ソケット', 'ORG 2': '営業部', NOTE: 'ｶﾌﾞ' },
    ])
    expect(await said(utf8(text))).toEqual(await said(sjis(text)))
  })

  test('from a mail may be in JIS, whose bytes are all below 80', async () => {
    // 表示 in JIS X 0208: 493D 3C28, between the escapes of ISO-2022-JP.
    const jis = '\u001b$BI=<(\u001b(B'
    const text = card('VERSION:2.1', `N;CHARSET=ISO-2022-JP:${jis};Taro`, `TITLE:${jis}`)
    expect(await said(utf8(text))).toEqual([{ FN: '表示 Taro', TITLE: '表示' }])
  })

  test('passes over a picture, and says so', async () => {
    const text = card(
      'VERSION:2.1',
      'N:Daicho;Taro',
      'PHOTO;JPEG;ENCODING=BASE64:',
      ' /9j/4QoPRXhpZgAATU0AKgAAAAgADQEOAAIAAAAPAAAAqgEPAAIAAAAHAAAAugEQAAIAAAAG',
      ' AAAAwgES',
      '',
      'TEL;CELL;VOICE:090-0000-1001',
    )
    const table = await read(utf8(text))
    const [row] = await rowsOf(table)
    expect(table.columns.map(({ header }) => header)).toEqual(['FN', 'TEL CELL'])
    expect(row?.cells).toEqual(['Taro Daicho', '090-0000-1001'])
    expect(row?.problems).toEqual([{ column: -1, problem: 'leftOutOfCard', value: 'PHOTO', refuses: false }])
  })
})

describe('A card of 3.0 or 4.0', () => {
  test('is unfolded within characters and words', async () => {
    const whole = utf8('NOTE:台帳のそばに置く。To know, in case')
    const folded = [
      ...whole.subarray(0, 7),
      13,
      10,
      32,
      ...whole.subarray(7, 40),
      13,
      10,
      9,
      ...whole.subarray(40),
    ]
    const bytes = [...utf8('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:台帳 太郎\r\n'), ...folded]
    const all = Uint8Array.from([...bytes, ...utf8('\r\nEND:VCARD\r\n')])
    expect(await said(all)).toEqual([{ FN: '台帳 太郎', NOTE: '台帳のそばに置く。To know, in case' }])
  })

  test('takes escapes off after it was divided', async () => {
    const text = card(
      'VERSION:3.0',
      'FN:Smith\\, Ltd.',
      'ORG:A\\;B;C\\\\D',
      'NOTE:one\\ntwo\\Nthree\\, four',
      'ADR;TYPE=WORK:;;1 Reimachi;Mihon\\, Ward;Tokyo;000-0001;Japan',
    )
    expect(await said(utf8(text))).toEqual([
      {
        FN: 'Smith, Ltd.',
        ORG: 'A;B',
        'ORG 2': 'C\\D',
        NOTE: 'one\ntwo\nthree, four',
        'ADR WORK': '1 Reimachi, Mihon, Ward, Tokyo, Japan',
        'ADR WORK 〒': '000-0001',
      },
    ])
  })

  test('gives the reading under whichever property it stands', async () => {
    const readings = [
      ['X-PHONETIC-FIRST-NAME:たろう', 'X-PHONETIC-LAST-NAME:だいちょう'],
      ['SORT-STRING:だいちょう たろう'],
    ]
    for (const reading of readings) {
      const [row] = await said(utf8(card('VERSION:3.0', 'N:台帳;太郎;;;', 'FN:太郎 台帳', ...reading)))
      expect(row).toEqual({ FN: '台帳 太郎', YOMI: 'だいちょう たろう' })
    }
    const sorted = 'N;SORT-AS="だいちょう,たろう":台帳;太郎;;;'
    expect(await said(utf8(card('VERSION:4.0', 'FN:台帳 太郎', sorted)))).toEqual([
      { FN: '台帳 太郎', YOMI: 'だいちょう たろう' },
    ])
    // A family name in Latin letters is no reading.
    const latin = card('VERSION:3.0', 'FN:And Roid', 'N:And;Roid', 'SORT-STRING:android')
    expect(await said(utf8(latin))).toEqual([{ FN: 'And Roid' }])
  })

  test('gives numbers by type, label and as addresses', async () => {
    const text = card(
      'VERSION:4.0',
      'FN:台帳 太郎',
      'TEL;VALUE=uri;TYPE="voice,home":tel:+81-3-0000-1001;ext=12',
      'TEL;TYPE=cell;PREF=2:090-0000-0002',
      'TEL;TYPE=cell;PREF=1:090-0000-0001',
      'TEL;TYPE=work,fax:03-0000-0003',
      'item1.TEL:03-0000-0004',
      'item1.X-ABLabel:緊急',
      'item2.TEL:03-0000-0005',
      'item2.X-ABLabel:_$!<Mobile>!$_',
      'TEL:03-0000-0006',
    )
    expect(await said(utf8(text))).toEqual([
      {
        FN: '台帳 太郎',
        'TEL HOME': '+81-3-0000-1001 ext. 12',
        'TEL CELL': '090-0000-0001\n090-0000-0002\n03-0000-0005',
        'TEL FAX': '03-0000-0003',
        'TEL 緊急': '03-0000-0004',
        TEL: '03-0000-0006',
      },
    ])
  })

  test('passes over a picture that is written as an address', async () => {
    const picture = [
      'PHOTO:data:image/jpeg;base64,/9j/4QoPRXhpZgAATU0AKgAA',
      ' AAgADQEOAAIAAAAPAAAAqgEP',
      ' AAEC',
    ]
    const [row] = await rowsOf(await read(utf8(card('VERSION:4.0', ...picture, 'FN:Taro'))))
    expect(row?.cells).toEqual(['Taro'])
    expect(row?.problems?.map(({ value }) => value)).toEqual(['PHOTO'])
  })

  test('in UTF-16 or behind a mark is read as well', async () => {
    const text = card('VERSION:3.0', 'FN:𠮷田 標')
    const units = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])
    expect(await said(units)).toEqual([{ FN: '𠮷田 標' }])
    expect(await said(utf8(`\ufeff${text}`))).toEqual([{ FN: '𠮷田 標' }])
    expect(looksLikeCards('contacts.txt', units)).toBe(true)
    expect(looksLikeCards('contacts.csv', utf8('氏名,電話'))).toBe(false)
  })
})

describe('A file of several cards', () => {
  const sound = (name: string): string => card('VERSION:3.0', `FN:${name}`, 'TEL:03-0000-0001')

  test('keeps them apart, with the cards within cards as cards of their own', async () => {
    const inner = ['BEGIN:VCARD', 'VERSION:2.1', 'N:秘書;例', 'END:VCARD']
    const nested = card('VERSION:2.1', 'N:社長;例', 'AGENT:', ...inner, 'TEL;WORK:03-0000-0002')
    const within = 'BEGIN:VCARD\\nVERSION:3.0\\nFN:Susan Thomas\\nTEL:+1-919-555-\\n 1234\\nEND:VCARD\\n'
    const text =
      nested + sound('二枚目') + card('VERSION:3.0', 'FN:Boss', `AGENT:${within}`) + sound('終わり')
    expect(await said(utf8(text))).toEqual([
      { FN: '社長 例', 'TEL WORK': '03-0000-0002' },
      { FN: '秘書 例' },
      { FN: '二枚目', TEL: '03-0000-0001' },
      { FN: 'Boss' },
      { FN: 'Susan Thomas', TEL: '+1-919-555-1234' },
      { FN: '終わり', TEL: '03-0000-0001' },
    ])
  })

  test('names broken ones by number and line, and gives the others', async () => {
    const unended = lines('BEGIN:VCARD', 'VERSION:3.0', 'FN:終わりのない')
    const noProperty = card('VERSION:3.0', 'FN:途中で', '行が壊れた')
    const text = sound('一枚目') + unended + sound('三枚目') + noProperty + sound('五枚目') + unended
    const rows = await rowsOf(await read(utf8(text)))
    expect(rows.map(({ row, problems }) => [row, problems?.map(({ value }) => value).join()])).toEqual([
      [1, ''],
      // Where the third card begins.
      [2, '9'],
      [3, ''],
      [4, '17'],
      [5, ''],
      // The last line of the file.
      [6, '26'],
    ])
    expect(rows[1]?.problems).toEqual([{ column: -1, problem: 'brokenCard', value: '9', refuses: true }])
  })

  test('is none without a card', async () => {
    const none = await readCards(utf8('hello\r\n'), decodeWith(TextDecoder))
    expect(none).toEqual({ ok: false, error: { type: 'NoCards' } })
    expect(await readCards(new Uint8Array(), decodeWith(TextDecoder))).toMatchObject({
      error: { type: 'Empty' },
    })
  })
})

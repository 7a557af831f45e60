import { describe, expect, it } from 'vitest'
import { bytesOf, imported, prepared, short, tryImport, verdictsOf } from '../../../test/data/person-import'
import { guard, withoutGuard } from './guard'

describe('text that is broken in places', () => {
  it('with NUL bytes is read, and the cell that holds one is named', async () => {
    const plan = await prepared('氏名,部署,使わない\n見本 花子,総\0務部,\n例示 一郎,営業部,a\0b')
    expect(verdictsOf(plan)).toEqual([
      [2, 'refused', 'controlCharacters'],
      [3, 'create'],
    ])
    expect(plan.preview.verdicts[0]?.problems[0]).toMatchObject({ column: 1 })
  })

  it('with a lone surrogate in UTF-16 is read, and the cell that holds it is named', async () => {
    const text = '\ufeff氏名,部署\n見本 花子,総\ud842部\n例示 一郎,営業部\n'
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), true)
    expect(verdictsOf(await prepared(bytes))).toEqual([
      [2, 'refused', 'undecodable'],
      [3, 'create'],
    ])
  })

  it('with a mark and a broken character is read, and the cell is named', async () => {
    const bytes = bytesOf('\ufeff氏名,部署\n見本 花子,総務部\n例示 一郎,営業?部')
    bytes[bytes.lastIndexOf('?'.charCodeAt(0))] = 0xff
    expect(verdictsOf(await prepared(bytes))).toEqual([
      [2, 'create'],
      [3, 'refused', 'undecodable'],
    ])
  })

  it('far down in a large file is named by its row', async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `人 ${n},総務部 第${n}係`)
    const bytes = bytesOf(['氏名,部署', ...lines].join('\n'))
    const place = bytesOf(['氏名,部署', ...lines.slice(0, 50_000)].join('\n')).length + 1
    bytes[place] = 0xff
    const tried = await tryImport(bytes)
    expect(tried).toEqual({ ok: false, error: { type: 'UnknownEncoding', row: 50_002 } })
  })

  it('of hypertext and formulas stays the text it is', async () => {
    const [one] = short(
      await imported('氏名,備考,部署\n見本 花子,<script>alert(1)</script>,"=HYPERLINK(""x"")"'),
    )
    expect(one).toMatchObject({ note: '<script>alert(1)</script>', department: '=HYPERLINK("x")' })
  })

  it('in 300 columns is read, 301 are refused', async () => {
    const row = (count: number, cell: string) => Array.from({ length: count }, () => cell).join(',')
    const wide = await prepared(`氏名,${row(299, 'x')}\n見本 花子,${row(299, '1')}`)
    expect(wide.preview.columns).toHaveLength(300)
    expect(await tryImport(`氏名,${row(300, 'x')}\n見本 花子,${row(300, '1')}`)).toMatchObject({
      error: { type: 'TooManyColumns', columns: 301, limit: 300 },
    })
  })
})

describe('the apostrophe before what could run', () => {
  it.each(['=1+1', '+cmd', '-x', '@a', '\tx', '\rx', '＝1', '＋a', '－a', '＠a', "'=1", "''+x", "'090"])(
    'is put before %j and taken off again',
    (text) => {
      expect(guard(text)).toBe(`'${text}`)
      expect(withoutGuard(guard(text))).toBe(text)
    },
  )

  it.each(['+81 3-0000-0001', '-12.5', '+1', '(03) 0000', '山田', "O'Neill", "'引用'", ''])(
    'is not put before %j',
    (text) => {
      expect(guard(text)).toBe(text)
    },
  )
})

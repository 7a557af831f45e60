import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { EntryBody } from './entry'
import { bodyHashOf, type EntryDraft, parseLine, positionAfter, sealEntry, splitLine } from './seal'
import { shortenBody } from './strike'
import { declared } from './testing/declared'
import { admin, LEDGER } from './testing/device'

const numRuns = process.env.DAICHO_LONG ? 50_000 : 500
vi.setConfig({ testTimeout: process.env.DAICHO_LONG ? 30 * 60_000 : 120_000 })

const draft: EntryDraft = {
  head: {
    ledger: LEDGER,
    clock: '2026-11-22T05:00:00.123Z+0003',
    at: '2026-11-22T05:00:00.123Z',
    zone: 'Asia/Tokyo',
    offset: 540,
    actor: admin.id,
    kind: 'edit',
    intent: 'intent1',
    touched: { 'thing:x': ['name', 'note'] },
    seen: { devb: 7 },
  },
  body: {
    salt: '00ff',
    actorName: admin.name,
    reason: 'なまえの\tまちがい',
    changes: [
      {
        record: 'thing:x',
        name: '髙橋',
        set: { name: ['高橋', '髙橋'], note: [null, '一行\n二行 "引用" \u2028'] },
      },
    ],
  },
}
const entry = sealEntry(draft, { device: 'deva', seq: 3, prev: 'a'.repeat(64) })
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** The line with its parts replaced and both hashes made right again. */
function resealed(head: object, body: unknown = draft.body): string {
  const bodyText = JSON.stringify(body)
  const headText = JSON.stringify({ ...entry.head, body: sha256(bodyText), ...head })
  return `${sha256(headText)}\t${headText}\t${bodyText}`
}

describe('a sealed entry', () => {
  test('is a line of hash, head and body, hashed as the bytes of UTF-8', () => {
    const [hash, head, body, ...rest] = entry.line.split('\t')
    expect(rest).toEqual([])
    expect(entry.line).not.toContain('\n')
    expect(hash).toBe(sha256(head ?? ''))
    expect(JSON.parse(head ?? '')).toEqual({
      v: 1,
      id: 'deva:3',
      prev: 'a'.repeat(64),
      body: sha256(body ?? ''),
      ...draft.head,
    })
    expect(JSON.parse(body ?? '')).toEqual(draft.body)
    expect(bodyHashOf(entry.line)).toBe(entry.head.body)
    expect(positionAfter(entry)).toEqual({ device: 'deva', seq: 4, prev: hash })
  })

  test('is read back as it was', () => {
    expect(parseLine(entry.line)).toEqual({ ok: true, value: entry })
    expect(parseLine(entry.line, 'trusted')).toEqual({ ok: true, value: entry })
  })

  test('keeps members that this program does not know', () => {
    const line = resealed({ later: [1] }, { ...draft.body, later: { x: 1 } })
    const parsed = parseLine(line)
    expect(parsed).toMatchObject({
      ok: true,
      value: { line, head: { later: [1] }, body: { later: { x: 1 } } },
    })
  })
})

describe('a line is told', () => {
  const wrong: [what: string, line: string, problem: object][] = [
    ['when it is empty', '', { type: 'Unreadable' }],
    ['when a part is missing', entry.line.slice(0, entry.line.lastIndexOf('\t')), { type: 'Unreadable' }],
    ['when there is a part too many', `${entry.line}\t`, { type: 'Unreadable' }],
    ['when its head is no JSON', `${sha256('{')}\t{\t{}`, { type: 'Unreadable' }],
    ['when its head is no entry', `${sha256('[]')}\t[]\t{}`, { type: 'Unreadable' }],
    ['when its body is no body', resealed({}, { salt: '' }), { type: 'Unreadable' }],
    ['when its format is newer', resealed({ v: 2 }), { type: 'NewerFormat', found: 2 }],
    ['when its format is none', resealed({ v: '1' }), { type: 'Unreadable' }],
    ['when its id is none', resealed({ id: 'deva:03' }), { type: 'Unreadable' }],
    ['when its clock is none', resealed({ clock: '2026-11-22T05:00:00Z' }), { type: 'Unreadable' }],
    ['when its past is none', resealed({ seen: { devb: 0 } }), { type: 'Unreadable' }],
    ['when its run is none', resealed({ run: { id: 'r' } }), { type: 'Unreadable' }],
    [
      'when a field reaches into the prototype',
      resealed(
        {},
        JSON.parse(
          '{"salt":"","actorName":"","changes":[{"record":"a:b","name":"","set":{"__proto__":[1,2]}}]}',
        ),
      ),
      { type: 'Unreadable' },
    ],
    [
      'when a value is deeper than any stack',
      resealed(
        {},
        JSON.parse(
          `{"salt":"","actorName":"","changes":[{"record":"a:b","name":"","set":{"x":[null,${'['.repeat(500)}${']'.repeat(500)}]}}]}`,
        ),
      ),
      { type: 'Unreadable' },
    ],
    [
      'when its head was changed',
      entry.line.replace('Asia/Tokyo', 'Asia/Seoul'),
      { type: 'HeadHash', id: 'deva:3', prev: 'a'.repeat(64), hash: entry.hash },
    ],
    [
      'when its body was changed',
      entry.line.replace('まちがい', 'ちがい'),
      { type: 'BodyHash', id: 'deva:3', prev: 'a'.repeat(64), hash: entry.hash },
    ],
    ['when it holds a lone surrogate', entry.line.replace('髙橋', '\uD83D'), { type: 'Unreadable' }],
  ]
  test.each(wrong)('%s', (_, line, error) => {
    expect(parseLine(line)).toEqual({ ok: false, error })
  })

  test('a shortened body is let through', () => {
    const found = shortenBody(entry, [{ record: 'thing:x', field: 'name' }], 'ff00', declared)
    expect(parseLine(found?.line ?? '')).toMatchObject({
      ok: true,
      value: { hash: entry.hash, body: { struck: [{ record: 'thing:x', field: 'name' }] } },
    })
    const emptyStruck: EntryBody = { ...draft.body, struck: [] }
    const { hash = '', head = '' } = splitLine(entry.line) ?? {}
    expect(parseLine(`${hash}\t${head}\t${JSON.stringify(emptyStruck)}`)).toMatchObject({
      error: { type: 'BodyHash' },
    })
  })
})

describe('whatever comes', () => {
  const bytes = new TextEncoder().encode(entry.line)

  test('any single changed byte is found', () => {
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [1, 0x20, 0x80, 0xff]) {
        const changed = bytes.slice()
        changed[at] = (changed[at] as number) ^ flip
        expect(parseLine(new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed)).ok).toBe(false)
      }
    }
  })

  test('any byte taken out or put in is found', () => {
    for (let at = 0; at < bytes.length; at++) {
      const shorter = [...bytes.slice(0, at), ...bytes.slice(at + 1)]
      const longer = [...bytes.slice(0, at), 0x20, ...bytes.slice(at)]
      for (const changed of [shorter, longer]) {
        expect(parseLine(new TextDecoder().decode(Uint8Array.from(changed))).ok).toBe(false)
      }
    }
  })

  test('reading never throws', () => {
    const json = fc.json({ maxDepth: 4 })
    const anyLine = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(json, json).map(([head, body]) => `${sha256(head)}\t${head}\t${body}`),
      fc
        .tuple(fc.dictionary(fc.constantFrom(...Object.keys(entry.head)), fc.jsonValue()), fc.jsonValue())
        .map(([head, body]) => resealed(head, body)),
      fc
        .dictionary(fc.constantFrom(...Object.keys(draft.body), 'strikes', 'struck'), fc.jsonValue())
        .map((body) => resealed({}, { ...draft.body, ...body })),
      fc
        .tuple(fc.nat(entry.line.length), fc.nat(50), fc.string())
        .map(([at, cut, text]) => entry.line.slice(0, at) + text + entry.line.slice(at + cut)),
    )
    fc.assert(
      fc.property(anyLine, (line) => {
        // What passes with its hashes checked passes without.
        if (parseLine(line).ok) expect(parseLine(line, 'trusted').ok).toBe(true)
        else expect(() => parseLine(line, 'trusted')).not.toThrow()
      }),
      { numRuns },
    )
  })
})

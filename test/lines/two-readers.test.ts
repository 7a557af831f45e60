/**
 * The host reads as much of a line as it has to keep it; the journal reads all of it. They are two programs over the same
 * bytes: what one of them keeps and the other refuses would be an entry that was acknowledged and is lost.
 */
import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLine } from '../../src/main/vault/line'
import type { Entry, RecordId } from '../../src/shared/journal/entry'
import { sha256Hex } from '../../src/shared/journal/hash'
import { bodyHashOf, parseLine } from '../../src/shared/journal/seal'
import { shortenBody } from '../../src/shared/journal/strike'
import { declared } from '../../src/shared/journal/testing/declared'
import { live, lives } from '../../src/shared/journal/testing/lives'

const numRuns = process.env.DAICHO_LONG ? 20_000 : 400

/** What each reader makes of bytes as they stand in a segment; the journal gets them as text, as the host sends them. */
const bothReaders = (bytes: Uint8Array) => {
  const text = isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : ''
  const journal = parseLine(text)
  const host = readLine(bytes)
  return {
    host: host && {
      device: host.device,
      seq: host.seq,
      hash: host.hash,
      prev: host.prev,
      ledger: host.ledger,
      sealed: host.sealedBody,
      body: host.body,
    },
    journal: journal.ok
      ? {
          device: journal.value.device,
          seq: journal.value.seq,
          hash: journal.value.hash,
          prev: journal.value.head.prev,
          ledger: journal.value.head.ledger,
          sealed: journal.value.head.body,
          body: bodyHashOf(text),
        }
      : null,
  }
}

/** Real entries, whole, and shortened by a strike of all that they touch. */
const written = fc.record({ life: lives, pick: fc.nat() }).map(({ life, pick }): Entry | null => {
  const entries = live(life).entries()
  return entries[pick % Math.max(1, entries.length)] ?? null
})
const whole = written.filter((entry) => entry !== null).map((entry) => entry.line)
const struck = written
  .map((entry) => {
    const places = Object.entries(entry?.head.touched ?? {}).flatMap(([record, fields]) =>
      fields.map((field) => ({ record: record as RecordId, field })),
    )
    return entry && (shortenBody(entry, places, 'ff00', declared)?.line ?? null)
  })
  .filter((line) => line !== null)

type Wound = { readonly at: number; readonly cut: number; readonly put: Uint8Array }

/** Bytes taken out and put in somewhere: single bits and bytes, holes of zeros, signs that mean something, lost ends. */
const wound: fc.Arbitrary<Wound> = fc.record({
  at: fc.nat(),
  cut: fc.oneof(fc.nat(3), fc.nat(500)),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc
      .constantFrom('', '\t', '"', '{', '}', ',', '\0\0\0', '\ufeff', '\u2028', '0', 'x')
      .map((text) => Buffer.from(text)),
  ),
})

const wounded = (line: Uint8Array, wounds: readonly Wound[]): Uint8Array => {
  let bytes = Buffer.from(line)
  for (const { at, cut, put } of wounds) {
    const place = at % (bytes.byteLength + 1)
    bytes = Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)])
  }
  // A line feed ends a line: what stands behind it is another one.
  return bytes.subarray(0, bytes.includes(10) ? bytes.indexOf(10) : bytes.byteLength)
}

const expectSame = (bytes: Uint8Array): void => {
  const { host, journal } = bothReaders(bytes)
  expect(host).toEqual(journal)
}

test('what a device writes, whole or struck out, is the same entry to both readers', () => {
  fc.assert(
    fc.property(fc.oneof(whole, struck), (line) => {
      expect(bothReaders(Buffer.from(line)).host).not.toBeNull()
      expectSame(Buffer.from(line))
    }),
    { numRuns },
  )
})

test('of a line that was damaged, either both readers make the same entry or neither makes one', () => {
  fc.assert(
    fc.property(fc.oneof(whole, struck), fc.array(wound, { minLength: 1, maxLength: 3 }), (line, wounds) =>
      expectSame(wounded(Buffer.from(line), wounds)),
    ),
    { numRuns: 4 * numRuns },
  )
})

test('bytes that never were a line are none to both readers', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const line = wounded(bytes, [])
      expect(bothReaders(line)).toEqual({ host: null, journal: null })
    }),
    { numRuns },
  )
})

/** The value at a way into a JSON value replaced by another, or its member left out. */
const replaced = (value: unknown, way: readonly number[], by: unknown): unknown => {
  const [step, ...rest] = way
  if (step === undefined || typeof value !== 'object' || value === null) return by
  const names = Object.keys(value)
  const name = names[step % Math.max(1, names.length)]
  if (name === undefined) return by
  const member = replaced((value as Record<string, unknown>)[name], rest, by)
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === name ? member : each))
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => (key === name ? [key, member] : [key, each])),
  )
}

test('a shortened body, which no hash protects, has to have the same shape for both readers', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      'x',
      1,
      [],
      {},
      ['x'],
      { toString: [null, 1] },
      { record: 'x', field: 'y' },
    ),
    fc.jsonValue({ maxDepth: 20 }),
  )
  fc.assert(
    fc.property(struck, fc.array(fc.nat(7), { maxLength: 6 }), odd, (line, way, by) => {
      const [hash, head, body] = line.split('\t') as [string, string, string]
      const changed = JSON.stringify(replaced(JSON.parse(body), way, by)) ?? ''
      expectSame(Buffer.from(`${hash}\t${head}\t${changed}`))
    }),
    { numRuns: 4 * numRuns },
  )
})

test('what the journal reads, the host reads, also where the head says more than this program knows', () => {
  fc.assert(
    fc.property(whole, fc.array(fc.nat(20), { maxLength: 3 }), fc.jsonValue(), (line, way, by) => {
      const [, head, body] = line.split('\t') as [string, string, string]
      const changed = JSON.stringify(replaced(JSON.parse(head), way, by))
      const { host, journal } = bothReaders(Buffer.from(`${sha256Hex(changed)}\t${changed}\t${body}`))
      if (journal) expect(host).toEqual(journal)
    }),
    { numRuns },
  )
})

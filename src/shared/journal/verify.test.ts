import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Entry, RecordId } from './entry'
import type { Intent } from './intent'
import { type Position, sealEntry } from './seal'
import { planStrike } from './strike'
import { declared } from './testing/declared'
import { admin, countingRandom, Device, LEDGER, smallLimits } from './testing/device'
import { live, lives } from './testing/lives'
import { brokenRuns, resealRun } from './testing/reseal'
import { createVerifier } from './verify'

const numRuns = process.env.DAICHO_LONG ? 10_000 : 150
vi.setConfig({ testTimeout: process.env.DAICHO_LONG ? 30 * 60_000 : 120_000 })

const create = (id: string): Intent => ({
  kind: 'create',
  writes: [{ op: 'create', id: `thing:${id}`, values: { name: id, note: `覚え ${id}` } }],
})

function ledger(count: number, limits?: typeof smallLimits): Device {
  const device = new Device('deva', undefined, limits)
  for (let i = 0; i < count; i++) device.commit(create(`x${i}`))
  return device
}

const lines = (device: Device): string[] => device.entries.map(({ line }) => line)

function verify(device: string, texts: readonly string[], ledgerId = LEDGER) {
  const verifier = createVerifier(ledgerId)
  const fed = texts.flatMap((line) => verifier.feed(device, line))
  return { fed, ...verifier.finish() }
}

const chain = (entry: string, problem: string) => ({ kind: 'chain', entry, problem })

/** The same entry under another place in the chain, hashed anew. */
function moved({ head, body }: Entry, position: Position): string {
  const { v, id, body: _, prev, ...rest } = head
  return sealEntry({ head: rest, body }, position).line
}

describe('a ledger', () => {
  test('as devices wrote it has no problem, whatever became of their runs', () => {
    fc.assert(
      fc.property(lives, (one) => {
        const office = live(one)
        const verifier = createVerifier(LEDGER)
        const entries = office.entries()
        for (const { device, line } of entries) {
          expect(verifier.feed(device, line).filter(({ kind }) => kind !== 'run')).toEqual([])
        }
        const found = verifier.finish()
        expect(found).toMatchObject({ entries: entries.length, struck: [], strikesToDo: [] })
        const ends = office.devices.flatMap(({ id, entries: own }) => {
          const last = own.at(-1)
          return last ? [{ device: id, seq: last.seq, hash: last.hash }] : []
        })
        expect(found.heads).toEqual(ends)
      }),
      { numRuns },
    )
  })

  test('with one character changed anywhere is told at the entry that was changed', () => {
    const all = lines(ledger(4))
    fc.assert(
      fc.property(fc.nat(3), fc.nat(), fc.constantFrom('x', '0', ' ', '\t', 'あ'), (index, at, character) => {
        const line = all[index] as string
        const place = at % line.length
        const changed = line.slice(0, place) + character + line.slice(place + 1)
        fc.pre(changed !== line)
        const { fed } = verify('deva', all.with(index, changed))
        expect(fed[0]).toMatchObject({ kind: 'chain', entry: `deva:${index + 1}` })
      }),
      { numRuns: numRuns * 2 },
    )
  })
})

describe('is told', () => {
  const device = ledger(4)
  const [one, two, three, four] = lines(device) as [string, string, string, string]

  test('a changed head, once, at its entry', () => {
    const changed = two.replace('Asia/Tokyo', 'Asia/Seoul')
    expect(verify('deva', [one, changed, three, four]).fed).toEqual([chain('deva:2', 'hash')])
  })

  test('a changed body, and the chain goes on', () => {
    const changed = two.replace('覚え x1', '覚え x9')
    expect(verify('deva', [one, changed, three, four]).fed).toEqual([chain('deva:2', 'body')])
  })

  test('a line that cannot be read, and the chain goes on behind it', () => {
    expect(verify('deva', [one, 'half a line', three, four]).fed).toEqual([chain('deva:2', 'unreadable')])
  })

  test('an entry that is missing', () => {
    expect(verify('deva', [one, three, four]).fed).toEqual([chain('deva:3', 'seq'), chain('deva:3', 'prev')])
  })

  test('an entry that is there twice', () => {
    expect(verify('deva', [one, one, two]).fed).toEqual([chain('deva:1', 'seq'), chain('deva:1', 'prev')])
  })

  test('an entry rewritten with good hashes, by the one behind it', () => {
    const second = device.entries[1] as Entry
    const other = { ...second, body: { ...second.body, actorName: 'だれか' } }
    const rewritten = moved(other, { device: 'deva', seq: 2, prev: second.head.prev })
    expect(verify('deva', [one, rewritten, three, four]).fed).toEqual([chain('deva:3', 'prev')])
  })

  test('an entry of another ledger or another device', () => {
    expect(verify('deva', [one], 'ledger2').fed).toEqual([chain('deva:1', 'ledger')])
    const foreign = moved(device.entries[0] as Entry, { device: 'devb', seq: 1, prev: null })
    expect(verify('deva', [foreign]).fed).toEqual([chain('devb:1', 'seq')])
  })

  test('a run that was left, that does not end, or whose end does not fit', () => {
    const writer = ledger(1, smallLimits)
    writer.commit({ kind: 'import', writes: ['a', 'b', 'c', 'd', 'e'].flatMap((id) => create(id).writes) })
    writer.commit(create('z'))
    const all = lines(writer)
    expect(verify('deva', all)).toMatchObject({ fed: [], problems: [] })
    expect(verify('deva', all.slice(0, 4)).problems).toEqual([{ kind: 'run', entry: 'deva:2' }])

    const [part1, part2, , end, last] = writer.entries.slice(1) as [Entry, Entry, Entry, Entry, Entry]
    const early = moved(end, { device: 'deva', seq: 4, prev: part2.hash })
    expect(verify('deva', [...all.slice(0, 3), early]).fed).toEqual([{ kind: 'run', entry: 'deva:4' }])
    const left = moved(last, { device: 'deva', seq: 3, prev: part1.hash })
    expect(verify('deva', [...all.slice(0, 2), left]).fed).toEqual([{ kind: 'run', entry: 'deva:2' }])
  })
})

test.each(brokenRuns)('a run that %s is told', (_, alter) => {
  const writer = new Device('deva', undefined, smallLimits)
  writer.commit({ kind: 'import', writes: ['a', 'b', 'c', 'd', 'e'].flatMap((id) => create(id).writes) })
  const texts = (entries: readonly Entry[]) => entries.map(({ line }) => line)
  expect(verify('deva', texts(resealRun(writer.entries, (run) => run)))).toMatchObject({
    fed: [],
    problems: [],
  })
  expect(verify('deva', texts(resealRun(writer.entries, alter))).fed).toEqual([
    { kind: 'run', entry: 'deva:4' },
  ])
})

describe('a shortened body', () => {
  const random = countingRandom(5)
  function struckOut() {
    const device = ledger(3)
    const planned = planStrike(
      { record: 'thing:x1' as RecordId, fields: ['note'], reason: '申し出' },
      device.entries,
      device.view,
      admin,
      random,
      declared,
    )
    if (!planned.ok) throw new Error('not planned')
    device.write(planned.value.planned)
    return { device, line: planned.value.shortened[0]?.line as string }
  }

  test('is listed with who vouches for it and why', () => {
    const { device, line } = struckOut()
    expect(verify('deva', lines(device).with(1, line))).toMatchObject({
      fed: [],
      problems: [],
      struck: [{ entry: 'deva:2', by: 'deva:4', reason: '申し出' }],
      strikesToDo: [],
    })
  })

  test('that nobody vouches for is a problem', () => {
    const { device, line } = struckOut()
    const without = lines(device).with(1, line).slice(0, 3)
    expect(verify('deva', without).problems).toEqual([chain('deva:2', 'body')])
  })

  test('that was changed after it was vouched for is a problem', () => {
    const { device, line } = struckOut()
    const changed = line.replace('"name":"x1"', '"name":"x9"')
    expect(changed).not.toBe(line)
    expect(verify('deva', lines(device).with(1, changed)).problems).toEqual([chain('deva:2', 'body')])
  })

  test('that is still whole is told as a strike to do', () => {
    const { device } = struckOut()
    expect(verify('deva', lines(device))).toMatchObject({ problems: [], struck: [], strikesToDo: ['deva:2'] })
  })

  test('can be shortened again, and then is told by both strikes', () => {
    const { device, line } = struckOut()
    const first = verify('deva', lines(device).with(1, line))
    expect(first.strikesToDo).toEqual([])
    const entries = device.entries.with(1, { ...(device.entries[1] as Entry), line })
    const shortened = JSON.parse(line.split('\t')[2] ?? '')
    const again = planStrike(
      { record: 'thing:x1', fields: ['name'], reason: '名前も' },
      entries.with(1, { ...(entries[1] as Entry), body: shortened }),
      device.view,
      admin,
      random,
      declared,
    )
    if (!again.ok) throw new Error('not planned')
    device.write(again.value.planned)
    // The first strike had frozen the name, too.
    const [second, ofStrike] = again.value.shortened.map(({ line: text }) => text) as [string, string]
    expect(second + ofStrike).not.toMatch(/覚え x1|"x1"/)
    expect(verify('deva', lines(device).with(1, line)).strikesToDo).toEqual(['deva:2', 'deva:4'])
    expect(verify('deva', lines(device).with(1, second).with(3, ofStrike))).toMatchObject({
      problems: [],
      struck: [
        { entry: 'deva:2', by: 'deva:4' },
        { entry: 'deva:2', by: 'deva:5', reason: '名前も' },
        { entry: 'deva:4', by: 'deva:5' },
      ],
      strikesToDo: [],
    })
  })
})

import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CallArgs } from '../../shared/contract/host-api'
import { createTearingFiles, seededRandom, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, type LineMaker, struckLine } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, openState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

const DATA = '/data'
const STICK = '/stick'
const SEGMENT_BYTES = 2000
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

let files: TearingFiles
let host: Host
let state: OpenState
let maker: LineMaker
let lines: string[]

const start = async (on: TearingFiles = files, folder = STICK): Promise<Host> => {
  const started = await startOffice({
    files: on,
    dataDir: DATA,
    folder,
    segmentBytes: SEGMENT_BYTES,
    seed: 7,
  })
  await started.call('ledger.state', {})
  return started
}
const append = async (count: number): Promise<void> => {
  const more = maker.many(count)
  for (const line of more) valueIn(await host.call('vault.append', { lines: [line] }))
  lines.push(...more)
  await host.settled()
}
const segment = (number: number, ending = 'seg'): string =>
  `${DATA}/vault/${state.device}/00000${number}.${ending}`
const copied = (path: string): string => path.replace(DATA, join(STICK, `Daicho-${state.ledger.slice(0, 8)}`))
const standing = (path: string): string => text(files.contents().get(path))
const change = (path: string, from: string | RegExp, to: string): void => {
  const before = standing(path)
  expect(before).toMatch(from)
  files.plant(path, Buffer.from(before.replace(from, to)))
}
/** Twenty entries, about six to a segment, with a copy unless told otherwise; then the host is closed. */
const office = async (withCopy = true): Promise<void> => {
  await append(8)
  if (withCopy) {
    await host.call('folders.choose', { purpose: 'copy' })
    valueIn(await host.call('copy.set', { path: STICK }))
  }
  await append(12)
  await host.close()
}
const mend = (wish: CallArgs<'ledger.mend'>) => host.call('ledger.mend', wish)
const damage = async () => valueIn(await host.call('ledger.damage', {}))
const expectSound = async (): Promise<void> => {
  expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
  expect((await damage()).devices).toEqual([])
  for (const head of valueIn(await host.call('vault.heads', {}))) expect(head.damagedAt).toBeUndefined()
}

beforeEach(async () => {
  files = createTearingFiles()
  await files.makeFolder(STICK)
  await files.flushFolder('/')
  ;({ host, state } = await startNewOffice({
    files,
    dataDir: DATA,
    folder: STICK,
    segmentBytes: SEGMENT_BYTES,
  }))
  maker = createLineMaker(state.ledger, state.device)
  lines = []
})

describe('a ledger without damage', () => {
  test('says so, and mending changes nothing', async () => {
    await office()
    host = await start()
    expect(await damage()).toMatchObject({ devices: [], copy: { has: 0 } })
    const before = files.contents()
    expect(await mend({ with: 'nothing' })).toMatchObject({ ok: true, value: { broughtBack: 0, lost: 0 } })
    expect([...files.contents()].filter(([path]) => path.includes('/vault/'))).toEqual(
      [...before].filter(([path]) => path.includes('/vault/')),
    )
  })

  test('is none where no ledger is open', async () => {
    const empty = await startOffice({ files, dataDir: '/empty' })
    expect(await empty.call('ledger.damage', {})).toEqual({ ok: false, error: { type: 'NoLedger' } })
    expect(await empty.call('ledger.mend', { with: 'nothing' })).toEqual({
      ok: false,
      error: { type: 'NoLedger' },
    })
  })
})

const damages: readonly (readonly [what: string, from: number, damage: () => void | Promise<void>])[] = [
  ['a changed line in a closed segment', 3, () => change(segment(1), '"salt":"3"', '"salt":"x"')],
  [
    'a destroyed line',
    4,
    () => change(segment(1), /\n[0-9a-f]{64}(?=\t\{"v":1,"ledger":"\w+","id":"\w+:4")/, '\n'),
  ],
  ['a line that is gone', 2, () => change(segment(1), /\n[^\n]*"id":"\w+:2"[^\n]*\n/, '\n')],
  ['a segment that is gone', 6, () => files.remove(segment(2))],
  [
    'a segment that is gone with its manifest',
    6,
    async () => {
      await files.remove(segment(2))
      await files.remove(segment(2, 'json'))
    },
  ],
  ['a closed last segment that was cut short', 20, () => {}],
  ['a changed last line', 20, () => {}],
]

describe('damage', () => {
  test.each(damages)('of %s is told, and mended with the copy to the byte', async (what, from, harm) => {
    await office()
    const before = new Map(files.contents())
    if (what.startsWith('a closed last')) {
      expect(await files.stat((await lastSegment()).replace('.seg', '.json'))).not.toBeNull()
      change(await lastSegment(), /[^\n]+\n$/, '')
    } else if (what.startsWith('a changed last')) change(await lastSegment(), '"salt":"20"', '"salt":"x"')
    else await harm()
    host = await start()
    const told = await damage()
    const [of] = told.devices
    expect(of).toMatchObject({ device: state.device, code: 'A', own: true })
    expect(of?.from).toBe(firstOf(what, from))
    const regained = lines.length - (of?.from ?? 0) + 1
    expect(told.copy).toEqual({ folder: STICK, has: regained })

    const mended = valueIn(await mend({ with: 'copy' }))
    expect(mended).toMatchObject({ broughtBack: regained, lost: 0 })
    expect(await readAll(host, state.device)).toEqual(lines)
    await expectSound()
    expect(openState(await host.call('ledger.state', {})).device).toBe(state.device)
    for (const [path, bytes] of before)
      if (path.startsWith(`${DATA}/vault/`)) expect(standing(path)).toBe(text(bytes))
    expect((await files.list(join(mended.aside, state.device))).length).toBeGreaterThan(0)
    await append(1)
    expect(await readAll(host, state.device)).toEqual(lines)
    expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null, setAside: null })
    expect((await files.list(STICK)).length).toBe(1)
    for (const name of await segmentNames()) expect(standing(copied(name))).toBe(standing(name))
  })

  test('that an older mending left as a gap in the numbers is named, and mended without any loss', async () => {
    await office(false)
    for (const number of [4, 3, 2]) for (const ending of ['seg', 'json']) await renumber(number, ending)
    host = await start()
    expect(await readAll(host, state.device)).toEqual(lines)
    expect(valueIn(await host.call('vault.check', {})).problems).toMatchObject([
      { segment: '000002', problem: 'missing' },
    ])
    expect(await damage()).toMatchObject({ devices: [{ entriesBehind: 0 }] })
    expect(valueIn(await mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: 0 })
    expect(await readAll(host, state.device)).toEqual(lines)
    await expectSound()
  })

  const renumber = async (number: number, ending: string): Promise<void> => {
    if (await files.stat(segment(number, ending)))
      await files.rename(segment(number, ending), segment(number + 1, ending))
  }
  const segmentNames = async (): Promise<string[]> =>
    (await files.list(`${DATA}/vault/${state.device}`))
      .filter(({ name }) => /^\d+\./.test(name))
      .map(({ name }) => `${DATA}/vault/${state.device}/${name}`)
  const lastSegment = async (): Promise<string> =>
    (await segmentNames()).filter((name) => name.endsWith('.seg')).at(-1) ?? ''
  /** First entry of the second segment is wherever the first one became full. */
  const firstOf = (what: string, from: number): number =>
    what.startsWith('a segment that is gone')
      ? (JSON.parse(standing(copied(segment(2, 'json')))) as { first: number }).first
      : from

  test('without any copy ends the chain before it, keeps the files, and the next entries are another device’s', async () => {
    await office(false)
    const whole = standing(segment(1)).replace('"salt":"3"', '"salt":"x"')
    change(segment(1), '"salt":"3"', '"salt":"x"')
    host = await start()
    expect(await damage()).toEqual({
      devices: [{ device: state.device, code: 'A', own: true, from: 3, entriesBehind: 18 }],
      copy: null,
    })
    expect(await mend({ with: 'copy' })).toEqual({ ok: false, error: { type: 'NothingBetter' } })
    const mended = valueIn(await mend({ with: 'nothing' }))
    expect(mended).toMatchObject({ broughtBack: 0, lost: 18 })
    expect(await readAll(host, state.device)).toEqual(lines.slice(0, 2))
    expect(standing(join(mended.aside, state.device, '000001.seg'))).toBe(whole)
    await expectSound()
    const now = openState(await host.call('ledger.state', {}))
    expect(now.device).not.toBe(state.device)
    expect(now.code).toBe('B')
    const next = createLineMaker(state.ledger, now.device).many(2)
    valueIn(await host.call('vault.append', { lines: next }))
    await host.close()
    host = await start()
    expect(await readAll(host, now.device)).toEqual(next)
    expect(await readAll(host, state.device)).toEqual(lines.slice(0, 2))
  })

  test('is mended with a copy that is behind where the vault’s own later lines follow', async () => {
    await office()
    for (const name of [3, 4]) {
      await files.remove(copied(segment(name)))
      await files.remove(copied(segment(name, 'json')))
    }
    change(segment(1), '"salt":"3"', '"salt":"x"')
    host = await start()
    expect(valueIn(await mend({ with: 'copy' }))).toMatchObject({ broughtBack: 18, lost: 0 })
    expect(await readAll(host, state.device)).toEqual(lines)
    await expectSound()
  })

  test('of a shortened body, which no hash protects, is mended with the copy', async () => {
    await append(2)
    const { line, ...hashes } = struckLine(lines[1] ?? '')
    const voucher = maker.next(5, [{ entry: `${state.device}:2`, fields: [], ...hashes }])
    valueIn(await host.call('vault.append', { lines: [voucher] }))
    valueIn(await host.call('vault.strike', { device: state.device, seq: 2, line, ...hashes }))
    lines.splice(1, 2, line, voucher)
    await office()
    change(segment(1), /"actorName":"佐藤"(?=,"changes":\[\])/, '"actorName":"佐勝"')
    host = await start()
    expect(valueIn(await mend({ with: 'copy' }))).toMatchObject({ broughtBack: 0, lost: 0 })
    expect(await readAll(host, state.device)).toEqual(lines)
    await expectSound()
  })

  test('of which the copy has a part is mended so far, and the device is followed by another', async () => {
    await office()
    change(copied(segment(2)), /"salt":"9"/, '"salt":"x"')
    change(segment(1), '"salt":"3"', '"salt":"x"')
    await files.remove(segment(2))
    host = await start()
    expect(await damage()).toMatchObject({ devices: [{ from: 3, entriesBehind: 18 }], copy: { has: 6 } })
    expect(valueIn(await mend({ with: 'copy' }))).toMatchObject({ broughtBack: 6, lost: 12 })
    expect(await readAll(host, state.device)).toEqual(lines.slice(0, 8))
    await expectSound()
    expect(openState(await host.call('ledger.state', {})).code).toBe('B')
  })

  test('takes no line that is of another history, another ledger, or shortened without a voucher', async () => {
    await office(false)
    change(segment(1), '"salt":"3"', '"salt":"x"')
    const ledgers: [string, string, string[]][] = [
      ['/forked', state.ledger, createLineMaker(state.ledger, state.device).many(20, 7)],
      ['/other', 'ffff0123', createLineMaker('ffff0123', state.device).many(20)],
      ['/struck', state.ledger, lines.map((line, at) => (at === 2 ? struckLine(line).line : line))],
    ]
    for (const [folder, , content] of ledgers) {
      await files.makeFolder(`${folder}/vault/${state.device}`)
      files.plant(
        `${folder}/vault/${state.device}/000001.seg`,
        Buffer.from(content.map((line) => `${line}\n`).join('')),
      )
    }
    const before = [...files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))
    host = await start()
    expect(await mend({ with: 'folder', path: '/struck' })).toMatchObject({ error: { type: 'NotGranted' } })
    for (const [folder, ledger] of ledgers) {
      await host.close()
      host = await start(files, folder)
      await host.call('folders.choose', { purpose: 'restore' })
      const type = ledger === state.ledger ? 'NothingBetter' : 'NotAVault'
      expect(await mend({ with: 'folder', path: folder })).toMatchObject({ ok: false, error: { type } })
      expect([...files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))).toEqual(before)
      expect(openState(await host.call('ledger.state', {})).device).toBe(state.device)
    }
  })

  test('is mended with a folder that has the vault', async () => {
    await office()
    await files.makeFolder('/backup')
    await files.rename(join(STICK, `Daicho-${state.ledger.slice(0, 8)}`), '/backup/theirs')
    change(segment(2), '"salt":"9"', '"salt":"x"')
    host = await start(files, '/backup/theirs')
    expect(await damage()).toMatchObject({ devices: [{ from: 9 }], copy: null })
    await host.call('folders.choose', { purpose: 'restore' })
    expect(valueIn(await mend({ with: 'folder', path: '/backup/theirs' }))).toMatchObject({
      broughtBack: 12,
      lost: 0,
    })
    expect(await readAll(host, state.device)).toEqual(lines)
    await expectSound()
  })

  test('while the disk is full changes nothing, and the ledger is open as before', async () => {
    await office()
    change(segment(1), '"salt":"3"', '"salt":"x"')
    const full = createTearingFiles({
      failAt: ({ path, op }) => (path.endsWith('.mended') && op === 'append' ? { code: 'ENOSPC' } : null),
    })
    for (const [path, bytes] of files.contents()) {
      await full.makeFolder(path.slice(0, path.lastIndexOf('/')))
      full.plant(path, bytes)
    }
    files = full
    const before = [...files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))
    host = await start()
    const answer = await mend({ with: 'copy' })
    if (!answer.ok) expect(answer).toEqual({ ok: false, error: { type: 'DiskFull' } })
    else throw new Error('it was mended on a full disk')
    expect([...files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))).toEqual(before)
    expect((await readAll(host, state.device)).length).toBeGreaterThan(0)
  })
})

describe('a closed segment that is not what was signed', () => {
  test('but whose lines hold loses nothing: it is written and signed anew, and the old one is kept', async () => {
    await office(false)
    change(segment(1, 'json'), /"sha256": "...../, '"sha256": "00000')
    host = await start()
    expect(valueIn(await host.call('vault.check', {})).problems).toMatchObject([{ problem: 'changed' }])
    expect(await damage()).toMatchObject({ devices: [{ from: 21, entriesBehind: 0 }] })
    expect(valueIn(await mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: 0 })
    expect(await readAll(host, state.device)).toEqual(lines)
    await expectSound()
    expect(openState(await host.call('ledger.state', {})).device).toBe(state.device)
  })

  test('with bytes between its lines gets its own manifest back', async () => {
    await office(false)
    const manifest = standing(segment(1, 'json'))
    change(segment(1), /\n/, '\nscribble\n')
    host = await start()
    valueIn(await mend({ with: 'nothing' }))
    expect(await readAll(host, state.device)).toEqual(lines)
    expect(standing(segment(1, 'json'))).toBe(manifest)
    await expectSound()
  })

  test('is damaged where its lines hold but are others than the signature says; the copy brings the true ones', async () => {
    await office()
    const numbers = [...files.contents().keys()].filter((path) =>
      path.startsWith(`${DATA}/vault/${state.device}/0`),
    )
    const last = Math.max(
      ...numbers.filter((path) => path.endsWith('.json')).map((path) => Number(path.at(-6))),
    )
    for (const path of numbers) if (Number(path.at(-5)) > last) await files.remove(path)
    const { first } = JSON.parse(standing(segment(last, 'json'))) as { first: number }
    const count = standing(segment(last)).split('\n').length - 1
    const forged = createLineMaker(state.ledger, state.device, {
      seq: first - 1,
      hash: (lines[first - 2] ?? '').slice(0, 64),
    }).many(count)
    files.plant(segment(last), Buffer.from(forged.map((line) => `${line}\n`).join('')))
    host = await start()
    expect(await damage()).toMatchObject({ devices: [{ from: first, entriesBehind: count }] })
    valueIn(await mend({ with: 'copy' }))
    expect((await readAll(host, state.device)).slice(0, first + count - 1)).toEqual(
      lines.slice(0, first + count - 1),
    )
    await expectSound()
  })
})

const SEEDS = process.env.DAICHO_LONG === '1' ? 40 : 4

describe('whatever step the power fails at while a ledger is mended', () => {
  test.each(['copy', 'nothing'] as const)(
    'with %s, the ledger is mended or damaged as before',
    async (with_) => {
      await office(with_ === 'copy')
      change(segment(2), '"salt":"9"', '"salt":"x"')
      const content = files.contents()
      const wanted = with_ === 'copy' ? 20 : 8
      let outcomes = { mended: 0, asBefore: 0 }
      // A step is torn in several ways: what of the unflushed is there afterwards differs.
      for (let turn = 0; ; turn += 1) {
        const step = 1 + Math.floor(turn / SEEDS)
        const disk = createTearingFiles()
        for (const [path, bytes] of content) {
          await disk.makeFolder(path.slice(0, path.lastIndexOf('/')))
          disk.plant(path, bytes)
        }
        // There already: making it would flush the folder that the decision stands in.
        await disk.makeFolder(`${DATA}/damaged`)
        for (const folder of foldersOf(content)) await disk.flushFolder(folder)
        const first = await start(disk)
        const before = disk.steps()
        disk.crashIn(step)
        const answered = await first.call('ledger.mend', { with: with_ }).catch(() => null)
        const isOver = !disk.hasCrashed()
        disk.crash()
        await first.close().catch(() => {})
        const after = disk.survivors(seededRandom(turn))
        const again = await start(after)
        const damaged = valueIn(await again.call('ledger.damage', {})).devices
        const found = await readAll(again, state.device).catch(() => [])
        if (damaged.length === 0) {
          expect(found).toEqual(lines.slice(0, wanted))
          outcomes = { ...outcomes, mended: outcomes.mended + 1 }
          const kept = [...after.contents()].filter(([path]) => path.startsWith(`${DATA}/damaged/`))
          expect(kept.some(([, bytes]) => text(bytes).includes('"salt":"x"'))).toBe(true)
          if (with_ === 'nothing')
            expect(openState(await again.call('ledger.state', {})).device).not.toBe(state.device)
        } else {
          expect(answered?.ok).not.toBe(true)
          expect(damaged).toMatchObject([{ device: state.device, from: 9, entriesBehind: 12 }])
          outcomes = { ...outcomes, asBefore: outcomes.asBefore + 1 }
        }
        expect((await after.list(DATA)).some(({ name }) => name.startsWith('mending'))).toBe(false)
        await again.close()
        if (isOver) {
          expect(disk.steps() - before).toBeGreaterThan(10)
          break
        }
      }
      expect(outcomes.mended).toBeGreaterThan(2)
      expect(outcomes.asBefore).toBeGreaterThan(2)
    },
    120_000,
  )
})

const foldersOf = (content: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> => {
  const folders = new Set(['/'])
  for (const path of content.keys())
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at))
  return folders
}

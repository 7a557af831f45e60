import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { sha256 } from '../vault/line'
import { createLineMaker, struckLine } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, openState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

const STICK = '/stick'
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

let files: TearingFiles
let state: OpenState
let lines: string[]
/** The copy's own folder, and the file of one of its segments. */
let copy: string
const segment = (number: number, ending = 'seg'): string =>
  `${copy}/vault/${state.device}/00000${number}.${ending}`

beforeEach(async () => {
  files = createTearingFiles()
  await files.makeFolder(STICK)
  const office = await startNewOffice({ files, dataDir: '/data', folder: STICK, segmentBytes: 2000 })
  state = office.state
  copy = `${STICK}/Daicho-${state.ledger.slice(0, 8)}`
  lines = createLineMaker(state.ledger, state.device).many(17)
  for (const line of lines) valueIn(await office.host.call('vault.append', { lines: [line] }))
  await office.host.call('folders.choose', { purpose: 'copy' })
  await office.host.call('copy.set', { path: STICK })
  await office.host.settled()
  await office.host.close()
})

const newPc = (source: string): Promise<Host> =>
  startOffice({ files, dataDir: '/new', folder: source, segmentBytes: 2000, seed: 8 })

const restore = async (source: string) => {
  const host = await newPc(source)
  await host.call('folders.choose', { purpose: 'restore' })
  return { host, answer: await host.call('ledger.restore', { path: source }) }
}

/** Nothing stands, nothing half is left, and the data folder can still get a ledger. */
const expectNothing = async (host: Host): Promise<void> => {
  expect(await host.call('ledger.state', {})).toEqual({ ok: true, value: { state: 'none' } })
  expect([...files.contents().keys()].filter((path) => /^\/new\/(?!faults)/.test(path))).toEqual([])
  openState(await host.call('ledger.create', {}))
}

const edit = (path: string, change: (old: string) => string): void =>
  files.plant(path, Buffer.from(change(text(files.contents().get(path)))))

describe('a restored ledger', () => {
  test.each([
    ['the folder the copy was made in', () => STICK],
    ['the copy’s own folder', () => copy],
    ['its vault', () => `${copy}/vault`],
    ['a data folder', () => '/data'],
  ])('comes from %s, with every entry, as a new device with the next code', async (_what, source) => {
    const { host, answer } = await restore(source())
    expect(openState(answer)).toMatchObject({ ledger: state.ledger, sample: false, code: 'B' })
    expect(openState(answer).device).not.toBe(state.device)
    expect(await readAll(host, state.device)).toEqual(lines)
    expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
    const line = createLineMaker(state.ledger, openState(answer).device).next()
    expect(await host.call('vault.append', { lines: [line] })).toEqual({ ok: true, value: null })
    await host.close()
    const again = await newPc(STICK)
    expect(await again.call('ledger.state', {})).toEqual(answer)
    expect(await again.call('vault.heads', {})).toMatchObject({
      value: [
        { seq: 17, own: false },
        { seq: 1, own: true },
      ],
    })
  })

  test('keeps manifests and cards to the byte', async () => {
    await restore(STICK)
    const contents = files.contents()
    for (const name of ['000001.seg', '000001.json', 'device.json'])
      expect(text(contents.get(`/new/vault/${state.device}/${name}`))).toBe(
        text(contents.get(`${copy}/vault/${state.device}/${name}`)),
      )
  })

  test('has all that was struck out still struck out', async () => {
    const office = await startOffice({ files, dataDir: '/data', folder: STICK, segmentBytes: 2000 })
    const struck = struckLine(lines[1] ?? '')
    const { before, after } = struck
    const last = lines.at(-1)?.slice(0, 64) ?? ''
    const voucher = createLineMaker(state.ledger, state.device, { seq: 17, hash: last }).next(5, [
      { entry: `${state.device}:2`, fields: [], before, after },
    ])
    valueIn(await office.call('vault.append', { lines: [voucher] }))
    valueIn(await office.call('vault.strike', { device: state.device, seq: 2, ...struck }))
    await office.settled()
    await office.close()
    const { host, answer } = await restore(STICK)
    openState(answer)
    expect(await readAll(host, state.device)).toEqual([...lines.with(1, struck.line), voucher])
  })

  test('drops a torn last line of the copy', async () => {
    const path = segment(4)
    edit(path, (old) => `${old}${lines[0]?.slice(0, 50)}`)
    const { host, answer } = await restore(STICK)
    openState(answer)
    expect(await readAll(host, state.device)).toEqual(lines)
  })

  test('brings files that are what their names say', async () => {
    const name = sha256('plan.pdf')
    await files.makeFolder(`${copy}/vault/files`)
    files.plant(`${copy}/vault/files/${name}`, Buffer.from('plan.pdf'))
    files.plant(`${copy}/vault/files/${sha256('other')}`, Buffer.from('changed'))
    const { answer } = await restore(STICK)
    openState(answer)
    expect((await files.list('/new/vault/files')).map((file) => file.name)).toEqual([name])
  })
})

describe('a restore that is refused leaves nothing', () => {
  test.each<[string, () => void, number]>([
    ['a changed body', () => edit(segment(1), (old) => old.replace('"salt":"2"', '"salt":"x"')), 2],
    [
      'a changed head',
      () => edit(segment(1), (old) => old.replace(`${state.device}:3`, `${state.device}:4`)),
      3,
    ],
    ['a line taken out', () => edit(segment(1), (old) => old.split('\n').toSpliced(2, 1).join('\n')), 3],
    ['a changed last line', () => edit(segment(4), (old) => old.replace('"salt":"17"', '"salt":"18"')), 17],
    ['a torn line in the middle', () => edit(segment(1), (old) => old.slice(0, -20)), 5],
    [
      'an unvouched strike',
      () => edit(segment(3), (old) => old.replace(lines[14] ?? '', struckLine(lines[14] ?? '').line)),
      15,
    ],
    ['entries cut off a closed segment', () => edit(segment(1), (old) => old.replace(/[^\n]+\n$/, '')), 5],
  ])('for %s, and goes on up to it when the person agreed', async (what, damage, seq) => {
    damage()
    const isStrike = what === 'an unvouched strike'
    const whole = isStrike ? 17 : seq - 1
    const lost = 17 - whole
    const { host, answer } = await restore(STICK)
    expect(answer).toEqual({
      ok: false,
      error: { type: 'VaultDamaged', device: state.device, seq, whole, lost },
    })
    expect([...files.contents().keys()].filter((path) => /^\/new\/(?!faults)/.test(path))).toEqual([])
    const agreed = await host.call('ledger.restore', { path: STICK, upToDamage: true })
    expect(openState(agreed)).toMatchObject({
      code: 'B',
      ...(isStrike ? {} : { restored: { lost, unfit: 0 } }),
    })
    const standing = await readAll(host, state.device)
    expect(standing).toHaveLength(whole)
    if (!isStrike) expect(standing).toEqual(lines.slice(0, whole))
    expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
    expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
    const { device } = openState(agreed)
    const next = createLineMaker(state.ledger, device).many(2)
    valueIn(await host.call('vault.append', { lines: next }))
    await host.close()
    const again = await newPc(STICK)
    expect(await readAll(again, state.device)).toEqual(standing)
    expect(await readAll(again, device)).toEqual(next)
  })

  test('for one that has lost all of them, whether the person agreed or not', async () => {
    edit(segment(1), (old) => old.replace('"salt":"1"', '"salt":"x"'))
    const { host, answer } = await restore(STICK)
    const error = { type: 'VaultDamaged', device: state.device, seq: 1, whole: 0, lost: 17 }
    expect(answer).toEqual({ ok: false, error })
    expect(await host.call('ledger.restore', { path: STICK, upToDamage: true })).toEqual(answer)
    await expectNothing(host)
  })

  test('for a missing segment', async () => {
    await files.remove(segment(2))
    const { host, answer } = await restore(STICK)
    expect(answer).toMatchObject({ ok: false, error: { type: 'VaultDamaged', device: state.device } })
    await expectNothing(host)
  })

  test('for entries or cards of a newer format', async () => {
    edit(`${copy}/vault/${state.device}/device.json`, (old) => old.replace('"format": 1', '"format": 2'))
    const { host, answer } = await restore(STICK)
    expect(answer).toEqual({ ok: false, error: { type: 'NewerFormat', found: 2, known: 1 } })
    await expectNothing(host)
  })

  test('for a folder without a vault, and one with two', async () => {
    await files.makeFolder('/empty')
    const empty = await restore('/empty')
    expect(empty.answer).toEqual({ ok: false, error: { type: 'NotAVault', path: '/empty' } })
    await empty.host.close()
    await files.makeFolder(`${STICK}/Daicho-ffffffff/vault/dev9`)
    files.plant(`${STICK}/Daicho-ffffffff/vault/dev9/device.json`, new Uint8Array())
    const { host, answer } = await restore(STICK)
    expect(answer).toMatchObject({ error: { type: 'NotAVault' } })
    await expectNothing(host)
  })

  test('for devices of two ledgers in one vault', async () => {
    const card = `${copy}/vault/${state.device}/device.json`
    await files.makeFolder(`${copy}/vault/dev9`)
    files.plant(
      `${copy}/vault/dev9/device.json`,
      Buffer.from(
        text(files.contents().get(card)).replace(state.ledger, 'ffffffff').replace(state.device, 'dev9'),
      ),
    )
    const theirs = createLineMaker('ffffffff', 'dev9').next()
    files.plant(`${copy}/vault/dev9/000001.seg`, Buffer.from(`${theirs}\n`))
    const { host, answer } = await restore(STICK)
    expect(answer).toMatchObject({ error: { type: 'NotAVault' } })
    await expectNothing(host)
  })

  test('for a path that no dialog gave out', async () => {
    const host = await newPc(STICK)
    expect(await host.call('ledger.restore', { path: STICK })).toEqual({
      ok: false,
      error: { type: 'NotGranted' },
    })
    await expectNothing(host)
  })

  test('for a full disk', async () => {
    files.crash()
    const full = files.survivors(() => 0.9, {
      failAt: ({ op, path }) => (op === 'append' && path.includes('000002.seg') ? { code: 'ENOSPC' } : null),
    })
    files = full
    const { host, answer } = await restore(STICK)
    expect(answer).toEqual({ ok: false, error: { type: 'DiskFull' } })
    await expectNothing(host)
  })
})

test('a restore whose last step fails is whole as soon as the disk lets it', async () => {
  const trouble = { on: true }
  files.crash()
  files = files.survivors(() => 0.9, {
    failAt: ({ path }) => (trouble.on && path.startsWith('/new/ledger.json') ? { code: 'ENOSPC' } : null),
  })
  const { host, answer } = await restore(STICK)
  expect(answer).toEqual({ ok: false, error: { type: 'DiskFull' } })
  expect(await host.call('ledger.state', {})).toEqual({ ok: false, error: { type: 'DiskFull' } })
  expect((await host.call('ledger.create', {})).ok).toBe(false)
  await host.close()
  trouble.on = false
  const again = await newPc(STICK)
  expect(openState(await again.call('ledger.state', {}))).toMatchObject({ ledger: state.ledger, code: 'B' })
  expect(await readAll(again, state.device)).toEqual(lines)
})

test('a data folder that has a ledger keeps it', async () => {
  const host = await startOffice({ files, dataDir: '/data', folder: STICK })
  await host.call('folders.choose', { purpose: 'restore' })
  expect(await host.call('ledger.restore', { path: STICK })).toEqual({
    ok: false,
    error: { type: 'LedgerExists' },
  })
  expect(await readAll(host, state.device)).toEqual(lines)
})

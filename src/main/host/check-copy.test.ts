/** What rots in the second copy is found by a check of it, and written anew from the vault. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { sha256 } from '../vault/line'
import { createLineMaker } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

const DATA = '/data'
const STICK = '/stick'
const PLAN = sha256('plan.pdf')

let files: TearingFiles
let state: OpenState
let host: Host
let lines: string[]
/** The copy's own folder. */
let copy: string
/** Reading this file answers so; null: all can be read. */
let rotten: string | null

beforeEach(async () => {
  rotten = null
  files = createTearingFiles()
  await files.makeFolder(STICK)
  const read: TearingFiles['read'] = async (path) => {
    if (path === rotten && files.contents().get(path) === rottenBytes) throw unreadable
    return files.read(path)
  }
  const office = await startNewOffice({
    files: { ...files, read },
    dataDir: DATA,
    folder: STICK,
    segmentBytes: 2000,
  })
  host = office.host
  state = office.state
  copy = `${STICK}/Daicho-${state.ledger.slice(0, 8)}`
  lines = createLineMaker(state.ledger, state.device).many(17)
  for (const line of lines) valueIn(await host.call('vault.append', { lines: [line] }))
  await files.makeFolder('/data/vault/files')
  files.plant(`/data/vault/files/${PLAN}`, Buffer.from('plan.pdf'))
  await host.call('folders.choose', { purpose: 'copy' })
  valueIn(await host.call('copy.set', { path: STICK }))
  await host.settled()
})

const unreadable = Object.assign(new Error('EIO'), { code: 'EIO' })
let rottenBytes: Uint8Array | undefined
const ofCopy = (name: string): string => `${copy}/vault/${state.device}/${name}`
const standing = (path: string): string => Buffer.from(files.contents().get(path) ?? []).toString('latin1')
const vaultNow = (): string[] =>
  [...files.contents().keys()].filter((path) => path.startsWith(`${DATA}/vault/`))
const zeros = (path: string): void => {
  const bytes = Uint8Array.from(files.contents().get(path) ?? [])
  files.plant(path, bytes.fill(0, 300, 500))
}
const expectEqual = (): void => {
  for (const path of vaultNow()) expect(standing(path.replace(DATA, copy))).toBe(standing(path))
}

describe('a check of the copy', () => {
  test('finds nothing to do where all is as in the vault, and writes nothing', async () => {
    const steps = files.steps()
    const { segments, repaired, left } = valueIn(await host.call('copy.check', {}))
    expect({ repaired, left }).toEqual({ repaired: 0, left: 0 })
    expect(segments).toBe(vaultNow().filter((path) => path.endsWith('.seg')).length)
    expect(files.steps()).toBe(steps)
  })

  test.each<[string, () => void | Promise<void>]>([
    ['a stretch of zeros in a closed segment', () => zeros(ofCopy('000002.seg'))],
    ['a stretch of zeros in the open one', () => zeros(ofCopy('000004.seg'))],
    ['a segment that is gone', () => files.remove(ofCopy('000001.seg'))],
    ['a segment that was cut', () => files.plant(ofCopy('000003.seg'), Buffer.from('x'))],
    [
      'bytes behind a segment',
      () => files.plant(ofCopy('000002.seg'), Buffer.from(`${standing(ofCopy('000002.seg'))}x\n`, 'latin1')),
    ],
    [
      'a changed bound in a manifest',
      () =>
        files.plant(
          ofCopy('000002.json'),
          Buffer.from(standing(ofCopy('000002.json')).replace('"first": ', '"first": 1')),
        ),
    ],
    ['a manifest that is gone', () => files.remove(ofCopy('000002.json'))],
    [
      'a changed card',
      () =>
        files.plant(
          ofCopy('device.json'),
          Buffer.from(standing(ofCopy('device.json')).replace(/("ledger": ")./, '$1z')),
        ),
    ],
    ['a changed file', () => files.plant(`${copy}/vault/files/${PLAN}`, Buffer.from('plan.pdx'))],
    [
      'a segment that the disk cannot read any more',
      () => {
        rotten = ofCopy('000002.seg')
        rottenBytes = files.contents().get(rotten)
      },
    ],
  ])('repairs %s', async (_what, harm) => {
    await harm()
    expect(valueIn(await host.call('copy.check', {}))).toMatchObject({ repaired: 1, left: 0 })
    expectEqual()
    expect(valueIn(await host.call('copy.check', {}))).toMatchObject({ repaired: 0, left: 0 })
    expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null, setAside: null })
    await host.close()
    const to = await startOffice({ files, dataDir: '/new', folder: copy, segmentBytes: 2000, seed: 8 })
    await to.call('folders.choose', { purpose: 'restore' })
    valueIn(await to.call('ledger.restore', { path: copy }))
    expect(await readAll(to, state.device)).toEqual(lines)
  })

  test('carries no damage of the vault into the copy, and says what it left alone', async () => {
    const before = standing(ofCopy('000002.seg'))
    zeros(`${DATA}/vault/${state.device}/000002.seg`)
    expect(valueIn(await host.call('copy.check', {}))).toMatchObject({ repaired: 0, left: 1 })
    expect(standing(ofCopy('000002.seg'))).toBe(before)
  })

  test('says why it could not', async () => {
    await files.rename(STICK, '/elsewhere')
    expect(await host.call('copy.check', {})).toEqual({ ok: false, error: { type: 'FolderMissing' } })
    valueIn(await host.call('copy.set', { path: null }))
    expect(await host.call('copy.check', {})).toEqual({ ok: false, error: { type: 'NoCopy' } })
  })

  test('asked for twice at once is one', async () => {
    zeros(ofCopy('000002.seg'))
    const answers = await Promise.all([host.call('copy.check', {}), host.call('copy.check', {})])
    for (const answer of answers) expect(valueIn(answer)).toMatchObject({ repaired: 1 })
  })
})

test('a chosen copy is not said to be made before it is', async () => {
  valueIn(await host.call('copy.set', { path: null }))
  const told: (string | null)[] = []
  host.on('copy.changed', ({ completeAt, behind }) => told.push(completeAt ?? `${behind}`))
  const chosen = valueIn(await host.call('copy.set', { path: STICK }))
  expect(chosen).toMatchObject({ folder: STICK, completeAt: null, behind: 17, failure: null })
  await host.settled()
  expect(told[0]).toBe('17')
  expect(told.at(-1)).toMatch(/^2026-/)
})

import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CallResults, CopyStatus } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, type LineMaker, struckLine } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, openState, startNewOffice, startOffice, valueIn } from './testing/office'

const DATA = '/data'
const STICK = '/stick'
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

let files: TearingFiles
let host: Host
let state: OpenState
let maker: LineMaker

/** The second folder fails so; null: it works. */
let trouble: string | null

beforeEach(async () => {
  trouble = null
  files = createTearingFiles({
    failAt: ({ path }) => (trouble && path.startsWith(STICK) ? { code: trouble } : null),
  })
  await files.makeFolder(STICK)
  ;({ host, state } = await startNewOffice({ files, dataDir: DATA, folder: STICK, segmentBytes: 2000 }))
  maker = createLineMaker(state.ledger, state.device)
})

const append = async (count: number): Promise<string[]> => {
  const lines = maker.many(count)
  for (const line of lines) valueIn(await host.call('vault.append', { lines: [line] }))
  return lines
}
const choose = async (): Promise<CallResults['copy.set']> => {
  await host.call('folders.choose', { purpose: 'copy' })
  return host.call('copy.set', { path: STICK })
}
const status = (): Promise<CopyStatus> => host.call('copy.status', {})
const restart = async (): Promise<void> => {
  await host.close()
  host = await startOffice({ files, dataDir: DATA, folder: STICK, segmentBytes: 2000 })
  await host.call('ledger.state', {})
}
const copyFolder = (): string => join(STICK, `Daicho-${state.ledger.slice(0, 8)}`)
const inCopy = (path: string): string => path.replace(DATA, copyFolder())
const segment = (number: number, ending = 'seg'): string =>
  `${DATA}/vault/${state.device}/00000${number}.${ending}`

/** Every file of the vault stands in the copy, byte for byte, and nothing else does. */
const expectEqual = (): void => {
  const contents = files.contents()
  const vault = [...contents.keys()].filter((path) => path.startsWith(`${DATA}/vault/`))
  const copy = [...contents.keys()].filter((path) => path.startsWith(`${copyFolder()}/vault/`))
  expect(copy.toSorted()).toEqual(vault.map(inCopy).toSorted())
  for (const path of vault) expect(text(contents.get(inCopy(path)))).toBe(text(contents.get(path)))
}

describe('a second copy', () => {
  test('is asked for, made, and follows byte for byte', async () => {
    expect(await status()).toMatchObject({ folder: null, completeAt: null, behind: 0, failure: null })
    await append(15)
    expect(await choose()).toMatchObject({ ok: true, value: { folder: STICK, failure: null } })
    await host.settled()
    expectEqual()
    await append(15)
    await host.settled()
    expectEqual()
    expect(await status()).toMatchObject({
      folder: STICK,
      behind: 0,
      failure: null,
      completeAt: expect.any(String),
    })
  })

  test('goes on after a restart, without writing what is there again', async () => {
    await append(15)
    await choose()
    await host.settled()
    const identity = (await files.stat(inCopy(segment(1))))?.identity
    await restart()
    await append(3)
    await host.settled()
    expectEqual()
    expect((await files.stat(inCopy(segment(1))))?.identity).toBe(identity)
  })

  test('that was not chosen by the host’s own dialog is refused', async () => {
    expect(await host.call('copy.set', { path: STICK })).toEqual({ ok: false, error: { type: 'NotGranted' } })
  })

  test('can be given up; what is there stays', async () => {
    await append(3)
    await choose()
    await host.settled()
    expect(await host.call('copy.set', { path: null })).toMatchObject({ value: { folder: null } })
    await append(1)
    await host.settled()
    expect(text(files.contents().get(inCopy(segment(1)))).split('\n')).toHaveLength(4)
    await restart()
    expect(await status()).toMatchObject({ folder: null })
  })

  test('chosen by the copy’s own folder is the same copy', async () => {
    await append(3)
    await choose()
    await host.settled()
    await restart()
    host = await startOffice({ files, dataDir: DATA, folder: copyFolder() })
    await host.call('folders.choose', { purpose: 'copy' })
    expect(await host.call('copy.set', { path: copyFolder() })).toMatchObject({ value: { folder: STICK } })
  })

  test('tells when it falls behind and when it is whole again', async () => {
    await append(1)
    await choose()
    await host.settled()
    const told: CopyStatus[] = []
    host.on('copy.changed', (now) => told.push(now))
    trouble = 'ENOSPC'
    await append(2)
    await host.settled()
    expect(told.at(-1)).toMatchObject({ behind: 2, failure: 'FolderFull' })
    trouble = null
    await append(1)
    await host.settled()
    expect(told.at(-1)).toMatchObject({ behind: 0, failure: null })
    expectEqual()
  })

  test('tells who asked while an entry was on its way that it has arrived', async () => {
    await append(1)
    await choose()
    await host.settled()
    const told: CopyStatus[] = []
    host.on('copy.changed', (now) => told.push(now))
    await host.call('vault.append', { lines: [maker.next()] })
    expect(await status()).toMatchObject({ behind: 1 })
    await host.settled()
    expect(told.at(-1)).toMatchObject({ behind: 0 })
  })
})

describe('a folder', () => {
  test.each([
    ['ENOSPC', 'FolderFull'],
    ['EDQUOT', 'FolderFull'],
    ['EROFS', 'FolderUnwritable'],
    ['EACCES', 'FolderUnwritable'],
    ['ENODEV', 'FolderMissing'],
  ])('that answers %s is %s, when chosen and later; the vault goes on', async (code, failure) => {
    trouble = code
    expect(await choose()).toEqual({ ok: false, error: { type: failure } })
    trouble = null
    await choose()
    await host.settled()
    trouble = code
    await append(2)
    await host.settled()
    expect(await status()).toMatchObject({ failure, behind: 2 })
    trouble = null
    await append(1)
    await host.settled()
    expect(await status()).toMatchObject({ failure: null, behind: 0 })
    expectEqual()
  })

  test('that is not there cannot be chosen', async () => {
    await files.removeTree(STICK)
    expect(await choose()).toEqual({ ok: false, error: { type: 'FolderMissing' } })
    expect(await status()).toMatchObject({ folder: null })
  })

  test('that was unplugged is missing, also when its empty mount folder is still there', async () => {
    await append(2)
    await choose()
    await host.settled()
    await files.rename(STICK, '/elsewhere')
    await append(1)
    await host.settled()
    expect(await status()).toMatchObject({ failure: 'FolderMissing', behind: 1 })
    await files.makeFolder(STICK)
    await restart()
    await host.settled()
    expect(await status()).toMatchObject({ failure: 'FolderMissing', behind: 1 })
    expect(await files.list(STICK)).toEqual([])
    await files.removeTree(STICK)
    await files.rename('/elsewhere', STICK)
    await restart()
    await host.settled()
    expect(await status()).toMatchObject({ failure: null, behind: 0 })
    expectEqual()
  })

  test.each(['/data', '/data/vault', '/data/new'])(
    'inside the data folder (%s) is no second place',
    async (inside) => {
      await files.makeFolder(inside)
      host = await startOffice({ files, dataDir: DATA, folder: inside })
      await host.call('folders.choose', { purpose: 'copy' })
      expect(await host.call('copy.set', { path: inside })).toEqual({
        ok: false,
        error: { type: 'InsideDataFolder' },
      })
    },
  )

  test('that is the copy or data folder of another ledger is refused', async () => {
    const other = await startNewOffice({ files, dataDir: '/other', seed: 5 })
    expect(other.state.ledger).not.toBe(state.ledger)
    host = await startOffice({ files, dataDir: DATA, folder: '/other' })
    await host.call('folders.choose', { purpose: 'copy' })
    expect(await host.call('copy.set', { path: '/other' })).toEqual({
      ok: false,
      error: { type: 'OtherLedgerThere' },
    })
  })

  test('may hold copies of several ledgers side by side', async () => {
    await choose()
    const other = await startNewOffice({ files, dataDir: '/other', seed: 5, folder: STICK })
    await other.host.call('folders.choose', { purpose: 'copy' })
    expect((await other.host.call('copy.set', { path: STICK })).ok).toBe(true)
    expect(await files.list(STICK)).toHaveLength(2)
  })

  test('that never answers holds up neither start nor entries', async () => {
    const never = new Promise<never>(() => {})
    const hanging: FileLayer = {
      ...files,
      stat: (path) => (path.startsWith(STICK) ? never : files.stat(path)),
    }
    await choose()
    await host.settled()
    await host.close()
    host = await startOffice({ files: hanging, dataDir: DATA, folder: STICK, wait: async () => {} })
    await append(3)
    expect(await host.call('vault.heads', {})).toMatchObject({ value: [{ seq: 3 }] })
    expect(await status()).toMatchObject({ behind: 3 })
  })
})

describe('what only the copy has', () => {
  test('of another PC’s entries stays where it is', async () => {
    await append(4)
    await choose()
    await host.settled()
    const theirs = await restoredOffice()
    const more = createLineMaker(state.ledger, theirs.device).many(2)
    valueIn(await host.call('vault.append', { lines: more }))
    const before = text(files.contents().get(inCopy(segment(1))))
    files.plant(inCopy(segment(1)), Buffer.from(`${before}${maker.next()}\n`))
    await host.close()
    host = await startOffice({ files, dataDir: '/restored', folder: STICK, seed: 3 })
    await host.call('folders.choose', { purpose: 'copy' })
    await host.call('copy.set', { path: STICK })
    await host.settled()
    expect(text(files.contents().get(inCopy(segment(1)))).split('\n')).toHaveLength(6)
    expect(
      text(files.contents().get(join(copyFolder(), 'vault', theirs.device, '000001.seg'))).split('\n'),
    ).toHaveLength(3)
    expect(await files.stat(join(copyFolder(), 'set-aside'))).toBeNull()
  })

  const restoredOffice = async (): Promise<OpenState> => {
    await host.close()
    host = await startOffice({ files, dataDir: '/restored', folder: STICK, seed: 3 })
    await host.call('folders.choose', { purpose: 'restore' })
    return openState(await host.call('ledger.restore', { path: STICK }))
  }
})

describe('a strike', () => {
  const strike = async (lines: readonly string[], seq: number): Promise<void> => {
    const struck = struckLine(lines[seq - 1] ?? '')
    valueIn(await host.call('vault.strike', { device: state.device, seq, ...struck }))
  }

  test('reaches the copy, in closed and open segments, and nothing of it stays there', async () => {
    const lines = await append(14)
    await choose()
    await host.settled()
    await strike(lines, 2)
    await strike(lines, 14)
    await host.settled()
    expectEqual()
    const copy = [...files.contents()]
      .filter(([path]) => path.startsWith(STICK))
      .map(([, bytes]) => text(bytes))
    expect(copy.join('')).not.toContain('"salt":"2"')
    expect(copy.join('')).not.toContain('"salt":"14"')
  })

  test('while the copy is away counts as behind, after a restart too, and reaches it then', async () => {
    const lines = await append(14)
    await choose()
    await host.settled()
    trouble = 'ENODEV'
    await strike(lines, 2)
    await host.settled()
    expect((await status()).behind).toBeGreaterThan(0)
    await restart()
    await host.settled()
    expect((await status()).behind).toBeGreaterThan(0)
    trouble = null
    await restart()
    await host.settled()
    expectEqual()
    expect(await status()).toMatchObject({ behind: 0, failure: null })
  })
})

describe('damage', () => {
  test('in the vault is not carried over what the copy has', async () => {
    await append(14)
    await choose()
    await host.settled()
    await host.close()
    const good = text(files.contents().get(segment(1)))
    files.plant(segment(1), Buffer.from(good.replace('"salt":"2"', '"salt":"x"')))
    await files.remove(inCopy(segment(1, 'json')))
    host = await startOffice({ files, dataDir: DATA, folder: STICK, segmentBytes: 2000 })
    await host.settled()
    expect(text(files.contents().get(inCopy(segment(1))))).toBe(good)
  })

  test('in the copy’s open segment is mended from the vault', async () => {
    await append(3)
    await choose()
    await host.settled()
    await host.close()
    const path = inCopy(segment(1))
    files.plant(path, Buffer.from(`${text(files.contents().get(path)).slice(0, -90)}\0\0\0`))
    host = await startOffice({ files, dataDir: DATA, folder: STICK, segmentBytes: 2000 })
    await host.settled()
    expectEqual()
    expect(await files.stat(join(dirname(dirname(dirname(path))), 'set-aside'))).toBeNull()
  })
})

import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CopyStatus } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import { createTearingFiles, seededRandom, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, hashOf, type LineMaker, struckLine } from '../vault/testing/make-lines'
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
/** The PC's own disk is full. */
let full: boolean

const disk = (): TearingFiles =>
  createTearingFiles({
    failAt: ({ path }) => (full && path.startsWith(`${DATA}/vault/`) ? { code: 'ENOSPC' } : null),
  })

beforeEach(async () => {
  full = false
  files = disk()
  await files.makeFolder(STICK)
  await files.flushFolder('/')
  ;({ host, state } = await startNewOffice({
    files,
    dataDir: DATA,
    folder: STICK,
    segmentBytes: SEGMENT_BYTES,
  }))
  await host.call('folders.choose', { purpose: 'copy' })
  valueIn(await host.call('copy.set', { path: STICK }))
  maker = createLineMaker(state.ledger, state.device)
  lines = []
})

const start = async (on: TearingFiles = files): Promise<Host> => {
  const started = await startOffice({
    files: on,
    dataDir: DATA,
    folder: STICK,
    segmentBytes: SEGMENT_BYTES,
    seed: 5,
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
type Backup = ReadonlyMap<string, Uint8Array>
const inData = (path: string): boolean => path.startsWith(`${DATA}/`) && !path.startsWith(`${DATA}/faults`)
const backUp = (): Backup => new Map([...files.contents()].filter(([path]) => inData(path)))
/** Puts a backup of the data folder back in its place, as a person would: everything newer there is gone. */
const putBack = async (backup: Backup): Promise<void> => {
  await host.close()
  for (const path of files.contents().keys()) if (inData(path)) await files.remove(path)
  for (const [path, bytes] of backup) files.plant(path, bytes)
}
const status = (): Promise<CopyStatus> => host.call('copy.status', {})
const copyFolder = (): string => join(STICK, `Daicho-${state.ledger.slice(0, 8)}`)
const now = async (): Promise<OpenState> => openState(await host.call('ledger.state', {}))
const expectCopyEqual = (): void => {
  const contents = files.contents()
  for (const [path, bytes] of contents)
    if (path.startsWith(`${DATA}/vault/`))
      expect(text(contents.get(path.replace(DATA, copyFolder())))).toBe(text(bytes))
}

describe('a data folder put back from an older backup', () => {
  test.each([
    ['within a segment', 1, 2],
    ['across segments, signatures and all', 3, 20],
    ['from before the first entry', 0, 12],
  ])('gets back from the copy what it had %s, before anything is written', async (_what, early, late) => {
    await append(early)
    const backup = backUp()
    await append(late)
    const whole = files.contents()
    await putBack(backup)
    host = await start()
    expect(await readAll(host, state.device)).toEqual(lines)
    await host.settled()
    expect(await status()).toMatchObject({ broughtBack: late, behind: 0, setAside: null, failure: null })
    for (const [path, bytes] of whole)
      if (path.startsWith(`${DATA}/vault/`)) expect(text(files.contents().get(path))).toBe(text(bytes))
    expectCopyEqual()
    expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
  })

  test('whose new device finds the disk full says so by name, loses nothing, and gets it once there is room', async () => {
    await append(2)
    const backup = backUp()
    await append(2)
    await putBack(backup)
    host = await start()
    expect((await now()).wentBack).toBe(true)
    full = true
    expect(await host.call('ledger.newDevice', {})).toEqual({ ok: false, error: { type: 'DiskFull' } })
    expect(await now()).toMatchObject({ device: state.device, wentBack: true })
    expect(await readAll(host, state.device)).toEqual(lines)
    await host.close()
    host = await start()
    expect(await now()).toMatchObject({ device: state.device, wentBack: true })
    expect(await readAll(host, state.device)).toEqual(lines)
    full = false
    expect(openState(await host.call('ledger.newDevice', {}))).toMatchObject({ code: 'B' })
    expect(await readAll(host, state.device)).toEqual(lines)
  })

  test('says so until the device is another, whose entries follow', async () => {
    await append(2)
    const backup = backUp()
    await append(2)
    await putBack(backup)
    host = await start()
    expect((await now()).wentBack).toBe(true)
    await host.close()
    host = await start()
    expect((await now()).wentBack).toBe(true)
    expect(await status()).toMatchObject({ broughtBack: 0 })
    const next = openState(await host.call('ledger.newDevice', {}))
    expect(next).toMatchObject({ code: 'B' })
    expect(next.wentBack).toBeUndefined()
    const more = createLineMaker(state.ledger, next.device).many(2)
    valueIn(await host.call('vault.append', { lines: more }))
    await host.close()
    host = await start()
    expect((await now()).wentBack).toBeUndefined()
    expect(await readAll(host, state.device)).toEqual(lines)
    expect(await readAll(host, next.device)).toEqual(more)
  })

  test('still tells what came back when the ledger was opened once more for its new device', async () => {
    await append(2)
    const backup = backUp()
    await append(2)
    await putBack(backup)
    host = await start()
    valueIn(await host.call('ledger.newDevice', {}))
    expect(await status()).toMatchObject({ broughtBack: 2 })
  })

  test('gets back the entries of other devices too, and knows their codes', async () => {
    await append(2)
    const backup = backUp()
    const other = openState(await host.call('ledger.newDevice', {}))
    const theirs = createLineMaker(state.ledger, other.device).many(14)
    for (const line of theirs) valueIn(await host.call('vault.append', { lines: [line] }))
    await host.settled()
    await putBack(backup)
    host = await start()
    expect(await readAll(host, other.device)).toEqual(theirs)
    expect((await now()).wentBack).toBeUndefined()
    expect(openState(await host.call('ledger.newDevice', {})).code).toBe('C')
    expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
  })

  test('waits for a folder that answers slowly, as long as it answers', async () => {
    await append(2)
    const backup = backUp()
    await append(80)
    await putBack(backup)
    const turns = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next))
    }
    const slow: FileLayer = {
      ...files,
      read: async (path) => {
        if (path.startsWith(STICK)) await turns(1)
        return files.read(path)
      },
    }
    const options = { files: slow, dataDir: DATA, folder: STICK, segmentBytes: SEGMENT_BYTES, seed: 5 }
    // Far less than all of it takes, and more than one file.
    host = await startOffice({ ...options, wait: () => turns(10) })
    expect(await readAll(host, state.device)).toEqual(lines)
  })

  test('takes nothing from the copy that is not linked, whole, or vouched for', async () => {
    await append(2)
    const backup = backUp()
    await append(4)
    const copied = join(copyFolder(), 'vault', state.device, '000001.seg')
    const content = text(files.contents().get(copied)).split('\n')
    content[4] = struckLine(content[4] ?? '').line
    await putBack(backup)
    files.plant(copied, Buffer.from(content.join('\n')))
    host = await start()
    expect(await readAll(host, state.device)).toEqual(lines.slice(0, 4))
  })

  test('on a full disk waits with the copy until there is room', async () => {
    await append(2)
    const backup = backUp()
    await append(12)
    const before = [...files.contents()].filter(([path]) => path.startsWith(`${copyFolder()}/vault`))
    await putBack(backup)
    full = true
    host = await start()
    await host.settled()
    expect([...files.contents()].filter(([path]) => path.startsWith(`${copyFolder()}/vault`))).toEqual(before)
    await host.close()
    full = false
    host = await start()
    expect(await readAll(host, state.device)).toEqual(lines)
  })

  test('has all of it back or goes on, whatever step the power fails at', async () => {
    await append(2)
    const backup = backUp()
    await append(14)
    await putBack(backup)
    const content = files.contents()
    for (let step = 1; ; step += 1) {
      const torn = disk()
      const folders = new Set(['/'])
      for (const [path, bytes] of content) {
        for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
          folders.add(path.slice(0, at))
        await torn.makeFolder(path.slice(0, path.lastIndexOf('/')))
        torn.plant(path, bytes)
      }
      for (const folder of folders) await torn.flushFolder(folder)
      torn.crashIn(step)
      const first = await start(torn).catch(() => null)
      await first?.settled().catch(() => {})
      const isOver = !torn.hasCrashed()
      torn.crash()
      await first?.close().catch(() => {})
      const after = torn.survivors(seededRandom(step))
      const again = await start(after)
      expect(await readAll(again, state.device)).toEqual(lines)
      expect(openState(await again.call('ledger.state', {})).wentBack).toBe(true)
      await again.settled()
      expect(await again.call('copy.status', {})).toMatchObject({ behind: 0, setAside: null })
      expect(valueIn(await again.call('vault.check', {})).problems).toEqual([])
      await again.close()
      if (isOver) break
    }
  }, 60_000)
})

describe('a copy that has another history by now', () => {
  /** Put back while the stick was away, and written to: the stick has other entries under the same numbers. */
  const fork = async (late: number, mine: number, restarts = true): Promise<string[]> => {
    await append(3)
    const backup = backUp()
    await append(late)
    await putBack(backup)
    await files.rename(STICK, '/elsewhere')
    host = await start()
    expect(await readAll(host, state.device)).toEqual(lines.slice(0, 3))
    const others = createLineMaker(state.ledger, state.device, {
      seq: 3,
      hash: hashOf(lines[2] ?? ''),
    }).many(mine, 41)
    for (const line of others) valueIn(await host.call('vault.append', { lines: [line] }))
    await host.settled()
    if (restarts) await host.close()
    await files.rename('/elsewhere', STICK)
    if (restarts) host = await start()
    else {
      const [last] = createLineMaker(state.ledger, state.device, {
        seq: 3 + mine,
        hash: hashOf(others.at(-1) ?? ''),
      }).many(1)
      others.push(last ?? '')
      valueIn(await host.call('vault.append', { lines: [last ?? ''] }))
    }
    await host.settled()
    return [...lines.slice(0, 3), ...others]
  }

  test.each([
    ['longer', 16, 2],
    ['shorter', 4, 18],
  ])(
    'and is %s is set aside whole, all later segments too, and that is told lastingly',
    async (_what, late, mine) => {
      const vaultLines = await fork(late, mine)
      expect(await readAll(host, state.device)).toEqual(vaultLines)
      const folder = join(copyFolder(), 'set-aside')
      expect(await status()).toMatchObject({ behind: 0, broughtBack: 0, setAside: { folder, entries: late } })
      expectCopyEqual()
      const kept = (await files.list(folder)).filter(({ name }) => name.endsWith('.seg'))
      const all = kept.map(({ name }) => text(files.contents().get(join(folder, name)))).join('')
      for (const line of lines.slice(3)) expect(all).toContain(line)
      expect((await host.call('faults.read', {})).lines.join()).toContain('copy.setAside')

      await host.close()
      host = await start()
      expect(await status()).toMatchObject({ setAside: { folder, entries: late } })
      expect((await now()).wentBack).toBe(true)
      await host.close()
      await files.removeTree(folder)
      host = await start()
      await host.settled()
      expect(await status()).toMatchObject({ setAside: null })
    },
  )

  test('is set aside when the folder comes back while Daicho runs', async () => {
    const vaultLines = await fork(16, 2, false)
    expect(await readAll(host, state.device)).toEqual(vaultLines)
    expect(await status()).toMatchObject({ behind: 0, setAside: { entries: 16 } })
    expect((await now()).wentBack).toBe(true)
    expectCopyEqual()
  })

  test('is struck out as the vault is, at once or when the folder is back', async () => {
    const vaultLines = await fork(16, 2)
    const folder = join(copyFolder(), 'set-aside')
    const aside = (): string =>
      [...files.contents()]
        .filter(([path]) => path.startsWith(folder))
        .map(([, bytes]) => text(bytes))
        .join('')
    const strike = async (seq: number): Promise<void> => {
      const struck = struckLine(vaultLines[seq - 1] ?? '')
      valueIn(await host.call('vault.strike', { device: state.device, seq, ...struck }))
      await host.settled()
    }
    expect(aside()).toContain(vaultLines[0])
    await strike(1)
    expect(aside()).not.toContain(vaultLines[0])
    expect(aside()).toContain(struckLine(vaultLines[0] ?? '').line)
    await files.rename(STICK, '/elsewhere')
    await strike(2)
    await host.close()
    await files.rename('/elsewhere', STICK)
    expect(aside()).toContain(vaultLines[1])
    host = await start()
    await host.settled()
    expect(aside()).not.toContain(vaultLines[1])
    expect(aside()).toContain(lines[6])
  })

  test('leaves a copy that everything can be restored from', async () => {
    const vaultLines = await fork(16, 2)
    await host.close()
    const other = await startOffice({ files, dataDir: '/third', folder: STICK, seed: 9 })
    await other.call('folders.choose', { purpose: 'restore' })
    openState(await other.call('ledger.restore', { path: STICK }))
    expect(await readAll(other, state.device)).toEqual(vaultLines)
  })
})

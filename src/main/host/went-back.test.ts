import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CopyStatus } from '../../shared/contract/host-api'
import type { FileLayer } from '../files/file-layer'
import { createTearingFiles, seededRandom, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, hashOf, struckLine } from '../vault/testing/make-lines'
import { openState, readAll, startOffice, valueIn } from './testing/office'
import { DATA, plantKept, STICK, StickOffice, textOf } from './testing/stick-office'

let office: StickOffice
/** The PC's own disk is full. */
let full: boolean

const disk = (): TearingFiles =>
  createTearingFiles({
    failAt: ({ path }) => (full && path.startsWith(`${DATA}/vault/`) ? { code: 'ENOSPC' } : null),
  })

beforeEach(async () => {
  full = false
  office = await StickOffice.open(disk())
  await office.chooseCopy()
})

type Backup = ReadonlyMap<string, Uint8Array>
const inData = (path: string): boolean => path.startsWith(`${DATA}/`) && !path.startsWith(`${DATA}/faults`)
const backUp = (): Backup => new Map([...office.files.contents()].filter(([path]) => inData(path)))
/** Puts a backup of the data folder back in its place, as a person would: everything newer there is gone. */
const putBack = async (backup: Backup): Promise<void> => {
  await office.host.close()
  for (const path of office.files.contents().keys()) if (inData(path)) await office.files.remove(path)
  for (const [path, bytes] of backup) office.files.plant(path, bytes)
}
const status = (): Promise<CopyStatus> => office.host.call('copy.status', {})
const expectCopyEqual = (): void => {
  const contents = office.files.contents()
  for (const [path, bytes] of contents)
    if (path.startsWith(`${DATA}/vault/`))
      expect(textOf(contents.get(path.replace(DATA, office.copyFolder())))).toBe(textOf(bytes))
}

describe('a data folder put back from an older backup', () => {
  test.each([
    ['within a segment', 1, 2],
    ['across segments, signatures and all', 3, 20],
    ['from before the first entry', 0, 12],
  ])('gets back from the copy what it had %s, before anything is written', async (_what, early, late) => {
    await office.append(early)
    const backup = backUp()
    await office.append(late)
    const whole = office.files.contents()
    await putBack(backup)
    office.host = await office.start()
    expect(await office.read()).toEqual(office.lines)
    await office.host.settled()
    expect(await status()).toMatchObject({ broughtBack: late, behind: 0, setAside: null, failure: null })
    for (const [path, bytes] of whole)
      if (path.startsWith(`${DATA}/vault/`))
        expect(textOf(office.files.contents().get(path))).toBe(textOf(bytes))
    expectCopyEqual()
    expect(valueIn(await office.host.call('vault.check', {})).problems).toEqual([])
  })

  test('whose new device finds the disk full says so by name, loses nothing, and gets it once there is room', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(2)
    await putBack(backup)
    office.host = await office.start()
    expect((await office.now()).wentBack).toBe(true)
    full = true
    expect(await office.host.call('ledger.newDevice', {})).toEqual({ ok: false, error: { type: 'DiskFull' } })
    expect(await office.now()).toMatchObject({ device: office.device, wentBack: true })
    expect(await office.read()).toEqual(office.lines)
    await office.restart()
    expect(await office.now()).toMatchObject({ device: office.device, wentBack: true })
    expect(await office.read()).toEqual(office.lines)
    full = false
    expect(openState(await office.host.call('ledger.newDevice', {}))).toMatchObject({ code: 'B' })
    expect(await office.read()).toEqual(office.lines)
  })

  test('says so until the device is another, whose entries follow', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(2)
    await putBack(backup)
    office.host = await office.start()
    expect((await office.now()).wentBack).toBe(true)
    await office.restart()
    expect((await office.now()).wentBack).toBe(true)
    expect(await status()).toMatchObject({ broughtBack: 0 })
    const next = openState(await office.host.call('ledger.newDevice', {}))
    expect(next).toMatchObject({ code: 'B' })
    expect(next.wentBack).toBeUndefined()
    const more = createLineMaker(office.state.ledger, next.device).many(2)
    valueIn(await office.host.call('vault.append', { lines: more }))
    await office.restart()
    expect((await office.now()).wentBack).toBeUndefined()
    expect(await office.read()).toEqual(office.lines)
    expect(await office.read(next.device)).toEqual(more)
  })

  test('still tells what came back when the ledger was opened once more for its new device', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(2)
    await putBack(backup)
    office.host = await office.start()
    valueIn(await office.host.call('ledger.newDevice', {}))
    expect(await status()).toMatchObject({ broughtBack: 2 })
  })

  test('gets back the entries of other devices too, and knows their codes', async () => {
    await office.append(2)
    const backup = backUp()
    const other = openState(await office.host.call('ledger.newDevice', {}))
    const theirs = createLineMaker(office.state.ledger, other.device).many(14)
    for (const line of theirs) valueIn(await office.host.call('vault.append', { lines: [line] }))
    await office.host.settled()
    await putBack(backup)
    office.host = await office.start()
    expect(await office.read(other.device)).toEqual(theirs)
    expect((await office.now()).wentBack).toBeUndefined()
    expect(openState(await office.host.call('ledger.newDevice', {})).code).toBe('C')
    expect(valueIn(await office.host.call('vault.check', {})).problems).toEqual([])
  })

  test('waits for a folder that answers slowly, as long as it answers', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(80)
    await putBack(backup)
    const turns = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next))
    }
    const slow: FileLayer = {
      ...office.files,
      read: async (path) => {
        if (path.startsWith(STICK)) await turns(1)
        return office.files.read(path)
      },
    }
    // Far less than all of it takes, and more than one file.
    office.host = await office.start({ given: { files: slow, wait: () => turns(10) } })
    expect(await office.read()).toEqual(office.lines)
  })

  test('takes nothing from the copy that is not linked, whole, or vouched for', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(4)
    const copied = join(office.copyFolder(), 'vault', office.device, '000001.seg')
    const content = textOf(office.files.contents().get(copied)).split('\n')
    content[4] = struckLine(content[4] ?? '').line
    await putBack(backup)
    office.files.plant(copied, Buffer.from(content.join('\n')))
    office.host = await office.start()
    expect(await office.read()).toEqual(office.lines.slice(0, 4))
  })

  test('on a full disk waits with the copy until there is room', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(12)
    const before = [...office.files.contents()].filter(([path]) =>
      path.startsWith(`${office.copyFolder()}/vault`),
    )
    await putBack(backup)
    full = true
    office.host = await office.start()
    await office.host.settled()
    expect(
      [...office.files.contents()].filter(([path]) => path.startsWith(`${office.copyFolder()}/vault`)),
    ).toEqual(before)
    await office.host.close()
    full = false
    office.host = await office.start()
    expect(await office.read()).toEqual(office.lines)
  })

  test('has all of it back or goes on, whatever step the power fails at', async () => {
    await office.append(2)
    const backup = backUp()
    await office.append(14)
    await putBack(backup)
    const content = office.files.contents()
    for (let step = 1; ; step += 1) {
      const torn = await plantKept(disk(), content)
      torn.crashIn(step)
      const first = await office.start({ on: torn }).catch(() => null)
      await first?.settled().catch(() => {})
      const isOver = !torn.hasCrashed()
      torn.crash()
      await first?.close().catch(() => {})
      const after = torn.survivors(seededRandom(step))
      const again = await office.start({ on: after })
      expect(await readAll(again, office.device)).toEqual(office.lines)
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
    await office.append(3)
    const backup = backUp()
    await office.append(late)
    await putBack(backup)
    await office.files.rename(STICK, '/elsewhere')
    office.host = await office.start()
    expect(await office.read()).toEqual(office.lines.slice(0, 3))
    const others = createLineMaker(office.state.ledger, office.device, {
      seq: 3,
      hash: hashOf(office.lines[2] ?? ''),
    }).many(mine, 41)
    for (const line of others) valueIn(await office.host.call('vault.append', { lines: [line] }))
    await office.host.settled()
    if (restarts) await office.host.close()
    await office.files.rename('/elsewhere', STICK)
    if (restarts) office.host = await office.start()
    else {
      const [last] = createLineMaker(office.state.ledger, office.device, {
        seq: 3 + mine,
        hash: hashOf(others.at(-1) ?? ''),
      }).many(1)
      others.push(last ?? '')
      valueIn(await office.host.call('vault.append', { lines: [last ?? ''] }))
    }
    await office.host.settled()
    return [...office.lines.slice(0, 3), ...others]
  }

  test.each([
    ['longer', 16, 2],
    ['shorter', 4, 18],
  ])(
    'and is %s is set aside whole, all later segments too, and that is told lastingly',
    async (_what, late, mine) => {
      const vaultLines = await fork(late, mine)
      expect(await office.read()).toEqual(vaultLines)
      const folder = join(office.copyFolder(), 'set-aside')
      expect(await status()).toMatchObject({ behind: 0, broughtBack: 0, setAside: { folder, entries: late } })
      expectCopyEqual()
      const kept = (await office.files.list(folder)).filter(({ name }) => name.endsWith('.seg'))
      const all = kept.map(({ name }) => textOf(office.files.contents().get(join(folder, name)))).join('')
      for (const line of office.lines.slice(3)) expect(all).toContain(line)
      expect((await office.host.call('faults.read', {})).lines.join()).toContain('copy.setAside')

      await office.restart()
      expect(await status()).toMatchObject({ setAside: { folder, entries: late } })
      expect((await office.now()).wentBack).toBe(true)
      await office.host.close()
      await office.files.removeTree(folder)
      office.host = await office.start()
      await office.host.settled()
      expect(await status()).toMatchObject({ setAside: null })
    },
  )

  test('is set aside when the folder comes back while Daicho runs', async () => {
    const vaultLines = await fork(16, 2, false)
    expect(await office.read()).toEqual(vaultLines)
    expect(await status()).toMatchObject({ behind: 0, setAside: { entries: 16 } })
    expect((await office.now()).wentBack).toBe(true)
    expectCopyEqual()
  })

  test('is struck out as the vault is, at once or when the folder is back', async () => {
    const vaultLines = await fork(16, 2)
    const folder = join(office.copyFolder(), 'set-aside')
    const aside = (): string =>
      [...office.files.contents()]
        .filter(([path]) => path.startsWith(folder))
        .map(([, bytes]) => textOf(bytes))
        .join('')
    const strike = async (seq: number): Promise<void> => {
      const struck = struckLine(vaultLines[seq - 1] ?? '')
      valueIn(await office.host.call('vault.strike', { device: office.device, seq, ...struck }))
      await office.host.settled()
    }
    expect(aside()).toContain(vaultLines[0])
    await strike(1)
    expect(aside()).not.toContain(vaultLines[0])
    expect(aside()).toContain(struckLine(vaultLines[0] ?? '').line)
    await office.files.rename(STICK, '/elsewhere')
    await strike(2)
    await office.host.close()
    await office.files.rename('/elsewhere', STICK)
    expect(aside()).toContain(vaultLines[1])
    office.host = await office.start()
    await office.host.settled()
    expect(aside()).not.toContain(vaultLines[1])
    expect(aside()).toContain(office.lines[6])
  })

  test('leaves a copy that everything can be restored from', async () => {
    const vaultLines = await fork(16, 2)
    await office.host.close()
    const other = await startOffice({ files: office.files, dataDir: '/third', folder: STICK, seed: 9 })
    await other.call('folders.choose', { purpose: 'restore' })
    openState(await other.call('ledger.restore', { path: STICK }))
    expect(await readAll(other, office.device)).toEqual(vaultLines)
  })
})

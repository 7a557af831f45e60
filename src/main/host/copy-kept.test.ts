/** What the second copy has shown is kept before anything depends on it; and what is over no longer counts. */
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FileLayer } from '../files/file-layer'
import { createTearingFiles, type Step, seededRandom } from '../files/testing/tearing-files'
import { createLineMaker, hashOf } from '../vault/testing/make-lines'
import { openState, readAll, startOffice, valueIn } from './testing/office'
import { DATA, STICK, StickOffice } from './testing/stick-office'

let office: StickOffice
let fails: (step: Step) => boolean

beforeEach(async () => {
  fails = () => false
  office = await StickOffice.open(
    createTearingFiles({ failAt: (step) => (fails(step) ? { code: 'ENOSPC', written: 40 } : null) }),
  )
  await office.chooseCopy()
})

/** No room for `copy.json`. */
const isSettings = ({ op, path }: Step): boolean => op === 'create' && path.startsWith(`${DATA}/copy.json`)

/** The power fails; what starts next has room. */
const startAfterPowerCut = async (seed: number): Promise<void> => {
  office.files.crash()
  office.files = office.files.survivors(seededRandom(seed))
  office.host = await office.start()
  await office.host.settled()
}

/** Entries of the vault go, those of the copy stay. */
const goBack = async (): Promise<void> => {
  await office.append(2)
  const old = Uint8Array.from(office.files.contents().get(office.segment(1)) ?? [])
  await office.append(2)
  await office.host.close()
  office.files.plant(office.segment(1), old)
}

describe('that the vault went back', () => {
  test('is kept before its entries come back, so that no power cut hides it', async () => {
    for (let seed = 1; seed < 6; seed += 1) {
      await goBack()
      fails = isSettings
      office.host = await office.start()
      await office.host.settled()
      expect((await office.now()).wentBack).toBe(true)
      // Tried again while there is still no room.
      await office.host.call('copy.check', {})
      fails = () => false
      await startAfterPowerCut(seed)
      expect(await office.read()).toEqual(office.lines)
      expect((await office.now()).wentBack).toBe(true)
      await office.restart()
      expect((await office.now()).wentBack).toBe(true)
      office = await StickOffice.open(
        createTearingFiles({ failAt: (step) => (fails(step) ? { code: 'ENOSPC', written: 40 } : null) }),
      )
      await office.chooseCopy()
    }
  })

  test('is kept before what contradicts the vault is set aside', async () => {
    await goBack()
    await office.files.rename(STICK, '/elsewhere')
    office.host = await office.start()
    const after = { seq: 2, hash: hashOf(office.lines[1] ?? '') }
    const others = createLineMaker(office.state.ledger, office.device, after).many(1, 41)
    valueIn(await office.host.call('vault.append', { lines: others }))
    await office.host.close()
    await office.files.rename('/elsewhere', STICK)
    for (const folder of ['/', DATA, `${DATA}/vault/${office.device}`]) await office.files.flushFolder(folder)
    fails = isSettings
    office.host = await office.start()
    await office.host.settled()
    expect([...office.files.contents().keys()].filter((path) => path.includes('/set-aside/'))).toEqual([])
    fails = () => false
    await startAfterPowerCut(3)
    expect((await office.now()).wentBack).toBe(true)
    expect(await office.host.call('copy.status', {})).toMatchObject({ setAside: { entries: 2 }, behind: 0 })
    const aside = [...office.files.contents()].filter(([path]) => path.includes('/set-aside/'))
    expect(aside.map(([, bytes]) => new TextDecoder().decode(bytes)).join('')).toContain(office.lines[3])
  })
})

test('a round that was left says nothing of the folder chosen since', async () => {
  await office.append(2)
  await office.host.close()
  const folder = join(office.copyFolder(), 'set-aside')
  await office.files.makeFolder(folder)
  office.files.plant(join(folder, `${office.device}-000001-x.seg`), Buffer.from(`${office.lines[0]}\n`))
  await office.files.makeFolder('/second')
  const gate = (): { opened: Promise<void>; open: () => void } => {
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    return { opened, open: () => open() }
  }
  const [first, second] = [gate(), gate()]
  const files: FileLayer = {
    ...office.files,
    list: async (path) => {
      if (path === folder) await first.opened
      return office.files.list(path)
    },
    writeNew: async (path, bytes) => {
      if (path.startsWith('/second') && path.includes('.seg')) await second.opened
      return office.files.writeNew(path, bytes)
    },
  }
  const wait = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  office.host = await office.start({ folder: '/second', given: { files, wait } })
  await office.host.call('folders.choose', { purpose: 'copy' })
  expect(valueIn(await office.host.call('copy.set', { path: '/second' })).completeAt).toBeNull()
  first.open()
  for (let turn = 0; turn < 50; turn += 1) await wait()
  expect(await office.host.call('copy.status', {})).toMatchObject({
    folder: '/second',
    completeAt: null,
    behind: 2,
  })
  second.open()
  await office.host.settled()
  expect(await office.host.call('copy.status', {})).toMatchObject({
    completeAt: expect.stringContaining('2026'),
    behind: 0,
  })
})

describe('lines that the copy could not take at once', () => {
  test('leave no note there that would take later damage for torn', async () => {
    await office.append(1)
    let left = 1
    fails = ({ op, path }) => op === 'append' && path.startsWith(STICK) && path.endsWith('.seg') && left-- > 0
    const lines = office.maker.many(3)
    valueIn(await office.host.call('vault.append', { lines }))
    await office.host.settled()
    expect(await office.host.call('copy.status', {})).toMatchObject({ failure: 'FolderFull' })
    valueIn(await office.host.call('vault.append', { lines: office.maker.many(1) }))
    await office.host.settled()
    expect(await office.host.call('copy.status', {})).toMatchObject({ failure: null, behind: 0 })
    await office.host.close()
    office.files.crash()
    for (let seed = 0; seed < 10; seed += 1) {
      const after = office.files.survivors(seededRandom(seed))
      expect([...after.contents().keys()].filter((path) => path.includes('.batch'))).toEqual([])
    }
  })

  /** The stick was pulled out while three lines were written there at once: the second of them is a hole. */
  const tearCopy = async (): Promise<void> => {
    await office.append(1)
    valueIn(await office.host.call('vault.append', { lines: office.maker.many(3) }))
    await office.host.settled()
    await office.host.close()
    const copy = office.copied(office.segment(1))
    const lines = office.standing(copy).split('\n')
    const from = Buffer.byteLength(lines[0] ?? '') + 1
    const to = Buffer.byteLength(office.standing(copy))
    lines[2] = '\0'.repeat((lines[2] ?? '').length)
    office.files.plant(copy, Buffer.from(lines.join('\n')))
    office.files.plant(copy.replace('.seg', '.batch'), Buffer.from(JSON.stringify({ from, to })))
  }

  test('are written whole by the next start, and their note goes', async () => {
    await tearCopy()
    office.host = await office.start()
    await office.host.settled()
    expect(office.standing(office.copied(office.segment(1)))).toBe(office.standing(office.segment(1)))
    office.files.crash()
    for (let seed = 0; seed < 10; seed += 1) {
      const after = office.files.survivors(seededRandom(seed))
      expect([...after.contents().keys()].filter((path) => path.includes('.batch'))).toEqual([])
    }
  })

  test('are no damage to a restore: what stands before the hole is restored', async () => {
    await tearCopy()
    const other = await startOffice({ files: office.files, dataDir: '/new', folder: STICK, seed: 9 })
    await other.call('folders.choose', { purpose: 'restore' })
    expect(openState(await other.call('ledger.restore', { path: STICK })).restored).toBeUndefined()
    const lines = office.standing(office.segment(1)).split('\n').slice(0, 2)
    expect(await readAll(other, office.device)).toEqual(lines)
  })
})

/** Last entries that the vault lost, and that a browser which still had them entered again. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, openState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

const STICK = '/stick'
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

let files: TearingFiles
let state: OpenState
let lines: string[]
let vault: string
let copy: string

const start = (dataDir = '/data', seed = 7): Promise<Host> =>
  startOffice({ files, dataDir, folder: STICK, segmentBytes: 2000, seed })

beforeEach(async () => {
  files = createTearingFiles()
  await files.makeFolder(STICK)
  const office = await startNewOffice({ files, dataDir: '/data', folder: STICK, segmentBytes: 2000 })
  state = office.state
  vault = `/data/vault/${state.device}`
  copy = `${STICK}/Daicho-${state.ledger.slice(0, 8)}/vault/${state.device}`
  lines = createLineMaker(state.ledger, state.device).many(9)
  for (const line of lines) valueIn(await office.host.call('vault.append', { lines: [line] }))
  await office.host.call('folders.choose', { purpose: 'copy' })
  await office.host.call('copy.set', { path: STICK })
  await office.host.settled()
  await office.host.close()
})

const losesLast = (): void => {
  const whole = text(files.contents().get(`${vault}/000002.seg`))
  files.plant(`${vault}/000002.seg`, Buffer.from(whole.replace('"salt":"9"', '"sbit":"9"')))
}

const expectSound = async (host: Host): Promise<void> => {
  expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
  expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
  expect(await readAll(host, state.device)).toEqual(lines)
  await host.settled()
  expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null, setAside: null })
  expect(await host.call('copy.check', {})).toMatchObject({ value: { left: 0 } })
  const kept = [...files.contents()].filter(([path]) => path.startsWith('/data/damaged/'))
  expect(kept.map(([, bytes]) => text(bytes))).toEqual([expect.stringContaining('"sbit":"9"')])
}

describe('a last entry that was damaged and is entered again', () => {
  test('leaves vault and copy as they were', async () => {
    const before = text(files.contents().get(`${vault}/000002.seg`))
    losesLast()
    const host = await start()
    valueIn(await host.call('vault.append', { lines: lines.slice(8) }))
    await expectSound(host)
    expect(text(files.contents().get(`${vault}/000002.seg`))).toBe(before)
    expect(text(files.contents().get(`${copy}/000002.seg`))).toBe(before)
    expect(files.contents().has(`${vault}/000003.seg`)).toBe(false)
  })

  test('is no damage either where it stands in a segment of its own, as an earlier version wrote it', async () => {
    losesLast()
    files.plant(`${vault}/000003.seg`, Buffer.from(`${lines[8]}\n`))
    files.plant(`${copy}/000003.seg`, Buffer.from(`${lines[8]}\n`))
    await expectSound(await start())
  })

  test('is no damage in the files of a device that is not written here any more', async () => {
    const before = await start()
    expect(openState(await before.call('ledger.newDevice', {})).device).not.toBe(state.device)
    await before.close()
    losesLast()
    files.plant(`${vault}/000003.seg`, Buffer.from(`${lines[8]}\n`))
    files.plant(`${copy}/000003.seg`, Buffer.from(`${lines[8]}\n`))
    await expectSound(await start())
  })

  test('may stand in a second copy twice: it is restored whole', async () => {
    files.plant(`${copy}/000003.seg`, Buffer.from(`${lines[8]}\n`))
    const host = await start('/new', 8)
    await host.call('folders.choose', { purpose: 'restore' })
    valueIn(await host.call('ledger.restore', { path: STICK }))
    expect(await readAll(host, state.device)).toEqual(lines)
    expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
    expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
  })
})

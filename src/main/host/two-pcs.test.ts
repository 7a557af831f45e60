/** Two PCs of one ledger whose second copies go to the same folder: a shared network folder, or a stick that is carried. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createLineMaker, type LineMaker, struckLine } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { openState, readAll, startOffice, valueIn } from './testing/office'
import { SEGMENT_BYTES, STICK, StickOffice } from './testing/stick-office'

let office: StickOffice
/** The other PC: its host, its device and what it has written. */
let other: Host
let device: string
let maker: LineMaker
let lines: string[]

const startOther = async (): Promise<void> => {
  const options = { files: office.files, dataDir: '/other', folder: STICK, segmentBytes: SEGMENT_BYTES }
  other = await startOffice({ ...options, machine: 'pc-2', seed: 11 })
  await other.call('ledger.state', {})
}
const appendOther = async (count: number): Promise<void> => {
  const more = maker.many(count)
  for (const line of more) valueIn(await other.call('vault.append', { lines: [line] }))
  lines.push(...more)
  await other.settled()
}
const restartOther = async (): Promise<void> => {
  await other.close()
  await startOther()
  await other.settled()
}

beforeEach(async () => {
  office = await StickOffice.open()
  await office.chooseCopy()
  await office.append(8)
  await startOther()
  await other.call('folders.choose', { purpose: 'restore' })
  device = openState(await other.call('ledger.restore', { path: STICK })).device
  await other.call('folders.choose', { purpose: 'copy' })
  valueIn(await other.call('copy.set', { path: STICK }))
  maker = createLineMaker(office.state.ledger, device)
  lines = []
  await other.settled()
})

/** Nothing was lost, set aside or taken for damage, here or there. */
const expectAllThere = async (): Promise<void> => {
  await office.restart()
  await office.host.settled()
  await restartOther()
  await office.restart()
  await office.host.settled()
  for (const host of [office.host, other]) {
    expect(await readAll(host, office.device)).toEqual(office.lines)
    expect(await readAll(host, device)).toEqual(lines)
    expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null, setAside: null })
    expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
    expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
    expect(openState(await host.call('ledger.state', {})).wentBack).toBeUndefined()
  }
  const third = await startOffice({ files: office.files, dataDir: '/third', folder: STICK, seed: 13 })
  await third.call('folders.choose', { purpose: 'restore' })
  expect(openState(await third.call('ledger.restore', { path: STICK })).restored).toBeUndefined()
  expect(await readAll(third, office.device)).toEqual(office.lines)
  expect(await readAll(third, device)).toEqual(lines)
}

describe('two PCs with one folder for their second copies', () => {
  test('write side by side, and each has the other’s entries at its next start', async () => {
    await office.append(3)
    await appendOther(4)
    await office.append(9)
    await appendOther(9)
    await expectAllThere()
  })

  test('lose nothing when one strikes out an entry of the other, who has written on meanwhile', async () => {
    await office.append(1)
    const { line, ...hashes } = struckLine(office.lines[8] ?? '')
    await restartOther()
    expect(await readAll(other, office.device)).toEqual(office.lines)
    await office.append(1)
    // Both in one segment, which has more in the copy than the other PC knows.
    expect(office.standing(office.segment(2))).toContain(office.lines[8])
    expect(office.standing(office.segment(2))).toContain(office.lines[9])
    const voucher = maker.next(5, [{ entry: `${office.device}:9`, fields: [], ...hashes }])
    valueIn(await other.call('vault.append', { lines: [voucher] }))
    lines.push(voucher)
    valueIn(await other.call('vault.strike', { device: office.device, seq: 9, line, ...hashes }))
    await other.settled()
    expect(await other.call('copy.status', {})).toMatchObject({ setAside: null, failure: null, behind: 0 })
    const copy = [...office.files.contents()].filter(([path]) =>
      path.startsWith(`${office.copyFolder()}/vault/`),
    )
    const there = copy.map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('')
    expect(there).toContain(line)
    expect(there).not.toContain(office.lines[8])
    expect(there).toContain(office.lines[9])

    // The entry that vouches for it reaches the other PC at its next start, which then strikes too.
    await office.restart()
    valueIn(await office.host.call('vault.strike', { device: office.device, seq: 9, line, ...hashes }))
    await office.host.settled()
    office.lines[8] = line
    await expectAllThere()
  })

  test('keep the signature of a segment that the other has closed since', async () => {
    await appendOther(1)
    while ((await office.files.stat(office.segment(2, 'json'))) === null) {
      await restartOther()
      await office.append(1)
    }
    const signed = office.copied(office.segment(2, 'json'))
    const manifest = office.standing(signed)
    // The other PC looked in the moment before it was closed.
    await office.files.remove(signed)
    await restartOther()
    expect(await readAll(other, office.device)).toEqual(office.lines)
    office.files.plant(signed, Buffer.from(manifest))
    await restartOther()
    expect(office.standing(signed)).toBe(manifest)
    // It signs the segment for itself once it can tell that it was closed; the copy keeps the first signature.
    await office.append(1)
    await restartOther()
    expect(valueIn(await other.call('vault.check', {})).problems).toEqual([])
    expect(office.standing(signed)).toBe(manifest)
    await expectAllThere()
  })
})

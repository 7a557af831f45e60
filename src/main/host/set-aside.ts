/**
 * What a second copy has and the vault contradicts: it is kept in `set-aside/` beside the copy's vault, never overwritten
 * and never deleted. Only what was struck out in the vault is struck out there too.
 */
import { join } from 'node:path'
import { readIfReadable } from '../files/read-file'
import { makeKeptFolder } from '../files/whole-file'
import { isStruck } from '../vault/chain-scan'
import { deviceFolder, manifestPath, segmentName, segmentPath } from '../vault/layout'
import { type Line, readLine } from '../vault/line'
import { eachLine } from '../vault/segment-scan'
import { segmentNumbers } from '../vault/segments'
import { type AsideStrike, asideStrike, strikeInFolder } from '../vault/strike-aside'
import type { SegmentView } from '../vault/vault'
import type { CopyPlace } from './copy-segment'

/** Folder in the copy, beside its vault, for what contradicts the vault. */
export const SET_ASIDE = 'set-aside'

/** Bytes of the vault that are compared at a time. */
const READ_BYTES = 1024 * 1024

const NOTHING = new Uint8Array()

/**
 * A segment that contradicts the vault, and all later ones of its device, which follow what it says: half of another
 * history in the copy would be one that nothing can be restored from. The last goes first, so that a power cut
 * leaves a reason to go on.
 */
export const setAside = async (place: CopyPlace, view: SegmentView): Promise<void> => {
  const { files, target } = place
  const from = deviceFolder(join(target, 'vault'), view.device)
  const folder = join(target, SET_ASIDE)
  await makeKeptFolder(files, folder)
  const stamp = stampOf(place)
  const numbers = (await segmentNumbers(files, from)).filter((number) => number >= view.number)
  let entries = 0
  for (const number of numbers) {
    const there = await readIfReadable(files, segmentPath(from, number))
    if (there) entries += await countUnknown(place, view.device, there)
  }
  if (entries > 0) await place.beforeSetAside(view.device)
  for (const number of numbers.toReversed()) {
    const name = `${view.device}-${segmentName(number)}-${stamp}`
    const path = segmentPath(from, number)
    if (await files.stat(path)) await files.rename(path, join(folder, `${name}.seg`))
    const manifest = manifestPath(from, number)
    if (await files.stat(manifest)) await files.rename(manifest, join(folder, `${name}.json`))
    await files.flushFolder(folder)
    place.onFault('copy.setAside', name)
  }
  await place.onSetAside(folder, entries)
}

/** A segment that the disk cannot read any more: somebody who saves disks may. */
export const setUnreadableAside = async (
  place: CopyPlace,
  { device, number }: SegmentView,
): Promise<void> => {
  const { files, target } = place
  const folder = join(target, SET_ASIDE)
  await makeKeptFolder(files, folder)
  const name = `${device}-${segmentName(number)}-${stampOf(place)}`
  await files.rename(
    segmentPath(deviceFolder(join(target, 'vault'), device), number),
    join(folder, `${name}.seg`),
  )
  await files.flushFolder(folder)
  place.onFault('copy.setAside', name)
}

const stampOf = ({ now }: CopyPlace): string => now().toISOString().replaceAll(/[:.]/g, '-')

/** How many of these lines are entries that the vault has not. */
const countUnknown = async (place: CopyPlace, device: string, bytes: Uint8Array): Promise<number> => {
  const there = linesIn(bytes)
  const known = new Set<string>()
  await eachVaultLine(place, device, there, (line) => known.add(line.slice(0, 64)))
  return there.filter(({ hash }) => !known.has(hash)).length
}

/** Strikes out in what was set aside all that is struck out in the vault by now. */
export const strikeSetAside = async (place: CopyPlace): Promise<void> => {
  const { files } = place
  const folder = join(place.target, SET_ASIDE)
  if ((await files.stat(folder))?.kind !== 'folder') return
  const strikes: AsideStrike[] = []
  for (const { name } of await files.list(folder)) {
    if (!name.endsWith('.seg')) continue
    const there = linesIn((await readIfReadable(files, join(folder, name))) ?? NOTHING)
    const device = name.slice(0, name.indexOf('-'))
    await eachVaultLine(place, device, there, (text) => {
      const line = text.includes('"struck"') ? readLine(Buffer.from(text)) : null
      const strike = line && isStruck(line) ? asideStrike(text) : null
      if (strike) strikes.push(strike)
    })
  }
  await strikeInFolder(files, folder, strikes)
}

/** Every readable line. */
const linesIn = (bytes: Uint8Array): readonly Line[] => {
  const lines: Line[] = []
  eachLine(bytes, (raw) => {
    const line = readLine(raw)
    if (line) lines.push(line)
    return true
  })
  return lines
}

/** Calls `visit` with the vault's lines of a device under the numbers that `there` spans, and a few behind. */
const eachVaultLine = async (
  { vault }: CopyPlace,
  device: string,
  there: readonly Line[],
  visit: (line: string) => void,
): Promise<void> => {
  const numbers = there.map(({ seq }) => seq)
  const last = numbers.reduce((a, b) => Math.max(a, b), 0)
  for (let next = numbers.reduce((a, b) => Math.min(a, b), last); next > 0 && next <= last; ) {
    const read = await vault.read(device, next, READ_BYTES)
    if (!read.ok || read.value.count === 0) return
    for (const line of read.value.text.split('\n')) visit(line)
    next += read.value.count
  }
}

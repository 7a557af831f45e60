/**
 * Putting mended segments in the place of damaged ones, all or nothing. The old files are copied to `damaged/` and the
 * new ones written beside them (`<name>.mended`); `mending.json`, flushed, is the decision, and a start that finds it
 * finishes the work. Without it, what was written beside is left over and removed. No file is renamed from one folder
 * into another: after a power cut it could be in neither.
 */
import { join } from 'node:path'
import { z } from 'zod'
import type { FileLayer } from '../files/file-layer'
import { readIfReadable } from '../files/read-file'
import { makeKeptFolder, readJson, removeQuietly, writeJson, writeWhole } from '../files/whole-file'
import { deviceNames } from './find-vault'
import { DEVICE_FILE, type DeviceCard, deviceFolder, manifestPath, segmentPath } from './layout'
import type { NewSegment } from './mend-chains'

export type MendPlace = {
  readonly files: FileLayer
  /** The data folder. */
  readonly folder: string
  readonly vault: string
}

const MENDED = '.mended'
const DECISION = 'mending.json'

const fileName = z.string().regex(/^(?:[0-9]{6,}\.[a-z.]+|device\.json)$/)
const decisionSchema = z.object({
  /** In the data folder: where the old files go. */
  aside: z.array(z.string().regex(/^[\w-]+$/)),
  devices: z.array(
    z.object({
      device: z.string().regex(/^[a-z0-9]{4,32}$/),
      old: z.array(fileName),
      fresh: z.array(fileName),
    }),
  ),
})
type Decision = z.infer<typeof decisionSchema>

export type Replacement = {
  readonly device: string
  /** All files of segments from this number on are replaced; null: none. */
  readonly from: number | null
  readonly segments: readonly NewSegment[]
  /** What takes the place of the card; null: it goes, `keep`: it stays. */
  readonly card: DeviceCard | null | 'keep'
}

/** Replaces segments; `aside` is the way to the folder in the data folder where the old ones are kept. */
export const replaceSegments = async (
  place: MendPlace,
  replacements: readonly Replacement[],
  aside: readonly string[],
): Promise<void> => {
  const { files, folder } = place
  const devices: Decision['devices'] = []
  try {
    for (const each of replacements) devices.push(await prepare(place, each, join(folder, ...aside)))
    const decision: Decision = { aside: [...aside], devices }
    await writeJson(files, join(folder, DECISION), decision)
  } catch (error) {
    // A decision whose writing failed at its last step may stand all the same, and speaks of what is kept there.
    if ((await files.stat(join(folder, DECISION))) === null)
      await removeQuietly(files, join(folder, ...aside))
    throw error
  }
  await finishMending(place)
}

/** Everything that needs room on the disk; nothing of it counts yet. */
const prepare = async (
  { files, vault }: MendPlace,
  { device, from, segments, card }: Replacement,
  aside: string,
): Promise<Decision['devices'][number]> => {
  const source = deviceFolder(vault, device)
  const isReplaced = (name: string): boolean =>
    name === DEVICE_FILE ? card !== 'keep' : from !== null && Number.parseInt(name, 10) >= from
  const old = (await files.list(source))
    .map(({ name }) => name)
    .filter((name) => fileName.safeParse(name).success && isReplaced(name))
  const kept = join(aside, device)
  await makeKeptFolder(files, kept)
  for (const name of old) {
    // What the disk has lost can only be renamed.
    const bytes = await readIfReadable(files, join(source, name))
    if (bytes) await writeWhole(files, join(kept, name), bytes)
  }
  const fresh: string[] = []
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    await files.remove(path + MENDED)
    await files.writeNew(path + MENDED, bytes)
    fresh.push(path.slice(source.length + 1))
  }
  const text = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
  for (const { number, bytes, manifest } of segments) {
    await write(segmentPath(source, number), bytes)
    if (manifest) await write(manifestPath(source, number), text(manifest))
  }
  if (card !== null && card !== 'keep') await write(join(source, DEVICE_FILE), text(card))
  await files.flushFolder(source)
  return { device, old, fresh }
}

/** Brings a replacement that was cut off to an end: one that was decided is finished, any other never was. */
export const finishMending = async (place: MendPlace): Promise<void> => {
  const { files, folder, vault } = place
  if (await files.stat(join(folder, DECISION))) {
    const decision = decisionSchema.safeParse(await readJson(files, join(folder, DECISION))).data
    // Nothing is replaced before the decision is on the disk: what follows it stands on nothing else.
    await files.flushFolder(folder)
    if (decision) await carryOut(place, decision)
    await files.remove(join(folder, DECISION))
    await files.flushFolder(folder)
  }
  await removeQuietly(files, join(folder, `${DECISION}.new`))
  for (const device of await deviceNames(files, vault))
    for (const { name } of await files.list(deviceFolder(vault, device)))
      if (name.endsWith(MENDED)) await files.remove(join(deviceFolder(vault, device), name))
}

const carryOut = async ({ files, folder, vault }: MendPlace, decision: Decision): Promise<void> => {
  for (const { device, old, fresh } of decision.devices) {
    const source = deviceFolder(vault, device)
    const kept = join(folder, ...decision.aside, device)
    await makeKeptFolder(files, kept)
    for (const name of old) {
      const isKept = (await files.stat(join(kept, name))) !== null
      // What stands in its place already is new.
      const isNew = fresh.includes(name) && (await files.stat(join(source, name + MENDED))) === null
      if (!isKept && !isNew && (await files.stat(join(source, name))))
        await files.rename(join(source, name), join(kept, name))
    }
    await files.flushFolder(kept)
    for (const name of fresh)
      if (await files.stat(join(source, name + MENDED)))
        await files.rename(join(source, name + MENDED), join(source, name))
    for (const name of old) if (!fresh.includes(name)) await files.remove(join(source, name))
    await files.flushFolder(source)
  }
}

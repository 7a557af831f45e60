/**
 * Putting mended segments in the place of damaged ones, all or nothing. They are written into a folder of their own;
 * `mending.json`, flushed, is the decision, and a start that finds it finishes the work: first every old file goes
 * to `damaged/`, then every new one into the vault. Without it, what was written is left over and removed.
 */
import { join } from 'node:path'
import { z } from 'zod'
import type { FileLayer } from '../files/file-layer'
import { makeKeptFolder, readJson, removeQuietly, writeJson } from '../files/whole-file'
import { DEVICE_FILE, type DeviceCard, deviceFolder, manifestPath, segmentPath } from './layout'
import type { NewSegment } from './mend-chains'

export type MendPlace = {
  readonly files: FileLayer
  /** The data folder. */
  readonly folder: string
  readonly vault: string
}

const MENDING = 'mending-'
const DECISION = 'mending.json'

const fileName = z.string().regex(/^(?:[0-9]{6,}\.[a-z.]+|device\.json)$/)
const decisionSchema = z.object({
  /** Beside the vault, with the new files. */
  from: z.string().regex(/^mending-[0-9a-f]+$/),
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
  id: string,
): Promise<void> => {
  const { files, folder, vault } = place
  const building = join(folder, MENDING + id)
  const devices: Decision['devices'] = []
  for (const { device, from, segments, card } of replacements) {
    const to = join(building, device)
    await makeKeptFolder(files, to)
    for (const { number, bytes, manifest } of segments) {
      await files.writeNew(segmentPath(to, number), bytes)
      if (manifest) await writeJson(files, manifestPath(to, number), manifest)
    }
    if (card !== null && card !== 'keep') await writeJson(files, join(to, DEVICE_FILE), card)
    await files.flushFolder(to)
    const isReplaced = (name: string): boolean =>
      name === DEVICE_FILE ? card !== 'keep' : from !== null && Number.parseInt(name, 10) >= from
    const fresh = (await files.list(to)).map(({ name }) => name)
    const old = (await files.list(deviceFolder(vault, device)))
      .map(({ name }) => name)
      .filter((name) => fileName.safeParse(name).success && isReplaced(name))
    devices.push({ device, old, fresh })
  }
  const decision: Decision = { from: MENDING + id, aside: [...aside], devices }
  await writeJson(files, join(folder, DECISION), decision)
  await finishMending(place)
}

/** Brings a replacement that was cut off to an end: one that was decided is finished, any other never was. */
export const finishMending = async ({ files, folder, vault }: MendPlace): Promise<void> => {
  if (await files.stat(join(folder, DECISION))) {
    const decision = decisionSchema.safeParse(await readJson(files, join(folder, DECISION))).data
    if (decision) await carryOut({ files, folder, vault }, decision)
    await files.remove(join(folder, DECISION))
    await files.flushFolder(folder)
  }
  for (const { name } of await files.list(folder))
    if (name.startsWith(MENDING) || name.startsWith(`${DECISION}.`))
      await removeQuietly(files, join(folder, name))
}

const carryOut = async ({ files, folder, vault }: MendPlace, decision: Decision): Promise<void> => {
  const { from, aside, devices } = decision
  for (const { device, old } of devices) {
    const kept = join(folder, ...aside, device)
    await makeKeptFolder(files, kept)
    for (const name of old) {
      // What stands in its place already is new.
      if (await files.stat(join(kept, name))) continue
      await files.rename(join(deviceFolder(vault, device), name), join(kept, name))
    }
    await files.flushFolder(kept)
    await files.flushFolder(deviceFolder(vault, device))
  }
  for (const { device, fresh } of devices) {
    const source = join(folder, from, device)
    for (const name of fresh)
      if (await files.stat(join(source, name)))
        await files.rename(join(source, name), join(deviceFolder(vault, device), name))
    await files.flushFolder(deviceFolder(vault, device))
  }
}

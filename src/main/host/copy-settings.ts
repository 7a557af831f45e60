/** Which folder a ledger's second copy goes to, and its last state: `copy.json`, on this device only. */
import { z } from 'zod'
import { type FileLayer, fileCode } from '../files/file-layer'
import { readJson, writeJson } from '../files/whole-file'
import { createTaskQueue } from '../vault/task-queue'

const settingsSchema = z.object({
  folder: z.string().nullable(),
  completeAt: z.string().nullable(),
  /** Entries the copy had. */
  entries: z.number().int(),
  setAside: z.object({ folder: z.string(), entries: z.number().int() }).nullable().default(null),
  /** The device under which the copy had entries that the vault had not; null: none. */
  wentBack: z.string().nullable().default(null),
})
type Settings = z.infer<typeof settingsSchema>

const NO_COPY: Settings = { folder: null, completeAt: null, entries: 0, setAside: null, wentBack: null }

export type CopySettings = {
  readonly now: Settings
  readonly change: (to: Partial<Settings>) => void
  /** Another folder or none: what was known of the copy before is forgotten, but not that the vault went back. */
  readonly choose: (folder: string | null) => void
  /** What stands on the disk. */
  readonly saved: () => Settings
  /** Changes and writes them; what cannot be written holds for this run, and its failure is thrown. */
  readonly keep: (to: Partial<Settings>) => Promise<void>
  /** As `keep`, where nothing depends on it: a failure is only noted. */
  readonly save: (to: Partial<Settings>) => Promise<void>
}

export const openCopySettings = async (
  files: FileLayer,
  path: string,
  onFault: (where: string, error: unknown) => void,
): Promise<CopySettings> => {
  const saves = createTaskQueue()
  let now = settingsSchema.safeParse(await readJson(files, path)).data ?? NO_COPY
  let saved = now
  const change = (to: Partial<Settings>): void => {
    now = { ...now, ...to }
  }
  const keep: CopySettings['keep'] = async (to) => {
    change(to)
    const settings = now
    await saves(() => writeJson(files, path, settings))
    saved = settings
  }
  return {
    get now() {
      return now
    },
    change,
    choose: (folder) => {
      now = { ...NO_COPY, folder, wentBack: now.wentBack }
    },
    saved: () => saved,
    keep,
    save: async (to) => {
      try {
        await keep(to)
      } catch (error) {
        if (fileCode(error) === null) throw error
        onFault('copy.save', error)
      }
    },
  }
}

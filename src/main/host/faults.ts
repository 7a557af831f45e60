/**
 * The fault log: `faults/YYYY-MM-DD.log`, one line per fault (instant, where, what, parted by tabs), kept 30 days.
 * It holds ids, counts and codes, never what a person typed: other characters than printable ASCII are masked, and of
 * an error only name, code and the functions it came through are written, never its message.
 */
import { basename, join } from 'node:path'
import { type AppendFile, type FileLayer, fileCode } from '../files/file-layer'
import { createTaskQueue } from '../vault/task-queue'

const KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_WHERE = 80
const LONGEST_WHAT = 600
/** As many of the newest lines are shown. */
const LONGEST_READ = 5000

export type Faults = {
  /** Never throws and is not waited for: a fault log that fails must not make things worse. */
  readonly add: (where: string, what: unknown) => void
  /** Newest last. */
  readonly read: () => Promise<readonly string[]>
  readonly settled: () => Promise<void>
}

export const createFaults = (files: FileLayer, folder: string, now: () => Date): Faults => {
  const queue = createTaskQueue()
  let prunedOn = ''

  const logNames = async (): Promise<readonly string[]> =>
    (await files.list(folder))
      .map(({ name }) => name)
      .filter((name) => /^\d{4}-\d{2}-\d{2}\.log$/.test(name))
      .sort()

  const prune = async (today: string): Promise<void> => {
    if (prunedOn === today) return
    prunedOn = today
    const oldest = new Date(Date.parse(`${today}T00:00:00Z`) - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10)
    for (const name of await logNames()) if (name < `${oldest}.log`) await files.remove(join(folder, name))
  }

  const write = async (line: string, today: string): Promise<void> => {
    await files.makeFolder(folder)
    await prune(today)
    const file: AppendFile = await files.openAppend(join(folder, `${today}.log`))
    try {
      await file.append(new TextEncoder().encode(`${line}\n`))
    } finally {
      await file.close()
    }
  }

  return {
    add: (where, what) => {
      const at = now().toISOString()
      const line = [at, masked(where, LONGEST_WHERE), masked(describe(what), LONGEST_WHAT)].join('\t')
      void queue(() => write(line, at.slice(0, 10))).catch(() => {})
    },
    read: () =>
      queue(async () => {
        try {
          const texts = []
          for (const name of await logNames()) texts.push(await files.read(join(folder, name)))
          const lines = texts.flatMap((bytes) => Buffer.from(bytes).toString('utf8').split('\n'))
          return lines.filter((line) => line !== '').slice(-LONGEST_READ)
        } catch (error) {
          if (fileCode(error) === null) throw error
          return []
        }
      }),
    settled: () => queue(async () => {}),
  }
}

const describe = (what: unknown): string => {
  if (!(what instanceof Error)) return String(what)
  const places = (what.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?([^()\s]+)\)?$/, (_all, place: string) => basename(place)))
  return [what.name, fileCode(what) ?? '', ...places].filter((part) => part !== '').join(' ')
}

const masked = (text: string, longest: number): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, longest)

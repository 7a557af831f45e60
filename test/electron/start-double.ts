/** Starts the built main bundle under the double of `electron`, and speaks with it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
/** Where the build lies. */
export const builtFolder = resolve(root, process.env.DAICHO_OUT ?? 'out')

/** The built bundles of main and preload. */
export const bundles = {
  main: join(builtFolder, 'main', 'index.js'),
  preload: join(builtFolder, 'preload', 'index.cjs'),
  web: join(builtFolder, 'main', 'web.js'),
}

/**
 * A copy of the build in which the page is empty: what the shell does is looked at without a program in the page doing
 * things of its own. It lies in the tree, because the bundles load packages from there.
 */
export const bundlesWithEmptyPage = (): string => {
  if (!existsSync(bundles.main)) throw new Error('npm run build comes before these tests')
  mkdirSync(join(root, '.tmp'), { recursive: true })
  const folder = mkdtempSync(join(root, '.tmp', 'bundles-'))
  for (const part of ['main', 'preload'])
    cpSync(join(builtFolder, part), join(folder, part), { recursive: true })
  mkdirSync(join(folder, 'renderer'))
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>empty</title><p>empty</p>')
  return folder
}

// biome-ignore lint/suspicious/noExplicitAny: what the double reports has as many shapes as Electron has calls.
export type Report = { readonly what: string; readonly details: any }

export type Doubled = {
  readonly folder: string
  /** Runs a function in the page that stands in for the window; it sees nothing but its argument. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever it gives back.
  readonly inPage: <A>(run: (argument: A) => unknown, argument?: A) => Promise<any>
  /** Everything of one kind the double has reported so far. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly reports: (what: string) => readonly any[]
  /** The next report of this kind, or the first one there is. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly reported: (what: string) => Promise<any>
  /** Gives the double an order; resolves with what came of it. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly order: (order: string, details?: unknown) => Promise<any>
  readonly stderr: () => string
  readonly ended: Promise<number | null>
  readonly signal: (name: NodeJS.Signals) => void
  /** Ends what is left and removes the folder. */
  readonly end: () => Promise<void>
}

type Options = {
  readonly words?: readonly string[]
  readonly env?: Record<string, string>
  /** Where data and downloads go; made, and removed at the end, when not given. */
  readonly folder?: string
  /** Folder of the bundles to run. */
  readonly out: string
}

/** Runs the main bundle without waiting for a window. */
export const runDouble = (options: Options) => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'daicho-double-'))
  const register = join(import.meta.dirname, 'double', 'register.mjs')
  const data = join(folder, 'data')
  const words = [
    `--import=file://${register}`,
    join(options.out, 'main', 'index.js'),
    '--data',
    data,
    ...(options.words ?? []),
  ]
  const child: ChildProcess = spawn(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      LANG: 'en_GB.UTF-8',
      DOUBLE_DOWNLOADS: join(folder, 'downloads'),
      ...options.env,
    },
  })
  const kept: Report[] = []
  const hearers = new Set<(report: Report) => void>()
  const errors: Buffer[] = []
  child.stderr?.on('data', (piece: Buffer) => errors.push(piece))
  child.on('message', (report: Report) => {
    kept.push(report)
    for (const hear of hearers) hear(report)
  })
  const stderr = (): string => Buffer.concat(errors).toString('utf8')
  const ended = new Promise<number | null>((done) => child.once('exit', done))

  const next = (what: string, from: number): Promise<unknown> =>
    new Promise((found, failed) => {
      const there = kept.slice(from).find((report) => report.what === what)
      if (there) return found(there.details)
      const hear = (report: Report): void => {
        if (report.what !== what) return
        hearers.delete(hear)
        found(report.details)
      }
      hearers.add(hear)
      void ended.then((code) => failed(new Error(`ended with ${code} before ${what}:\n${stderr()}`)))
    })

  return {
    folder,
    data,
    child,
    ended,
    stderr,
    reports: (what: string) => kept.filter((report) => report.what === what).map(({ details }) => details),
    reported: (what: string) => next(what, 0),
    order: (order: string, details?: unknown) => {
      const from = kept.length
      child.send({ order, details })
      return next(`done:${order}`, from)
    },
  }
}

/** Runs it until the page is there. */
export const startDouble = async (options: Options): Promise<Doubled> => {
  const run = runDouble(options)
  await run.reported('show')
  return {
    ...run,
    inPage: (script, argument) => run.order('evaluate', { source: String(script), argument }),
    signal: (name) => void run.child.kill(name),
    end: async () => {
      run.child.kill('SIGTERM')
      await run.ended
      if (options.folder === undefined) rmSync(run.folder, { recursive: true, force: true })
    },
  }
}

/**
 * The Chromium-family browser of this machine. Where browsers are looked for is the table of Playwright's channels; the
 * environment variable DAICHO_BROWSER names another one and wins.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

export type BrowserKind = 'chromium' | 'chrome' | 'edge' | 'named'

export type FoundBrowser = {
  readonly path: string
  /** Each kind gets a profile of its own: none can be trusted to open another's. */
  readonly kind: BrowserKind
  /** A snap: it reads and writes only below ~/snap (and no hidden folder of the home folder). */
  readonly confined: boolean
}

export type Machine = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly exists: (path: string) => boolean
  /** The path with all links followed; throws when there is nothing. */
  readonly realPath: (path: string) => string
  /** The beginning of a file as text. */
  readonly readStart: (path: string) => string
}

/** The machine this process runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  exists: existsSync,
  realPath: (path) => realpathSync(path),
  readStart: (path) => readFileSync(path).subarray(0, 4096).toString('latin1'),
}

/** The browser to open windows and make PDFs with; null when there is none, or DAICHO_BROWSER names nothing. */
export const findBrowser = (machine: Machine = thisMachine): FoundBrowser | null => {
  const { env, exists } = machine
  const named = env.DAICHO_BROWSER
  const candidates: readonly Candidate[] = named ? [{ kind: 'named', path: named }] : candidatesOn(machine)
  const found = candidates.find(({ path }) => exists(path))
  return found ? { ...found, confined: isSnap(found.path, machine) } : null
}

type Candidate = { readonly kind: BrowserKind; readonly path: string }

const candidatesOn = ({ platform, env, home }: Machine): readonly Candidate[] => {
  if (platform === 'win32') {
    const roots = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter((root) => !!root)
    return windowsPlaces.flatMap(({ kind, path }) =>
      roots.map((root) => ({ kind, path: win32.join(root as string, path) })),
    )
  }
  if (platform === 'darwin') {
    return macNames.flatMap(({ kind, path: name }) =>
      ['/Applications', posix.join(home, 'Applications')].map((root) => ({
        kind,
        path: `${root}/${name}.app/Contents/MacOS/${name}`,
      })),
    )
  }
  const folders = [...(env.PATH ?? '').split(':'), ...linuxFolders].filter((folder) => folder.startsWith('/'))
  return linuxNames.flatMap(({ kind, path: name }) =>
    folders.map((folder) => ({ kind, path: posix.join(folder, name) })),
  )
}

const windowsPlaces: readonly Candidate[] = [
  { kind: 'chromium', path: 'Chromium\\Application\\chrome.exe' },
  { kind: 'chrome', path: 'Google\\Chrome\\Application\\chrome.exe' },
  { kind: 'edge', path: 'Microsoft\\Edge\\Application\\msedge.exe' },
]

const macNames: readonly Candidate[] = [
  { kind: 'chromium', path: 'Chromium' },
  { kind: 'chrome', path: 'Google Chrome' },
  { kind: 'edge', path: 'Microsoft Edge' },
]

const linuxFolders = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/microsoft/msedge',
]

const linuxNames: readonly Candidate[] = [
  { kind: 'chromium', path: 'chromium' },
  { kind: 'chromium', path: 'chromium-browser' },
  { kind: 'chrome', path: 'google-chrome-stable' },
  { kind: 'chrome', path: 'google-chrome' },
  { kind: 'edge', path: 'microsoft-edge-stable' },
  { kind: 'edge', path: 'microsoft-edge' },
]

/** /snap/bin/chromium, a link to snap, or Ubuntu's /usr/bin/chromium-browser, a script that starts the snap. */
const isSnap = (path: string, { platform, realPath, readStart }: Machine): boolean => {
  if (platform !== 'linux') return false
  try {
    const real = realPath(path)
    if (real.startsWith('/snap/') || posix.basename(real) === 'snap') return true
    const start = readStart(real)
    return start.startsWith('#!') && start.includes('/snap/bin/')
  } catch {
    return false
  }
}

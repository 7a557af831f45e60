/**
 * Daicho's window: an app window of the installed browser on a profile of its own. The start token never stands on a
 * command line, which every user of the machine may read: the window opens a launch file (0600) that leads to the address.
 */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { ownAddressOnly, profilePreferences, quietArguments, sandboxArguments } from './browser-arguments'
import { type PipedBrowser, startPipedBrowser } from './debug-pipe'
import type { FoundBrowser } from './find-browser'

export type AppWindow = {
  /** Raises the window; false when the browser is gone or does not let itself be told. */
  readonly bringToFront: () => Promise<boolean>
  /** Resolves with the browser's exit code. A browser that was running already takes the window over and ends with 0. */
  readonly ended: Promise<number>
  /** Removes the launch file, which has done its work once a page is connected. */
  readonly removeLaunchFile: () => Promise<void>
  /** Closes the window with its browser. */
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly browser: FoundBrowser
  /** Folder for profile and launch file. */
  readonly folder: string
  /** Address with a start token. */
  readonly address: string
  /** Shown for the moment until the page is there. */
  readonly title: string
  readonly platform: NodeJS.Platform
  readonly userId: number | undefined
}

/** Opens the window. Throws what the file system throws when the folder cannot be written. */
export const openAppWindow = async (surroundings: Surroundings): Promise<AppWindow> => {
  const { browser, folder, address, title, platform, userId } = surroundings
  const profile = join(folder, browser.kind)
  await prepareProfile(folder, profile)
  // Always the same name: by it the browser remembers size and place of the window.
  const launchFile = join(folder, 'launch.html')
  await rm(launchFile, { force: true })
  await writeFile(launchFile, launchPage(address, title), { mode: 0o600, flag: 'wx' })
  const piped = startPipedBrowser(browser.path, [
    ...quietArguments,
    ...ownAddressOnly,
    ...sandboxArguments(platform, userId),
    `--user-data-dir=${profile}`,
    `--app=${pathToFileURL(launchFile).href}`,
  ])
  const removeLaunchFile = (): Promise<void> => rm(launchFile, { force: true })
  return {
    bringToFront: () => bringToFront(piped),
    ended: piped.ended,
    removeLaunchFile,
    close: async () => {
      await removeLaunchFile()
      await closeBrowser(piped)
    },
  }
}

const launchPage = (address: string, title: string): string =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><meta http-equiv="refresh" content="0;url=${address}">`

const prepareProfile = async (folder: string, profile: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const defaults = join(profile, 'Default')
  await mkdir(defaults, { recursive: true, mode: 0o700 })
  // Only for a new profile ('wx'): a browser keeps its own preferences from then on.
  await writeFile(join(defaults, 'Preferences'), JSON.stringify(profilePreferences), { flag: 'wx' }).catch(
    (failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EEXIST') throw failure
    },
  )
}

type Target = { readonly targetId: string; readonly type: string }

const bringToFront = async (piped: PipedBrowser): Promise<boolean> => {
  if (!piped.isRunning()) return false
  try {
    const { targetInfos } = await piped.send('Target.getTargets')
    // The profile is Daicho's alone, and so is whatever page is open in it.
    const page = (targetInfos as Target[]).find(({ type }) => type === 'page')
    if (!page) return false
    const { windowId, bounds } = await piped.send('Browser.getWindowForTarget', { targetId: page.targetId })
    if (bounds.windowState === 'minimized')
      await piped.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
    await piped.send('Target.activateTarget', { targetId: page.targetId })
    return true
  } catch {
    return false
  }
}

/** How long a browser may take to write its profile out when it is asked to close. */
const CLOSE_PATIENCE_MS = 5000

/** `Browser.close` lets the profile be written out; a browser that hangs, and does not end in time, is ended. */
export const closeBrowser = async (
  piped: Pick<PipedBrowser, 'send' | 'ended' | 'isRunning' | 'kill'>,
  patience: () => Promise<void> = () => pause(CLOSE_PATIENCE_MS, undefined, { ref: false }),
): Promise<void> => {
  if (!piped.isRunning()) return
  const closed = piped
    .send('Browser.close')
    .catch(() => {})
    .then(() => piped.ended)
  await Promise.race([closed, patience()])
  if (piped.isRunning()) piped.kill()
  await piped.ended
}

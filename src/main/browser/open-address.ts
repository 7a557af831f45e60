/** Hands an address to the program that the system has for it. */
import { spawn } from 'node:child_process'

/**
 * Program and words that open an address on a system. No shell reads them, so nothing in the address can be taken for a
 * command.
 */
export const addressOpener = (platform: NodeJS.Platform, url: string): readonly [string, ...string[]] => {
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler', url]
  return platform === 'darwin' ? ['open', url] : ['xdg-open', url]
}

/** Opens an https, mailto or tel address outside. A system without an opener stays silent: the page shows the address. */
export const openAddress = async (platform: NodeJS.Platform, url: string): Promise<void> => {
  const [program, ...words] = addressOpener(platform, url)
  const child = spawn(program, words, { stdio: 'ignore', detached: true, windowsHide: true })
  await new Promise<void>((resolve) => {
    child.once('spawn', resolve)
    child.once('error', () => resolve())
  })
  child.unref()
}

/** Where a browser that Daicho starts keeps its profiles and finds its launch file. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FoundBrowser } from './find-browser'

/**
 * The folder for everything of this browser: in the data folder, except for a snap, which reaches only its own place
 * below ~/snap; there the folder is named after the data folder.
 */
export const browserFolder = (browser: FoundBrowser, dataFolder: string, home: string): string => {
  if (!browser.confined) return join(dataFolder, 'browser')
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  return join(home, 'snap', 'chromium', 'common', `daicho-${name}`)
}

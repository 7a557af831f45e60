/** The browser tests run in: the one Daicho itself would open, with what root and a machine without a display need. */
import { existsSync } from 'node:fs'

export const browserPath = () => {
  const candidates = [process.env.DAICHO_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome']
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? null
}

/** Chromium refuses to run as root with its sandbox. */
export const browserArgs = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

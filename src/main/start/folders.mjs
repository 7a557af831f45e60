/** Where a ledger is kept when nobody says otherwise. */
import { posix, win32 } from 'node:path'

/**
 * The usual data folder of a system.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 * @param {string} home
 */
export const usualDataFolder = (platform, env, home) => {
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Daicho')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Daicho')
  const shared = env.XDG_DATA_HOME
  // The XDG rules say that a relative path there is to be ignored.
  return posix.join(shared?.startsWith('/') ? shared : posix.join(home, '.local', 'share'), 'daicho')
}

/** Which of the two shells opens. */

/**
 * @typedef {object} Possibilities
 * @property {string | null} runtime Electron's program
 * @property {boolean} tried its installer was tried before
 * @property {boolean} display there is a screen to open a window on
 */

/**
 * `fetch`: try the installer first, then choose again. `web` with `because`: a sentence says why.
 * @param {import('./arguments.mjs').StartArguments} args
 * @param {Possibilities} possibilities
 * @returns {{ type: 'electron', runtime: string } | { type: 'fetch' } | { type: 'web', because: null | 'noElectron' | 'electronLater' }}
 */
export const chooseShell = (args, { runtime, tried, display }) => {
  if (args.shell !== 'electron') {
    // A port and a printed address are matters of browsers.
    if (args.shell === 'web' || !args.open || args.portGiven) return { type: 'web', because: null }
    if (!display) return { type: 'web', because: runtime === null && !tried ? 'electronLater' : null }
  }
  if (runtime !== null) return { type: 'electron', runtime }
  if (!tried) return { type: 'fetch' }
  return { type: 'web', because: 'noElectron' }
}

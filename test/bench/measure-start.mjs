/** From an empty page to a Home that can be used: a full ledger against an empty one. */
import { alternate } from './measure.mjs'

/**
 * @param {import('./daicho-page.mjs').DaichoPage} full
 * @param {import('./daicho-page.mjs').DaichoPage} empty
 * @param {number} n @param {number} rounds
 */
export const measureStart = (full, empty, n, rounds) =>
  alternate(
    'start',
    n,
    rounds,
    () => full.reload(),
    () => empty.reload(),
  )

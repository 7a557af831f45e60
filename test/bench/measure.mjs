/** What every measure has in common: rounds that alternate with the thing compared with, and the middle of each. */

/** @param {readonly number[]} values */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? Number(sorted[middle])
    : (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2
}

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} n
 * @property {number} medianMs
 * @property {number} baselineMs
 * @property {number} ratio
 */

/**
 * Alternates subject and baseline; the first of each warms up and does not count.
 * @param {string} name
 * @param {number} n
 * @param {number} rounds
 * @param {(round: number) => Promise<number>} subject milliseconds
 * @param {(round: number) => Promise<number>} baseline milliseconds
 * @returns {Promise<Measured>}
 */
export const alternate = async (name, n, rounds, subject, baseline) => {
  /** @type {number[]} */
  const subjects = []
  /** @type {number[]} */
  const baselines = []
  for (let round = 0; round <= rounds; round += 1) {
    const [mine, theirs] = [await subject(round), await baseline(round)]
    if (round === 0) continue
    subjects.push(mine)
    baselines.push(theirs)
  }
  const [medianMs, baselineMs] = [median(subjects), median(baselines)]
  const tidy = (/** @type {number} */ value) => Number(value.toPrecision(4))
  return {
    name,
    n,
    medianMs: tidy(medianMs),
    baselineMs: tidy(baselineMs),
    ratio: tidy(medianMs / baselineMs),
  }
}

/** @param {boolean} holds @param {string} what */
export const check = (holds, what) => {
  if (!holds) throw new Error(`the measure gave a wrong result: ${what}`)
}

/** Reads how many tests passed and failed from the reports of the runners. */
import { readFileSync } from 'node:fs'

/** @param {string} path */
const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // No report: the runner fell over before it wrote one; its exit code says so.
    return null
  }
}

/** @param {string} path @returns {import('./step.mjs').Counted} */
export const countVitest = (path) => {
  const report = readJson(path)
  const skipped = report?.numPendingTests ?? 0
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    ...(skipped > 0 ? { note: `${skipped} did not run here` } : {}),
  }
}

/** @param {string} path @returns {import('./step.mjs').Counted} */
export const countPlaywright = (path) => {
  const stats = readJson(path)?.stats
  const skipped = stats?.skipped ?? 0
  const flaky = stats?.flaky ?? 0
  return {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + flaky,
    ...(skipped > 0 ? { note: `${skipped} did not run here` } : {}),
  }
}

/**
 * What a program of ours wrote with `--report`.
 * @param {string} path
 * @returns {import('./step.mjs').Counted}
 */
export const countOwn = (path) => {
  const report = readJson(path)
  return { passed: report?.passed ?? 0, failed: report?.failed ?? 0 }
}

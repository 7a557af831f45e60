/** Damage as a failing disk or a hand in the files does it. */
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes one letter of a line another one.
 * @param {string} file a segment
 * @param {number} line from 1
 */
export const damageLine = (file, line) => {
  const bytes = readFileSync(file)
  let at = 0
  for (let passed = 1; passed < line; passed++) {
    at = bytes.indexOf(10, at) + 1
    if (at === 0 || at === bytes.length) throw new Error(`${file} has no line ${line}`)
  }
  bytes[at + 200] = (bytes[at + 200] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

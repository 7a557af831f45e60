/**
 * `npm run test:kill -- --times N`: ends browser, host or both with SIGKILL at random moments while they write, and
 * looks afterwards whether everything that was acknowledged is there, nothing is half there, and store and vault
 * agree. Then takes the profile away, damages it, and fills the disk. `--seed S` repeats a series.
 */
import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { findFaults } from './check.mjs'
import { createLedger } from './ledger.mjs'
import { beginCounter, emptyBook, writeUntil } from './load.mjs'
import { createRandom } from './random.mjs'
import { scenarios } from './scenarios.mjs'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    seed: { type: 'string' },
    /** Where to write what was counted, for `npm test`. */
    report: { type: 'string' },
  },
})
const times = Number(values.times)
const seed = values.seed === undefined ? (Date.now() % 1_000_000) + 1 : Number(values.seed)
if (!Number.isInteger(times) || times < 0 || !Number.isInteger(seed)) {
  console.error('npm run test:kill -- --times N [--seed S]: both are whole numbers.')
  process.exit(2)
}
const random = createRandom(seed)

/** A ledger serves this many kills; then a new one begins, so that looking through it stays quick. */
const KILLS_PER_LEDGER = 10
/** Milliseconds of writing before a kill: from the first commits to the middle of a run. */
const EARLIEST_MS = 100
const LATEST_MS = 2500

const targets = /** @type {const} */ (['browser', 'host', 'both'])

let passed = 0
let failed = 0
let acknowledged = 0
/** @param {string} name @param {readonly string[]} faults */
const tell = (name, faults) => {
  if (faults.length === 0) passed += 1
  else failed += 1
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${name}`)
  for (const fault of faults.slice(0, 20)) console.log(`        ${fault}`)
}

/** @param {import('./ledger.mjs').KilledLedger} ledger @param {import('./load.mjs').Book} book @param {number} round */
const killOnce = async (ledger, book, round) => {
  const target = targets[round % targets.length] ?? 'both'
  const after = EARLIEST_MS + Math.floor(random() * (LATEST_MS - EARLIEST_MS))
  let over = false
  const writing = writeUntil(ledger.page(), book, () => over)
  await pause(after)
  if (target !== 'browser') await ledger.killHost()
  // While the host is gone, what is written is kept in the browser and must reach the vault later.
  if (target === 'host') await pause(Math.floor(random() * 400))
  if (target !== 'host') await ledger.killBrowser()
  over = true
  const refusal = target === 'host' ? null : await writing
  const page = await ledger.open()
  await writing
  const faults = await findFaults(page, book, ledger.vault)
  if (refusal !== null) faults.push(refusal.message)
  tell(`kill ${round + 1} of ${times}: ${target} after ${after} ms`, faults)
}

console.log(`seed ${seed}`)
/** @type {import('./ledger.mjs').KilledLedger | null} */
let ledger = null
let book = emptyBook()
const countAcknowledged = () =>
  book.counter.acknowledged + [...book.creates, ...book.runs].filter((one) => one.acknowledged).length

for (let round = 0; round < times && failed === 0; round++) {
  if (ledger === null) {
    ledger = await createLedger()
    book = emptyBook()
    await beginCounter(await ledger.openFirst(), book)
  }
  await killOnce(ledger, book, round)
  if (failed === 0 && ((round + 1) % KILLS_PER_LEDGER === 0 || round + 1 === times)) {
    acknowledged += countAcknowledged()
    await ledger.end()
    ledger = null
  }
}
if (ledger !== null) {
  console.log(`        profile and data folder are kept in ${ledger.folder}`)
  await ledger.end(true)
}

for (const scenario of scenarios) {
  const faults = await scenario.run()
  if (typeof faults === 'string') console.log(`skipped ${scenario.name}: ${faults}`)
  else tell(scenario.name, faults)
}

console.log(
  `${times} kills, ${acknowledged} acknowledged writes, seed ${seed}: ${passed} passed, ${failed} failed`,
)
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ passed, failed }))
process.exit(failed === 0 ? 0 : 1)

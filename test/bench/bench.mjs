/**
 * `npm run bench`: the measures of the store in the real browser, through the real web shell, each beside the plain
 * thing it is compared with. One JSON line per measure; fails when one is missing or misses its target. Needs a
 * build (`npm run build`). `--only NAME` runs one measure alone, and says so by failing for the others.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { register } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProfile } from '../run/chromium.mjs'
import { prepareDoor } from '../run/store-door.mjs'
import { openDaicho, watchHome } from './daicho-page.mjs'
import { measureEdit } from './measure-edit.mjs'
import { measureImport } from './measure-import.mjs'
import { measurePaper } from './measure-paper.mjs'
import { measureRefill } from './measure-refill.mjs'
import { measureStart } from './measure-start.mjs'

const FULL = 100_000
const SMALL = 10_000
const ROUNDS = 5
const EDIT_ROUNDS = 41
const PAPER_ROUNDS = 15

/** @type {{ name: string, n: number, target: number }[]} */
const targets = JSON.parse(readFileSync(join(import.meta.dirname, 'targets.json'), 'utf8'))
const only = process.argv[process.argv.indexOf('--only') + 1]
const wants = (/** @type {string} */ name) => !process.argv.includes('--only') || only === name

if (!existsSync(join(import.meta.dirname, '../../out/main/web.js'))) {
  process.stderr.write('There is no build: run `npm run build` first.\n')
  process.exit(1)
}

register('../run/typescript-hooks.mjs', import.meta.url)
/** @type {{ makeLedger: (dataDir: string, people: number) => Promise<number> }} */
const { makeLedger } = await import(new URL('make-ledger.ts', import.meta.url).href)

const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
/** @param {number} people */
const ledgerOf = async (people) => {
  const data = join(folder, `people-${people}`)
  await makeLedger(data, people)
  return data
}

/** @type {import('./measure.mjs').Measured[]} */
const measured = []
/** @param {Promise<import('./measure.mjs').Measured>} under */
const note = async (under) => {
  const result = await under
  const target = targets.find(({ name, n }) => name === result.name && n === result.n)?.target ?? null
  measured.push(result)
  process.stdout.write(`${JSON.stringify({ ...result, target })}\n`)
}

if (wants('paper')) await note(measurePaper(PAPER_ROUNDS))

const context = await openProfile(join(folder, 'profile'))
try {
  await prepareDoor(context)
  await context.addInitScript(watchHome)

  if (wants('refill')) {
    const small = await openDaicho(context, await ledgerOf(SMALL))
    await note(measureRefill(small, SMALL, ROUNDS))
    await small.close()
  }
  if (wants('import')) {
    const openEmpty = async (/** @type {number} */ round) => {
      const data = join(folder, `import-${round}`)
      await makeLedger(data, 0)
      return openDaicho(context, data)
    }
    await note(measureImport(openEmpty, SMALL, ROUNDS))
  }
  if (['refill', 'edit', 'start'].some(wants)) {
    const full = await openDaicho(context, await ledgerOf(FULL))
    // The plain rows of the refill are those the edit is compared with.
    if (wants('refill') || wants('edit')) await note(measureRefill(full, FULL, wants('refill') ? ROUNDS : 1))
    if (wants('edit')) await note(measureEdit(full, FULL, EDIT_ROUNDS))
    if (wants('start')) {
      const empty = await openDaicho(context, await ledgerOf(0))
      await note(measureStart(full, empty, FULL, ROUNDS * 2 + 1))
      await empty.close()
    }
    await full.close()
  }
} finally {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
}

let failed = false
for (const { name, n, target } of targets) {
  const result = measured.find((each) => each.name === name && each.n === n)
  if (result !== undefined && result.ratio <= target) continue
  failed = true
  const what =
    result === undefined ? 'was not measured' : `took ${result.ratio} times as long, at most ${target}`
  process.stderr.write(`${name} (${n}) ${what}\n`)
}
process.exitCode = failed ? 1 : 0

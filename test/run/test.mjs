/**
 * `npm test`: everything that must hold, from a fresh clone, in one command. Plain Node, because it runs before
 * anything is installed. Stops at the first failure and names the step; the last line says what was counted.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { countPlaywright, countVitest } from './count.mjs'
import { prepareBrowser, preparePackages } from './prepare.mjs'
import { now, runStep, secondsSince } from './step.mjs'

const root = resolve(import.meta.dirname, '../..')
process.chdir(root)
const reports = join(root, '.tmp', 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const node = process.execPath
/** @param {string} path under node_modules */
const tool = (path) => [node, join(root, 'node_modules', path)]
const vitest = tool('vitest/vitest.mjs')

/** @param {string} name @param {readonly string[]} args @returns {import('./step.mjs').Step} */
const vitestStep = (name, args) => {
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`)
  return {
    name,
    command: [...vitest, 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile=${report}`],
    count: () => countVitest(report),
  }
}

/** @param {string} name @param {readonly string[]} args @returns {import('./step.mjs').Step} */
const playwrightStep = (name, args) => {
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`)
  return {
    name,
    command: [...tool('@playwright/test/cli.js'), 'test', ...args, '--reporter=line,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    count: () => countPlaywright(report),
  }
}

/** Steps of one row run beside each other; a row begins when the one before has passed. */
/** @type {readonly (readonly import('./step.mjs').Step[])[]} */
const rows = [
  [
    { name: 'build', command: [...tool('electron-vite/bin/electron-vite.js'), 'build'] },
    { name: 'types', command: [...tool('typescript/bin/tsc'), '-b', 'tsconfig.json', '--pretty', 'false'] },
  ],
  [
    {
      name: 'lint and format',
      command: [...tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    },
    { name: 'unused code', command: [...tool('knip/bin/knip.js'), '--no-progress'] },
    vitestStep('walls', ['--project=unit', 'test/layers']),
  ],
  [vitestStep('unit and property tests', ['--project=unit', '--exclude=test/layers/**'])],
  [vitestStep('browser tests', ['--project=browser'])],
  [playwrightStep('end-to-end tests', [])],
]

const startedAt = now()
let passed = 0
let failed = 0

/** @param {boolean} good */
const close = (good) => {
  console.log(`all of it: ${secondsSince(startedAt)}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(good ? 0 : 1)
}

/** @param {string} name @param {() => Promise<import('./prepare.mjs').Prepared>} prepare */
const prepared = async (name, prepare) => {
  const begunAt = now()
  const result = await prepare()
  if (result.ok) {
    console.log(`ok      ${name}: ${secondsSince(begunAt)} (${result.did})`)
    return
  }
  console.log(`FAILED  ${name}: ${result.sentence}`)
  if (result.output !== '') console.log(result.output.trimEnd().split('\n').slice(-20).join('\n'))
  failed = 1
  close(false)
}

await prepared('packages', () => preparePackages(root))
await prepared('browser', prepareBrowser)

for (const row of rows) {
  const results = await Promise.all(row.map(runStep))
  for (const result of results) {
    passed += result.passed
    failed += result.failed
  }
  const fallen = row.filter((_, at) => results[at]?.ok === false)
  if (fallen.length > 0) {
    // A step without tests of its own counts as one.
    failed = Math.max(failed, 1)
    console.log(`stopped at: ${fallen.map((step) => step.name).join(', ')}`)
    close(false)
  }
}
close(true)

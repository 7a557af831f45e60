/** Steps in rows, one after the other, up to the first that fails; what they counted; the closing line. */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { countPlaywright, countVitest } from './count.mjs'
import { now, runStep, secondsSince } from './step.mjs'

/** @typedef {import('./step.mjs').Step} Step */

export const root = resolve(import.meta.dirname, '../..')
const reports = join(root, '.tmp', 'reports')
const node = process.execPath

/** @param {string} name */
export const reportFile = (name) => join(reports, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.json`)

/** A program of an installed package. @param {string} path under node_modules */
export const tool = (path) => [node, join(root, 'node_modules', path)]

/** @param {string} name @param {readonly string[]} args @param {Record<string, string>} [env] @returns {Step} */
export const vitestStep = (name, args, env) => {
  const report = reportFile(name)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name,
    command: [...tool('vitest/vitest.mjs'), 'run', ...args, ...reporters],
    count: () => countVitest(report),
    ...(env === undefined ? {} : { env }),
  }
}

/** @param {string} name @param {readonly string[]} args @returns {Step} */
export const playwrightStep = (name, args) => {
  const report = reportFile(name)
  return {
    name,
    command: [...tool('@playwright/test/cli.js'), 'test', ...args, '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    count: () => countPlaywright(report),
  }
}

/** A program of ours, which may import TypeScript. @param {string} path @param {readonly string[]} args */
export const program = (path, args) => [node, '--import', './test/run/typescript.mjs', path, ...args]

export const createRun = () => {
  process.chdir(root)
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const startedAt = now()
  let passed = 0
  let failed = 0

  /** @param {boolean} good @returns {never} */
  const close = (good) => {
    console.log(`all of it: ${secondsSince(startedAt)}`)
    console.log(`${passed} passed, ${failed} failed`)
    process.exit(good ? 0 : 1)
  }

  return {
    close,
    /**
     * Something that must be there before the steps.
     * @param {string} name
     * @param {() => Promise<import('./prepare.mjs').Prepared>} prepare
     */
    prepare: async (name, prepare) => {
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
    },
    /**
     * Steps of one row run beside each other; a row begins when the one before has passed.
     * @param {readonly (readonly Step[])[]} rows
     */
    steps: async (rows) => {
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
    },
  }
}

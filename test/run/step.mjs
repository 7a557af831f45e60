/** Runs one step of the checks: shows its name, its time, and its whole output only when it failed. */
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/**
 * @typedef {{ passed: number, failed: number, note?: string }} Counted
 * @typedef {{ name: string, command: readonly string[], count?: () => Counted, env?: Record<string, string> }} Step
 */

/** Packages and the browser's own chatter would bury what failed. */
const noise = /^npm warn Unknown user config/

/** What could not be run on this machine is told even when all is well. */
const notRun = /^(skipped |The .* was not run)/

/**
 * Runs a command to its end; its output is kept, not shown.
 * @param {readonly string[]} command
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, output: string }>}
 */
export const runCommand = (command, env = {}) =>
  new Promise((done) => {
    const [program, ...args] = command
    const child = spawn(program ?? '', args, {
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    /** @type {Buffer[]} */
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => done({ code: 127, output: `${program}: ${error.message}\n` }))
    child.on('close', (code) => {
      const text = Buffer.concat(chunks).toString('utf8')
      const lines = text.split('\n').filter((line) => !noise.test(line))
      done({ code: code ?? 1, output: lines.join('\n') })
    })
  })

export const now = () => performance.now()

/** @param {number} startedAt */
export const secondsSince = (startedAt) => `${((now() - startedAt) / 1000).toFixed(1)} s`

/**
 * Runs a step and says how it went.
 * @param {Step} step
 * @returns {Promise<{ ok: boolean, passed: number, failed: number }>}
 */
export const runStep = async (step) => {
  const startedAt = now()
  const { code, output } = await runCommand(step.command, step.env)
  const counted = step.count?.() ?? { passed: 0, failed: 0 }
  // A runner that found nothing to run has shown nothing.
  const empty = step.count !== undefined && counted.passed + counted.failed === 0
  const good = code === 0 && counted.failed === 0 && !empty
  const tests = step.count === undefined ? '' : `, ${counted.passed} passed, ${counted.failed} failed`
  const note = counted.note === undefined ? '' : ` (${counted.note})`
  console.log(`${good ? 'ok    ' : 'FAILED'}  ${step.name}: ${secondsSince(startedAt)}${tests}${note}`)
  for (const line of output.split('\n')) if (good && notRun.test(line)) console.log(`        ${line}`)
  if (!good) {
    console.log(output.trimEnd())
    if (empty && code === 0) console.log(`${step.name}: no test ran, so nothing was shown.`)
  }
  return { ok: good, passed: counted.passed, failed: counted.failed }
}

/** Runs a program to its end. */
import { spawn } from 'node:child_process'

/**
 * @typedef {object} Ran
 * @property {number | null} code null: it was ended by a signal, or could not be started
 * @property {string} output what it printed, when it was to be quiet
 */

/**
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ cwd: string, quiet: boolean, limitMs?: number, shell?: boolean }} how `quiet` keeps back what it prints;
 *   after `limitMs` it is ended
 * @returns {Promise<Ran>}
 */
export const runProgram = (program, words, { cwd, quiet, limitMs, shell = false }) =>
  new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd,
      shell,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      windowsHide: true,
      ...(limitMs === undefined ? {} : { timeout: limitMs, killSignal: 'SIGKILL' }),
    })
    /** @type {Buffer[]} */
    const printed = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => printed.push(piece))
    /** @param {number | null} code */
    const finish = (code) => resolve({ code, output: Buffer.concat(printed).toString('utf8') })
    child.once('error', () => finish(null))
    child.once('close', finish)
  })

/** Runs the Electron shell until it ends. */
import { spawn } from 'node:child_process'

/**
 * @param {string} runtime Electron's program
 * @param {string} root folder of package.json, which names the built entry
 * @param {readonly string[]} words switches for the shell
 * @returns {Promise<number | null>} its exit code; null: it could not be started on this machine
 */
export const runElectron = (runtime, root, words) =>
  new Promise((resolve) => {
    // Chromium refuses to run as root with its sandbox.
    const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const child = spawn(runtime, [...sandbox, root, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
    let ready = false
    child.stdout.on('data', (piece) => {
      if (String(piece).includes('Daicho: ')) ready = true
      process.stdout.write(piece)
    })
    const forward = () => void child.kill('SIGTERM')
    process.on('SIGINT', forward).on('SIGTERM', forward)
    /** @param {number | null} code */
    const finish = (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      // 0 and 1 are the shell's own answers; anything else before it was ready means that Electron cannot run here.
      resolve(ready || code === 0 || code === 1 ? (code ?? 1) : null)
    }
    child.once('error', () => finish(null))
    child.once('close', finish)
  })

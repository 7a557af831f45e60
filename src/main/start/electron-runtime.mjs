/**
 * The Electron runtime is no part of the npm package: Electron's own installer brings it from the network, where that
 * can be reached. It is tried once; what came of it is remembered, so that an ordinary start touches no network.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProgram } from './run-program.mjs'

/** How long the installer may take on a first start, in milliseconds. */
const FETCH_LIMIT_MS = 20_000

/**
 * The runtime's program, or null when it is not (wholly) there.
 * @param {string} root folder of package.json
 */
export const runtimePath = (root) => {
  const folder = join(root, 'node_modules', 'electron')
  const version = readText(join(folder, 'dist', 'version'))
  const program = readText(join(folder, 'path.txt'))
  // The installer writes path.txt last.
  if (version === null || program === null || version.replace(/^v/, '') !== packageVersion(root)) return null
  const path = join(folder, 'dist', program)
  return existsSync(path) ? path : null
}

/**
 * Whether the installer was tried before with this version of Electron.
 * @param {string} root
 */
export const wasTried = (root) => {
  try {
    return JSON.parse(readText(memory(root)) ?? '{}').version === packageVersion(root)
  } catch {
    return false
  }
}

/**
 * Runs Electron's own installer, within the limit, and remembers that it was tried.
 * @param {string} root
 * @returns {Promise<string | null>} the runtime's program, or null
 */
export const fetchRuntime = async (root) => {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  await runProgram(process.execPath, [installer], { cwd: root, quiet: true, limitMs: FETCH_LIMIT_MS })
  const path = runtimePath(root)
  mkdirSync(dirname(memory(root)), { recursive: true })
  writeFileSync(memory(root), JSON.stringify({ version: packageVersion(root), there: path !== null }))
  return path
}

/** @param {string} root */
const memory = (root) => join(root, 'node_modules', '.cache', 'daicho', 'electron-runtime.json')

/** @param {string} root */
const packageVersion = (root) =>
  JSON.parse(readText(join(root, 'node_modules', 'electron', 'package.json')) ?? '{}').version ?? null

/** @param {string} path */
const readText = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

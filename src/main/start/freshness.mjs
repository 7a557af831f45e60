/** Whether what is installed and built still belongs to the source. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a build is made from. */
const sources = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.renderer.json',
]

/** What a build makes, of each of its parts the file that the start needs. */
const outputs = ['out/main/web.js', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/**
 * True when node_modules is not there, or was installed from another lock file. A lock file that is merely younger, as
 * after a checkout, is read: if all it names is installed, no network is needed.
 * @param {string} root folder of package.json
 */
export const needsInstall = (root) => {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return true
  if (statSync(lock).mtimeMs <= statSync(installed).mtimeMs) return false
  const wanted = readPackages(lock)
  const there = readPackages(installed)
  return Object.entries(wanted).some(([place, { version, optional }]) => {
    if (place === '') return false
    const found = there[place]
    // Optional packages are those of other systems.
    return found === undefined ? !optional : found.version !== version
  })
}

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @param {string} path
 * @returns {Record<string, LockedPackage>} by place, such as `node_modules/ws`; empty when the file says nothing
 */
const readPackages = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/**
 * True when a part of the build is missing or older than the youngest source.
 * @param {string} root folder of package.json
 */
export const needsBuild = (root) => {
  const built = outputs.map((path) => join(root, path))
  if (!built.every((path) => existsSync(path))) return true
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs))
  return sources.some((path) => newestIn(join(root, path)) > oldest)
}

/**
 * The latest change below a path, in ms; folders count, because taking a file away changes only them.
 * @param {string} path
 * @returns {number}
 */
const newestIn = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return isTest(path) ? 0 : stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}

/** @param {string} path */
const isTest = (path) => /\.test\.tsx?$/.test(path)

/** Whether node_modules holds what package-lock.json says. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }> | null} */
const packagesOf = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    // Missing or half written: the same as nothing installed.
    return null
  }
}

/** @param {string} root */
export const needsInstall = (root) => {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const there = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null || there === null) return true
  return Object.entries(wanted).some(([path, { version, optional }]) => {
    if (path === '') return false
    const found = there[path]
    // Optional packages of other systems are in the lock and not here.
    return found === undefined ? optional !== true : found.version !== version
  })
}

/**
 * Writes licences.json: every package that travels with Daicho (dependencies of package-lock.json that are not for
 * development) and Electron's runtime, with the full text of its licence. Run after a change of dependencies:
 * `node resources/licences/write-licences.mjs`. A test says when that was forgotten.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

/** Paths in node_modules of what is shipped. */
const shipped = Object.entries(lock.packages)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path]) => path)
  .concat('node_modules/electron')

/** @param {string} path */
const licenceText = (path) => {
  const names = readdirSync(join(root, path)).filter((name) => /^(licen[cs]e|copying)/i.test(name))
  return names.map((name) => readFileSync(join(root, path, name), 'utf8').trim()).join('\n\n')
}

const packages = shipped
  .map((path) => {
    const { name, version, license, author } = JSON.parse(
      readFileSync(join(root, path, 'package.json'), 'utf8'),
    )
    const by = typeof author === 'string' ? author : (author?.name ?? '')
    const text = licenceText(path) || `${name} ${version}\n${license}${by ? `\nCopyright (c) ${by}` : ''}`
    return { name, version, licence: String(license), text }
  })
  .filter(
    (one, at, all) =>
      all.findIndex((other) => other.name === one.name && other.version === one.version) === at,
  )
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))

writeFileSync(join(import.meta.dirname, 'licences.json'), `${JSON.stringify(packages, null, 1)}\n`)

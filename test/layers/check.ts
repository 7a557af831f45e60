/** Holds a set of files against the table of walls; pure, so that tests can plant a breach and see it found. */
import { posix } from 'node:path'
import { type Reading, readSource } from './imports'
import { bans, emptyNames, japaneseOnlyIn, lineLimits, type Wall, walls } from './walls'

export type SourceFile = { readonly path: string; readonly text: string }

const inside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)
const bare = (path: string): string => path.replace(/\.(d\.ts|tsx?|mjs)$/, '')
export const isTest = (path: string): boolean => /\.(test|bench)(\.tsx?)?$|\/testing\//.test(path)

/** The folder a rule means for this file: `workspaces/*` stands for the workspace the file lies in. */
const folderOf = (wall: Wall, path: string): string | null => {
  if (!wall.folder.endsWith('/*')) return inside(path, wall.folder) ? wall.folder : null
  const parent = wall.folder.slice(0, -2)
  if (!inside(path, parent) || path === parent) return null
  return `${parent}/${path.slice(parent.length + 1).split('/')[0]}`
}

const wallOf = (path: string): { wall: Wall; folder: string } | null => {
  for (const wall of walls) {
    const folder = folderOf(wall, path)
    if (folder !== null) return { wall, folder }
  }
  return null
}

const packageOf = (specifier: string): string => {
  if (specifier.startsWith('node:')) return 'node:'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Where a relative import leads, as a path from the root of the repository. */
const targetOf = (path: string, specifier: string): string | null => {
  const plain = specifier.replace(/\?.*$/, '')
  if (plain.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), plain))
  if (plain.startsWith('/')) return posix.join('src/renderer', plain)
  return null
}

const importBreaches = (path: string, reading: Reading): string[] => {
  const held = wallOf(path)
  if (held === null) return [`${path}: no wall names this folder; add it to test/layers/walls.ts`]
  const { wall, folder } = held
  const allowed = [folder, ...wall.may]
  const found: string[] = []
  for (const { specifier, line } of reading.imports) {
    const at = `${path}:${line}`
    const target = targetOf(path, specifier)
    if (target === null) {
      const name = packageOf(specifier)
      if (!wall.packages.includes(name)) {
        const list = wall.packages.join(', ') || 'no package'
        found.push(`${at}: ${wall.folder} may not import ${specifier} (allowed: ${list}). ${wall.cure}`)
      }
      continue
    }
    if (/\.(ts|tsx|js)$/.test(specifier) && !/\.worker\.ts$|worker\.ts$/.test(specifier)) {
      if (!path.endsWith('.html')) found.push(`${at}: write ${specifier} without its extension.`)
    }
    if (isTest(target) || inside(target, 'test')) {
      found.push(`${at}: ${specifier} belongs to tests; nothing that ships may import it.`)
    }
    if (inside(target, 'node_modules')) {
      found.push(`${at}: import the package by its name, not by a path into node_modules.`)
    }
    const reachable = allowed.some((one) => inside(bare(target), one) || inside(target, one))
    if (!reachable) {
      const list = wall.may.join(', ') || 'nothing outside it'
      found.push(`${at}: ${wall.folder} may not import ${target} (allowed: ${list}). ${wall.cure}`)
    }
  }
  return found
}

const banBreaches = (path: string, reading: Reading): string[] => {
  const found: string[] = []
  for (const ban of bans) {
    if (!inside(path, ban.within) || ban.except.some((one) => inside(path, one))) continue
    for (const use of reading.uses) {
      if (ban.uses.includes(use.what)) {
        found.push(`${path}:${use.line}: ${use.what} is not used in ${ban.within}. ${ban.cure}`)
      }
    }
  }
  if (!japaneseOnlyIn.some((one) => inside(path, one))) {
    for (const { text, line } of reading.japanese) {
      found.push(
        `${path}:${line}: “${text.slice(0, 20)}” stands outside src/renderer/texts. Give it a key there, in both languages.`,
      )
    }
  }
  return found
}

const nameBreaches = ({ path, text }: SourceFile): string[] => {
  const found: string[] = []
  const parts = path.split('/').slice(1)
  for (const part of parts) {
    // `src/shared` is the one folder of that name: what every process may know.
    if (emptyNames.test(part) && path.split('/')[1] !== part) {
      found.push(`${path}: “${part}” says nothing; name it after the idea it holds.`)
    }
  }
  const name = posix.basename(path)
  const stem = name.split('.')[0] ?? ''
  if (/\.tsx$/.test(name) && !/^([A-Z][A-Za-z0-9]*|[a-z][a-z0-9-]*)$/.test(stem)) {
    found.push(`${path}: a component is PascalCase.tsx.`)
  }
  if (/\.(ts|mjs)$/.test(name) && !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stem)) {
    found.push(`${path}: a module is kebab-case.`)
  }
  const lines = text.split('\n').length
  if (/\.(ts|tsx|mjs|css)$/.test(name) && lines > lineLimits.wall) {
    found.push(
      `${path}: ${lines} lines; above ${lineLimits.wall} a file holds more than one idea. Divide it.`,
    )
  }
  return found
}

const barrelBreaches = (path: string, text: string): string[] =>
  /^export \* from/m.test(text)
    ? [`${path}: export * hides where a name comes from; import it where it is made.`]
    : []

/** Every breach as one sentence with file, line, rule and cure. */
export const findBreaches = (files: readonly SourceFile[]): string[] => {
  const found: string[] = []
  const readings = new Map(files.map((file) => [file.path, readSource(file.path, file.text)]))
  for (const file of files) {
    found.push(...nameBreaches(file))
    const reading = readings.get(file.path) ?? null
    if (reading === null || isTest(file.path) || inside(file.path, 'test')) continue
    found.push(...importBreaches(file.path, reading))
    found.push(...banBreaches(file.path, reading))
    found.push(...barrelBreaches(file.path, file.text))
  }
  found.push(...findCycles(readings))
  return found
}

/** Modules that need each other at start; types are erased and do not count. */
const findCycles = (readings: ReadonlyMap<string, Reading | null>): string[] => {
  const known = new Map([...readings.keys()].map((path) => [bare(path), path]))
  const needs = new Map<string, string[]>()
  for (const [from, reading] of readings) {
    if (reading === null || isTest(from)) continue
    const targets = reading.imports
      .filter((one) => !one.typeOnly)
      .map((one) => targetOf(from, one.specifier))
      .flatMap((target) => {
        const path = target === null ? undefined : (known.get(bare(target)) ?? known.get(`${target}/index`))
        return path === undefined ? [] : [path]
      })
    needs.set(from, targets)
  }
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) {
      const ring = [...trail.slice(start), path]
      found.push(
        `${path}: needs itself through ${ring.join(' → ')}. Move what both need into a module of its own.`,
      )
      return
    }
    if (done.has(path)) return
    for (const next of needs.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of needs.keys()) visit(path, [])
  return found
}

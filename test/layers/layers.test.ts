import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findBreaches, type SourceFile } from './check'
import { lineLimits, walls } from './walls'

const root = resolve(import.meta.dirname, '../..')
const roots = ['src', 'test', 'resources/sample']
const code = /\.(ts|tsx|mjs|css|html)$/
/** What holds no code; any other ending must be named here or in `code`, so that nothing slips past unread. */
const notCode =
  /(^|\/)\.gitattributes$|\.(md|json|svg|png|ico|woff2|txt|csv|tsv|pdf|log|seg|gz|daicho|jsonl|xlsx|vcf)$|(^|\/)[^.]+$/

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name)
    if (item.isDirectory()) return walk(path)
    return [relative(root, path).split(sep).join('/')]
  })

const paths = roots.flatMap((folder) => walk(join(root, folder)))
const files: SourceFile[] = paths
  .filter((path) => code.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

describe('the walls of the house', () => {
  test('nothing imports across a wall, uses a power its folder does not have, or has a name that says nothing', () => {
    expect(findBreaches(files)).toEqual([])
  })

  test('every file that the tree has was read', () => {
    const listed = execFileSync('git', ['ls-files', '-z', '--', ...roots], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((path) => path !== '' && existsSync(join(root, path)))
    const seen = new Set(paths)
    expect(listed.filter((path) => !seen.has(path))).toEqual([])
    expect(paths.filter((path) => !code.test(path) && !notCode.test(path))).toEqual([])
    expect(files.length).toBeGreaterThanOrEqual(listed.filter((path) => code.test(path)).length)
    expect(files.length).toBeGreaterThan(20)
  })

  test('every wall stands around a folder that is there', () => {
    const missing = walls.filter((wall) => !existsSync(join(root, wall.folder.replace(/\/\*$/, ''))))
    expect(missing.map((wall) => wall.folder)).toEqual([])
  })

  test('files that have grown long are listed', () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > lineLimits.listed)
      .sort((a, b) => b.lines - a.lines)
    for (const { path, lines } of long) console.info(`${path}: ${lines} lines, to think about`)
    expect(long.filter(({ lines }) => lines > lineLimits.wall)).toEqual([])
  })
})

describe('the check of the walls', () => {
  const breaches = (path: string, text: string): string => findBreaches([{ path, text }]).join('\n')

  const planted: readonly [name: string, path: string, text: string, says: string][] = [
    [
      'a static import',
      'src/shared/base/x.ts',
      "import { a } from '../records/define'",
      'src/shared/records',
    ],
    ['an import of a type', 'src/shared/base/x.ts', "import type { A } from '../journal/entry'", 'pass the'],
    ['an import in a type', 'src/shared/base/x.ts', "type A = import('../journal/entry').Entry", 'pass the'],
    ['a dynamic import', 'src/shared/journal/x.ts', "const a = await import('dexie')", 'dexie'],
    ['a computed import', 'src/shared/journal/x.ts', 'const a = await import(name)', '(computed)'],
    ['an export from', 'src/shared/contract/x.ts', "export { a } from '../journal/row'", 'schemas'],
    ['an export of everything', 'src/shared/base/x.ts', "export * from './result'", 'export * hides'],
    ['a side effect', 'src/renderer/fields/x.ts', "import '../store/worker'", 'belongs in generic'],
    ['require', 'src/main/host/x.ts', "const e = require('electron')", 'may not import electron'],
    [
      'a worker by address',
      'src/renderer/generic/x.ts',
      "new Worker(new URL('../store/worker.ts', import.meta.url))",
      'src/renderer/store/worker.ts',
    ],
    ['electron in the host', 'src/main/host/x.ts', "import { app } from 'electron'", 'plain Node'],
    ['dexie in a page', 'src/renderer/app/x.ts', "import Dexie from 'dexie'", 'may not import dexie'],
    ['React in the worker', 'src/renderer/store/x.ts', "import { useState } from 'react'", 'no React'],
    [
      'another workspace',
      'src/renderer/workspaces/people/x.ts',
      "import { a } from '../settings/a'",
      'workspaces meet in',
    ],
    ['the worker from a page', 'src/renderer/generic/x.ts', "import { a } from '../store/fold'", 'store'],
    [
      'a package in the start',
      'src/main/start/x.mjs',
      "import zod from 'zod'",
      'before anything is installed',
    ],
    ['a test from the product', 'src/renderer/app/x.ts', "import { a } from './a.test'", 'belongs to tests'],
    ['a far stylesheet', 'src/renderer/ui/x.css', '@import url("https://example.com/a.css");', 'https'],
    ['a folder nobody named', 'src/elsewhere/x.ts', 'export const a = 1', 'no wall names this folder'],
    ['the clock', 'src/shared/journal/x.ts', 'const a = Date.now()', 'passed in'],
    ['the clock by new Date', 'src/shared/journal/x.ts', 'const a = new Date()', 'passed in'],
    ['chance', 'src/shared/domain/x.ts', 'const a = Math.random()', 'passed in'],
    ['console', 'src/renderer/app/x.ts', "console.log('a')", 'fault log'],
    ['fetch', 'src/renderer/generic/x.ts', "await fetch('/a')", 'bridge'],
    ['a database in the page', 'src/renderer/app/x.ts', "indexedDB.open('a')", 'one worker'],
    ['code from text', 'src/renderer/app/x.ts', "new Function('a')", 'content security'],
    [
      'words in a screen',
      'src/renderer/app/x.tsx',
      'export const A = () => <b>保存</b>',
      'in both languages',
    ],
    ['an empty name', 'src/renderer/ui/utils.ts', 'export const a = 1', 'says nothing'],
    ['a folder with an empty name', 'src/renderer/common/a.ts', 'export const a = 1', 'says nothing'],
    ['a module in camel case', 'src/shared/base/myThing.ts', 'export const a = 1', 'kebab-case'],
    ['a long file', 'src/shared/base/x.ts', '\n'.repeat(600), '601 lines'],
  ]
  test.each(planted)('finds %s', (_name, path, text, says) => {
    expect(breaches(path, text)).toContain(says)
  })

  test('finds modules that need each other', () => {
    const found = findBreaches([
      { path: 'src/shared/base/a.ts', text: "import { b } from './b'" },
      { path: 'src/shared/base/b.ts', text: "import { a } from './a'" },
    ])
    expect(found.join('\n')).toContain('src/shared/base/a.ts → src/shared/base/b.ts → src/shared/base/a.ts')
  })

  const fine: readonly [name: string, path: string, text: string][] = [
    ['a conversion of a given instant', 'src/shared/journal/x.ts', 'const a = new Date(at).toISOString()'],
    ['a name in a comment', 'src/shared/journal/x.ts', '// not Date.now() and not console.log'],
    ['a name of its own', 'src/renderer/generic/x.ts', 'const a = (fetch: () => void) => fetch()'],
    ['a type from a higher neighbour', 'src/shared/base/x.ts', "import type { Result } from './result'"],
    ['the client of the store', 'src/renderer/generic/x.ts', "import { a } from '../store/client/use-list'"],
    ['its own workspace', 'src/renderer/workspaces/people/x.ts', "import { a } from './a'"],
  ]
  test.each(fine)('lets %s pass', (_name, path, text) => {
    expect(breaches(path, text)).toBe('')
  })
})

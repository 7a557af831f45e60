import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPageFile } from './page-files'

const folder = mkdtempSync(join(tmpdir(), 'daicho-page-'))
const root = join(folder, 'page')
mkdirSync(join(root, 'assets.js'), { recursive: true })
mkdirSync(join(folder, 'page-beside'))
writeFileSync(join(root, 'index.html'), 'index')
writeFileSync(join(root, 'font.woff2'), 'font')
writeFileSync(join(root, 'notes.env'), 'secret')
writeFileSync(join(folder, 'outside.js'), 'outside')
writeFileSync(join(folder, 'page-beside', 'a.js'), 'beside')
afterAll(() => rmSync(folder, { recursive: true }))

test('files of the page are read with their media type', async () => {
  expect(await readPageFile(root, '/')).toEqual({
    bytes: Buffer.from('index'),
    mediaType: 'text/html; charset=utf-8',
  })
  expect(await readPageFile(root, '/font.woff2')).toEqual({
    bytes: Buffer.from('font'),
    mediaType: 'font/woff2',
  })
})

test.each([
  '/../outside.js',
  '/..%2foutside.js',
  '/%2e%2e/outside.js',
  '/..%5coutside.js',
  '/../page-beside/a.js',
  '/notes.env',
  '/none.js',
  '/assets.js',
  '/index.html/x.js',
  '/%00.js',
  '/%E0%A4%A.js',
  '',
])('nothing is read for %j', async (path) => {
  expect(await readPageFile(root, path)).toBeNull()
})

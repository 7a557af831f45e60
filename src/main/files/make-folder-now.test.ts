import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolderNow } from './make-folder-now'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daicho-folder-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('makes what is missing above, for this user alone, and is content with what is there', () => {
  const path = join(folder, 'a', 'b', 'c')
  makeFolderNow(path)
  makeFolderNow(path)
  if (process.platform !== 'win32') expect(statSync(join(folder, 'a', 'b')).mode & 0o777).toBe(0o700)
  expect(statSync(path).isDirectory()).toBe(true)
})

test('says why a folder cannot be made behind a file, or where one stands', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => makeFolderNow(join(file, 'data'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }))
  expect(() => makeFolderNow(file)).toThrow(expect.objectContaining({ code: 'EEXIST' }))
})

test.runIf(process.platform === 'linux')('comes to an end where the system takes no folders', () => {
  expect(() => makeFolderNow('/proc/daicho/data/browser')).toThrow(
    expect.objectContaining({ code: 'ENOENT' }),
  )
})

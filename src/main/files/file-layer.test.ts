/** What every file layer must do, asked of the real one and of the one in memory. */
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type FileLayer, fileCode } from './file-layer'
import { nodeFiles } from './node-files'
import { createTearingFiles } from './testing/tearing-files'
import { makeKeptFolder, readJson, writeJson } from './whole-file'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)
const codeOf = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => 'nothing thrown',
    (error: unknown) => fileCode(error),
  )

const made: string[] = []
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

const realFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'daicho-files-'))
  made.push(folder)
  return folder
}

const layers: readonly [string, () => Promise<{ files: FileLayer; folder: string }>][] = [
  ['the real file layer', async () => ({ files: nodeFiles, folder: await realFolder() })],
  [
    'the file layer of the tests',
    async () => {
      const files = createTearingFiles()
      await files.makeFolder('/folder')
      return { files, folder: '/folder' }
    },
  ],
]

describe.each(layers)('%s', (_name, create) => {
  test('appends at the end, and cuts back', async () => {
    const { files, folder } = await create()
    const path = join(folder, 'a.seg')
    const file = await files.openAppend(path)
    await file.append(bytes('one\n'))
    await file.append(bytes('two\n'))
    await file.flush()
    expect(text(await files.read(path))).toBe('one\ntwo\n')
    await file.truncate(4)
    await file.append(bytes('3\n'))
    await file.close()
    expect(text(await files.read(path))).toBe('one\n3\n')
    const again = await files.openAppend(path)
    await again.append(bytes('4'))
    await again.close()
    expect(text(await files.readRange(path, 4, 100))).toBe('3\n4')
    expect(text(await files.readRange(path, 1, 2))).toBe('ne')
  })

  test('makes files for their owner only, and never over another', async () => {
    const { files, folder } = await create()
    const path = join(folder, 'key')
    await files.writeNew(path, bytes('secret'))
    expect(await files.stat(path)).toMatchObject({ kind: 'file', size: 6, mode: 0o600 })
    expect(await codeOf(files.writeNew(path, bytes('other')))).toBe('EEXIST')
    expect(text(await files.read(path))).toBe('secret')
  })

  test('makes folders for their owner only', async () => {
    const { files, folder } = await create()
    await files.makeFolder(join(folder, 'vault', 'dev1'))
    expect(await files.stat(join(folder, 'vault'))).toMatchObject({ kind: 'folder', mode: 0o700 })
    expect(await files.stat(join(folder, 'vault', 'dev1'))).toMatchObject({ kind: 'folder', mode: 0o700 })
    await files.makeFolder(join(folder, 'vault'))
    expect(await files.list(join(folder, 'vault'))).toEqual([{ name: 'dev1', kind: 'folder' }])
  })

  test('renames over what is there, and the file stays the same file', async () => {
    const { files, folder } = await create()
    await files.writeNew(join(folder, 'new'), bytes('new'))
    await files.writeNew(join(folder, 'old'), bytes('old'))
    const identity = (await files.stat(join(folder, 'new')))?.identity
    await files.rename(join(folder, 'new'), join(folder, 'old'))
    await files.flushFolder(folder)
    expect(text(await files.read(join(folder, 'old')))).toBe('new')
    expect(await files.stat(join(folder, 'new'))).toBeNull()
    expect((await files.stat(join(folder, 'old')))?.identity).toBe(identity)
  })

  test('removes what is there, and minds nothing that is not', async () => {
    const { files, folder } = await create()
    await files.makeFolder(join(folder, 'a', 'b'))
    await files.writeNew(join(folder, 'a', 'b', 'c'), bytes('c'))
    await files.writeNew(join(folder, 'd'), bytes('d'))
    await files.remove(join(folder, 'd'))
    await files.remove(join(folder, 'd'))
    await files.removeTree(join(folder, 'a'))
    await files.removeTree(join(folder, 'a'))
    expect(await files.list(folder)).toEqual([])
  })

  test('says by code what is not there', async () => {
    const { files, folder } = await create()
    expect(await files.stat(join(folder, 'x', 'y'))).toBeNull()
    expect(await codeOf(files.read(join(folder, 'x')))).toBe('ENOENT')
    expect(await codeOf(files.list(join(folder, 'x')))).toBe('ENOENT')
    expect(await codeOf(files.rename(join(folder, 'x'), join(folder, 'y')))).toBe('ENOENT')
    expect(await codeOf(files.realPath(join(folder, 'x')))).toBe('ENOENT')
    expect(await codeOf(files.openAppend(join(folder, 'x', 'y')))).toBe('ENOENT')
  })

  test('writes small files whole, and makes the folders above', async () => {
    const { files, folder } = await create()
    const deep = join(folder, 'p', 'q')
    await makeKeptFolder(files, deep)
    await writeJson(files, join(deep, 'x.json'), { a: 1 })
    await writeJson(files, join(deep, 'x.json'), { a: 2 })
    expect(await readJson(files, join(deep, 'x.json'))).toEqual({ a: 2 })
    expect(await files.list(deep)).toEqual([{ name: 'x.json', kind: 'file' }])
    expect(await readJson(files, join(deep, 'y.json'))).toBeUndefined()
    await files.writeNew(join(deep, 'z.json'), bytes('{"half'))
    expect(await readJson(files, join(deep, 'z.json'))).toBeUndefined()
  })
})

test('a link to a folder is listed as the folder it leads to', async () => {
  const folder = await realFolder()
  await nodeFiles.makeFolder(join(folder, 'real'))
  await symlink(join(folder, 'real'), join(folder, 'link'))
  await symlink(join(folder, 'nowhere'), join(folder, 'dead'))
  const items = await nodeFiles.list(folder)
  expect(items.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'dead', kind: 'other' },
    { name: 'link', kind: 'folder' },
    { name: 'real', kind: 'folder' },
  ])
})

test('only errors of the system have a code', () => {
  expect(fileCode(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toBe('ENOSPC')
  expect(fileCode(Object.assign(new Error('defect'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeNull()
  expect(fileCode(new TypeError('x is undefined'))).toBeNull()
})

describe('the real files', () => {
  test.runIf(process.platform === 'linux')(
    'a place where no folder can be made is a failure with a code, not an endless try',
    async () => {
      expect(await codeOf(nodeFiles.makeFolder('/proc/daicho/data'))).toBe('ENOENT')
    },
  )
})

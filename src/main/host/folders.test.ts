import { expect, test } from 'vitest'
import { createTearingFiles } from '../files/testing/tearing-files'
import { findFolderWarning } from './folder-warning'
import { createFolders, type FoldersDeps } from './folders'

const home = '/home/sato'

const foldersWith = async (more: Partial<FoldersDeps> = {}) => {
  const files = createTearingFiles()
  for (const path of [
    '/home/sato/文書',
    '/home/sato/.cache',
    '/media/sato/STICK/Daicho-abcd0123/vault/dev1',
    '/mnt/nas',
  ])
    await files.makeFolder(path)
  await files.writeNew('/media/sato/STICK/Daicho-abcd0123/vault/dev1/device.json', new Uint8Array())
  await files.writeNew('/home/sato/note.txt', new Uint8Array())
  return createFolders({ files, platform: 'linux', home, ...more })
}

const browse = async (folders: Awaited<ReturnType<typeof foldersWith>>, path: string | null) => {
  const listing = await folders.browse(path)
  if (!listing.ok) throw new Error(listing.error.type)
  return listing.value
}

test('the system’s dialog gives a path out, and with it the right to use it', async () => {
  const folders = await foldersWith({ chooseFolder: async () => '/mnt/nas' })
  expect(folders.isGranted('/mnt/nas')).toBe(false)
  expect(await folders.choose('copy')).toEqual({ type: 'chosen', path: '/mnt/nas' })
  expect(folders.isGranted('/mnt/nas')).toBe(true)
  expect(folders.isGranted('/mnt')).toBe(false)
  expect(await folders.browse(null)).toEqual({ ok: false, error: { type: 'NotHere' } })
})

test('a dialog that was closed grants nothing', async () => {
  const folders = await foldersWith({ chooseFolder: async () => null })
  expect(await folders.choose('copy')).toEqual({ type: 'cancelled' })
})

test('without a dialog the page browses, beginning at home and at what is plugged in', async () => {
  const folders = await foldersWith()
  expect(await folders.choose('restore')).toEqual({ type: 'browse' })
  expect(await browse(folders, null)).toEqual({
    path: '',
    parent: null,
    folders: [
      { name: home, path: home },
      { name: 'STICK', path: '/media/sato/STICK' },
      { name: 'nas', path: '/mnt/nas' },
      { name: '/', path: '/' },
    ],
    isVault: false,
  })
})

test('a listing shows folders only, without hidden ones, and the way up', async () => {
  const folders = await foldersWith()
  await browse(folders, null)
  expect(await browse(folders, home)).toEqual({
    path: home,
    parent: '/home',
    folders: [{ name: '文書', path: '/home/sato/文書' }],
    isVault: false,
  })
  expect((await browse(folders, '/home')).parent).toBe('/')
  expect((await browse(folders, '/')).parent).toBeNull()
})

test('only paths that were listed can be used', async () => {
  const folders = await foldersWith()
  expect(folders.isGranted('/mnt/nas')).toBe(false)
  await browse(folders, null)
  expect(folders.isGranted('/mnt/nas')).toBe(true)
  expect(folders.isGranted('/mnt/nas/../../etc')).toBe(false)
  expect(await folders.browse('/etc')).toEqual({ ok: false, error: { type: 'NoSuchFolder' } })
  expect(folders.isGranted('/etc')).toBe(false)
})

test.each(['/home/sato/文書', '/home/sato/文書/', ' "/home/sato/../sato/文書" ', '~/文書'])(
  'a typed %s is listed under its plain path, which then may be used',
  async (typed) => {
    const folders = await foldersWith()
    expect((await browse(folders, typed)).path).toBe('/home/sato/文書')
    expect(folders.isGranted('/home/sato/文書')).toBe(true)
    expect(folders.isGranted(typed)).toBe(typed === '/home/sato/文書')
  },
)

test.each([
  ['文書', 'NotAFullPath'],
  ['./文書', 'NotAFullPath'],
  ['/home/sato/\0', 'NotAFullPath'],
  ['/home/sato/note.txt', 'NoSuchFolder'],
  ['/nowhere', 'NoSuchFolder'],
] as const)('a typed %j is refused as %s', async (typed, type) => {
  const folders = await foldersWith()
  expect(await folders.browse(typed)).toEqual({ ok: false, error: { type } })
})

test('on Windows a typed path names its drive or its server', async () => {
  const files = createTearingFiles()
  const asked: string[] = []
  const stat = async (path: string) => {
    asked.push(path)
    return null
  }
  const folders = createFolders({ files: { ...files, stat }, platform: 'win32', home: 'C:\\Users\\sato' })
  for (const typed of ['\\folder', 'C:folder', 'folder'])
    expect(await folders.browse(typed)).toEqual({ ok: false, error: { type: 'NotAFullPath' } })
  for (const typed of ['"D:\\台帳\\"', 'D:/台帳', '\\\\nas\\共有\\台帳', 'E:\\']) await folders.browse(typed)
  expect(asked).toEqual(['D:\\台帳', 'D:\\台帳', '\\\\nas\\共有\\台帳', 'E:\\'])
})

test('a folder is made within one that was listed, and may be used at once', async () => {
  const folders = await foldersWith()
  expect(await folders.make(home, '台帳の写し')).toEqual({ ok: false, error: { type: 'NotGranted' } })
  await browse(folders, home)
  const path = `${home}/台帳の写し`
  expect(await folders.make(home, '台帳の写し')).toEqual({ ok: true, value: { path } })
  expect(folders.isGranted(path)).toBe(true)
  expect((await browse(folders, home)).folders.map(({ name }) => name)).toContain('台帳の写し')
  expect(await folders.make(home, '台帳の写し')).toEqual({ ok: false, error: { type: 'FolderExists' } })
})

test.each([
  '..',
  '.',
  'a/b',
  'a\\b',
  '/etc',
  'C:',
  'a?',
  'x\u0000',
  'nul',
  'COM1.txt',
  '.hidden',
  'a.',
  'a ',
  ' a',
])('no folder is made under the name %j', async (name) => {
  const folders = await foldersWith()
  await browse(folders, home)
  expect(await folders.make(home, name)).toEqual({ ok: false, error: { type: 'BadFolderName' } })
})

test('a folder that cannot be made is a value', async () => {
  const files = createTearingFiles()
  await files.makeFolder(home)
  let code = 'EROFS'
  const makeFolder = async () => {
    throw Object.assign(new Error('no'), { code })
  }
  const folders = createFolders({ files: { ...files, makeFolder }, platform: 'linux', home })
  await folders.browse(null)
  expect(await folders.make(home, 'a')).toEqual({ ok: false, error: { type: 'FolderNotMade', code } })
  code = 'ENOSPC'
  expect(await folders.make(home, 'a')).toEqual({ ok: false, error: { type: 'DiskFull' } })
})

test('a shell with a dialog makes no folders for the page', async () => {
  const folders = await foldersWith({ chooseFolder: async () => home })
  await folders.choose('copy')
  expect(await folders.make(home, 'a')).toEqual({ ok: false, error: { type: 'NotHere' } })
})

test('a folder with a vault in it is seen as one', async () => {
  const folders = await foldersWith()
  await browse(folders, null)
  for (const path of [
    '/media/sato/STICK',
    '/media/sato/STICK/Daicho-abcd0123',
    '/media/sato/STICK/Daicho-abcd0123/vault',
  ])
    expect((await browse(folders, path)).isVault).toBe(true)
  expect((await browse(folders, '/mnt/nas')).isVault).toBe(false)
})

test('a folder that cannot be read is a value', async () => {
  const files = createTearingFiles()
  await files.makeFolder(home)
  const list = async (path: string) => {
    if (path === home) throw Object.assign(new Error('no'), { code: 'EACCES' })
    return files.list(path)
  }
  const folders = createFolders({ files: { ...files, list }, platform: 'linux', home })
  await folders.browse(null)
  expect(await folders.browse(home)).toEqual({ ok: false, error: { type: 'Unreadable' } })
})

test('a folder is listed though nobody may look into one of its folders', async () => {
  const files = createTearingFiles()
  await files.makeFolder(`${home}/vault`)
  const list = async (path: string) => {
    if (path === `${home}/vault`) throw Object.assign(new Error('no'), { code: 'EACCES' })
    return files.list(path)
  }
  const folders = createFolders({ files: { ...files, list }, platform: 'linux', home })
  await folders.browse(null)
  expect(await folders.browse(home)).toMatchObject({
    ok: true,
    value: { folders: [{ name: 'vault' }], isVault: false },
  })
})

test('on Windows the drives that are there come after home', async () => {
  const files = createTearingFiles()
  const stat = async (path: string) =>
    ['C:\\', 'E:\\'].includes(path)
      ? ({ kind: 'folder', size: 0, mode: 0, identity: '1', disk: '1', changedAt: 0 } as const)
      : null
  const folders = createFolders({ files: { ...files, stat }, platform: 'win32', home: 'C:\\Users\\sato' })
  expect((await browse(folders, null)).folders.map(({ path }) => path)).toEqual([
    'C:\\Users\\sato',
    'C:\\',
    'E:\\',
  ])
})

test.each([
  ['/home/sato/.local/share/daicho', 0o700, null],
  ['/home/sato/daicho', 0o755, 'othersCanRead'],
  ['/home/sato/daicho', 0o710, 'othersCanRead'],
  ['C:\\Users\\sato\\AppData\\Local\\Daicho', 0, null],
  ['C:\\Users\\sato\\OneDrive\\Daicho', 0, 'cloudSynced'],
  ['C:\\Users\\sato\\OneDrive - 株式会社\\Daicho', 0, 'cloudSynced'],
  ['/Users/sato/Library/Mobile Documents/com~apple~CloudDocs/Daicho', 0o700, 'cloudSynced'],
  ['/Users/sato/Library/CloudStorage/Box-Box/Daicho', 0o700, 'cloudSynced'],
  ['/home/sato/Dropbox (会社)/daicho', 0o700, 'cloudSynced'],
  ['G:\\マイドライブ\\Daicho', 0, 'cloudSynced'],
  ['/home/sato/Boxes/daicho', 0o700, null],
] as const)('%s with mode %o: %s', async (path, mode, warning) => {
  const files = {
    ...createTearingFiles(),
    realPath: async () => path,
    stat: async () => ({ kind: 'folder', size: 0, mode, identity: '1', disk: '1', changedAt: 0 }) as const,
  }
  expect(await findFolderWarning(files, path)).toBe(warning)
})

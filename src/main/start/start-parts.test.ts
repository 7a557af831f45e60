import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { StartArguments } from './arguments.mjs'
import { chooseShell } from './choose-shell.mjs'
import { fetchRuntime, runtimePath, wasTried } from './electron-runtime.mjs'
import { failureSentence } from './failure-sentence.mjs'
import { usualDataFolder } from './folders.mjs'
import { needsBuild, needsInstall } from './freshness.mjs'
import { runProgram } from './run-program.mjs'
import { languageNamed, startTexts, systemLanguage } from './texts.mjs'

let root = ''
const roots: string[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'daicho-start-'))
  roots.push(root)
})
afterAll(() => {
  for (const folder of roots) rmSync(folder, { recursive: true, force: true })
})

/** Writes a file of the clone, changed at `second`. */
const put = (path: string, second: number, text = ''): void => {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
  for (let at = full; at !== root; at = dirname(at)) utimesSync(at, second, second)
}

const lock = (packages: object): string => JSON.stringify({ packages: { '': { version: '9' }, ...packages } })

describe('whether packages are to be installed', () => {
  test('they are in a fresh clone', () => {
    put('package-lock.json', 10, lock({}))
    expect(needsInstall(root)).toBe(true)
  })

  test('they are not when they were installed after the lock file was last changed', () => {
    put('package-lock.json', 10, lock({ 'node_modules/a': { version: '1' } }))
    put('node_modules/.package-lock.json', 11, lock({}))
    expect(needsInstall(root)).toBe(false)
  })

  test('they are when the lock file has changed since', () => {
    put('node_modules/.package-lock.json', 10, lock({ 'node_modules/a': { version: '1' } }))
    put('package-lock.json', 11, lock({ 'node_modules/a': { version: '2' } }))
    expect(needsInstall(root)).toBe(true)
    put(
      'package-lock.json',
      11,
      lock({ 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1' } }),
    )
    expect(needsInstall(root)).toBe(true)
  })

  test('they are not when the lock file is younger and says the same, but for packages of other systems', () => {
    put('node_modules/.package-lock.json', 10, lock({ 'node_modules/a': { version: '1' } }))
    const other = { 'node_modules/win': { version: '1', optional: true } }
    put('package-lock.json', 11, lock({ 'node_modules/a': { version: '1' }, ...other }))
    expect(needsInstall(root)).toBe(false)
  })
})

describe('whether a build is to be made', () => {
  const build = (second: number): void => {
    for (const path of ['main/web.js', 'main/index.js', 'preload/index.cjs', 'renderer/index.html'])
      put(`out/${path}`, second)
  }
  beforeEach(() => {
    put('src/main/a.ts', 10)
    put('resources/icon.svg', 10)
    put('package.json', 10)
  })

  test('it is when there is none, or a part of it is missing', () => {
    expect(needsBuild(root)).toBe(true)
    build(20)
    rmSync(join(root, 'out/renderer/index.html'))
    expect(needsBuild(root)).toBe(true)
  })

  test('it is not when every part is younger than every source', () => {
    build(20)
    expect(needsBuild(root)).toBe(false)
  })

  test.each(['src/deep/inside/b.ts', 'resources/new.png', 'package.json', 'electron.vite.config.ts'])(
    'it is when %s is younger',
    (path) => {
      build(20)
      put(path, 30)
      expect(needsBuild(root)).toBe(true)
    },
  )

  test('it is when one part of the build is older than a source', () => {
    build(20)
    put('out/main/web.js', 9)
    expect(needsBuild(root)).toBe(true)
  })

  test('it is when a source was taken away', () => {
    build(20)
    put('src/main/gone.ts', 5)
    rmSync(join(root, 'src/main/gone.ts'))
    expect(needsBuild(root)).toBe(true)
  })

  test('it is not for a test, which is no part of the program', () => {
    build(20)
    put('src/main/a.test.ts', 10)
    utimesSync(join(root, 'src/main/a.test.ts'), 30, 30)
    expect(needsBuild(root)).toBe(false)
  })
})

describe('the Electron runtime', () => {
  const electron = (installer: string): void => {
    put('node_modules/electron/package.json', 1, '{"version":"45.0.0"}')
    put('node_modules/electron/install.js', 1, installer)
  }
  /** What Electron's installer leaves behind, written by an installer that needs no network. */
  const bringing = `const fs = require('fs'), dir = __dirname + '/dist'
    fs.mkdirSync(dir); fs.writeFileSync(dir + '/version', 'v45.0.0'); fs.writeFileSync(dir + '/electron', '')
    fs.writeFileSync(__dirname + '/path.txt', 'electron')`

  test('is found after its installer brought it', async () => {
    electron(bringing)
    expect(runtimePath(root)).toBeNull()
    expect(await fetchRuntime(root)).toBe(join(root, 'node_modules/electron/dist/electron'))
    expect(runtimePath(root)).toBe(join(root, 'node_modules/electron/dist/electron'))
  })

  test('is not taken from another version, nor when only a part of it arrived', async () => {
    electron(bringing)
    await fetchRuntime(root)
    put('node_modules/electron/package.json', 1, '{"version":"46.0.0"}')
    expect(runtimePath(root)).toBeNull()
    put('node_modules/electron/package.json', 1, '{"version":"45.0.0"}')
    rmSync(join(root, 'node_modules/electron/path.txt'))
    expect(runtimePath(root)).toBeNull()
  })

  test('is tried once for each version, also when it could not be had', async () => {
    electron('process.exit(1)')
    expect(wasTried(root)).toBe(false)
    expect(await fetchRuntime(root)).toBeNull()
    expect(wasTried(root)).toBe(true)
    put('node_modules/electron/package.json', 1, '{"version":"46.0.0"}')
    expect(wasTried(root)).toBe(false)
  })
})

test('a program that takes longer than it may is ended', async () => {
  const endless = ['-e', 'process.stdout.write("begun"); setInterval(() => {}, 1000)']
  expect(await runProgram(process.execPath, endless, { cwd: root, quiet: true, limitMs: 1 })).toEqual({
    code: null,
    output: expect.any(String),
  })
})

describe('which shell opens', () => {
  const asked: StartArguments = {
    help: false,
    shell: null,
    port: 47600,
    portGiven: false,
    data: null,
    open: true,
    sample: false,
  }
  const there = { runtime: '/electron', tried: true, display: true }
  const missing = { runtime: null, tried: true, display: true }

  test('Electron, where its runtime is', () => {
    expect(chooseShell(asked, there)).toEqual({ type: 'electron', runtime: '/electron' })
  })
  test('the runtime is fetched on the first start, and when asked for', () => {
    expect(chooseShell(asked, { ...missing, tried: false })).toEqual({ type: 'fetch' })
    expect(chooseShell({ ...asked, shell: 'electron' }, { ...missing, tried: false })).toEqual({
      type: 'fetch',
    })
  })
  test('without a display the web shell, and it is said that the runtime is still to come', () => {
    const dark = { ...missing, display: false }
    expect(chooseShell(asked, { ...dark, tried: false })).toEqual({ type: 'web', because: 'electronLater' })
    expect(chooseShell(asked, dark)).toEqual({ type: 'web', because: null })
  })
  test('after that the web shell, and it is said why', () => {
    expect(chooseShell(asked, missing)).toEqual({ type: 'web', because: 'noElectron' })
  })
  test.each([
    ['was asked for', { shell: 'web' as const }, there],
    ['when no window is wanted', { open: false }, there],
    ['when a port is given', { portGiven: true }, there],
    ['without a display', {}, { ...there, display: false }],
  ])(
    'the web shell, without a word and without the network, where it %s',
    (_when, changed, possibilities) => {
      expect(chooseShell({ ...asked, ...changed }, possibilities)).toEqual({ type: 'web', because: null })
    },
  )
})

describe('the usual data folder', () => {
  test.each([
    ['win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' }, 'C:\\Users\\a\\AppData\\Local\\Daicho'],
    ['win32', {}, 'C:\\Users\\a\\AppData\\Local\\Daicho'],
    ['darwin', {}, '/home/a/Library/Application Support/Daicho'],
    ['linux', {}, '/home/a/.local/share/daicho'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/daicho'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/daicho'],
  ] as const)('on %s with %j', (platform, env, folder) => {
    expect(usualDataFolder(platform, env, platform === 'win32' ? 'C:\\Users\\a' : '/home/a')).toBe(folder)
  })
})

test.each([
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{}, 'ja'],
])('the language that the system asks for: %j', (env, language) => {
  expect(systemLanguage(env, 'ja-JP')).toBe(language)
})

test.each([
  [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
  [{ LANG: 'cs_CZ.UTF-8' }, 'en'],
  [{ LANG: 'C' }, null],
  [{ LANG: 'C.UTF-8' }, null],
  [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'POSIX' }, null],
  [{}, null],
])('the language that the system names for the screens: %j', (env, language) => {
  expect(languageNamed(env)).toBe(language)
})

test.each([
  ['ENOENT', 'folderCannotBe'],
  ['ENOTDIR', 'folderCannotBe'],
  ['EACCES', 'folderUnwritable'],
] as const)('a data folder that fails with %s gets the sentence %s', (code, sentence) => {
  const failure = { type: 'UnwritableDataFolder', path: '/proc/foo', code } as const
  expect(failureSentence(failure, startTexts.en)).toBe(startTexts.en[sentence]('/proc/foo', code))
})

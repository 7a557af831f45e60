/** `npm start` as a process, in a clone of a few files whose builder, installer and web shell are of the test's making. */
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTexts } from '../../src/main/start/texts.mjs'

const texts = startTexts.en
const source = resolve(import.meta.dirname, '../../src/main/start')

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'daicho-clone-'))
  cpSync(source, join(root, 'src/main/start'), { recursive: true })
  put('package.json', '{"type":"module"}')
  put('package-lock.json', '{"packages":{}}')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Packages as they are after an installation; the builder writes a web shell that prints the words it was given. */
const install = (builder = buildsEverything): void => {
  put('node_modules/electron-vite/bin/electron-vite.js', builder)
  put('node_modules/electron-vite/package.json', '{"type":"commonjs"}')
  put('node_modules/electron/package.json', '{"type":"commonjs","version":"45.0.0"}')
  put('node_modules/electron/install.js', 'require("fs").appendFileSync("fetched", "x"); process.exit(1)')
  put('node_modules/.package-lock.json', '{"packages":{}}')
}
const buildsEverything = `const fs = require('fs')
  fs.appendFileSync('built', 'x')
  for (const file of ['main/web.js', 'main/index.js', 'preload/index.cjs', 'renderer/index.html']) {
    fs.mkdirSync('out/' + file.split('/')[0], { recursive: true })
    fs.writeFileSync('out/' + file, 'console.log("web shell " + JSON.stringify(process.argv.slice(2)))')
  }`

/** How often the builder (`built`) or Electron's installer (`fetched`) ran. */
const times = (what: 'built' | 'fetched'): number =>
  existsSync(join(root, what)) ? readFileSync(join(root, what), 'utf8').length : 0

const start = (words: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    const child = spawn(process.execPath, [join(root, 'src/main/start/start.mjs'), ...words], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', LANG: 'en_GB.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (piece) => (stdout += piece))
    child.stderr.on('data', (piece) => (stderr += piece))
    child.once('close', (code) => done({ code, stdout, stderr }))
  })

describe('a start', { timeout: 30_000 }, () => {
  test('builds what is not built, then opens the web shell', async () => {
    install()
    expect(await start([])).toEqual({
      code: 0,
      stderr: '',
      stdout: `${texts.building}\n${texts.electronLater}\nweb shell []\n`,
    })
  })

  test('builds again only when the source has changed', async () => {
    install()
    await start([])
    expect((await start([])).stdout).toBe(`${texts.electronLater}\nweb shell []\n`)
    put('src/new.ts', '')
    utimesSync(join(root, 'src/new.ts'), new Date(), Date.now() / 1000 + 10)
    expect((await start([])).stdout).toContain(texts.building)
    expect(times('built')).toBe(2)
  })

  test('passes the switches on, a folder as meant from where the person stands', async () => {
    install()
    await start([])
    const words = ['--data', 'here', '--port=8123', '--no-open', '--sample']
    const { stdout } = await start(words, { INIT_CWD: '/home/a' })
    expect(stdout).toBe('web shell ["--data","/home/a/here","--sample","--port","8123","--no-open"]\n')
  })

  test('that cannot build shows why and stops', async () => {
    install('console.log("line 3 is wrong"); process.exit(1)')
    const { code, stdout, stderr } = await start([])
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${texts.buildFailed}\n` })
    expect(stdout).toBe(`${texts.building}\nline 3 is wrong\n`)
  })

  test('in a fresh clone installs by npm, and says what it needs when that fails', async () => {
    // npm as it is found beside Node would go to the network; this one fails as npm does without it.
    put(
      'npm-cli.js',
      'require("fs").writeFileSync("asked", JSON.stringify(process.argv.slice(2))); process.exit(1)',
    )
    put('package.json', '{}')
    const { code, stdout, stderr } = await start([], { npm_execpath: join(root, 'npm-cli.js') })
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: `${texts.installing}\n`,
      stderr: `${texts.installFailed}\n`,
    })
    expect(JSON.parse(readFileSync(join(root, 'asked'), 'utf8'))).toEqual([
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
    ])
  })

  test.each([['--help'], ['--tray'], ['--port', '1']])(
    'with %s neither installs nor builds',
    async (...words) => {
      await start(words)
      expect(existsSync(join(root, 'out')) || existsSync(join(root, 'node_modules'))).toBe(false)
    },
  )
})

describe('the Electron runtime', { timeout: 30_000 }, () => {
  const screen = { DISPLAY: ':1' }

  test('is asked for once; after that no start goes to the network for it', async () => {
    install()
    expect((await start([], screen)).stdout).toContain(
      `${texts.fetchingElectron}\n${texts.noElectron}\nweb shell []`,
    )
    expect((await start([], screen)).stdout).toBe(`${texts.noElectron}\nweb shell []\n`)
    expect(times('fetched')).toBe(1)
  })

  test('is asked for by the first ordinary start, also after one with --web', async () => {
    install()
    await start(['--web'], screen)
    expect((await start([], screen)).stdout).toContain(`${texts.fetchingElectron}\n${texts.noElectron}\n`)
    expect(times('fetched')).toBe(1)
  })

  test('is asked for again with --electron', async () => {
    install()
    await start([], screen)
    await start(['--electron'], screen)
    expect(times('fetched')).toBe(2)
  })

  test.each([
    [['--web'], screen],
    [['--no-open'], screen],
    [['--port', '8123'], screen],
    [[], {}],
  ])('is not asked for with %j and %j', async (words: string[], env: Record<string, string>) => {
    install()
    await start(words, env)
    expect(times('fetched')).toBe(0)
  })

  /** A runtime: a script in its place. */
  const putRuntime = (script: string): void => {
    put('node_modules/electron/path.txt', 'electron')
    put('node_modules/electron/dist/version', '45.0.0')
    writeFileSync(join(root, 'node_modules/electron/dist/electron'), `#!/bin/sh\n${script}\n`, {
      mode: 0o755,
    })
  }

  test('that is there is run with the program’s folder and the switches, and its exit code is the start’s', async () => {
    install()
    putRuntime('echo "Daicho: $*"; exit 0')
    const { code, stdout } = await start(['--sample'], screen)
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`Daicho: (--no-sandbox )?${root}/? --sample\n$`))
    expect(stdout).not.toContain('web shell')
  })

  test('that refuses with a sentence is not followed by the web shell', async () => {
    install()
    putRuntime('echo "already open" >&2; exit 1')
    expect(await start([], screen)).toMatchObject({
      code: 1,
      stderr: 'already open\n',
      stdout: `${texts.building}\n`,
    })
  })

  test('that cannot run on this machine is followed by the web shell, and it is said', async () => {
    install()
    putRuntime('echo "libgtk-3.so.0: cannot open shared object file" >&2; exit 127')
    expect((await start([], screen)).stdout).toBe(
      `${texts.building}\n${texts.electronFailed}\nweb shell []\n`,
    )
  })
})

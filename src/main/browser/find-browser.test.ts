import { describe, expect, test } from 'vitest'
import { browserFolder } from './browser-folder'
import { findBrowser, type Machine } from './find-browser'

/** A machine with these programs; a value is what a link leads to or a script begins with. */
const machine = (
  platform: NodeJS.Platform,
  programs: Record<string, { real?: string; start?: string }>,
  env: Record<string, string> = {},
): Machine => ({
  platform,
  env,
  home: platform === 'win32' ? 'C:\\Users\\a' : '/home/a',
  exists: (path) => Object.hasOwn(programs, path),
  realPath: (path) => programs[path]?.real ?? path,
  readStart: (path) => programs[path]?.start ?? '\u007fELF',
})

describe('the browser that is found', () => {
  test.each<[NodeJS.Platform, string, string, Record<string, string>]>([
    ['linux', '/usr/bin/chromium', 'chromium', {}],
    ['linux', '/opt/mine/google-chrome', 'chrome', { PATH: '/bin:/opt/mine' }],
    ['linux', '/opt/google/chrome/google-chrome', 'chrome', {}],
    ['linux', '/usr/bin/microsoft-edge-stable', 'edge', {}],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'chrome', {}],
    ['darwin', '/home/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'edge', {}],
    ['darwin', '/Applications/Chromium.app/Contents/MacOS/Chromium', 'chromium', {}],
    [
      'win32',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
      'edge',
      { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    ],
    [
      'win32',
      'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe',
      'chrome',
      { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' },
    ],
  ])('on %s at %s', (platform, path, kind, env) => {
    expect(findBrowser(machine(platform, { [path]: {} }, env))).toEqual({ path, kind, confined: false })
  })

  test('is the one DAICHO_BROWSER names, whatever else is there', () => {
    const programs = { '/usr/bin/chromium': {}, '/opt/vivaldi': {} }
    expect(findBrowser(machine('linux', programs, { DAICHO_BROWSER: '/opt/vivaldi' }))?.path).toBe(
      '/opt/vivaldi',
    )
  })

  test('is none when DAICHO_BROWSER names what is not there: somebody meant that one', () => {
    expect(findBrowser(machine('linux', { '/usr/bin/chromium': {} }, { DAICHO_BROWSER: '/none' }))).toBeNull()
  })

  test('is none on a machine without one', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(findBrowser(machine(platform, {}, { PATH: 'relative:' }))).toBeNull()
  })

  test('is not taken from a relative folder of PATH', () => {
    expect(findBrowser(machine('linux', { 'bin/chromium': {} }, { PATH: 'bin' }))).toBeNull()
  })
})

describe('a snap', () => {
  test.each([
    ['where snaps lie', '/snap/bin/chromium', { real: '/usr/bin/snap' }],
    [
      'behind the script that Ubuntu puts in its place',
      '/usr/bin/chromium-browser',
      { start: '#!/bin/sh\nexec /snap/bin/chromium "$@"' },
    ],
  ])('is known %s', (_where, path, program) => {
    expect(findBrowser(machine('linux', { [path]: program }))).toMatchObject({ path, confined: true })
  })

  test('keeps its profile where it may write, apart for every data folder', () => {
    const snap = { path: '/snap/bin/chromium', kind: 'chromium', confined: true } as const
    const folders = ['/home/a/.local/share/daicho', '/data/other'].map((data) =>
      browserFolder(snap, data, '/home/a'),
    )
    for (const folder of folders)
      expect(folder).toMatch(/^\/home\/a\/snap\/chromium\/common\/daicho-[0-9a-f]{16}$/)
    expect(new Set(folders).size).toBe(2)
  })

  test('is what any other browser is not: those keep it in the data folder', () => {
    const plain = { path: '/usr/bin/chromium', kind: 'chromium', confined: false } as const
    expect(browserFolder(plain, '/data', '/home/a')).toBe('/data/browser')
  })
})

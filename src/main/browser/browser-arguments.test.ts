import { expect, test } from 'vitest'
import { quietArguments, sandboxArguments, unconnectedArguments } from './browser-arguments'

test('the sandbox is given up for root on Linux, who cannot have it, and for nobody else', () => {
  expect(sandboxArguments('linux', 0)).toEqual(['--no-sandbox'])
  for (const [platform, user] of [
    ['linux', 1000],
    ['darwin', 0],
    ['win32', undefined],
  ] as const)
    expect(sandboxArguments(platform, user)).toEqual([])
})

test('a window reaches Daicho’s own address alone, a sheet nothing at all', () => {
  expect(unconnectedArguments('127.0.0.1')).toEqual([
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>;127.0.0.1',
  ])
  expect(unconnectedArguments(null).join(' ')).not.toContain('EXCLUDE')
})

test('the browser’s own services are switched off', () => {
  for (const word of [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ])
    expect(quietArguments).toContain(word)
  // Chromium reads only the last --disable-features.
  expect(quietArguments.filter((word) => word.startsWith('--disable-features='))).toHaveLength(1)
})

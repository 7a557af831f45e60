import { expect, test } from 'vitest'
import { ownAddressOnly, quietArguments, sandboxArguments, unconnected } from './browser-arguments'

test('the sandbox is given up for root on Linux, who cannot have it, and for nobody else', () => {
  expect(sandboxArguments('linux', 0)).toEqual(['--no-sandbox'])
  for (const [platform, user] of [
    ['linux', 1000],
    ['darwin', 0],
    ['win32', undefined],
  ] as const)
    expect(sandboxArguments(platform, user)).toEqual([])
})

test('a window reaches Daicho’s own address alone, and shows no bar that warns of a switch', () => {
  expect(ownAddressOnly).toEqual([
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>;127.0.0.1',
  ])
})

test('a sheet reaches nothing at all', () => {
  expect(unconnected).toEqual([
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
  ])
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

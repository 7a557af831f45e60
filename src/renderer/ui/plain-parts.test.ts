import { describe, expect, it } from 'vitest'
import { folderParts } from './folder-parts'
import { inFours } from './hash-groups'

describe('a hash', () => {
  it('is written in groups of four', () => {
    expect(inFours('9f3a77c0de')).toBe('9f3a 77c0 de')
    expect(inFours('')).toBe('')
  })
})

describe('the way to a folder', () => {
  it('names every folder from the root', () => {
    expect(folderParts('/home/yumi')).toEqual([
      { name: '/', path: '/' },
      { name: 'home', path: '/home' },
      { name: 'yumi', path: '/home/yumi' },
    ])
  })

  it('begins with the drive on Windows', () => {
    expect(folderParts('D:\\写し\\daicho')).toEqual([
      { name: 'D:', path: 'D:\\' },
      { name: '写し', path: 'D:\\写し' },
      { name: 'daicho', path: 'D:\\写し\\daicho' },
    ])
  })

  it('begins with the shared folder on another computer', () => {
    expect(folderParts('\\\\nas\\台帳\\写し')).toEqual([
      { name: '\\\\nas\\台帳', path: '\\\\nas\\台帳' },
      { name: '写し', path: '\\\\nas\\台帳\\写し' },
    ])
  })
})

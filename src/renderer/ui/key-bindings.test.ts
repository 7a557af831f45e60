import { describe, expect, it } from 'vitest'
import { isChord, isComposing, type KeyPress } from './key-bindings'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
})

describe('a chord', () => {
  it('takes Ctrl, and Command on a Mac', () => {
    expect(isChord('mod+z', press('z', { ctrlKey: true }))).toBe(true)
    expect(isChord('mod+z', press('z', { metaKey: true }))).toBe(true)
    expect(isChord('mod+z', press('z'))).toBe(false)
  })

  it('tells redo from undo by the shift key', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true })
    expect(isChord('mod+shift+z', redo)).toBe(true)
    expect(isChord('mod+z', redo)).toBe(false)
  })

  it('is the same with Caps Lock on', () => {
    expect(isChord('mod+z', press('Z', { ctrlKey: true }))).toBe(true)
  })

  it('of a sign does not ask how the keyboard makes it', () => {
    expect(isChord('?', press('?', { shiftKey: true }))).toBe(true)
    expect(isChord('?', press('?'))).toBe(true)
  })

  it('of a single letter is not meant by a letter with Ctrl or Alt', () => {
    expect(isChord('u', press('u'))).toBe(true)
    expect(isChord('u', press('u', { ctrlKey: true }))).toBe(false)
    expect(isChord('u', press('u', { altKey: true }))).toBe(false)
    expect(isChord('u', press('U', { shiftKey: true }))).toBe(false)
  })
})

describe('composition', () => {
  it('is known by the event or by key code 229', () => {
    expect(isComposing(press('Enter', { isComposing: true }))).toBe(true)
    expect(isComposing(press('Process', { keyCode: 229 }))).toBe(true)
    expect(isComposing(press('Enter', { keyCode: 13 }))).toBe(false)
  })
})

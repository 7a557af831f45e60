// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeyBinding, useKeys } from './key-bindings'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root
let pressed: string[]

const Bound = ({ bindings }: { readonly bindings: readonly KeyBinding[] }) => {
  useKeys('Test', bindings)
  return (
    <>
      <input />
      <div id="place" />
    </>
  )
}

const binding = (keys: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys,
  label: keys,
  run: () => pressed.push(keys),
  ...more,
})

const show = (...bindings: readonly KeyBinding[]): void =>
  act(() => root.render(<Bound bindings={bindings} />))

const press = (
  key: string,
  init: KeyboardEventInit & { readonly keyCode?: number } = {},
  where = 'body',
): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  document.querySelector(where)?.dispatchEvent(event)
  return event
}

beforeEach(() => {
  pressed = []
  document.body.innerHTML = '<div id="root"></div>'
  root = createRoot(document.getElementById('root') as HTMLElement)
})
afterEach(() => act(() => root.unmount()))

describe('keys of a screen', () => {
  it('act, and keep the browser from acting as well', () => {
    show(binding('mod+k'))
    expect(press('k', { ctrlKey: true }).defaultPrevented).toBe(true)
    expect(pressed).toEqual(['mod+k'])
  })

  it('leave other keys alone', () => {
    show(binding('u'))
    expect(press('v').defaultPrevented).toBe(false)
    expect(pressed).toEqual([])
  })

  it('never act during composition', () => {
    show(binding('Enter', { inText: true }), binding('u', { inText: true }))
    press('Enter', { isComposing: true }, 'input')
    press('Process', { keyCode: 229 }, 'input')
    expect(pressed).toEqual([])
  })

  it('leave a text field its letters and its own undo, unless meant for it', () => {
    show(binding('u'), binding('mod+z'), binding('mod+s', { inText: true }))
    press('u', {}, 'input')
    press('z', { ctrlKey: true }, 'input')
    press('s', { ctrlKey: true }, 'input')
    expect(pressed).toEqual(['mod+s'])
  })

  it('rest while a dialog is open', () => {
    show(binding('u'))
    const dialog = document.createElement('div')
    dialog.setAttribute('aria-modal', 'true')
    document.body.append(dialog)
    press('u')
    dialog.remove()
    press('u')
    expect(pressed).toEqual(['u'])
  })

  it('of two letters act when pressed one after the other', () => {
    show(binding('g h'), binding('h'))
    press('g')
    press('h')
    press('h')
    expect(pressed).toEqual(['g h', 'h'])
  })

  it('are gone with the screen', () => {
    show(binding('u'))
    act(() => root.render(null))
    press('u')
    expect(pressed).toEqual([])
  })
})

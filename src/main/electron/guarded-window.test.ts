import { describe, expect, test, vi } from 'vitest'
import { createGuardedWindow, strongSettings } from './guarded-window'

const made = vi.hoisted(() => vi.fn())
vi.mock('electron', () => ({
  BrowserWindow: class {
    constructor(options: object) {
      made(options)
    }
  },
}))

describe('the guard before every window', () => {
  test('lets a window with strong settings through', () => {
    createGuardedWindow({ width: 10, webPreferences: { ...strongSettings } })
    expect(made).toHaveBeenCalledWith({ width: 10, webPreferences: strongSettings })
  })

  test.each(Object.entries(strongSettings))(
    'throws before a window with another %s exists',
    (name, value) => {
      made.mockClear()
      for (const weak of [!value, undefined])
        expect(() => createGuardedWindow({ webPreferences: { ...strongSettings, [name]: weak } })).toThrow(
          name,
        )
      expect(made).not.toHaveBeenCalled()
    },
  )

  test('throws when nothing is said about settings, or an experiment is switched on', () => {
    made.mockClear()
    expect(() => createGuardedWindow({})).toThrow('a window must have sandbox: true')
    expect(() =>
      createGuardedWindow({ webPreferences: { ...strongSettings, enableBlinkFeatures: 'CSSVariables' } }),
    ).toThrow('experiments')
    expect(made).not.toHaveBeenCalled()
  })
})

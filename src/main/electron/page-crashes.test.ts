import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startTexts } from '../start/texts.mjs'
import { recoverPage } from './page-crashes'

const { showMessageBox } = vi.hoisted(() => ({ showMessageBox: vi.fn() }))
vi.mock('electron', () => ({ dialog: { showMessageBox } }))

let crash: (reason?: string) => void
const window = { loadURL: vi.fn(), destroy: vi.fn(), isDestroyed: () => false }
const onCrash = vi.fn()

beforeEach(() => {
  vi.resetAllMocks()
  window.loadURL.mockResolvedValue(undefined)
  const on = (_event: string, listener: (event: object, details: { reason: string }) => void) => {
    crash = (reason = 'crashed') => listener({}, { reason })
  }
  recoverPage({ ...window, webContents: { on } } as unknown as BrowserWindow, 'app://daicho/', 'ja', onCrash)
})

const crashAlways = async (): Promise<void> => {
  for (let times = 0; times < 4; times += 1) crash()
  await vi.waitFor(() => expect(showMessageBox).toHaveBeenCalledTimes(1))
}

describe('a page that crashes', () => {
  test('is loaded again, and noted', () => {
    crash()
    expect(window.loadURL).toHaveBeenCalledWith('app://daicho/')
    expect(onCrash).toHaveBeenCalledWith('crashed')
    expect(showMessageBox).not.toHaveBeenCalled()
  })

  test('every time is named in a sentence, and tried again when the person says so', async () => {
    showMessageBox.mockResolvedValue({ response: 0 })
    await crashAlways()
    expect(showMessageBox.mock.calls[0]?.[1]).toMatchObject({ message: startTexts.ja.crashedTitle })
    await vi.waitFor(() => expect(window.loadURL).toHaveBeenCalledTimes(4))
    crash()
    expect(window.loadURL).toHaveBeenCalledTimes(5)
    expect(window.destroy).not.toHaveBeenCalled()
  })

  test('every time closes when the person says so', async () => {
    showMessageBox.mockResolvedValue({ response: 1 })
    await crashAlways()
    await vi.waitFor(() => expect(window.destroy).toHaveBeenCalled())
    expect(window.loadURL).toHaveBeenCalledTimes(3)
  })

  test('that ended by itself is left alone', () => {
    crash('clean-exit')
    expect(window.loadURL).not.toHaveBeenCalled()
  })
})

import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BrowserWindow } from './browser-window.mjs'
import { obey, report } from './report.mjs'
import { endSessions, startDefaultSession } from './sessions.mjs'

/** @type {Record<string, string>} */
const paths = { downloads: process.env.DOUBLE_DOWNLOADS ?? '' }

class Application extends EventEmitter {
  isPackaged = false
  commandLine = {
    /** @param {string} name @param {string} [value] */
    appendSwitch: (name, value) => report('switch', { name, value }),
  }
  #ready = false

  /** @param {string} name @param {string} path */
  setPath(name, path) {
    if (this.#ready) throw new Error('setPath comes before ready')
    paths[name] = path
  }
  /** @param {string} name */
  getPath(name) {
    const path = paths[name]
    if (!path) throw new Error(`no path ${name}`)
    return path
  }
  getVersion() {
    return '0.0.0-double'
  }
  requestSingleInstanceLock() {
    report('lock', paths.userData)
    return process.env.DOUBLE_LOCKED !== '1'
  }
  enableSandbox() {
    if (this.#ready) throw new Error('enableSandbox comes before ready')
    report('sandbox')
  }
  async whenReady() {
    mkdirSync(this.getPath('userData'), { recursive: true })
    await startDefaultSession(join(this.getPath('userData'), 'chromium'))
    this.#ready = true
  }
  /** Windows are closed first; `will-quit` may still hold the end back. */
  async quit() {
    BrowserWindow.quitting = true
    this.emit('before-quit', { preventDefault: () => {} })
    for (const window of BrowserWindow.getAllWindows()) await window.end()
    let heldBack = false
    this.emit('will-quit', { preventDefault: () => (heldBack = true) })
    if (heldBack) return
    await endSessions()
    report('quit')
    process.exit(0)
  }
}

export const app = new Application()

BrowserWindow.application = app
obey('secondInstance', () => void app.emit('second-instance', {}, [], '', {}))

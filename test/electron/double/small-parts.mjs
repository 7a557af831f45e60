import { EventEmitter } from 'node:events'
import { report } from './report.mjs'

/** @type {Map<string, (event: object, ...args: unknown[]) => unknown>} */
export const ipcHandlers = new Map()

export const ipcMain = Object.assign(new EventEmitter(), {
  /** @param {string} channel @param {(event: object, ...args: unknown[]) => unknown} handler */
  handle: (channel, handler) => {
    if (ipcHandlers.has(channel)) throw new Error(`second handler for '${channel}'`)
    ipcHandlers.set(channel, handler)
  },
  /** @param {string} channel */
  removeHandler: (channel) => void ipcHandlers.delete(channel),
})

let schemesRegistered = false

export const protocol = {
  /** @param {object[]} schemes */
  registerSchemesAsPrivileged: (schemes) => {
    // Electron keeps only what the last call said.
    if (schemesRegistered) throw new Error('registerSchemesAsPrivileged a second time')
    schemesRegistered = true
    report('schemes', schemes)
  },
}

/** Answers prepared by the test: method → queue. @type {Record<string, unknown[]>} */
const answers = JSON.parse(process.env.DOUBLE_DIALOGS ?? '{}')

export const dialog = {
  /** @param {unknown[]} args */
  showOpenDialog: async (...args) => {
    report('dialog', args.at(-1))
    return answers.showOpenDialog?.shift() ?? { canceled: true, filePaths: [] }
  },
  /** @param {unknown[]} args */
  showMessageBox: async (...args) => {
    report('question', args.at(-1))
    return answers.showMessageBox?.shift() ?? { response: -1 }
  },
}

export const shell = {
  /** @param {string} url */
  openExternal: async (url) => report('external', url),
}

export const Menu = {
  /** @param {object[]} template */
  buildFromTemplate: (template) => ({ template }),
  /** @param {{ template: object[] } | null} menu */
  setApplicationMenu: (menu) => report('menu', menu?.template ?? null),
}

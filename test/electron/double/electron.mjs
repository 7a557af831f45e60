/**
 * A double of the `electron` module for the built main bundle: a page of the real Chromium stands in for a window. What
 * it does not prove: Electron's own sandbox and context isolation (page and preload share one world), the privileges of
 * `app:` (the page sees https, so its databases lie elsewhere), menus, packaging.
 */
export { app } from './application.mjs'
export { BrowserWindow } from './browser-window.mjs'
export { session } from './sessions.mjs'
export { dialog, ipcMain, Menu, protocol, shell } from './small-parts.mjs'

/** A session that reaches nothing but the program itself, and contents that go nowhere. */
import { type App, app, type Session } from 'electron'
import { isAppAddress } from './app-origin'

/** Addresses that need no network. `devtools` is where Electron's own tools come from. */
const localAddress = /^(app|data|blob|about|devtools):/

/** Denies a session every permission and every connection. */
export const lockSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !localAddress.test(url) }))
}

/** Contents made anywhere in the program never leave the page, open no window and hold no webview. */
export const lockContents = (application: App = app): void => {
  application.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      // A frame inside the page shows a sheet for paper: text the page made itself.
      const allowed = event.isMainFrame ? isAppAddress(event.url) : /^(about|blob):/.test(event.url)
      if (!allowed) event.preventDefault()
    })
  })
}

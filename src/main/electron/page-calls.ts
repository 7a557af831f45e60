/** The page's calls over IPC: only from the top frame of the page itself, in Daicho's own window. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { HostEvents } from '../../shared/contract/host-api'
import type { Host } from '../host/create-host'
import { type Answer, answerCall } from '../page/answer-call'
import { isAppAddress } from './app-origin'

const forwarded: readonly (keyof HostEvents)[] = ['lease.lost', 'copy.changed', 'host.closing']

/** Answers calls of one window and sends it the host's events, until it is closed. */
export const answerPage = (window: BrowserWindow, host: Pick<Host, 'call' | 'on' | 'windowGone'>): void => {
  const { webContents } = window
  /** Names under which the page asked for the lease. */
  const names = new Set<string>()
  const forget = (): void => {
    for (const name of names) host.windowGone(name)
    names.clear()
  }

  ipcMain.handle('daicho:call', async (event, name: unknown, args: unknown): Promise<Answer> => {
    if (!isFromPage(event, window)) return { fault: 'not for this sender' }
    const asking = name === 'lease.claim' ? (args as { window?: unknown } | null)?.window : undefined
    if (typeof asking === 'string') names.add(asking)
    return answerCall(host, name, args, names)
  })
  for (const event of forwarded) {
    host.on(event, (value: unknown, name: string | null) => {
      if (webContents.isDestroyed() || (name !== null && !names.has(name))) return
      webContents.send('daicho:event', event, value)
    })
  }
  // A reloaded page is another window to the host.
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) forget()
  })
  window.on('closed', () => {
    ipcMain.removeHandler('daicho:call')
    forget()
  })
}

const isFromPage = ({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean =>
  sender === window.webContents &&
  senderFrame !== null &&
  senderFrame === sender.mainFrame &&
  isAppAddress(senderFrame.url)

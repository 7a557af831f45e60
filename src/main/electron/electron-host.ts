/** The host services with what only Electron has: dialogs, PDF and the way outside. */
import { randomBytes } from 'node:crypto'
import { app, BrowserWindow, dialog, shell } from 'electron'
import type { Result } from '../../shared/base/result'
import { nodeFiles } from '../files/node-files'
import { createHost, type Host, type HostStartFailure } from '../host/create-host'
import { createPdfPrinter } from './print-pdf'

type Surroundings = {
  readonly dataDir: string
  readonly language: 'ja' | 'en' | null
  readonly sample: boolean
  readonly onKnock: () => void
}

/** Opens the data folder; the program ends only after the host has closed it again. */
export const createElectronHost = async (
  surroundings: Surroundings,
): Promise<Result<Host, HostStartFailure>> => {
  const { dataDir, language, sample, onKnock } = surroundings
  const host = await createHost({
    dataDir,
    files: nodeFiles,
    now: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    shell: 'electron',
    version: app.getVersion(),
    platform: process.platform,
    language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    startInSample: sample,
    chooseFolder,
    openExternal: (url) => shell.openExternal(url),
    makePdf: createPdfPrinter(),
    onKnock,
  })
  if (host.ok) closeBeforeEnd(host.value)
  return host
}

const chooseFolder = async (): Promise<string | null> => {
  const [window] = BrowserWindow.getAllWindows()
  const options = {
    properties: ['openDirectory', 'createDirectory'] as ('openDirectory' | 'createDirectory')[],
  }
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}

const closeBeforeEnd = (host: Host): void => {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void host.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

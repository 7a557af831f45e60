/** A self-contained HTML page as PDF, by a hidden window in a session of its own that lives in memory. */
import { type Session, session } from 'electron'
import { err, ok, type Result } from '../../shared/base/result'
import { createTaskQueue } from '../vault/task-queue'
import { createGuardedWindow, strongSettings } from './guarded-window'
import { lockSession } from './locked-session'

/** Served under the page's scheme, for a data address may be no longer than 2 MB. */
const PAPER_ADDRESS = 'app://paper/'

/** What a sheet may do: show what is in it. */
const paperPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

/** A hidden window's fonts may never be reported ready; what is there after this long is printed, in milliseconds. */
const FONTS_LIMIT_MS = 10_000

type PdfFailure = { readonly type: 'NoBrowser' | 'PdfFailed' }

/** Makes PDFs, one at a time; one that fails leaves the next ones alone. */
export const createPdfPrinter = (): ((html: string) => Promise<Result<Uint8Array, PdfFailure>>) => {
  const queue = createTaskQueue()
  return (html) =>
    queue(async () => {
      try {
        return ok(await printPage(html))
      } catch {
        return err({ type: 'PdfFailed' })
      }
    })
}

const printPage = async (html: string): Promise<Uint8Array> => {
  const paper = session.fromPartition('paper')
  lockSession(paper)
  paper.protocol.handle(
    'app',
    () =>
      new Response(html, {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': paperPolicy },
      }),
  )
  try {
    return await printAddress(paper)
  } finally {
    paper.protocol.unhandle('app')
  }
}

const printAddress = async (paper: Session): Promise<Uint8Array> => {
  const window = createGuardedWindow({
    show: false,
    // Throttled, a hidden window draws no frames, and fonts wait for one.
    webPreferences: { ...strongSettings, session: paper, backgroundThrottling: false },
  })
  try {
    await window.loadURL(PAPER_ADDRESS)
    await Promise.race([
      window.webContents.executeJavaScript('document.fonts.ready.then(() => null)'),
      fontsLimit(),
    ])
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
  } finally {
    window.destroy()
  }
}

const fontsLimit = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, FONTS_LIMIT_MS).unref()
  })

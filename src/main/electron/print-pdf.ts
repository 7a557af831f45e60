/** A self-contained HTML page as PDF, by a hidden window in a session of its own that lives in memory. */
import { session } from 'electron'
import { err, ok, type Result } from '../../shared/base/result'
import { createGuardedWindow, strongSettings } from './guarded-window'
import { lockSession } from './locked-session'

/** Served under the page's scheme, for a data address may be no longer than 2 MB. */
const PAPER_ADDRESS = 'app://paper/'

/** What a sheet may do: show what is in it. */
const paperPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

/** A hidden window's fonts may never be reported ready; what is there after this long is printed, in milliseconds. */
const FONTS_LIMIT_MS = 10_000

type PdfFailure = { readonly type: 'NoBrowser' | 'PdfFailed' }

/** Makes PDFs, one at a time. */
export const createPdfPrinter = (): ((html: string) => Promise<Result<Uint8Array, PdfFailure>>) => {
  let queue: Promise<unknown> = Promise.resolve()
  return (html) => {
    const printed = queue.then(() => printPage(html))
    queue = printed
    return printed
  }
}

const printPage = async (html: string): Promise<Result<Uint8Array, PdfFailure>> => {
  const paper = session.fromPartition('paper')
  lockSession(paper)
  paper.protocol.handle(
    'app',
    () =>
      new Response(html, {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': paperPolicy },
      }),
  )
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
    return ok(
      await window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      }),
    )
  } catch {
    return err({ type: 'PdfFailed' })
  } finally {
    window.destroy()
    paper.protocol.unhandle('app')
  }
}

const fontsLimit = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, FONTS_LIMIT_MS).unref()
  })

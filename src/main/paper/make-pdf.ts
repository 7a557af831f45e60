/**
 * A self-contained HTML page as PDF, by the installed browser without a window. The page runs no script and reaches
 * nothing; the browser keeps nothing on disk of it. One browser is kept warm for a while (a start costs about a second)
 * and started again when it died.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import { quietArguments, sandboxArguments, unconnected } from '../browser/browser-arguments'
import { BrowserGone, type PipedBrowser, startPipedBrowser } from '../browser/debug-pipe'
import type { FoundBrowser } from '../browser/find-browser'

export type PdfFailure = { readonly type: 'NoBrowser' | 'PdfFailed' }

export type PdfMaker = {
  /** One at a time, in the order of the calls. `NoBrowser`: the browser cannot be started. */
  readonly makePdf: (html: string) => Promise<Result<Uint8Array, PdfFailure>>
  /** Ends the browser. */
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly browser: FoundBrowser
  /** Folder for the browser's profile. */
  readonly folder: string
  readonly platform: NodeJS.Platform
  readonly userId: number | undefined
  /** Calls back after a while, unless cancelled; the process does not wait for it. */
  readonly after?: (milliseconds: number, hear: () => void) => () => void
}

/** How long the browser is kept after its last PDF, in milliseconds. */
const KEEP_WARM_MS = 3 * 60_000

/** A browser that takes longer than this over one sheet hangs and is ended, in milliseconds. */
const LIMIT_MS = 120_000

/** Pieces of the page, in UTF-16 units: the browser refuses messages above 100 MiB, and one unit may take six bytes. */
const PIECE_UNITS = 4 * 1024 * 1024

const A4_INCHES = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 }

/** A maker of PDFs; nothing is started before the first one is asked for. */
export const createPdfMaker = (surroundings: Surroundings): PdfMaker => {
  const { after = afterTimeout } = surroundings
  let warm: PipedBrowser | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let keepNoLonger = (): void => {}

  const end = async (): Promise<void> => {
    keepNoLonger()
    const browser = warm
    warm = null
    browser?.kill()
    await browser?.ended
  }

  const attempt = async (html: string): Promise<Uint8Array> => {
    if (warm?.isRunning()) return printPage(warm, html)
    await mkdir(profileOf(surroundings), { recursive: true, mode: 0o700 })
    warm = startHeadless(surroundings)
    // Answered as soon as the browser is there.
    await warm.send('Browser.getVersion').catch(() => {
      throw new CannotStart()
    })
    return printPage(warm, html)
  }

  const makeOne = async (html: string): Promise<Result<Uint8Array, PdfFailure>> => {
    keepNoLonger()
    const inTime = after(LIMIT_MS, () => warm?.kill())
    try {
      const wasWarm = warm !== null
      return ok(
        await attempt(html).catch((failure) => {
          // A browser kept warm may have died meanwhile; a fresh one that dies has a reason.
          if (wasWarm && failure instanceof BrowserGone) return attempt(html)
          throw failure
        }),
      )
    } catch (failure) {
      return err({ type: failure instanceof CannotStart ? 'NoBrowser' : 'PdfFailed' })
    } finally {
      inTime()
      keepNoLonger = after(KEEP_WARM_MS, () => void end())
    }
  }

  return {
    makePdf: (html) => {
      const made = queue.then(() => makeOne(html))
      queue = made
      return made
    },
    close: end,
  }
}

const profileOf = ({ folder, browser }: Surroundings): string => join(folder, `${browser.kind}-paper`)

const startHeadless = (surroundings: Surroundings): PipedBrowser =>
  startPipedBrowser(surroundings.browser.path, [
    '--headless',
    ...quietArguments,
    ...unconnected,
    ...sandboxArguments(surroundings.platform, surroundings.userId),
    `--user-data-dir=${profileOf(surroundings)}`,
    'about:blank',
  ])

class CannotStart extends Error {}

const printPage = async (browser: PipedBrowser, html: string): Promise<Uint8Array> => {
  // A context of its own lives in memory only.
  const { browserContextId } = await browser.send('Target.createBrowserContext')
  try {
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId })
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true }, sessionId)
    const run = async (expression: string, awaitPromise = false): Promise<void> => {
      const { exceptionDetails } = await browser.send(
        'Runtime.evaluate',
        { expression, awaitPromise },
        sessionId,
      )
      if (exceptionDetails) throw new Error(exceptionDetails.text)
    }
    await run('document.open()')
    for (let from = 0; from < html.length; from += PIECE_UNITS)
      await run(`document.write(${JSON.stringify(html.slice(from, from + PIECE_UNITS))})`)
    await run('document.close()')
    await run(pageIsReady, true)
    const { data } = await browser.send(
      'Page.printToPDF',
      {
        ...A4_INCHES,
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      },
      sessionId,
    )
    return Buffer.from(data, 'base64')
  } finally {
    await browser.send('Target.disposeBrowserContext', { browserContextId }).catch(() => {})
  }
}

/** Fonts are loaded when layout asks for them; pictures are there when they can be drawn (or never will be). */
const pageIsReady = `(async () => {
  document.body?.getBoundingClientRect()
  await document.fonts.ready
  await Promise.allSettled([...document.images].map((image) => image.decode()))
})()`

const afterTimeout = (milliseconds: number, hear: () => void): (() => void) => {
  const timer = setTimeout(hear, milliseconds).unref()
  return () => clearTimeout(timer)
}

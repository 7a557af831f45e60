/** PDFs by the real browser. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../browser/find-browser'
import { createPdfMaker, type PdfMaker } from './make-pdf'

/** A busy machine takes its time: only what never comes fails. */
const patient = { timeout: 20_000 }

const folder = mkdtempSync(join(tmpdir(), 'daicho-paper-'))
const log = join(folder, 'starts')
const wrapper = join(folder, 'browser')
let made: PdfMaker[] = []

beforeAll(() => {
  const real = findBrowser()
  if (!real) throw new Error('these tests need Chromium, Chrome or Edge (DAICHO_BROWSER names one)')
  // Writes down its process, then becomes the browser: the tests count starts and can end it.
  writeFileSync(wrapper, `#!/bin/sh\necho $$ >> '${log}'\nexec '${real.path}' "$@"\n`)
  chmodSync(wrapper, 0o755)
})
afterEach(async () => {
  for (const maker of made) await maker.close()
  made = []
  rmSync(log, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Process numbers of the browsers that were started. */
const starts = (): number[] => readFileSync(log, 'utf8').trim().split('\n').map(Number)

const maker = (path = wrapper, after?: Parameters<typeof createPdfMaker>[0]['after']): PdfMaker => {
  const found = createPdfMaker({
    browser: { path, kind: 'named', confined: false },
    folder: join(folder, 'profiles'),
    platform: process.platform,
    userId: process.getuid?.(),
    ...(after ? { after } : {}),
  })
  made.push(found)
  return found
}

const page = (body: string, style = ''): string =>
  `<!doctype html><html lang="en"><title>Sheet</title><style>@page{size:A4;margin:15mm}${style}</style>${body}</html>`

const pdfOf = async (paper: PdfMaker, html: string): Promise<Uint8Array> => {
  const pdf = await paper.makePdf(html)
  if (!pdf.ok) throw new Error(pdf.error.type)
  return pdf.value
}

const textOf = (pdf: Uint8Array): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString()
const infoOf = (pdf: Uint8Array): string => {
  const path = join(folder, 'info.pdf')
  writeFileSync(path, pdf)
  return execFileSync('pdfinfo', [path]).toString()
}

describe('a page as PDF', { timeout: 60_000 }, () => {
  test('has its text, A4, tags for readers and an outline of its headings', async () => {
    const pdf = await pdfOf(maker(), page('<h1>Recovery order</h1><p>First the mail.</p>'))
    expect(textOf(pdf)).toMatch(/Recovery order\s+First the mail\./)
    expect(infoOf(pdf)).toMatch(/Tagged: +yes/)
    expect(infoOf(pdf)).toMatch(/Page size: +59[45]\.\d+ x 841\.\d+ pts \(A4\)/)
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Outlines')
  })

  test('has the size the page asks for', async () => {
    const html = page('<p>wide</p>').replace('size:A4', 'size:A4 landscape')
    expect(infoOf(await pdfOf(maker(), html))).toMatch(/Page size: +841\.\d+ x 59[45]\.\d+/)
  })

  test('comes 20 times in a row from one browser, each time the page that was asked for', async () => {
    const paper = maker()
    const pdfs = await Promise.all(
      Array.from({ length: 20 }, (_, index) => paper.makePdf(page(`<p>sheet number ${index}</p>`))),
    )
    pdfs.forEach((pdf, index) => {
      expect(pdf.ok && textOf(pdf.value).trim()).toBe(`sheet number ${index}`)
    })
    expect(starts()).toHaveLength(1)
  })

  test('runs no script of the page', async () => {
    const html = page('<p id="p">still</p><script>document.getElementById("p").textContent = "ran"</script>')
    expect(textOf(await pdfOf(maker(), html)).trim()).toBe('still')
  })

  test('reaches nothing, not even this machine', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const outside = ['127.0.0.1', 'localhost'].map((host) => `<img src="http://${host}:${port}/${host}.png">`)
    const pdf = await pdfOf(
      maker(),
      page(`<p>text</p>${outside.join('')}<iframe src="file:///etc/hostname"></iframe>`),
    )
    expect(textOf(pdf).trim()).toBe('text')
    expect(asked).toEqual([])
    server.close()
  })

  test('waits for the page’s own fonts', async () => {
    const font = readFileSync(
      join(
        import.meta.dirname,
        '../../../node_modules/@fontsource/noto-sans-jp/files/noto-sans-jp-latin-400-normal.woff2',
      ),
    ).toString('base64')
    const style = `@font-face{font-family:Own;src:url(data:font/woff2;base64,${font})}p{font-family:Own}`
    const pdf = await pdfOf(maker(), page('<p>own font</p>', style))
    const path = join(folder, 'fonts.pdf')
    writeFileSync(path, pdf)
    expect(execFileSync('pdffonts', [path]).toString()).toContain('NotoSansJP')
  })
})

describe('the browser behind it', { timeout: 60_000 }, () => {
  test('is started again when it died', async () => {
    const paper = maker()
    await pdfOf(paper, page('one'))
    process.kill(starts()[0] ?? 0, 'SIGKILL')
    expect(textOf(await pdfOf(paper, page('two'))).trim()).toBe('two')
    expect(starts()).toHaveLength(2)
  })

  test('is ended when nothing was printed for a while, and started again for the next sheet', async () => {
    let whileIsOver = (): void => {}
    const paper = maker(wrapper, (_milliseconds, hear) => {
      whileIsOver = hear
      return () => {}
    })
    await pdfOf(paper, page('one'))
    const [first = 0] = starts()
    whileIsOver()
    await expect.poll(() => isThere(first), patient).toBe(false)
    await pdfOf(paper, page('two'))
    expect(starts()).toHaveLength(2)
  })

  test('that hangs is ended when a sheet has taken too long', async () => {
    const hanging = join(folder, 'hanging')
    writeFileSync(hanging, `#!/bin/sh\necho $$ >> '${log}'\nexec sleep 1000\n`)
    chmodSync(hanging, 0o755)
    const paper = maker(hanging, (milliseconds, hear) => {
      const timer = setInterval(() => milliseconds === 120_000 && existsSync(log) && hear(), 10)
      return () => clearInterval(timer)
    })
    expect(await paper.makePdf(page('one'))).toEqual({ ok: false, error: { type: 'NoBrowser' } })
    expect(isThere(starts()[0] ?? 0)).toBe(false)
  })

  test('is gone when the maker is closed', async () => {
    const paper = maker()
    await pdfOf(paper, page('one'))
    await paper.close()
    expect(isThere(starts()[0] ?? 0)).toBe(false)
  })

  test.each(['/nonexistent/browser', '/bin/false'])(
    'that cannot be started (%s) is told as NoBrowser',
    async (path) => {
      expect(await maker(path).makePdf(page('one'))).toEqual({ ok: false, error: { type: 'NoBrowser' } })
    },
  )
})

const isThere = (process_: number): boolean => {
  try {
    process.kill(process_, 0)
    return true
  } catch {
    return false
  }
}

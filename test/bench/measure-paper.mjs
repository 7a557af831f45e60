/** A contact list of many people as PDF, against a plain document of the same length and fonts; per page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserPath } from '../run/browser.mjs'
import { alternate, check } from './measure.mjs'

const PEOPLE = 150

/** Pages of a PDF, by the objects that are pages. @param {Uint8Array} pdf */
const pagesIn = (pdf) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

/**
 * The same texts in the same weights on as many pages, as a table without any look: no widths, lines, signs of its own,
 * links, head and foot. Tagged alike, for a reader wants a table read as one. @param {string} html @param {string} fonts
 */
const plainOf = (html, fonts) => {
  const pages = html
    .split('<section class="page')
    .slice(1)
    .map((page) =>
      page
        .replace(/^[^>]*>/, '')
        .replace(/<svg[\s\S]*?<\/svg>/g, '')
        .replace(/<\/div><div class="line[^>]*>/g, '<br>')
        .replace(/<(?!\/?(?:b|h1|h2|p|br|table|thead|tbody|tr|th|td)\b)[^>]*>/g, ' ')
        .replace(/<(\w+)(?: class="[^"]*"| scope="[^"]*")+/g, '<$1'),
    )
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><style>${fonts}
@page { size: A4; margin: 12mm; } body { margin: 0; font: 9pt/1.3 "Noto Sans JP", sans-serif; } p, h1, h2 { margin: 0; font-size: 9pt; } th { text-align: left; } section { break-after: page; } section:last-child { break-after: auto; }</style></head><body>${pages.map((page) => `<section>${page}</section>`).join('')}</body></html>`
}

/** @param {number} rounds */
export const measurePaper = async (rounds) => {
  const { createPdfMaker } = await import('../../src/main/paper/make-pdf')
  const { sheetOf, sheetText } = await import('../../src/renderer/print/sheet')
  const { inventedPeople } = await import('../data/invented-people')
  const { sheetInput } = await import('../data/invented-office')
  const { readFonts } = await import('../data/paper-fonts')
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-paper-'))
  const path = browserPath()
  if (!path) throw new Error('no browser for the PDFs')
  const maker = createPdfMaker({
    browser: { kind: 'chromium', path, confined: false },
    folder,
    platform: process.platform,
    userId: process.getuid?.(),
  })
  const input = () =>
    sheetInput(inventedPeople(PEOPLE), { columns: ['reading', 'role', 'department', 'checked'] })
  const fonts = readFonts(sheetText(input()))
  const { html, pages } = sheetOf(input(), fonts)
  const plain = plainOf(html, html.slice(html.indexOf('@font-face'), html.indexOf('\n\n:root')))
  /** @param {() => string} draw */
  const timed = async (draw) => {
    const began = performance.now()
    const made = await maker.makePdf(draw())
    const took = performance.now() - began
    check(made.ok && pagesIn(made.value) === pages, `a PDF of ${pages} pages`)
    return took / pages
  }
  try {
    // The list is drawn from its people each time; nothing of it is kept from before.
    return await alternate(
      'paper',
      PEOPLE,
      rounds,
      () => timed(() => sheetOf(input(), fonts).html),
      () => timed(() => plain),
    )
  } finally {
    await maker.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

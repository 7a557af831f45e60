/**
 * A printed document whose pages were broken before: one self-contained HTML page in which every sheet of paper is an
 * element with its own head and foot, so that the screen shows what comes out of the printer.
 */
import type { Language } from '../../shared/records/define'
import { documentFrame, shortened } from './document-frame'
import { escapeHtml } from './escape'
import type { PaperFont } from './font-slices'

export type PaperSize = {
  readonly size: 'A4' | 'A3'
  readonly orientation: 'portrait' | 'landscape'
}

export type PagedSheet = {
  readonly language: Language
  readonly title: string
  readonly organisation: string
  readonly paper: PaperSize
  readonly margins: Margins
  /** Lines at the foot of every sheet, each of parts that are not broken: what signs mean; as of, version, hashes. */
  readonly foot: readonly (readonly string[])[]
  /** CSS of the document itself. */
  readonly css: string
  /** HTML of each page between head and foot, whose texts were escaped. */
  readonly pages: readonly string[]
}

/** Millimetres; `first`: above the first page, which has a head of its own. */
export type Margins = {
  readonly top: number
  readonly first: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/**
 * Punched holes stand 12 mm from the edge (ISO 838): at the left of an upright sheet, and at the top of one that lies,
 * so that both fit one binder.
 */
export const bindingMargins: { readonly [O in PaperSize['orientation']]: Margins } = {
  portrait: { top: 19, first: 14, right: 15, bottom: 18, left: 20 },
  landscape: { top: 25, first: 20, right: 15, bottom: 17, left: 15 },
}

const EDGES = { A4: [210, 297], A3: [297, 420] } as const

/** Width and height of a sheet in millimetres. */
export const sheetEdges = ({ size, orientation }: PaperSize): readonly [width: number, height: number] => {
  const [short, long] = EDGES[size]
  return orientation === 'portrait' ? [short, long] : [long, short]
}

export type Room = { readonly width: number; readonly first: number; readonly later: number }

/** Millimetres for the content of a page: its width, the height of the first page and of each later one. */
export const roomOf = (paper: PaperSize, margins: Margins): Room => {
  const [width, height] = sheetEdges(paper)
  return {
    width: width - margins.left - margins.right,
    first: height - margins.first - margins.bottom,
    later: height - margins.top - margins.bottom,
  }
}

/** Signs that the running head has room for; the head of the first page has all of them. */
const RUNNING_ROOM = { title: 40, organisation: 60 } as const

/** The parts of a page besides its content, for those who bring fonts. */
export const frameTexts = ({
  title,
  organisation,
  foot,
}: Pick<PagedSheet, 'title' | 'organisation' | 'foot'>) =>
  `${title}${organisation}${foot.flat().join('')}0123456789/ \u3000\u00a0…`

/** A whole document. Only `css` and `pages` are taken as they are. */
export const pagedPage = (sheet: PagedSheet, fonts: readonly PaperFont[]): string => {
  const { language, title, css, pages } = sheet
  return documentFrame({
    language,
    title,
    fonts,
    css: `${pageCss(sheet)}\n${css}`,
    body: `<main>
${pages.map((page, index) => pageOf(page, index, sheet)).join('\n')}
</main>`,
  })
}

const pageOf = (content: string, index: number, { title, organisation, foot, pages }: PagedSheet): string => {
  const running =
    index === 0
      ? ''
      : `<div class="running"><b>${escapeHtml(shortened(title, RUNNING_ROOM.title))}</b><span>${escapeHtml(shortened(organisation, RUNNING_ROOM.organisation))}</span></div>`
  const lines = foot.map(
    (parts) => `<p>${parts.map((part) => `<span>${escapeHtml(part)}</span>`).join('\u3000<wbr>')}</p>`,
  )
  return `<section class="page${index === 0 ? ' first' : ''}">${running}
<div class="content">
${content}
</div>
<footer class="foot"><div>${lines.join('')}</div><p class="number">${index + 1} / ${pages.length}</p></footer>
</section>`
}

/** Millimetres that a page is lower than its sheet: rounding must not make a second one. */
const SLACK = 0.3

const pageCss = ({ paper, margins }: PagedSheet): string => {
  const [width, height] = sheetEdges(paper)
  const room = roomOf(paper, margins)
  return `
:root { color: #000; background: #fff; font-family: "Noto Sans JP", sans-serif; font-size: 9.5pt; line-height: 1.45; }
* { box-sizing: border-box; }
body { margin: 0; font-variant-numeric: tabular-nums; font-feature-settings: "tnum"; line-break: strict; overflow-wrap: break-word; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
p, dl, dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: inherit; text-decoration: none; }
@page { size: ${paper.size} ${paper.orientation}; margin: 0; }
.page { position: relative; width: ${width}mm; min-height: ${height - SLACK}mm; padding: ${margins.top}mm ${margins.right}mm ${margins.bottom}mm ${margins.left}mm; break-after: page; }
.page.first { padding-top: ${margins.first}mm; }
.page:last-child { break-after: auto; }
.content { position: relative; width: ${room.width}mm; }
.running { position: absolute; left: ${margins.left}mm; right: ${margins.right}mm; bottom: ${height - SLACK - margins.top + 2}mm; display: flex; justify-content: space-between; align-items: flex-end; gap: 8mm; font-size: 8.5pt; line-height: 1.35; }
.running span { text-align: right; }
.running > * { min-width: 0; overflow-wrap: anywhere; }
.foot { position: absolute; left: ${margins.left}mm; right: ${margins.right}mm; top: ${height - SLACK - margins.bottom + 2.5}mm; display: flex; justify-content: space-between; gap: 4mm; font-size: 8pt; line-height: 1.45; }
.foot span { white-space: nowrap; }
.foot .number { flex: none; font-size: 9pt; line-height: 1.3; white-space: nowrap; }
@media screen {
  :root { background: #e6e6e1; }
  .page { margin: 6mm auto; background: #fff; box-shadow: 0 0 0 1px #c6c6c0; }
}
@media screen and (max-width: 160mm) {
  .page { width: auto; min-height: 0; margin: 0; padding: 5mm 4mm; box-shadow: none; }
  .page.first { padding-top: 5mm; }
  .content { width: auto; overflow-x: auto; }
  .running, .foot { position: static; }
  .running { display: none; }
  .page:not(:last-child) .foot { display: none; }
  .foot { margin-top: 4mm; }
  .foot span { white-space: normal; }
}
`
}

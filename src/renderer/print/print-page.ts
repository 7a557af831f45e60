/**
 * The frame of every printed document: one self-contained HTML page with its own CSS and fonts, no script, nothing
 * loaded from anywhere. Title, organisation, page number and identity stand in the margins of every sheet.
 */
import type { Language } from '../../shared/records/define'
import { documentFrame, shortened } from './document-frame'
import { cssString, escapeHtml } from './escape'
import type { PaperFont } from './font-slices'

export type PrintPage = {
  readonly language: Language
  readonly title: string
  readonly organisation: string
  readonly orientation: 'portrait' | 'landscape'
  /** Lines at the foot of every sheet, each of parts that are not broken: what signs mean; as of, version, hashes. */
  readonly foot: readonly (readonly string[])[]
  /** CSS of the document itself. */
  readonly css: string
  /** HTML whose texts were escaped. */
  readonly body: string
  readonly fonts: readonly PaperFont[]
}

/** A whole document. Only `css` and `body` are taken as they are. */
export const printPage = (page: PrintPage): string => {
  const { language, title, foot, css, body, fonts } = page
  return documentFrame({
    language,
    title,
    fonts,
    css: `${pageCss(page)}\n${css}`,
    body: `<main class="sheet">
${body}
<footer class="screen-foot">${foot.map((parts) => `<p>${parts.map(escapeHtml).join('　')}</p>`).join('')}</footer>
</main>`,
  })
}

/** Characters that the margin has room for in three lines; the head of the first page has all of them. */
const MARGIN_ROOM = { title: 40, organisation: 80 } as const

/** Lines of parts; a line that is too long breaks between parts. */
const footText = (foot: PrintPage['foot']): string =>
  foot
    .map((parts) => cssString(parts.map((part) => part.replaceAll(' ', '\u00a0')).join('　')))
    .join(' "\\a" ')

/**
 * Millimetres: top, right, bottom, left. Punched holes stand 12 mm from the edge (ISO 838): at the left of an upright sheet, and at the top of one that
 * lies, so that both fit one binder. What every sheet carries stands in the margins above and below.
 */
const MARGINS = {
  portrait: { top: 19, first: 14, right: 15, bottom: 18, left: 20 },
  landscape: { top: 25, first: 20, right: 15, bottom: 17, left: 15 },
} as const

const PAPER = { portrait: 210, landscape: 297 } as const

/** On a screen the sheet is as wide as on paper and lies on a desk; a phone is all desk. */
const pageCss = ({ title, organisation, foot, orientation }: PrintPage): string => {
  const margin = MARGINS[orientation]
  return `
:root { color: #000; background: #fff; font-family: "Noto Sans JP", sans-serif; font-size: 9.5pt; line-height: 1.45; }
* { box-sizing: border-box; }
body { margin: 0; font-variant-numeric: tabular-nums; font-feature-settings: "tnum"; line-break: strict; overflow-wrap: break-word; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@page { size: A4 ${orientation}; margin: ${margin.top}mm ${margin.right}mm ${margin.bottom}mm ${margin.left}mm; font: 8pt "Noto Sans JP", sans-serif; color: #000;
  @top-left { content: ${cssString(shortened(title, MARGIN_ROOM.title))}; vertical-align: bottom; padding: 0 4mm 2mm 0; font: 700 8.5pt/1.35 "Noto Sans JP", sans-serif; overflow-wrap: anywhere; }
  @top-right { content: ${cssString(shortened(organisation, MARGIN_ROOM.organisation))}; vertical-align: bottom; padding-bottom: 2mm; font: 8.5pt/1.35 "Noto Sans JP", sans-serif; overflow-wrap: anywhere; }
  @bottom-left { content: ${footText(foot)}; vertical-align: top; padding-top: 2.5mm; font: 8pt/1.45 "Noto Sans JP", sans-serif; font-variant-numeric: tabular-nums; white-space: pre-line; }
  @bottom-right { content: counter(page) " / " counter(pages); vertical-align: top; padding: 2.5mm 0 0 4mm; font: 9pt/1.3 "Noto Sans JP", sans-serif; white-space: nowrap; }
}
@page :first { margin-top: ${margin.first}mm; @top-left { content: ""; } @top-right { content: ""; } }
.screen-foot { display: none; }
@media screen {
  :root { background: #e6e6e1; }
  .sheet { width: ${PAPER[orientation]}mm; margin: 6mm auto; padding: ${margin.first}mm ${margin.right}mm 14mm ${margin.left}mm; background: #fff; box-shadow: 0 0 0 1px #c6c6c0; }
  .screen-foot { display: block; margin-top: 8mm; font-size: 8pt; }
  .screen-foot p { margin: 0; }
}
@media screen and (max-width: 160mm) { .sheet { width: auto; margin: 0; padding: 5mm 4mm; box-shadow: none; } }
`
}

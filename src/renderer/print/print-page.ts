/**
 * The frame of every printed document: one self-contained HTML page with its own CSS and fonts, no script, nothing
 * loaded from anywhere. Title, organisation, page number and identity stand in the margins of every sheet.
 */
import type { Language } from '../../shared/records/define'
import { cssString, escapeHtml } from './escape'
import { fontFaces, type PaperFont } from './font-slices'

export type PrintPage = {
  readonly language: Language
  readonly title: string
  readonly organisation: string
  /** At the foot of every sheet: as of, version, hashes. */
  readonly foot: string
  /** CSS of the document itself. */
  readonly css: string
  /** HTML whose texts were escaped. */
  readonly body: string
  readonly fonts: readonly PaperFont[]
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

/** A whole document. Only `css` and `body` are taken as they are. */
export const printPage = ({ language, title, organisation, foot, css, body, fonts }: PrintPage): string =>
  `<!doctype html>
<html lang="${language}" translate="no">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="google" content="notranslate">
<meta name="generator" content="Daicho">
<title>${escapeHtml(title)}</title>
<style>
${fontFaces(fonts)}
${pageCss(inMargin(title), inMargin(organisation), foot)}
${css}
</style>
</head>
<body>
<main class="sheet">
${body}
<footer class="screen-foot">${escapeHtml(foot)}</footer>
</main>
</body>
</html>
`

/** Characters of a title or name that the margin has room for; the head of the first page has it whole. */
const MARGIN_ROOM = 40

const inMargin = (text: string): string => {
  const signs = [...text]
  return signs.length > MARGIN_ROOM ? `${signs.slice(0, MARGIN_ROOM).join('')}…` : text
}

/** 15 mm at the sides leave 180 mm for the text; the margins above and below hold what every sheet carries. */
const pageCss = (title: string, organisation: string, foot: string): string => `
:root { color: #000; background: #fff; font-family: "Noto Sans JP", sans-serif; font-size: 9.5pt; line-height: 1.45; }
* { box-sizing: border-box; }
body { margin: 0; font-variant-numeric: tabular-nums; font-feature-settings: "tnum"; line-break: strict; overflow-wrap: anywhere; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@page { size: A4; margin: 17mm 15mm 16mm; font: 7.5pt "Noto Sans JP", sans-serif; color: #000;
  @top-left { content: ${cssString(title)}; vertical-align: bottom; padding-bottom: 2.5mm; font: 700 8pt "Noto Sans JP", sans-serif; }
  @top-right { content: ${cssString(organisation)}; vertical-align: bottom; padding-bottom: 2.5mm; font: 8pt "Noto Sans JP", sans-serif; }
  @bottom-left { content: ${cssString(foot)}; vertical-align: top; padding-top: 3mm; font: 7pt "Noto Sans JP", sans-serif; font-variant-numeric: tabular-nums; white-space: nowrap; }
  @bottom-right { content: counter(page) " / " counter(pages); vertical-align: top; padding-top: 3mm; font: 8pt "Noto Sans JP", sans-serif; }
}
@page :first { margin-top: 14mm; @top-left { content: ""; } @top-right { content: ""; } }
.screen-foot { display: none; }
@media screen {
  :root { background: #e6e6e1; }
  .sheet { width: 210mm; max-width: 100%; margin: 6mm auto; padding: 14mm 15mm; background: #fff; box-shadow: 0 0 0 1px #c6c6c0; }
  .screen-foot { display: block; margin-top: 8mm; font-size: 7pt; }
}
@media screen and (max-width: 200mm) { .sheet { margin: 0; padding: 5mm 4mm; box-shadow: none; } }
`

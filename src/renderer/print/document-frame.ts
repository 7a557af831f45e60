/** What every printed document is: one self-contained HTML page with its own CSS and fonts, no script, nothing loaded. */
import type { Language } from '../../shared/records/define'
import { escapeHtml } from './escape'
import { fontFaces, type PaperFont } from './font-slices'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

export type DocumentFrame = {
  readonly language: Language
  readonly title: string
  readonly fonts: readonly PaperFont[]
  /** CSS behind the fonts; taken as it is. */
  readonly css: string
  /** HTML whose texts were escaped; taken as it is. */
  readonly body: string
}

/** A whole document. */
export const documentFrame = ({
  language,
  title,
  fonts,
  css,
  body,
}: DocumentFrame): string => `<!doctype html>
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
${css}
</style>
</head>
<body>
${body}
</body>
</html>
`

/** A text of at most so many signs, with "…" where it was longer: for running heads, of which the first page has all. */
export const shortened = (text: string, room: number): string => {
  const signs = [...text]
  return signs.length > room ? `${signs.slice(0, room).join('')}…` : text
}

/** A contact list as a printed document, whatever its layout; pure: the same input gives the same sheet. */
import { escapeHtml } from './escape'
import type { PaperFont } from './font-slices'
import { listPages } from './list-pages'
import { frameTexts, type PagedSheet, type PaperSize, pagedPage } from './paged-page'
import type { PaperText } from './paper-text'
import { type Prepared, prepareList } from './prepared-list'
import { contentOf } from './sheet-facts'
import { sheetFoot, sheetHeadCss } from './sheet-head'
import { hashOf } from './sheet-identity'
import type { SheetInput, SheetLayout } from './sheet-input'
import type { SheetLine } from './sheet-lines'
import type { SheetPages } from './sheet-pages'
import { sitePages } from './site-pages'
import { treePages } from './tree-pages'
import { wallPages } from './wall-pages'
import { walletPages } from './wallet-pages'

export type Sheet = {
  /** The page, whole, as it is shown, saved, printed and made into a PDF. */
  readonly html: string
  readonly pages: number
  readonly paper: PaperSize
  /** SHA-256 of what it says; unchanged while that is unchanged. */
  readonly content: string
  readonly lines: readonly SheetLine[]
}

const layouts: { readonly [L in SheetLayout]: (prepared: Prepared) => SheetPages } = {
  list: listPages,
  tree: treePages,
  wallet: walletPages,
  wall: wallPages,
  sites: sitePages,
}

/** What the sheet says, without its page: hash and lines. */
export const sheetContent = (input: SheetInput): Pick<Sheet, 'content' | 'lines'> => contentOf(input, hashOf)

/** `fonts`: as `sheetText` asks. */
export const sheetOf = (input: SheetInput, fonts: readonly PaperFont[]): Sheet => {
  const sheet = layOut(input)
  return {
    html: pagedPage(sheet, fonts),
    pages: sheet.pages.length,
    paper: sheet.paper,
    ...sheetContent(input),
  }
}

/** The characters of the page by weight, to bring the fonts for it. */
export const sheetText = (input: SheetInput): PaperText => {
  const sheet = layOut(input)
  const body = sheet.pages.join('')
  const bold = [...body.matchAll(/<(h1|h2|h3|th|b)\b[^>]*>(.*?)<\/\1>/gs)].map((found) => found[2]).join('')
  const goesOn = [...body.matchAll(/class="(?:goes-on|from|group)"[^>]*>(.*?)<\/(?:p|tr)>/gs)]
    .map((found) => found[1])
    .join('')
  return { 400: `${frameTexts(sheet)}${body}`, 700: `${escapeHtml(sheet.title)}${bold}${goesOn}…` }
}

const laidOut = new WeakMap<SheetInput, PagedSheet>()

/** Once per input: for its characters, which bring the fonts, and for the page with them. */
const layOut = (input: SheetInput): PagedSheet => {
  const known = laidOut.get(input)
  if (known) return known
  const prepared = prepareList(input)
  const made = layouts[input.options.layout](prepared)
  const sheet: PagedSheet = {
    language: input.options.language,
    title: prepared.title,
    organisation: input.office.name,
    paper: made.paper,
    margins: made.margins,
    foot: sheetFoot(prepared, made.printed),
    css: `${sheetHeadCss}${made.css}`,
    pages: made.pages,
  }
  laidOut.set(input, sheet)
  return sheet
}

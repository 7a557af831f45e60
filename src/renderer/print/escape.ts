import { wellFormed } from '../../shared/base/text'

/** What comes from records is data: every text passes one of these on its way into a page. */

const entities: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text within an element or a quoted attribute. Control characters, which HTML cannot hold, go. */
export const escapeHtml = (text: string): string =>
  wellFormed(text)
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '')

/** A CSS string with its quotes, for the margin boxes: whatever is not a letter or figure is written by its number. */
export const cssString = (text: string): string =>
  `"${[...wellFormed(text)].map((sign) => (/[\p{L}\p{N} ]/u.test(sign) ? sign : `\\${codeOf(sign)} `)).join('')}"`

/** NUL cannot be written in CSS. */
const codeOf = (sign: string): string => (sign.codePointAt(0) || 0xfffd).toString(16)

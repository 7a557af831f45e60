/**
 * The leading apostrophe that keeps a spreadsheet from taking a text for a formula or a number. Export puts it before
 * what could run; import takes one off, so that nothing changes on the way out and in again.
 */

/** What makes a spreadsheet compute: signs of formulas in either width, tab, carriage return. */
const RUNS = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
/** People put one before digits, so that zeros stay: import takes it off, and export must not lose one that is meant. */
const KEPT_DIGITS = /^'+\d/
/** Numbers, and phone numbers as they are written: they compute nothing. */
const PLAIN_NUMBER = /^[+-]?[\d\s().,-]*\d[\d\s().,#*-]*$/

/** The text as it may stand in a cell. */
export const guard = (text: string): string =>
  (RUNS.test(text) && !PLAIN_NUMBER.test(text)) || KEPT_DIGITS.test(text) ? `'${text}` : text

/** A cell without the apostrophe that guards it. */
export const withoutGuard = (cell: string): string =>
  RUNS.test(cell) || KEPT_DIGITS.test(cell) ? cell.replace(/^'/, '') : cell

/** What the QR code on a sheet says: by what the sheet is known again, and nothing personal. */

export type SheetIdentity = {
  readonly ledger: string
  /** The same for every issue of the same sheet. */
  readonly sheet: string
  /** The state of the ledger as people read it: device code and number of the last entry, such as A-152. */
  readonly version: string
  /** SHA-256 of what the sheet says; unchanged while that is unchanged. */
  readonly content: string
  /** Hash of the ledger's state; Verify finds the state by it. Null for a ledger without entries. */
  readonly head: string | null
}

/** Figures of a hash on a sheet: 64 bits are enough to find a state and to notice a change. */
export const SHOWN_FIGURES = 16

/** `DAICHO:1:ledger:sheet:version:content:head`, in capitals so that the code stays small. */
export const sheetCode = ({ ledger, sheet, version, content, head }: SheetIdentity): string =>
  ['DAICHO', '1', ledger, sheet, version, content, (head ?? '').slice(0, SHOWN_FIGURES)]
    .map((part) => part.toUpperCase().replace(/[^A-Z0-9.-]/g, '-'))
    .join(':')

/** The hash of the ledger's state in a code that was scanned; null for any other text. */
export const headInCode = (scanned: string): string | null => {
  const parts = scanned.normalize('NFKC').trim().toUpperCase().split(':')
  const head = parts.at(-1) ?? ''
  return parts[0] === 'DAICHO' && parts.length === 7 && /^[0-9A-F]+$/.test(head) ? head.toLowerCase() : null
}

import type { Margins, PaperSize } from './paged-page'
import type { Listed } from './prepared-list'

/** A layout's part of a sheet: its paper and the content of each page, texts escaped. */
export type SheetPages = {
  readonly paper: PaperSize
  readonly margins: Margins
  readonly css: string
  readonly pages: readonly string[]
  /** Those whose numbers the pages show. */
  readonly printed: readonly Listed[]
}

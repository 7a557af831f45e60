/** Records as the bytes of a file, in each of the formats that are offered. */
import { cp932Of } from '../../../shared/exchange/export-cp932'
import {
  csvInCp932,
  csvText,
  type UnmappableCell,
  unmappableCells,
} from '../../../shared/exchange/export-csv'
import { type ExportRecord, exportTable } from '../../../shared/exchange/export-table'
import { type CardWriting, vcardText } from '../../../shared/exchange/export-vcard'

export const exportFormats = ['csvUtf8', 'csvCp932', 'vcard'] as const
export type ExportFormat = (typeof exportFormats)[number]

export type MadeFile = {
  readonly content: BlobPart
  readonly extension: 'csv' | 'vcf'
  readonly type: string
}

export type Made =
  | { readonly made: MadeFile }
  /** Characters that CP932 does not have, before anything is saved. */
  | { readonly unmappable: readonly UnmappableCell[] }

/** Made once: it looks at every code there is. */
let codes: ReturnType<typeof cp932Of> | null = null

/** `replace`: characters that the encoding does not have are replaced without asking. */
export const makeFile = (
  format: ExportFormat,
  records: readonly ExportRecord[],
  writing: CardWriting,
  replace = false,
): Made => {
  if (format === 'vcard') {
    return {
      made: { content: vcardText(records, writing), extension: 'vcf', type: 'text/vcard;charset=utf-8' },
    }
  }
  const table = exportTable(writing.declaration, records, writing.language)
  if (format === 'csvUtf8') {
    // Spreadsheets take a file without the mark for one in the system's own encoding.
    return { made: { content: `\ufeff${csvText(table)}`, extension: 'csv', type: 'text/csv;charset=utf-8' } }
  }
  codes ??= cp932Of(TextDecoder)
  const ids = records.map(({ id }) => id)
  const unmappable = replace ? [] : unmappableCells(table, ids, codes)
  if (unmappable.length > 0) return { unmappable }
  const content = csvInCp932(table, codes) as Uint8Array<ArrayBuffer>
  return { made: { content, extension: 'csv', type: 'text/csv;charset=shift_jis' } }
}

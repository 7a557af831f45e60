import type { JsonValue } from '../../../shared/base/json'
import type { Result } from '../../../shared/base/result'
import type { CopyLine } from '../../../shared/domain/copies/changed-lines'
import type { RecordId } from '../../../shared/journal/entry'
import type { Language } from '../../../shared/records/define'

/** A sheet as it was drawn: what is given out, and by what it is known again. */
export type CopySheet = {
  readonly title: string
  /** The whole page. */
  readonly html: string
  readonly lines: readonly CopyLine[]
  /** Hash of the content. */
  readonly content: string
  readonly version: string
  /** Hash of the ledger's state; null: a ledger without entries. */
  readonly state: string | null
  /** Moment it was drawn, ISO UTC. */
  readonly at: string
  readonly language: Language
  /** The contact list it is of; null: one that was not saved. */
  readonly list: RecordId | null
  /** How an unsaved list was chosen, for asking again later. */
  readonly definition?: JsonValue
}

export type RegisterCopyProps = {
  /** Null: not drawn yet. */
  readonly sheet: CopySheet | null
  /** Makes the PDF of the page. Where it fails, or null, the page itself is kept. */
  readonly makePdf: ((html: string) => Promise<Result<Uint8Array, unknown>>) | null
  /** Name of the kept file with this extension. */
  readonly fileName: (extension: 'pdf' | 'html') => string
}

/** Copies the address asks to replace: `replaces=paperCopy:a,paperCopy:b`. */
export const REPLACES = 'replaces'

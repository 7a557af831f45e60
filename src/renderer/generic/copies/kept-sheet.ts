/** What is kept of a sheet beside its pages: its lines, so that it can be told later which of them changed. */
import type { JsonValue } from '../../../shared/base/json'
import type { CopyLine } from '../../../shared/domain/copies/changed-lines'
import type { Language } from '../../../shared/records/define'

export type KeptSheet = {
  readonly lines: readonly CopyLine[]
  /** Language the lines are written in. */
  readonly language: Language
  /** How the lines were chosen, where no contact list in the ledger says it. */
  readonly definition: JsonValue
}

const FORMAT = 1

/** UTF-8 JSON that a person can read, one line of the sheet per line. */
export const writeKeptSheet = ({ lines, language, definition }: KeptSheet): Uint8Array<ArrayBuffer> => {
  const written = lines.map(({ key, title, text }) => JSON.stringify({ key, title, text })).join(',\n')
  const head = `"daichoSheet":${FORMAT},"language":${JSON.stringify(language)},"definition":${JSON.stringify(definition)}`
  return new TextEncoder().encode(`{${head},"lines":[\n${written}\n]}\n`)
}

/** Null for what this program did not write, or a newer one wrote otherwise. */
export const readKeptSheet = (bytes: Uint8Array): KeptSheet | null => {
  try {
    const read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as {
      readonly [name: string]: unknown
    } | null
    if (read?.daichoSheet !== FORMAT || !Array.isArray(read.lines) || !read.lines.every(isLine)) return null
    return {
      lines: read.lines,
      language: read.language === 'en' ? 'en' : 'ja',
      definition: (read.definition ?? null) as JsonValue,
    }
  } catch {
    return null
  }
}

const isLine = (value: unknown): value is CopyLine => {
  const line = value as { readonly [name: string]: unknown } | null
  return (
    typeof line === 'object' &&
    line !== null &&
    [line.key, line.title, line.text].every((part) => typeof part === 'string')
  )
}

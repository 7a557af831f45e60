/** Which column becomes what: by headers in Japanese, English and other tools' words, then by what stands in it. */
import type { Field, RecordDeclaration } from '../records/define'
import { headerWords, namePartOf, phoneColumnOf } from './column-words'
import { foldHeader } from './fold-text'
import type { ColumnSeen, ColumnTarget, FieldMapping } from './import-plan'
import { KANA_ONLY, looksLikeData, looksLikeMail, looksLikePhone } from './looks-like'

/** Share of the samples that must look alike before a column is proposed by its content. */
const ENOUGH = 0.8

const NOTHING: ColumnTarget = { to: 'nothing' }

/** A first mapping for a file; what nobody knows stays "nothing" and can be corrected. */
export const proposeMapping = (
  columns: readonly ColumnSeen[],
  declaration: RecordDeclaration,
  children: readonly RecordDeclaration[],
): FieldMapping => {
  const targets: ColumnTarget[] = columns.map(() => NOTHING)
  const hasPhones = children.some(({ type }) => type === 'phone')
  const isFree = (column: number) => targets[column] === NOTHING
  const isTaken = (field: string) => targets.some((target) => target.to === 'field' && target.field === field)
  const partsKnown = columns.some(({ header }) => namePartOf(header) !== null) && readingOf(declaration)

  const named = columns
    .flatMap(({ header }, column) => fieldsNamed(header, declaration).map((found) => ({ ...found, column })))
    // Other words for a name ("display name") stand back where its parts are given.
    .filter(({ field, rank }) => !(partsKnown && field === declaration.title && rank > 0))
    .sort((a, b) => a.rank - b.rank || a.column - b.column)
  for (const { field, column } of named) {
    if (isFree(column) && !isTaken(field)) targets[column] = { to: 'field', field }
  }

  columns.forEach(({ header, samples }, column) => {
    if (!isFree(column)) return
    const part = partsKnown ? namePartOf(header) : null
    const phone = hasPhones ? phoneColumnOf(header) : null
    if (part && !targets.some(({ to }) => to === part)) targets[column] = { to: part }
    else if (phone) targets[column] = { to: 'phone', use: phone.use }
    else if (mostly(samples, looksLikeMail)) {
      const mail = fieldOfFormat(declaration, 'email')
      if (mail && !isTaken(mail)) targets[column] = { to: 'field', field: mail }
    } else if (hasPhones && mostly(samples, looksLikePhone)) targets[column] = { to: 'phone', use: null }
  })

  proposeNameByContent(columns, declaration, targets)
  return { recordType: declaration.type, columns: targets, key: proposeKey(targets, declaration) }
}

/** Folded names that make a row the header row of a file of this type. */
export const knownHeaders = (declaration: RecordDeclaration): ReadonlySet<string> =>
  new Set([
    ...headerWords,
    ...importable(declaration).flatMap(([, field]) => headersOf(field).map(foldHeader)),
  ])

/** Fields a column may become, in the order of the declaration. */
export const importable = (declaration: RecordDeclaration): readonly (readonly [string, Field])[] =>
  Object.entries(declaration.fields).filter(
    ([, field]) =>
      !field.hidden && field.kind !== 'children' && field.kind !== 'ref' && field.kind !== 'file',
  )

/** The field that holds the reading of the record's title. */
export const readingOf = (declaration: RecordDeclaration): string | null =>
  importable(declaration).find(
    ([, field]) => field.kind === 'text' && field.readingOf === declaration.title,
  )?.[0] ?? null

/** Fields that can find a record, the strongest first: mail, numbers of one's own, then the title. */
export const keyFields = (declaration: RecordDeclaration): readonly string[] => {
  const texts = importable(declaration).filter(([, field]) => field.kind === 'text')
  const mails = texts.filter(([, field]) => field.kind === 'text' && field.format === 'email')
  const numbers = texts.filter(
    ([name, field]) => field.kind === 'text' && (field.unique || /Number$/.test(name)) && !field.format,
  )
  return [...mails.map(([name]) => name), ...numbers.map(([name]) => name), declaration.title]
}

/** Every key field that a column of the file fills. */
export const proposeKey = (
  targets: readonly ColumnTarget[],
  declaration: RecordDeclaration,
): readonly string[] =>
  keyFields(declaration).filter((field) => targets.some((target) => fills(target, field, declaration)))

const fills = (target: ColumnTarget, field: string, declaration: RecordDeclaration): boolean =>
  (target.to === 'field' && target.field === field) ||
  (field === declaration.title && (target.to === 'familyName' || target.to === 'givenName'))

const headersOf = (field: Field): readonly string[] => [
  field.label.ja,
  field.label.en,
  ...(field.headers ?? []),
]

/** Fields a header names; rank 0 is the field's own label, a higher one another tool's word. */
const fieldsNamed = (header: string, declaration: RecordDeclaration) => {
  const folded = foldHeader(header)
  if (folded === '') return []
  return importable(declaration).flatMap(([field, declared]) => {
    const at = [field, ...headersOf(declared)].map(foldHeader).indexOf(folded)
    return at < 0 ? [] : [{ field, rank: Math.max(0, at - 2) }]
  })
}

const fieldOfFormat = (declaration: RecordDeclaration, format: string): string | null =>
  importable(declaration).find(([, field]) => field.kind === 'text' && field.format === format)?.[0] ?? null

const mostly = (samples: readonly string[], looks: (sample: string) => boolean): boolean =>
  samples.length > 0 && samples.filter(looks).length / samples.length >= ENOUGH

const WORDS_ONLY = /^[\p{L}\p{M}\s.'’・-]{2,40}$/u

/** Without a header for it, the title is the first column of words, the reading the first of kana beside it. */
const proposeNameByContent = (
  columns: readonly ColumnSeen[],
  declaration: RecordDeclaration,
  targets: ColumnTarget[],
): void => {
  const { title } = declaration
  if (columns.some(({ header }) => header !== '') || targets.some((t) => fills(t, title, declaration))) return
  const isWords = (sample: string) =>
    WORDS_ONLY.test(sample) && !KANA_ONLY.test(sample) && !looksLikeData(sample)
  const find = (looks: (sample: string) => boolean) =>
    columns.findIndex(({ samples }, column) => targets[column] === NOTHING && mostly(samples, looks))
  const name = find(isWords)
  if (name >= 0) targets[name] = { to: 'field', field: title }
  const field = readingOf(declaration)
  const reading = find((sample) => KANA_ONLY.test(sample))
  if (reading >= 0 && field) targets[reading] = { to: 'field', field }
}

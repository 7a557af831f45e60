/** Which column becomes what: by headers in Japanese, English and other tools' words, then by what stands in it. */
import { type Field, type RecordDeclaration, typesReferredTo } from '../records/define'
import { headerWords, namePartOf, phoneColumnOf, phoneFieldOf } from './column-words'
import { foldHeader } from './fold-text'
import type { ColumnSeen, ColumnTarget, FieldMapping, Key } from './import-plan'
import { KANA_ONLY, looksLikeData, looksLikeMail, looksLikePhone } from './looks-like'
import { type PhonesOf, phonesOf } from './phones-of'

/** Share of the samples that must look alike before a column is proposed by its content. */
const ENOUGH = 0.8

const NOTHING: ColumnTarget = { to: 'nothing' }

/** A first mapping for a file; what nobody knows stays "nothing" and can be corrected. */
export const proposeMapping = (
  columns: readonly ColumnSeen[],
  declaration: RecordDeclaration,
  phones: PhonesOf | null = phonesOf(declaration),
): FieldMapping => {
  const targets = proposeByHeaders(columns, declaration, phones)
  columns.forEach(({ samples }, column) => {
    if (targets[column] !== NOTHING) return
    if (mostly(samples, looksLikeMail)) {
      const mail = fieldOfFormat(declaration, 'email')
      if (mail && !isTaken(targets, mail)) targets[column] = { to: 'field', field: mail }
    } else if (phones && mostly(samples, looksLikePhone)) targets[column] = { to: 'phone', use: null }
  })
  proposeNameByContent(columns, declaration, targets)
  return { recordType: declaration.type, columns: targets, key: proposeKey(targets, declaration) }
}

/** How many columns a type knows by their headers, the title counting double: what a file is most likely about. */
export const countKnown = (columns: readonly ColumnSeen[], declaration: RecordDeclaration): number =>
  proposeByHeaders(columns, declaration, phonesOf(declaration))
    .map((target) => (target === NOTHING ? 0 : fills(target, declaration.title, declaration) ? 2 : 1))
    .reduce<number>((sum, points) => sum + points, 0)

const isTaken = (targets: readonly ColumnTarget[], field: string): boolean =>
  targets.some((target) => target.to === 'field' && target.field === field)

const namesOf = ({ header, names }: ColumnSeen): readonly string[] => names ?? [header]

/** The first answer for any of the names of a column. */
const firstOf = <T>(column: ColumnSeen, read: (name: string) => T | null): T | null => {
  for (const name of namesOf(column)) {
    const found = read(name)
    if (found !== null) return found
  }
  return null
}

const proposeByHeaders = (
  columns: readonly ColumnSeen[],
  declaration: RecordDeclaration,
  phones: PhonesOf | null,
): ColumnTarget[] => {
  const targets: ColumnTarget[] = columns.map(() => NOTHING)
  const isFree = (column: number) => targets[column] === NOTHING
  const partOf = (column: ColumnSeen) => firstOf(column, namePartOf)
  const phoneOf = (column: ColumnSeen) =>
    phones === null ? null : firstOf(column, (name) => phoneColumnOf(name, phones))
  const partsKnown = sharesNames(declaration) && columns.some((column) => partOf(column) !== null)

  const named = columns
    .flatMap((seen, column) => fieldsNamed(seen, declaration).map((found) => ({ ...found, column })))
    // Other words for a name ("display name") stand back where its parts are given.
    .filter(({ field, rank }) => !(partsKnown && field === declaration.title && rank > 0))
    // Numbers under 緊急連絡先 are numbers, not words about how to reach somebody.
    .filter(({ column }) => {
      const seen = columns[column]
      return !(seen && mostly(seen.samples, looksLikePhone) && phoneOf(seen) !== null)
    })
    .sort((a, b) => a.rank - b.rank || a.column - b.column)
  for (const { field, column } of named) {
    if (isFree(column) && !isTaken(targets, field)) targets[column] = { to: 'field', field }
  }
  columns.forEach((seen, column) => {
    if (!isFree(column)) return
    const part = partsKnown ? partOf(seen) : null
    const detail = phones === null ? null : firstOf(seen, (name) => phoneFieldOf(name, phones))
    const phone = phoneOf(seen)
    if (part && !targets.some(({ to }) => to === part)) targets[column] = { to: part }
    else if (detail) targets[column] = { to: 'phoneField', field: detail }
    else if (phone) targets[column] = { to: 'phone', use: phone.use }
  })
  // A day or a remark without any number to belong to is about something else.
  if (!targets.some(({ to }) => to === 'phone'))
    targets.forEach(({ to }, column) => {
      if (to === 'phoneField') targets[column] = NOTHING
    })
  return targets
}

/** Folded names that make a row the header row of a file of this type. */
export const knownHeaders = (declaration: RecordDeclaration): ReadonlySet<string> => {
  const phones = phonesOf(declaration)
  const uses = phones === null ? [] : Object.values(phones.uses)
  return new Set([
    ...headerWords,
    ...importable(declaration).flatMap(([, field]) => headersOf(field).map(foldHeader)),
    ...uses
      .flatMap(({ label }) => [label.ja, label.en].flatMap((use) => [`電話${use}`, `phone${use}`]))
      .map(foldHeader),
  ])
}

/** Fields a column may become, in the order of the declaration. */
export const importable = (declaration: RecordDeclaration): readonly (readonly [string, Field])[] =>
  Object.entries(declaration.fields).filter(
    ([, field]) => !field.hidden && field.kind !== 'children' && field.kind !== 'file',
  )

/** The field that holds the reading of the record's title. */
export const readingOf = (declaration: RecordDeclaration): string | null =>
  importable(declaration).find(
    ([, field]) => field.kind === 'text' && field.readingOf === declaration.title,
  )?.[0] ?? null

/** Whether two records may well go by one name: people do, organisations and sites do not. */
export const sharesNames = (declaration: RecordDeclaration): boolean =>
  declaration.fields[declaration.title]?.personal !== undefined

/**
 * Fields that can find a record by themselves, the strongest first: mail, numbers of one's own, then the title; where
 * nothing else goes by one name, the title before all.
 */
export const keyFields = (declaration: RecordDeclaration): readonly string[] => {
  if (!sharesNames(declaration)) return [declaration.title]
  const texts = importable(declaration).filter(([, field]) => field.kind === 'text')
  const mails = texts.filter(([, field]) => field.kind === 'text' && field.format === 'email')
  const numbers = texts.filter(
    ([name, field]) => field.kind === 'text' && (field.unique || /Number$/.test(name)) && !field.format,
  )
  return [...mails.map(([name]) => name), ...numbers.map(([name]) => name), declaration.title]
}

/** Every field that a column of the file fills and that a key may be made of. */
export const possibleKeyFields = (
  targets: readonly ColumnTarget[],
  declaration: RecordDeclaration,
): readonly string[] =>
  importable(declaration)
    .filter(
      ([, field]) =>
        ['text', 'choice', 'integer', 'date'].includes(field.kind) ||
        // References among records of the file itself are known only when its rows have found their records.
        (field.kind === 'ref' && !typesReferredTo(field).includes(declaration.type)),
    )
    .map(([field]) => field)
    .filter((field) => targets.some((target) => fills(target, field, declaration)))

/** Every key field that a column of the file fills, each by itself. */
export const proposeKey = (
  targets: readonly ColumnTarget[],
  declaration: RecordDeclaration,
): readonly Key[] =>
  keyFields(declaration)
    .filter((field) => targets.some((target) => fills(target, field, declaration)))
    .map((field) => [field])

/** Whether a column with this target gives the field its value. */
export const fills = (target: ColumnTarget, field: string, declaration: RecordDeclaration): boolean =>
  (target.to === 'field' && target.field === field) ||
  (field === declaration.title && (target.to === 'familyName' || target.to === 'givenName'))

const headersOf = (field: Field): readonly string[] => [
  field.label.ja,
  field.label.en,
  ...(field.headers ?? []),
]

/** A word that is only part of a two-row header says less than any whole one. */
const PART_RANK = 100

/** Fields a header names; rank 0 is the field's own label, a higher one another tool's word. */
const fieldsNamed = (column: ColumnSeen, declaration: RecordDeclaration) =>
  namesOf(column).flatMap((name, at) => {
    const folded = foldHeader(name)
    if (folded === '') return []
    return importable(declaration).flatMap(([field, declared]) => {
      const place = [field, ...headersOf(declared)].map(foldHeader).indexOf(folded)
      return place < 0 ? [] : [{ field, rank: Math.max(0, place - 2) + at * PART_RANK }]
    })
  })

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

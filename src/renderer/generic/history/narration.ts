/**
 * The sentences of history, in both languages, from an item and the declarations: who did what to which record, from
 * what to what. Sentences come as segments, so that a screen can mark names and values; `plain` joins them.
 */
import type { JsonValue } from '../../../shared/base/json'
import type { RecordId } from '../../../shared/journal/entry'
import { type HistoryItem, isChildRecord } from '../../../shared/journal/narrate'
import type { Field, RecordDeclaration } from '../../../shared/records/define'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import type { TextOptions } from '../../fields/field-text'
import { fieldText } from '../../fields/field-text'
import { figures } from '../../texts/figures'
import type { historyTexts } from '../../texts/history'
import { struckName } from '../record-name'
import { inSentence } from '../type-words'

export type Segment =
  | { readonly kind: 'text' | 'actor' | 'field' | 'before' | 'after' | 'struck'; readonly text: string }
  | { readonly kind: 'record'; readonly text: string; readonly record: RecordId }

export type Narration = {
  /** The one sentence. */
  readonly headline: readonly Segment[]
  /** What it comes to, one line per field or record, where the sentence does not say it all. */
  readonly lines: readonly (readonly Segment[])[]
  /** Records beyond those told of. */
  readonly moreRecords: number
}

type Texts = (typeof historyTexts)['ja']
export type NarrationKey = Extract<keyof Texts, `say_${string}`>

/** Templates in the language of the reader, with `{{placeholders}}` left in. */
export type Template = (key: NarrationKey) => string

export type NarrationOptions = TextOptions & {
  readonly template: Template
  /** The record whose own history this is: sentences need not name it again. */
  readonly about?: RecordId
  /** Every record the item lists is told, not the first few. */
  readonly whole?: boolean
}

type Told = HistoryItem['records'][number]
type ToldField = Told['fields'][number]

/** Lines told of one record with its children. */
const LINES_TOLD = 16
/** Records told of one item; an import of hundreds is told by its first few. */
const RECORDS_TOLD = 5
/** Characters of a value told; a note of a page is not history's business. */
const VALUE_TOLD = 80

/** Tells one item of history. */
export const narrate = (item: HistoryItem, options: NarrationOptions): Narration => {
  const actor: Segment = { kind: 'actor', text: item.actorName || struckOf(item.actor, options) }
  const shown = item.records.filter((told) => told.fields.length > 0 || told.op !== 'change')
  const main = shown.find((told) => !isChild(told)) ?? shown[0]
  const say = (key: NarrationKey, parts: Parts = {}) =>
    fill(main ? templateFor(key, main, options) : options.template(key), { actor: [actor], ...parts })

  if (item.kind === 'abandon' || !main) {
    const isSkipped = !main && (item.kind === 'undo' || item.kind === 'redo')
    const key = isSkipped ? 'say_skipped' : headlineKeys[item.kind]
    return { headline: say(key), lines: [], moreRecords: item.moreRecords }
  }
  const record = nameOf(main, options)
  if (plainEdit(item, shown)) {
    const [only, ...others] = toldFields(main)
    if (shown.length === 1 && only && others.length === 0 && !only.struck) {
      const parts = { actor: [actor], record, ...fieldParts(main, only, options) }
      const own = options.about === main.record
      const key = own ? ownFieldKey(main, only) : fieldKey(main, only)
      return { headline: fill(options.template(key), parts), lines: [], moreRecords: 0 }
    }
  }
  const parents = shown.filter((one) => !isChild(one))
  const total = item.records.length + item.moreRecords
  const counted = parents.length > 0 ? parentsIn(item) : total
  const count: Segment[] = [{ kind: 'text', text: figures(counted, options.writing.language) }]
  const headline = say(headlineKey(item, main, total), { record, count, type: typeLabel(main, options) })
  if (isSimple(item, main)) {
    const lines = linesOf(shown, main, options)
    return {
      headline,
      lines: options.whole ? lines : lines.slice(0, LINES_TOLD),
      moreRecords: options.whole ? 0 : Math.max(0, lines.length - LINES_TOLD),
    }
  }
  // Of many records the first few are told, and children not at all where their parents are.
  const few = (parents.length > 0 ? parents : shown).slice(0, options.whole ? undefined : RECORDS_TOLD)
  return { headline, lines: few.map((one) => recordLine(one, options)), moreRecords: counted - few.length }
}

/** The sentence as text, for sheets and for reading aloud. */
export const plain = (segments: readonly Segment[]): string =>
  segments.map((segment) => segment.text).join('')

const headlineKeys = {
  setUp: 'say_setUp',
  create: 'say_create',
  edit: 'say_edit',
  delete: 'say_delete',
  restore: 'say_restore',
  import: 'say_import',
  undo: 'say_undo',
  redo: 'say_redo',
  strike: 'say_strike',
  sample: 'say_sample',
  abandon: 'say_abandon',
} as const satisfies Record<HistoryItem['kind'], NarrationKey>

const manyKeys: { readonly [K in HistoryItem['kind']]?: NarrationKey } = {
  create: 'say_createMany',
  delete: 'say_deleteMany',
  restore: 'say_restoreMany',
  import: 'say_importMany',
  undo: 'say_undoMany',
  redo: 'say_redoMany',
}

const headlineKey = (item: HistoryItem, main: Told, total: number): NarrationKey => {
  const one = headlineKeys[item.kind]
  return parentsIn(item) > 1 || (isChild(main) && total > 1) ? (manyKeys[item.kind] ?? one) : one
}

/** How many records an intent touched: a person with three phones is one; two people are two. */
export const parentsIn = (item: HistoryItem): number =>
  item.records.filter((one) => !isChild(one)).length + item.moreRecords

const plainEdit = (item: HistoryItem, shown: readonly Told[]): boolean =>
  item.kind === 'edit' && shown.every((one) => one.op === 'change')

const isChild = (one: Told): boolean => isChildRecord(one.record)

const fieldOf = (one: Told, name: string): Field | undefined =>
  declarationOf(typeOfId(one.record))?.fields[name]

/** Whether a field is told of: the ref to the parent says nothing a reader does not see. */
const told =
  (one: Told) =>
  ({ field }: ToldField): boolean => {
    const parent = declarationOf(typeOfId(one.record))?.parent
    return parent === undefined || field !== parent
  }

/** What history tells of a record; what holds while a field is empty stands in for nothing. */
const toldFields = (one: Told): readonly ToldField[] =>
  one.fields.filter(told(one)).map((change) => {
    const held = fieldOf(one, change.field)?.whenEmpty
    if (held === undefined || one.op !== 'change' || change.struck) return change
    if (change.before === null && change.after === null) return change
    return { ...change, before: change.before ?? held, after: change.after ?? held }
  })

const nameOf = (one: Told, options: NarrationOptions): readonly Segment[] => {
  const declaration = declarationOf(typeOfId(one.record))
  const title = declaration?.fields[declaration.title]
  if (declaration && title?.kind === 'ref')
    return [{ kind: 'record', text: linkName(one, declaration, options), record: one.record }]
  const text = title ? fieldText(title, one.name, options) : one.name
  return [{ kind: 'record', text: text || struckOf(one.record, options), record: one.record }]
}

/** A link is called what it leads to, where the entry says that. */
const linkName = (
  one: Told,
  { title, fields, label }: RecordDeclaration,
  options: NarrationOptions,
): string => {
  const declared = fields[title]
  const told = one.fields.find(({ field }) => field === title)
  return (
    (declared && fieldText(declared, told?.after ?? told?.before ?? null, options)) ||
    label[options.writing.language]
  )
}

/** Stands for a name that was struck out of the entries. */
const struckOf = (record: RecordId, { writing }: NarrationOptions): string => {
  const declaration = declarationOf(typeOfId(record))
  return declaration ? struckName(declaration, writing.language) : typeOfId(record)
}

/** Of what has no name any more the type is not said before it: what stands for the name says what it was. */
const templateFor = (key: NarrationKey, one: Told, options: NarrationOptions): string => {
  const template = options.template(key)
  return one.name === '' ? template.replace('{{type}} ', '') : template
}

const typeText = (one: Told, { writing }: NarrationOptions): string =>
  inSentence(declarationOf(typeOfId(one.record))?.label ?? unknownType(one), writing.language)

/** A type that a newer program wrote is named by its own word. */
const unknownType = (one: Told) => ({ ja: typeOfId(one.record), en: typeOfId(one.record) })

const typeLabel = (one: Told, options: NarrationOptions): readonly Segment[] => [
  { kind: 'text', text: typeText(one, options) },
]

const fieldKey = (one: Told, { field, before, after }: ToldField): NarrationKey => {
  if (fieldOf(one, field)?.hidden) return 'say_fieldTouched'
  if (before === null) return 'say_fieldFilled'
  return after === null ? 'say_fieldEmptied' : 'say_fieldChanged'
}

const ownFieldKey = (one: Told, change: ToldField): NarrationKey => {
  const key = fieldKey(one, change)
  return `${key}_own` as NarrationKey
}

const lineKey = (one: Told, change: ToldField): NarrationKey => {
  if (change.struck) return 'say_lineStruck'
  if (fieldOf(one, change.field)?.hidden) return 'say_lineTouched'
  if (change.before === null) return 'say_lineFilled'
  return change.after === null ? 'say_lineEmptied' : 'say_lineChanged'
}

const valueText = (field: Field | undefined, value: JsonValue, options: NarrationOptions): string => {
  const text = field ? fieldText(field, value, options) : JSON.stringify(value)
  const line = text.replace(/\s+/gu, ' ')
  return [...line].length > VALUE_TOLD ? `${[...line].slice(0, VALUE_TOLD).join('')}…` : line
}

const fieldParts = (one: Told, change: ToldField, options: NarrationOptions): Parts => {
  const field = fieldOf(one, change.field)
  return {
    field: [{ kind: 'field', text: field?.label[options.writing.language] ?? change.field }],
    before: [{ kind: 'before', text: valueText(field, change.before, options) }],
    after: [{ kind: 'after', text: valueText(field, change.after, options) }],
    struck: [{ kind: 'struck', text: options.template('say_struck') }],
  }
}

/** One line per changed field of the main record, one per other record. */
const linesOf = (
  shown: readonly Told[],
  main: Told,
  options: NarrationOptions,
): readonly (readonly Segment[])[] =>
  shown.flatMap((one) => {
    if (one !== main) return [recordLine(one, options)]
    return one.op === 'delete' ? [] : fieldLines(one, options)
  })

const fieldLines = (one: Told, options: NarrationOptions): readonly (readonly Segment[])[] =>
  toldFields(one)
    .filter((change) => one.op === 'change' || fieldOf(one, change.field)?.hidden !== true)
    .map((change) => fill(options.template(lineKey(one, change)), fieldParts(one, change, options)))

const titleField = (one: Told): string | undefined => declarationOf(typeOfId(one.record))?.title

/** A record by its name, with what was changed of it. */
const recordLine = (one: Told, options: NarrationOptions): readonly Segment[] => {
  const isNewChild = one.op === 'create' && isChild(one)
  // A new number is told with its kind and when it was checked; it is named by itself already.
  const lines = isNewChild
    ? fieldLines({ ...one, fields: one.fields.filter(({ field }) => field !== titleField(one)) }, options)
    : one.op === 'change'
      ? fieldLines(one, options)
      : []
  const key =
    lines.length === 0 ? (`say_record_${one.op}` as const) : isNewChild ? 'say_newFields' : 'say_recordFields'
  return fill(templateFor(key, one, options), {
    record: nameOf(one, options),
    type: typeLabel(one, options),
    fields: joined(lines, options),
  })
}

/** A new record is told with its fields; where there are many, each is told by its name. */
const isSimple = (item: HistoryItem, main: Told): boolean => {
  const others = item.records.filter((one) => one !== main && !isChild(one)).length + item.moreRecords
  return others === 0 && !isChild(main)
}

const joined = (lines: readonly (readonly Segment[])[], options: NarrationOptions): readonly Segment[] =>
  lines.flatMap((line, at): readonly Segment[] =>
    at === 0 ? line : [{ kind: 'text', text: options.template('say_join') }, ...line],
  )

type Parts = { readonly [placeholder: string]: readonly Segment[] }

/** Puts segments in the place of `{{placeholders}}`. */
const fill = (template: string, parts: Parts): readonly Segment[] =>
  template.split(/(\{\{\w+\}\})/u).flatMap((piece): readonly Segment[] => {
    if (piece === '') return []
    const name = /^\{\{(\w+)\}\}$/u.exec(piece)?.[1]
    return name === undefined ? [{ kind: 'text', text: piece }] : (parts[name] ?? [])
  })

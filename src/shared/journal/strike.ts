/**
 * Striking out (墨消し): personal values are taken out of the bodies that hold them. The shortened bodies replace the
 * old ones wherever the ledger is kept; an entry names old and new hash and vouches for them. Heads stay as they are.
 */
import { type JsonValue, sameJson } from '../base/json'
import { newSalt, type Random } from '../base/random'
import { err, ok, type Result } from '../base/result'
import { mayWrite } from '../domain/roles/may'
import { type Declarations, findDeclaration, type RecordDeclaration } from '../records/define'
import { registry, typeOfId } from '../records/registry'
import { createDraftRecords, type PlanView, titleOf } from './draft-records'
import type { Change, Entry, EntryBody, EntryId, FieldChange, Hash, RecordId, Strike } from './entry'
import { rolesNow } from './guards'
import { sha256Hex } from './hash'
import type { Actor, PlanFailure, PlannedIntent } from './intent'
import { parseMemberUnit } from './merge-rules'
import { REASON_FIELD } from './plan'
import { bodyHashOf, splitLine } from './seal'
import { checkReason } from './validate'

/** A field of a record to be struck: all it ever held, or only these values (not for tags). */
export type Place = {
  readonly record: RecordId
  readonly field: string
  readonly values?: readonly JsonValue[]
}

/** Named in place of a field: nothing of the body is left but who wrote it. */
export const WHOLE_BODY = '_body'

export type Shortened = {
  readonly entry: Entry
  readonly line: string
  /** Hash of the body as it was stored, and of the shortened one. */
  readonly before: Hash
  readonly after: Hash
  /** What was taken out, as the strike names it. */
  readonly fields: Strike['fields']
}

const isStruckValue = (place: Place, value: JsonValue): boolean =>
  value !== null && (place.values === undefined || place.values.some((struck) => sameJson(struck, value)))

/** The field whose value names the record, where the declaration says so. */
const isTitle = (record: RecordId, field: string, declared: Declarations): boolean =>
  findDeclaration(declared, typeOfId(record))?.title === field

/**
 * The entry with a body that no longer holds what the places name: values before and after, and where the field names
 * the record, the name frozen beside it and the actor's name. A reason that quotes a struck text is taken out too.
 * Null when the entry holds nothing of it.
 *
 * `salt` must be new: with the old one, what was struck could be guessed from the head's hash of the body.
 */
export function shortenBody(
  entry: Entry,
  places: readonly Place[],
  salt: string,
  declared: Declarations = registry,
): Shortened | null {
  const { body, head } = entry
  const whole = places.find(({ field }) => field === WHOLE_BODY)
  if (whole !== undefined) return body.changes.length === 0 ? null : shortenWhole(entry, whole, salt)
  const struck = new Map<string, { record: RecordId; field: string }>()
  const strike = (record: RecordId, field: string) => struck.set(`${record} ${field}`, { record, field })
  const texts = quotedTexts(places)

  const changes = body.changes.map((change): Change => {
    const own = places.filter((place) => place.record === change.record)
    if (own.length === 0) return change
    let { name } = change
    const set: { [field: string]: FieldChange } = { ...change.set }
    for (const place of own) {
      const found = change.set[place.field]
      const whole = isTags(place, declared)
      for (const unit of Object.keys(set)) {
        // A member that settled a conflict is named by its key; that the field was touched stays.
        if (!whole || parseMemberUnit(unit)?.field !== place.field) continue
        delete set[unit]
        set[place.field] ??= [null, null]
        strike(place.record, place.field)
      }
      if (found?.some((value) => isStruckValue(whole ? { ...place, values: undefined } : place, value))) {
        const keep = (value: JsonValue): JsonValue => (whole || isStruckValue(place, value) ? null : value)
        set[place.field] = [keep(found[0]), keep(found[1])]
        strike(place.record, place.field)
      }
      if (name !== '' && isTitle(place.record, place.field, declared) && isStruckValue(place, name)) {
        name = ''
        strike(place.record, place.field)
      }
    }
    return { ...change, name, set }
  })

  let { actorName, reason } = body
  for (const place of places) {
    const names = place.record === head.actor && isTitle(place.record, place.field, declared)
    if (!names || actorName === '' || !isStruckValue(place, actorName)) continue
    actorName = ''
    strike(place.record, place.field)
  }
  const quoted =
    texts.find(({ text }) => reason?.includes(text)) ?? places.find(({ field }) => field === REASON_FIELD)
  if (reason !== undefined && quoted) {
    reason = undefined
    strike(quoted.record, REASON_FIELD)
  }
  if (struck.size === 0) return null

  const fields = [...struck.values()]
  const earlier = (body.struck ?? []).filter(({ record, field }) => !struck.has(`${record} ${field}`))
  const { reason: _, ...rest } = body
  const shortened: EntryBody = {
    ...rest,
    salt,
    actorName,
    ...(reason === undefined ? {} : { reason }),
    changes,
    struck: [...earlier, ...fields],
  }
  return shortenedTo(entry, shortened, fields)
}

function shortenWhole(entry: Entry, { record }: Place, salt: string): Shortened {
  const { reason: _, ...rest } = entry.body
  const fields = [{ record, field: WHOLE_BODY }]
  return shortenedTo(entry, { ...rest, salt, changes: [], struck: fields }, fields)
}

function shortenedTo(entry: Entry, body: EntryBody, fields: Strike['fields']): Shortened {
  const text = JSON.stringify(body)
  const line = `${entry.hash}\t${splitLine(entry.line)?.head ?? ''}\t${text}`
  return {
    entry: { ...entry, body, line },
    line,
    before: bodyHashOf(entry.line),
    after: sha256Hex(text),
    fields,
  }
}

/** What a run held that was left without an end, as one place to be struck. */
export const wholeBodyOf = ({ body }: Entry): Place[] =>
  body.changes.slice(0, 1).map(({ record }) => ({ record, field: WHOLE_BODY }))

const isTags = (place: Place, declared: Declarations): boolean =>
  findDeclaration(declared, typeOfId(place.record))?.fields[place.field]?.kind === 'tags'

/** Texts a reason might quote; shorter ones would be found by accident. */
const QUOTE_LENGTH = 2
function quotedTexts(places: readonly Place[]): { record: RecordId; text: string }[] {
  return places.flatMap(({ record, values }) =>
    (values ?? []).flatMap((text) =>
      typeof text === 'string' && [...text].length >= QUOTE_LENGTH ? [{ record, text }] : [],
    ),
  )
}

export type StrikeRequest = {
  readonly record: RecordId
  /**
   * Fields marked `personal`. A children field stands for every personal field of the record's children, of any life.
   */
  readonly fields: readonly string[]
  /** Only these values of the fields; absent: all they ever held. */
  readonly values?: readonly JsonValue[]
  readonly reason: string
}

export type StrikePlan = {
  readonly planned: PlannedIntent
  /**
   * What replaces the stored lines once the planned entry is kept; `stamp` as `Fold.strike` wants it. An entry whose
   * strike was planned but not carried out (`createVerifier` lists it) is struck again by a new plan.
   */
  readonly shortened: readonly (Shortened & { readonly stamp: EntryId })[]
  /** What is struck, for lines that are kept beside the chain (`shortenAside`). */
  readonly places: readonly Place[]
}

/**
 * Plans a strike over every entry that holds the values, before or after. `history`: in order per device, every
 * entry that touched the record and its children; for the name of a user, every entry of that user. Of a run, its
 * closing entry too.
 */
export function planStrike(
  request: StrikeRequest,
  history: Iterable<Entry>,
  view: PlanView,
  actor: Actor,
  random: Random,
  declared: Declarations = registry,
): Result<StrikePlan, PlanFailure> {
  const type = typeOfId(request.record)
  const declaration = findDeclaration(declared, type)
  if (declaration === undefined) return err({ type: 'UnknownType', recordType: type })
  if (
    !mayWrite(rolesNow(actor, view), { op: 'strike', writers: declaration.writers, ownPreferences: false })
  ) {
    return err({ type: 'NotAllowed', recordType: type, op: 'strike' })
  }
  const refuse = (field: string, problem: 'required' | 'unknownField' | 'wrongKind' | 'quotesStruck') =>
    err({ type: 'FieldsRefused' as const, fields: [{ record: request.record, field, problem }] })
  const reason = checkReason(request.reason)
  if (!reason.ok || reason.value === '') return refuse(REASON_FIELD, 'required')
  if (view.row(request.record) === undefined) return err({ type: 'NoSuchRecord', record: request.record })

  const places: Place[] = []
  for (const field of request.fields) {
    const kind = Object.hasOwn(declaration.fields, field) ? declaration.fields[field] : undefined
    if (kind === undefined) return refuse(field, 'unknownField')
    if (kind.kind === 'children') places.push(...placesOfChildren(request, kind.of, view, declared))
    else if (!kind.personal) return refuse(field, 'wrongKind')
    else places.push({ record: request.record, field, ...valuesOf(request) })
  }

  const entries = [...history]
  const closingOf = findClosings(entries)
  const known = withKnownTexts(places, entries, declared)
  // The reason stays for good: what is taken out elsewhere may not be kept by it.
  if (quotedTexts(known).some(({ text }) => reason.value.includes(text))) {
    return refuse(REASON_FIELD, 'quotesStruck')
  }
  const shortened = entries.flatMap((entry) => {
    const found = shortenBody(entry, known, newSalt(random), declared)
    return found ? [{ ...found, stamp: closingOf.get(entry.head.id) ?? entry.head.id }] : []
  })
  const planned = strikeOf(shortened, reason.value, view, declared)
  return ok({ planned, shortened, places: [...places, ...known] })
}

/** An entry whose body holds what strikes took out: their fields of it, all together. */
export type StrikeDue = {
  readonly entry: Entry
  /** As `Fold.strike` wants it. */
  readonly stamp: EntryId
  readonly fields: Strike['fields']
}

/**
 * Plans strikes that were planned before and whose shortened bodies are lost, as after a restore: new salts, new
 * hashes, hence a new voucher. Of a field that is named, all the entry held is struck.
 */
export function planStrikeAgain(
  due: readonly StrikeDue[],
  reason: string,
  view: PlanView,
  random: Random,
  declared: Declarations = registry,
): StrikePlan {
  const shortened = due.flatMap(({ entry, stamp, fields }) => {
    const found = shortenBody(entry, fields, newSalt(random), declared)
    return found ? [{ ...found, stamp }] : []
  })
  const isLeft = shortened.every(({ fields }) => fields.every(({ field }) => field === WHOLE_BODY))
  const planned = isLeft ? strikeLeft(shortened) : strikeOf(shortened, reason, view, declared)
  return { planned, shortened, places: [] }
}

/**
 * The entry that vouches for parts of runs left without an end, struck whole: told as what became of the runs. It gives
 * no reason, for no person had one.
 */
export const strikeLeft = (shortened: readonly Shortened[]): PlannedIntent => ({
  kind: 'abandon',
  changes: [],
  strikes: strikesOf(shortened),
})

/** Lines that give way to nothing and are vouched for by nobody: entries set aside, without what a strike takes out. */
export function shortenAside(
  aside: readonly Entry[],
  places: readonly Place[],
  random: Random,
  declared: Declarations = registry,
): Shortened[] {
  const known = withKnownTexts(places, aside, declared)
  return aside.flatMap((entry) => shortenBody(entry, known, newSalt(random), declared) ?? [])
}

const strikeOf = (
  shortened: readonly Shortened[],
  reason: string,
  view: PlanView,
  declared: Declarations,
): PlannedIntent => ({
  kind: 'strike',
  reason,
  changes: struckRecords(shortened, view, declared),
  strikes: strikesOf(shortened),
})

const strikesOf = (shortened: readonly Shortened[]): Strike[] =>
  shortened.map(({ entry, fields, before, after }) => ({ entry: entry.head.id, fields, before, after }))

const valuesOf = ({ values }: StrikeRequest): Pick<Place, 'values'> =>
  values === undefined ? {} : { values }

function placesOfChildren(
  request: StrikeRequest,
  childType: string,
  view: PlanView,
  declared: Declarations,
): Place[] {
  return createDraftRecords(view, declared)
    .childrenOf(request.record)
    .filter((child) => child.declaration.type === childType)
    .flatMap((child) =>
      personalFields(child.declaration).map((field) => ({ record: child.id, field, ...valuesOf(request) })),
    )
}

/** Fields of a type that may be struck out. */
export const personalFields = (declaration: RecordDeclaration): string[] =>
  Object.entries(declaration.fields).flatMap(([name, field]) => (field.personal ? [name] : []))

/** Names every value the places ever had, so that reasons that quote one are found. */
function withKnownTexts(
  places: readonly Place[],
  entries: readonly Entry[],
  declared: Declarations,
): Place[] {
  return places.map((place) => {
    if (place.values !== undefined) return place
    const names = isTitle(place.record, place.field, declared)
    const values: JsonValue[] = []
    for (const { body, head } of entries) {
      for (const { record, name, set } of body.changes) {
        if (record === place.record) values.push(...(set[place.field] ?? []), names ? name : null)
      }
      if (names && head.actor === place.record) values.push(body.actorName)
    }
    return { ...place, values: [...new Set(values)].filter((value) => value !== null && value !== '') }
  })
}

/** Entry of a run's part → its closing entry. */
function findClosings(entries: readonly Entry[]): Map<EntryId, EntryId> {
  const ends = new Map<string, EntryId>()
  for (const { head } of entries) if (head.run && 'end' in head.run) ends.set(head.run.id, head.id)
  const closings = new Map<EntryId, EntryId>()
  for (const { head } of entries) {
    const end = head.run === undefined ? undefined : ends.get(head.run.id)
    if (end !== undefined) closings.set(head.id, end)
  }
  return closings
}

/** The strike touches the records it strikes, so that their history tells of it; it sets nothing. */
function struckRecords(shortened: readonly Shortened[], view: PlanView, declared: Declarations): Change[] {
  const struck = new Map<RecordId, Set<string>>()
  for (const { fields } of shortened) {
    for (const { record, field } of fields)
      if (field !== WHOLE_BODY) struck.set(record, (struck.get(record) ?? new Set()).add(field))
  }
  return [...struck].map(([record, fields]) => {
    const declaration = findDeclaration(declared, typeOfId(record))
    const isNamed = declaration !== undefined && !fields.has(declaration.title)
    return { record, name: isNamed ? titleOf(declaration, view.row(record)?.values ?? {}) : '', set: {} }
  })
}

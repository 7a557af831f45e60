import { describe, expect, test } from 'vitest'
import type { Field, Label, RecordDeclaration } from './define'
import { reservedFieldNames, typesReferredTo } from './define'
import { declarationOf, registry, typeOfId } from './registry'

const types = Object.entries(registry) as [string, RecordDeclaration][]

/** Most fields that stand in a form before "more" is asked for. */
const UNFOLDED_LIMIT = 7

const isLabel = (label: Label): boolean =>
  [label.ja, label.en].every((text) => typeof text === 'string' && text.trim() === text && text !== '')

const nameOf = (label: Label): string => `${label.ja} / ${label.en}`

describe.each(types)('%s', (name, declaration) => {
  const fields = Object.entries(declaration.fields)
  const fieldOf = (field: string | undefined): Field | undefined =>
    field === undefined ? undefined : declaration.fields[field]

  test('is declared under its own name, which fits a record id', () => {
    expect(declaration.type).toBe(name)
    expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
    expect(declarationOf(name)).toBe(declaration)
  })

  test('has a label in both languages for itself, every field, help and choice', () => {
    const labels = [declaration.label, declaration.labelMany]
    for (const [, field] of fields) {
      labels.push(field.label)
      if (field.help) labels.push(field.help)
      if ('choices' in field && field.choices) {
        labels.push(...Object.values(field.choices).map((choice) => choice.label))
      }
    }
    expect(labels.filter((label) => !isLabel(label)).map(nameOf)).toEqual([])
  })

  test('has no two fields, and no two choices of a field, under one label', () => {
    for (const language of ['ja', 'en'] as const) {
      const labels = fields.map(([, field]) => field.label[language])
      expect(new Set(labels).size).toBe(labels.length)
      for (const [, field] of fields) {
        if (!('choices' in field) || !field.choices) continue
        const choices = Object.values(field.choices).map((choice) => choice.label[language])
        expect(new Set(choices).size).toBe(choices.length)
      }
    }
  })

  test('gives no field a name that the journal or JavaScript uses', () => {
    const names = [...fields.map(([field]) => field), ...Object.keys(declaration.units ?? {})]
    const bad = names.filter(
      (field) =>
        (reservedFieldNames as readonly string[]).includes(field) ||
        field in Object.prototype ||
        !/^[a-z][A-Za-z0-9]*$/.test(field),
    )
    expect(bad).toEqual([])
  })

  test('is named and ordered by fields it has', () => {
    // Only a link may be called what it leads to.
    expect(declaration.parent === undefined ? ['text'] : ['text', 'ref']).toContain(
      fieldOf(declaration.title)?.kind,
    )
    expect(fieldOf(declaration.title)?.required).toBe(true)
    expect(fieldOf(declaration.title)?.hidden).toBeUndefined()
    if (declaration.orderBy !== undefined) expect(fieldOf(declaration.orderBy)).toBeDefined()
  })

  test('refers to record types that are registered', () => {
    for (const [, field] of fields) {
      if (field.kind === 'ref')
        for (const to of typesReferredTo(field)) expect(Object.keys(registry)).toContain(to)
      if (field.kind === 'text' && field.readingOf !== undefined) {
        expect(field.format).toBe('kana')
        expect(fieldOf(field.readingOf)?.kind).toBe('text')
      }
    }
  })

  test('and its children know each other', () => {
    for (const [, field] of fields) {
      if (field.kind !== 'children') continue
      const child = declarationOf(field.of)
      const parentField = child?.parent === undefined ? undefined : child.fields[child.parent]
      expect(parentField).toMatchObject({ kind: 'ref', to: name, required: true })
    }
    if (declaration.parent !== undefined) {
      const parent = fieldOf(declaration.parent)
      if (parent?.kind !== 'ref') throw new Error(`${name}: the parent field is no reference`)
      const ofParent = typesReferredTo(parent).flatMap((to) => Object.values(declarationOf(to)?.fields ?? {}))
      expect(ofParent.some((field) => field.kind === 'children' && field.of === name)).toBe(true)
    }
  })

  test('groups whole fields that each stand in one unit', () => {
    const grouped = Object.values(declaration.units ?? {}).flat()
    expect(new Set(grouped).size).toBe(grouped.length)
    for (const [unit, members] of Object.entries(declaration.units ?? {})) {
      expect(members.length).toBeGreaterThan(1)
      for (const member of members) expect(fieldOf(member)).toBeDefined()
      // A unit may bear the name of one of its fields, and of no other field.
      if (fieldOf(unit) !== undefined) expect(members).toContain(unit)
    }
  })

  test(`shows at most ${UNFOLDED_LIMIT} fields at first`, () => {
    const unfolded = fields.filter(([, field]) => !field.hidden && !field.more)
    expect(unfolded.map(([field]) => field).length).toBeLessThanOrEqual(UNFOLDED_LIMIT)
  })

  test('can be made: no required field lies hidden, but the one that holds the parent', () => {
    const lost = fields.filter(
      ([field, { required, hidden }]) => required && hidden && field !== declaration.parent,
    )
    expect(lost.map(([field]) => field)).toEqual([])
  })

  test('has sensible bounds, and one id when there is one record', () => {
    for (const [, field] of fields) {
      if (field.kind === 'integer' && field.min !== undefined && field.max !== undefined) {
        expect(field.min).toBeLessThan(field.max)
      }
    }
    if (declaration.single !== undefined) expect(typeOfId(declaration.single)).toBe(name)
  })

  test('is data only', () => {
    expect(JSON.parse(JSON.stringify(declaration))).toEqual(declaration)
  })
})

test('prefixes of numbers are used once', () => {
  const prefixes = types.flatMap(([, { number }]) => (number === undefined ? [] : [number]))
  expect(new Set(prefixes).size).toBe(prefixes.length)
})

test('an unknown type has no declaration, even under a name that every object has', () => {
  expect(declarationOf('ghost')).toBeUndefined()
  expect(declarationOf('constructor')).toBeUndefined()
})

test('Every text and reference of a person, and the PIN of a user, may be struck out', () => {
  const texts = Object.entries(registry.person.fields).filter(([, { kind }]) =>
    /text|ref|duration/i.test(kind),
  )
  expect(texts.filter(([, field]) => !('personal' in field)).map(([name]) => name)).toEqual([])
  expect(registry.user.fields.pin.personal).toBe(true)
})

/** Record types that use every rule of merging and planning, for the journal's tests. */
import { type Declarations, defineRecord } from '../../records/define'
import { registry } from '../../records/registry'

const label = { ja: '試験', en: 'Test' }
const text = { kind: 'text', label } as const

export const thing = defineRecord({
  type: 'thing',
  label,
  labelMany: label,
  title: 'name',
  writers: ['desk'],
  fields: {
    name: { kind: 'text', label, required: true, personal: true },
    note: { kind: 'longText', label, personal: true },
    code: { kind: 'text', label, unique: true },
    state: { kind: 'choice', label, choices: { open: { label }, closed: { label } } },
    stateAt: { kind: 'instant', label },
    marks: { kind: 'tags', label, personal: true },
    owner: { kind: 'ref', to: 'thing', label },
    parts: { kind: 'children', of: 'part', label },
  },
  units: { progress: ['state', 'stateAt'] },
})

export const part = defineRecord({
  type: 'part',
  label,
  labelMany: label,
  title: 'number',
  parent: 'thing',
  orderBy: 'order',
  writers: ['desk'],
  fields: {
    thing: { kind: 'ref', to: 'thing', label, required: true, hidden: true },
    number: { kind: 'text', label, required: true, personal: true },
    order: text,
  },
})

/** One field of every kind. */
export const everything = defineRecord({
  type: 'everything',
  label,
  labelMany: label,
  title: 'text',
  writers: ['desk'],
  fields: {
    text: { kind: 'text', label },
    kana: { kind: 'text', format: 'kana', label },
    email: { kind: 'text', format: 'email', label },
    phone: { kind: 'text', format: 'phone', label },
    url: { kind: 'text', format: 'url', label },
    zone: { kind: 'text', format: 'zone', label },
    longText: { kind: 'longText', label },
    integer: { kind: 'integer', label, min: -5, max: 100 },
    decimal: { kind: 'decimal', label },
    money: { kind: 'money', label },
    choice: { kind: 'choice', label, choices: { one: { label }, two: { label } } },
    tags: { kind: 'tags', label },
    chosenTags: { kind: 'tags', label, choices: { red: { label }, green: { label } } },
    date: { kind: 'date', label },
    instant: { kind: 'instant', label },
    uncertainTime: { kind: 'uncertainTime', label },
    duration: { kind: 'duration', label },
    ref: { kind: 'ref', to: 'thing', label },
    anyRef: { kind: 'ref', to: ['thing', 'person'], label },
    children: { kind: 'children', of: 'part', label },
    file: { kind: 'file', label },
  },
})

export const declared: Declarations = { ...registry, thing, part, everything }

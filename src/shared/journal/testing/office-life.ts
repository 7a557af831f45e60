/**
 * A random life of an office with one to four devices, as steps that can be shrunk: every number is taken modulo what
 * there is at that moment, so that every list of steps can be played.
 */
import type { DeviceId, Entry, RecordId } from '../entry'
import type { FieldValues, Write } from '../intent'
import { plan } from '../plan'
import { declared } from './declared'
import { type Ancestors, Device, NOW, smallLimits } from './device'

export type Step = {
  readonly device: number
  readonly act:
    | 'create'
    | 'createWithPart'
    | 'set'
    | 'setUnit'
    | 'setMarks'
    | 'delete'
    | 'restore'
    | 'run'
    | 'tornRun'
    | 'abandon'
    | 'undo'
    | 'redo'
    | 'hear'
    | 'hearAll'
    | 'restart'
  readonly record: number
  readonly value: number
  /** How far the wall clock of the device moves, in ms; clocks differ between devices by seconds. */
  readonly waitMs: number
}

/** Steps by how often they are taken. */
export const acts: readonly { readonly value: Step['act']; readonly weight: number }[] = [
  { value: 'create', weight: 1 },
  { value: 'createWithPart', weight: 1 },
  { value: 'set', weight: 6 },
  { value: 'setUnit', weight: 4 },
  { value: 'setMarks', weight: 4 },
  { value: 'delete', weight: 2 },
  { value: 'restore', weight: 2 },
  { value: 'run', weight: 1 },
  { value: 'tornRun', weight: 1 },
  { value: 'abandon', weight: 1 },
  { value: 'undo', weight: 4 },
  { value: 'redo', weight: 3 },
  { value: 'hear', weight: 3 },
  { value: 'hearAll', weight: 4 },
  { value: 'restart', weight: 1 },
]

export type Office = {
  readonly devices: readonly Device[]
  readonly ancestors: Ancestors
  readonly entries: () => Entry[]
}

const MARKS = ['a', 'b', 'c']
const STATES = ['open', 'closed', null]

/** Puts the elements in an order that depends on the seed only. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed >>> 0
  return items
    .map((item) => {
      state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
      return { item, key: state }
    })
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

export function newOffice(devices: number): Office {
  const ancestors: Ancestors = new Map()
  const made = Array.from({ length: devices }, (_, index) => {
    const device = new Device(`dev${index}` as DeviceId, ancestors, smallLimits, index + 1)
    device.nowMs = NOW + ((index * 7919) % 4) * 1000
    return device
  })
  const office = { devices: made, ancestors, entries: () => made.flatMap((device) => device.entries) }
  // Records that all know, for without them there is little to disagree on.
  play(office, { device: 0, act: 'createWithPart', record: 0, value: 1, waitMs: 0 })
  for (const device of made) device.receive(made[0]?.entries ?? [])
  return office
}

/** Plays one step; what cannot be done is passed over. */
export function play(office: Office, step: Step): void {
  const device = office.devices[step.device % office.devices.length] as Device
  device.nowMs += step.waitMs
  const records = [...device.rows.values()].map((row) => row.id).sort()
  const record = (records[step.record % Math.max(records.length, 1)] ?? 'thing:none') as RecordId
  const fresh = `${device.id}x${device.entries.length}`
  switch (step.act) {
    case 'create':
      device.commit({ kind: 'create', writes: [create(`thing:${fresh}`, step.value)] })
      return
    case 'createWithPart':
      device.commit({
        kind: 'create',
        writes: [
          { op: 'create', id: `part:${fresh}`, values: { thing: `thing:${fresh}`, number: `${step.value}` } },
          create(`thing:${fresh}`, step.value),
        ],
      })
      return
    case 'set':
      set(device, record, record.startsWith('part:') ? { number: `${step.value}` } : fieldsOf(step.value))
      return
    case 'setUnit':
      set(device, record, { state: STATES[step.value % 3] ?? null })
      return
    case 'setMarks':
      set(device, record, { marks: MARKS.filter((_, bit) => (step.value >> bit) & 1) })
      return
    case 'delete':
      device.commit({ kind: 'delete', writes: [{ op: 'delete', id: record }] })
      return
    case 'restore':
      device.commit({ kind: 'restore', writes: [{ op: 'restore', id: record }] })
      return
    case 'run':
      device.commit({ kind: 'import', writes: manyWrites(fresh, step.value) })
      return
    case 'tornRun': {
      const planned = plan(
        { kind: 'import', writes: manyWrites(fresh, step.value) },
        device.view,
        device.actor,
        declared,
      )
      if (planned.ok && device.fold.openRun() === null) device.writeTorn(planned.value)
      return
    }
    case 'abandon':
      device.abandon()
      return
    case 'undo':
    case 'redo':
      device.undo(step.act, step.value % 2 === 0)
      return
    case 'hear':
    case 'hearAll': {
      const others = office.entries().filter((entry) => entry.device !== device.id)
      const some = step.act === 'hearAll' ? others : others.filter((_, i) => (step.value >> (i % 5)) & 1)
      device.receive(shuffled(some, step.value))
      return
    }
    case 'restart':
      device.restart()
  }
}

const create = (id: RecordId, value: number): Write => ({
  op: 'create',
  id,
  values: { name: `名${value}`, note: value % 2 ? `覚え ${value}` : null, marks: [MARKS[value % 3] ?? 'a'] },
})

const manyWrites = (fresh: string, value: number): Write[] =>
  Array.from({ length: 4 + (value % 4) }, (_, index) => create(`thing:${fresh}r${index}`, value + index))

const fieldsOf = (value: number): FieldValues =>
  value % 2 === 0
    ? { name: `名${value}` }
    : { note: value % 5 === 0 ? null : `覚え${value}`, name: `名${value}` }

function set(device: Device, id: RecordId, values: FieldValues): void {
  device.commit({ kind: 'edit', writes: [{ op: 'set', id, values }] })
}

/** Two devices that know one record and have not heard of each other since. */
import type { RecordId } from '../entry'
import type { PlannedIntent } from '../intent'
import type { Row } from '../row'
import { type Ancestors, Device } from './device'

const RECORD: RecordId = 'thing:x'

/** The making of `thing:id` with these values, as it would be planned. */
export const planCreate = (id: string, values: object): PlannedIntent => ({
  kind: 'create',
  changes: [
    {
      record: `thing:${id}`,
      name: id,
      set: {
        _life: [null, 'live'],
        ...Object.fromEntries(Object.entries(values).map(([field, value]) => [field, [null, value]])),
      },
    },
  ],
})

export function apart(values: object) {
  const ancestors: Ancestors = new Map()
  const a = new Device('deva', ancestors)
  const b = new Device('devb', ancestors, undefined, 2)
  a.write(planCreate('x', values))
  b.receive(a.entries)
  return {
    a,
    b,
    /** Lets them hear each other; the row that both then have. */
    meet(): { readonly a: Row | undefined; readonly b: Row | undefined } {
      a.receive(b.entries)
      b.receive(a.entries)
      return { a: a.rows.get(RECORD), b: b.rows.get(RECORD) }
    },
    set: (device: Device, fields: object) =>
      device.commit({ kind: 'edit', writes: [{ op: 'set', id: RECORD, values: { ...fields } }] }),
  }
}

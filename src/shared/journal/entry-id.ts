import type { DeviceId, EntryId } from './entry'

const DEVICE = /^[a-z0-9]{1,32}$/
const ENTRY_ID = /^([a-z0-9]{1,32}):([1-9]\d{0,14})$/

export const isDeviceId = (text: string): boolean => DEVICE.test(text)

/** `device:seq` taken apart, or null. */
export function parseEntryId(id: string): { readonly device: DeviceId; readonly seq: number } | null {
  const found = ENTRY_ID.exec(id)
  return found ? { device: found[1] ?? '', seq: Number(found[2]) } : null
}

export const entryId = (device: DeviceId, seq: number): EntryId => `${device}:${seq}`

/** Orders entries by device, then number: the same on every replica, and by time within one device. */
export function compareEntryIds(a: EntryId, b: EntryId): number {
  const splitA = a.lastIndexOf(':')
  const splitB = b.lastIndexOf(':')
  const deviceA = a.slice(0, splitA)
  const deviceB = b.slice(0, splitB)
  if (deviceA !== deviceB) return deviceA < deviceB ? -1 : 1
  return Number(a.slice(splitA + 1)) - Number(b.slice(splitB + 1))
}

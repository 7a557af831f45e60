import type { IndexableTypeArrayReadonly } from 'dexie'

/** Dexie's types know arrays of keys but not keys that are pairs; IndexedDB takes them. */
export const compoundKeys = (keys: readonly (readonly (string | number)[])[]): IndexableTypeArrayReadonly =>
  keys as unknown as IndexableTypeArrayReadonly

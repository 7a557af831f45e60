import { typesReferredTo } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import type { StoreEvent } from '../store-api'

/**
 * Record types whose changes can alter what a screen of this type shows: itself, its children, and what they refer
 * to (titles of refs).
 */
export const shownTypes = (type: string): ReadonlySet<string> => {
  const types = new Set([type])
  const declaration = declarationOf(type)
  for (const field of Object.values(declaration?.fields ?? {})) {
    if (field.kind === 'ref') for (const to of typesReferredTo(field)) types.add(to)
    if (field.kind !== 'children') continue
    types.add(field.of)
    for (const inner of Object.values(declarationOf(field.of)?.fields ?? {}))
      if (inner.kind === 'ref') for (const to of typesReferredTo(inner)) types.add(to)
  }
  return types
}

/** Whether an event says that records of one of these types changed. */
export const touches = (event: StoreEvent, types: ReadonlySet<string>): boolean =>
  event.type === 'changed' && event.recordTypes.some((type) => types.has(type))

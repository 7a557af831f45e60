import type { JsonValue } from '../../../shared/base/json'
import { writeInstant } from '../../../shared/domain/written/instant-text'
import type { Writing } from '../../../shared/domain/written/writing'

/** Both ends of an uncertain time; null where nothing stands. */
export const spanOf = (value: JsonValue): { readonly from: JsonValue; readonly to: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? {
        from: (value as { from?: JsonValue }).from ?? null,
        to: (value as { to?: JsonValue }).to ?? null,
      }
    : { from: null, to: null }

/** 2026/11/22 09:00 – 2026/11/22 10:30; one moment when both ends are the same. */
export const uncertainTimeText = (value: JsonValue, writing: Writing): string => {
  const { from, to } = spanOf(value)
  const texts = [from, to].map((end) => (typeof end === 'string' ? writeInstant(end, writing) : ''))
  return [...new Set(texts.filter((text) => text !== ''))].join(' – ')
}

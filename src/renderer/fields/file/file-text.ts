import type { JsonValue } from '../../../shared/base/json'
import { figures } from '../../texts/figures'
import type { Language } from '../../texts/index'

/** Name and size, such as "plan.pdf (1,234 KB)": kilobytes of 1,000 bytes, rounded up. */
export const fileText = (value: JsonValue, language: Language): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const { name, bytes } = value as { name?: JsonValue; bytes?: JsonValue }
  if (typeof name !== 'string') return ''
  const size = typeof bytes === 'number' ? ` (${figures(Math.ceil(bytes / 1000), language)} KB)` : ''
  return `${name}${size}`
}

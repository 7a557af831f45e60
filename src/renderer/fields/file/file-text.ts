import type { JsonValue } from '../../../shared/base/json'

/** Name and size, such as "plan.pdf (1,234 KB)": kilobytes of 1,000 bytes, rounded up. */
export const fileText = (value: JsonValue): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const { name, bytes } = value as { name?: JsonValue; bytes?: JsonValue }
  if (typeof name !== 'string') return ''
  const size = typeof bytes === 'number' ? ` (${Math.ceil(bytes / 1000).toLocaleString('en-US')} KB)` : ''
  return `${name}${size}`
}

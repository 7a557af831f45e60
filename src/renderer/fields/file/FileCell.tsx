import type { JsonValue } from '../../../shared/base/json'
import type { FileField } from '../../../shared/records/define'
import { FiguresCell } from '../FiguresCell'
import type { CellProps } from '../field-parts'

/** Name and size: 見取図.pdf (1,234 KB). Kilobytes of 1,000 bytes, rounded up. */
export const fileText = (value: JsonValue): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const { name, bytes } = value as { name?: JsonValue; bytes?: JsonValue }
  if (typeof name !== 'string') return ''
  const size = typeof bytes === 'number' ? ` (${Math.ceil(bytes / 1000).toLocaleString('en-US')} KB)` : ''
  return `${name}${size}`
}

export const FileCell = ({ value, place }: CellProps<FileField>) => (
  <FiguresCell text={fileText(value)} place={place} />
)

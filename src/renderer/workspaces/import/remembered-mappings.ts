/** Which columns became what in earlier imports, on this device: headers and fields, nothing of what stood in them. */
import type { FieldMapping, RememberedMapping } from '../../../shared/exchange/import-plan'

const KEY = 'daicho.import-mappings'
/** An office has a handful of files; the one used longest ago gives way. */
const KEPT = 30

const isRemembered = (value: unknown): value is RememberedMapping => {
  const { headers, mapping } = (value ?? {}) as Partial<RememberedMapping>
  return (
    Array.isArray(headers) &&
    typeof mapping?.recordType === 'string' &&
    Array.isArray(mapping.columns) &&
    mapping.columns.every((target) => typeof target?.to === 'string') &&
    Array.isArray(mapping.key) &&
    mapping.key.every(Array.isArray)
  )
}

/** The newest first. */
export const rememberedMappings = (): readonly RememberedMapping[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isRemembered) : []
  } catch {
    // Another program wrote it, or the browser keeps nothing: then columns are proposed.
    return []
  }
}

/** What was decided about the records of one file is not remembered for the next. */
const lasting = ({
  recordType,
  columns,
  key,
  restoreZero,
  dayOrder,
  serialDates,
}: FieldMapping): FieldMapping => ({
  recordType,
  columns,
  key,
  ...(restoreZero ? { restoreZero } : {}),
  ...(dayOrder ? { dayOrder } : {}),
  ...(serialDates ? { serialDates } : {}),
})

export const rememberMapping = ({ headers, mapping }: RememberedMapping): void => {
  if (headers.every((header) => header === '')) return
  const isSame = (other: RememberedMapping) =>
    other.mapping.recordType === mapping.recordType && other.headers.join('\n') === headers.join('\n')
  const others = rememberedMappings().filter((other) => !isSame(other))
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([{ headers, mapping: lasting(mapping) }, ...others].slice(0, KEPT)),
    )
  } catch {
    // No room: the next import proposes columns as the first did.
  }
}

import type { JsonValue } from '../../../shared/base/json'
import { writePhone } from '../../../shared/domain/written/phone-text'
import type { TextField } from '../../../shared/records/define'

/** A text as shown: phone numbers in one way of writing, whatever way they were typed. */
export const textText = (field: TextField, value: JsonValue): string => {
  if (typeof value !== 'string') return ''
  return field.format === 'phone' ? writePhone(value) : value
}

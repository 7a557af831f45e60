import type { JsonValue } from '../../../shared/base/json'
import { foldWidth } from '../../../shared/domain/written/fold-width'
import type { IntegerField } from '../../../shared/records/define'
import { FiguresInput } from '../FiguresInput'
import type { EditorProps } from '../field-parts'
import { useTypedText } from '../use-typed-text'

/** Reads a whole number; null when it is none or too large to be exact. */
const readInteger = (typed: string): number | null => {
  const text = foldWidth(typed).replace(/,(?=\d{3}(?:\D|$))/gu, '')
  const value = /^[+-]?\d+$/u.test(text) ? Number(text) : Number.NaN
  // −0 has no place in the ledger.
  return Number.isSafeInteger(value) ? value + 0 : null
}

const write = (value: JsonValue): string => (value === null ? '' : String(value))

/** A whole number; full-width figures count. */
export const IntegerEditor = ({ value, onChange, ...control }: EditorProps<IntegerField>) => {
  const typed = useTypedText(value, write, readInteger, onChange)
  return <FiguresInput {...control} typed={typed} inputMode="numeric" />
}

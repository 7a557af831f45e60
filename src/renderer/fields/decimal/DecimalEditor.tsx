import type { JsonValue } from '../../../shared/base/json'
import { parseDecimal, writeDecimal } from '../../../shared/domain/written/decimal-text'
import type { DecimalField } from '../../../shared/records/define'
import { FiguresInput } from '../FiguresInput'
import type { EditorProps } from '../field-parts'
import { useTypedText } from '../use-typed-text'

const write = (value: JsonValue): string => (typeof value === 'string' ? writeDecimal(value) : '')

/** A decimal; kept as text, so that no digit is rounded away. */
export const DecimalEditor = ({ value, onChange, ...control }: EditorProps<DecimalField>) => {
  const typed = useTypedText(value, write, parseDecimal, onChange)
  return <FiguresInput {...control} typed={typed} inputMode="decimal" />
}

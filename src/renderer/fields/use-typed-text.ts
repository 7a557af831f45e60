import { useState } from 'react'
import type { JsonValue } from '../../shared/base/json'

export type TypedText = {
  readonly text: string
  readonly type: (text: string) => void
  /** Writes what was read the way the office writes it; for leaving the field. */
  readonly tidy: () => void
}

/**
 * The text of an editor whose value is read from what is typed. What cannot be read (yet) is handed on as it was typed:
 * nothing is lost, and saving says what is wrong with it.
 */
export const useTypedText = (
  value: JsonValue,
  write: (value: JsonValue) => string,
  read: (text: string) => JsonValue,
  onChange: (value: JsonValue) => void,
): TypedText => {
  const [state, setState] = useState({ text: write(value), value })
  const changedOutside = JSON.stringify(state.value) !== JSON.stringify(value)
  if (changedOutside) setState({ text: write(value), value })
  return {
    text: changedOutside ? write(value) : state.text,
    type: (text) => {
      const next = text.trim() === '' ? null : (read(text) ?? text)
      setState({ text, value: next })
      onChange(next)
    },
    tidy: () => setState({ text: write(state.value), value: state.value }),
  }
}

import { Autocomplete, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { toHiragana } from '../../../shared/domain/reading/kana'
import type { TextField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'

const inputTypes = { email: 'email', phone: 'tel', url: 'url' } as const

const asText = (value: EditorProps['value']): string => (typeof value === 'string' ? value : '')

/** One line of text. A reading becomes hiragana when it is left; a phone number stays as it was typed. */
export const TextEditor = (props: EditorProps<TextField>) => {
  const { field, value, onChange, id, label, describedBy, invalid, placeholder, watch } = props
  const composing = useRef(false)
  if (field.format === 'zone') return <ZoneEditor {...props} />
  const format = field.format === 'kana' ? undefined : field.format
  const change = (text: string) => onChange(text === '' ? null : text)
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={invalid}
      placeholder={placeholder}
      value={asText(value)}
      type={format ? inputTypes[format] : 'text'}
      autoComplete="off"
      spellCheck={false}
      required={field.required}
      withAsterisk={false}
      onChange={(event) => {
        change(event.currentTarget.value)
        if (!composing.current) watch?.({ type: 'input', value: event.currentTarget.value })
      }}
      onCompositionStart={() => {
        composing.current = true
        watch?.({ type: 'compositionStart' })
      }}
      onCompositionUpdate={(event) => watch?.({ type: 'compositionUpdate', data: event.data })}
      onCompositionEnd={(event) => {
        composing.current = false
        const input = event.currentTarget
        watch?.({
          type: 'compositionEnd',
          data: event.data,
          value: input.value,
          caret: input.selectionEnd,
        })
      }}
      onBlur={(event) => {
        const typed = event.currentTarget.value
        const reading = field.format === 'kana' ? toHiragana(typed).trim() : typed
        if (reading !== typed) change(reading)
      }}
    />
  )
}

const zones = Intl.supportedValuesOf('timeZone')

/** A time zone by its IANA name, looked up while typing. */
const ZoneEditor = ({ field, value, onChange, id, label, describedBy, invalid }: EditorProps<TextField>) => (
  <Autocomplete
    id={id}
    aria-label={label}
    aria-describedby={describedBy}
    error={invalid}
    value={asText(value)}
    data={zones}
    limit={30}
    required={field.required}
    withAsterisk={false}
    onChange={(text) => onChange(text === '' ? null : text)}
  />
)

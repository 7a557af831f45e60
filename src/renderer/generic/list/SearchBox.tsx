import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyCaps } from '../../ui/KeyCaps'
import { isComposing } from '../../ui/key-bindings'

type SearchBoxProps = {
  readonly box: RefObject<HTMLInputElement | null>
  /** What is looked for now. */
  readonly text: string
  readonly label: string
  readonly onText: (text: string) => void
  /** Enter, arrow down or Escape: on to the rows. */
  readonly onDone: () => void
}

/** Milliseconds after the last letter until it is asked for. */
const AFTER_MS = 90

/** Words to look for; asked while typing, but never in the middle of a composition. */
export const SearchBox = ({ box, text, label, onText, onDone }: SearchBoxProps) => {
  const { t } = useTranslation('generic')
  const [typed, setTyped] = useState(text)
  const asked = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    // Changed elsewhere, as by Back or "show all".
    if (text === asked.current) return
    asked.current = text
    setTyped(text)
  }, [text])
  const ask = (next: string, afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      asked.current = next
      onText(next)
    }, afterMs)
  }
  const clear = () => {
    setTyped('')
    ask('', 0)
  }
  return (
    <TextInput
      ref={box}
      w="18rem"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.6} />}
      rightSection={
        typed === '' ? (
          <KeyCaps keys="/" />
        ) : (
          <CloseButton size="sm" aria-label={t('clearSearch')} title={t('clearSearch')} onClick={clear} />
        )
      }
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        const composing = (event.nativeEvent as InputEvent).isComposing
        if (!composing) ask(event.currentTarget.value, AFTER_MS)
      }}
      onCompositionEnd={(event) => ask(event.currentTarget.value, 0)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Escape' && typed !== '') clear()
        else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') onDone()
        else return
        event.preventDefault()
      }}
    />
  )
}

import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alphabet, indexLetters, rowLabel } from '../../../shared/domain/reading/initials'
import type { ListMark } from '../../store/store-api'
import classes from './IndexBar.module.css'

type IndexBarProps = {
  readonly alphabet: Alphabet
  /** Letters that have records, and where those begin. */
  readonly marks: readonly ListMark[]
  /** The letter the topmost record stands under; undefined: not known yet. */
  readonly current: string | null | undefined
  readonly onJump: (at: number) => void
}

/** The tabs at the edge of the ledger: あかさたな … or A B C … One stop for Tab, arrows within. */
export const IndexBar = ({ alphabet, marks, current, onJump }: IndexBarProps) => {
  const { t } = useTranslation('generic')
  const bar = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const tabs = [...(bar.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
    const at = tabs.indexOf(document.activeElement as HTMLButtonElement)
    tabs[(at + by + tabs.length) % tabs.length]?.focus()
  }
  const labelOf = (index: string): string => (alphabet === 'kana' ? rowLabel(index) : index)
  const stop = marks.some(({ index }) => index === current) ? current : marks[0]?.index
  return (
    <div
      ref={bar}
      className={classes.bar}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('index')}
      onKeyDown={step}
    >
      {indexLetters[alphabet].map((index) => {
        const mark = marks.find((one) => one.index === index)
        const label = index === null ? t('jumpToNone') : t('jumpTo', { index: labelOf(index) })
        return (
          <button
            key={index ?? ''}
            type="button"
            className={classes.tab}
            tabIndex={mark && index === stop ? 0 : -1}
            aria-label={label}
            title={label}
            disabled={!mark}
            data-current={(mark && index === current) || undefined}
            onClick={() => mark && onJump(mark.at)}
          >
            {index === null ? '—' : labelOf(index)}
          </button>
        )
      })}
    </div>
  )
}

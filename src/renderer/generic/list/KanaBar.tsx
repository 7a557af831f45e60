import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { kanaRows } from '../../../shared/base/text'
import classes from './KanaBar.module.css'

type KanaBarProps = {
  /** The row of the kana index the topmost record stands under; null: it has no reading; undefined: not known yet. */
  readonly current: string | null | undefined
  readonly onJump: (index: string) => void
  readonly onJumpToNone: () => void
}

/** The tabs at the edge of the ledger: あかさたな … One stop for Tab, arrows within. */
export const KanaBar = ({ current, onJump, onJumpToNone }: KanaBarProps) => {
  const { t } = useTranslation('generic')
  const bar = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const tabs = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = tabs.indexOf(document.activeElement as HTMLButtonElement)
    tabs[(at + by + tabs.length) % tabs.length]?.focus()
  }
  const tabs = [...kanaRows, null]
  return (
    <div
      ref={bar}
      className={classes.bar}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('index')}
      onKeyDown={step}
    >
      {tabs.map((index) => {
        const label = index === null ? t('jumpToNone') : t('jumpTo', { index })
        return (
          <button
            key={index ?? ''}
            type="button"
            className={classes.tab}
            tabIndex={index === (current === undefined ? kanaRows[0] : current) ? 0 : -1}
            aria-label={label}
            title={label}
            data-current={index === current || undefined}
            onClick={() => (index === null ? onJumpToNone() : onJump(index))}
          >
            {index ?? '—'}
          </button>
        )
      })}
    </div>
  )
}

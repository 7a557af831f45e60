import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { writeDate } from '../../../shared/domain/written/date-text'
import { writePhone } from '../../../shared/domain/written/phone-text'
import type { Writing } from '../../../shared/domain/written/writing'
import type { Attention } from '../../print/sheet-attention'
import { paths } from '../../ui/paths'
import classes from './AttentionPanel.module.css'

type AttentionPanelProps = {
  readonly attention: readonly Attention[]
  readonly writing: Writing
}

const kinds = ['noPhone', 'insideOnly', 'masked', 'circle', 'absentCaller', 'uncalled', 'unchecked'] as const

/** Rows shown of each kind before all are asked for. */
const SHOWN = 3

/** What on the sheet wants mending, and what to do about it. */
export const AttentionPanel = ({ attention, writing }: AttentionPanelProps) => {
  const { t } = useTranslation('lists')
  if (attention.length === 0) return null
  return (
    <section className={classes.attention} aria-label={t('attention', { count: attention.length })}>
      <h2>{t('attention', { count: attention.length })}</h2>
      {kinds.map((kind) => {
        const rows = attention.filter((each) => each.kind === kind)
        return rows.length === 0 ? null : <Kind key={kind} kind={kind} rows={rows} writing={writing} />
      })}
    </section>
  )
}

const Kind = ({
  kind,
  rows,
  writing,
}: {
  readonly kind: (typeof kinds)[number]
  readonly rows: readonly Attention[]
  readonly writing: Writing
}) => {
  const { t } = useTranslation('lists')
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, SHOWN)
  return (
    <div className={classes.kind}>
      <p>
        <b>{t(kind, { count: rows.length })}</b>
        {t(`${kind}What`)}
      </p>
      <ul>
        {shown.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one person may have several numbers
          <li key={`${each.id} ${index}`}>
            <Link to={paths.record(each.id)}>{each.name}</Link>
            <Said each={each} writing={writing} />
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && (
        <UnstyledButton className={classes.all} onClick={() => setAll(!all)}>
          {t(all ? 'showFewer' : 'showAll')}
        </UnstyledButton>
      )}
      {kind === 'unchecked' && (
        <Button component={Link} to={paths.checks()} variant="default" size="compact-sm">
          {t('checkNow')}
        </Button>
      )}
    </div>
  )
}

const Said = ({ each, writing }: { readonly each: Attention; readonly writing: Writing }) => {
  const { t } = useTranslation('lists')
  if (each.kind === 'circle') return <span>{[...each.names, each.name].join(' → ')}</span>
  if (each.kind === 'absentCaller') return <span>{each.caller}</span>
  if (each.kind !== 'unchecked') return null
  const { number, checkedOn, unreachedOn } = each
  const day = unreachedOn ?? checkedOn
  return (
    <span>
      {writePhone(number)}{' '}
      {day === null
        ? t('neverChecked')
        : t(unreachedOn === null ? 'lastChecked' : 'lastUnreached', { day: writeDate(day, writing) })}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCopyStates } from '../../generic/copies/use-copy-states'
import type { ListFilter } from '../../store/store-api'
import { paths } from '../../ui/paths'
import classes from './HomeScreen.module.css'
import { HomeSection } from './HomeSection'
import { useAttention } from './use-attention'

const filtered = (filter: ListFilter): string =>
  paths.list('person', { [filter.field]: filter.oneOf.join(',') })

/** Paper that is stale and people whose numbers want a look; every figure opens what is behind it. Counted once `begin` is true. */
export const AttentionList = ({ begin }: { readonly begin: boolean }) => {
  const { t } = useTranslation(['home', 'check'])
  return (
    <HomeSection title={t('attention')} more={<Link to={paths.checks()}>{t('check:checkUnchecked')}</Link>}>
      {begin ? <Lines /> : <div className={classes.counting} />}
    </HomeSection>
  )
}

type Line = {
  readonly text: string
  readonly count: number
  readonly figure: string
  readonly to: string
  /** Wrong, and not only worth a look. */
  readonly late?: boolean
}

const Lines = () => {
  const { t } = useTranslation(['home', 'copies'])
  const attention = useAttention()
  const copies = useCopyStates()
  if (!attention) return <div className={classes.counting} />
  const texts = {
    unchecked: t('phonesUnchecked', { days: attention.days }),
    never: t('phonesNever'),
    missing: t('phonesMissing'),
  }
  const inUse = (copies ?? []).filter(({ judged }) => judged.state !== 'collected')
  const stale = inUse.filter(({ judged }) => judged.state === 'stale').length
  const unreceived = inUse.filter(({ values }) => values.receivedOn === undefined).length
  const lines: readonly Line[] = [
    {
      text: t('copies:homeStale'),
      count: stale,
      figure: t('copies:homeCount', { count: stale }),
      to: paths.copies({ only: 'stale' }),
      late: true,
    },
    ...attention.lines.map(({ ask, count, filter }) => ({
      text: texts[ask],
      count,
      figure: t('peopleCount', { count }),
      to: filtered(filter),
    })),
    {
      text: t('copies:homeUnreceived'),
      count: unreceived,
      figure: t('copies:homeCount', { count: unreceived }),
      to: paths.copies({ only: 'unreceived' }),
    },
  ].filter(({ count }) => count > 0)
  if (lines.length === 0 && !copies) return <div className={classes.counting} />
  if (lines.length === 0) return <p className={classes.none}>{t('attentionNone')}</p>
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line.text}>
          <Link to={line.to} className={classes.line}>
            <span className={classes.lineText}>{line.text}</span>
            <span className={classes.figure} data-late={line.late}>
              {line.figure}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

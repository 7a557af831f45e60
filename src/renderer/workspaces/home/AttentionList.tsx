import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ListFilter } from '../../store/store-api'
import { paths } from '../../ui/paths'
import classes from './HomeScreen.module.css'
import { HomeSection } from './HomeSection'
import { useAttention } from './use-attention'

const filtered = (filter: ListFilter): string =>
  paths.list('person', { [filter.field]: filter.oneOf.join(',') })

/** People whose numbers want a look; every figure opens the people behind it. Counted once `begin` is true. */
export const AttentionList = ({ begin }: { readonly begin: boolean }) => {
  const { t } = useTranslation('home')
  return (
    <HomeSection title={t('attention')}>
      {begin ? <Lines /> : <div className={classes.counting} />}
    </HomeSection>
  )
}

const Lines = () => {
  const { t } = useTranslation('home')
  const attention = useAttention()
  if (!attention) return <div className={classes.counting} />
  const texts = {
    unchecked: t('phonesUnchecked', { days: attention.days }),
    never: t('phonesNever'),
    missing: t('phonesMissing'),
  }
  const lines = attention.lines
    .filter(({ count }) => count > 0)
    .map(({ ask, count, filter }) => ({ count, text: texts[ask], to: filtered(filter) }))
  if (lines.length === 0) return <p className={classes.none}>{t('attentionNone')}</p>
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line.text}>
          <Link to={line.to} className={classes.line}>
            <span className={classes.lineText}>{line.text}</span>
            <span className={classes.figure}>{t('peopleCount', { count: line.count })}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { writeInstant } from '../../../shared/domain/written/instant-text'
import type { HistoryItem } from '../../../shared/journal/narrate'
import { useSurroundings } from '../../fields/field-surroundings'
import { narrate, type Segment } from '../../generic/history/narration'
import { useTemplate } from '../../generic/history/use-template'
import { paths } from '../../ui/paths'
import classes from './HomeScreen.module.css'
import { HomeSection } from './HomeSection'

/** The last changes, one sentence each. */
export const RecentChanges = ({ items }: { readonly items: readonly HistoryItem[] }) => {
  const { t } = useTranslation('home')
  return (
    <HomeSection title={t('recent')} more={<Link to={paths.history()}>{t('recentAll')}</Link>}>
      <ol className={classes.lines}>
        {items.map((item) => (
          <Change key={item.entry} item={item} />
        ))}
      </ol>
    </HomeSection>
  )
}

const Change = ({ item }: { readonly item: HistoryItem }) => {
  const template = useTemplate()
  const { writing, titleOf } = useSurroundings()
  const { headline } = narrate(item, { writing, titleOf, template })
  return (
    <li className={classes.change}>
      <time className={classes.at} dateTime={item.at}>
        {writeInstant(item.at, writing)}
      </time>
      <span className={classes.told}>
        {headline.map((segment, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn anew as a whole
          <Told key={at} segment={segment} />
        ))}
      </span>
    </li>
  )
}

const Told = ({ segment }: { readonly segment: Segment }) => {
  if (segment.kind === 'record' && segment.record.startsWith('person:'))
    return <Link to={paths.record(segment.record)}>{segment.text}</Link>
  return <span className={segment.kind === 'actor' ? classes.actor : undefined}>{segment.text}</span>
}

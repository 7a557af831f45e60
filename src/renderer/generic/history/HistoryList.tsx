import { Anchor, Badge, Button, Text } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { writeDate } from '../../../shared/domain/written/date-text'
import { fromInstant } from '../../../shared/domain/written/instant-text'
import type { RecordId } from '../../../shared/journal/entry'
import type { HistoryItem } from '../../../shared/journal/narrate'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { useSurroundings } from '../../fields/field-surroundings'
import { useHistory } from '../../store/client/hooks'
import type { HistoryPage } from '../../store/store-api'
import { paths } from '../../ui/paths'
import { useTitles } from '../use-titles'
import classes from './HistoryList.module.css'
import { narrate, type Segment } from './narration'
import { useTemplate } from './use-template'

type HistoryListProps = {
  /** The record whose history it is; absent: the whole ledger. */
  readonly record?: RecordId
  /** Items shown at first, and added with every "older". */
  readonly step: number
  /** Of the heading over each day. */
  readonly level: 2 | 3
}

/** Who did what and why, newest first, day by day. */
export const HistoryList = ({ record, step, level }: HistoryListProps) => {
  const [pages, setPages] = useState(1)
  return (
    <div className={classes.history}>
      <Older
        record={record}
        step={step}
        level={level}
        before={null}
        lastDay={null}
        pages={pages}
        onMore={() => setPages(pages + 1)}
      />
    </div>
  )
}

type OlderProps = {
  readonly record: RecordId | undefined
  readonly step: number
  readonly level: 2 | 3
  /** Where the page before ended; null: the newest. */
  readonly before: string | null
  /** The day the page before ended in: not named again. */
  readonly lastDay: string | null
  /** Pages to show from here on. */
  readonly pages: number
  readonly onMore: () => void
}

/** One page of history and, behind it, the older ones that were asked for. */
const Older = ({ record, step, level, before, lastDay, pages, onMore }: OlderProps) => {
  const { t } = useTranslation('history')
  const { writing } = useSurroundings()
  /** Items that are told with every record. */
  const [opened, setOpened] = useState<readonly string[]>([])
  const page = useKept(
    useHistory({
      ...(record ? { record } : {}),
      ...(before === null ? {} : { before }),
      ...(opened.length > 0 ? { whole: true } : {}),
      limit: step,
    }),
  )
  const items = page?.items
  const titles = useTitles(useMemo(() => refsIn(items ?? []), [items]))
  if (!page) return null
  if (page.items.length === 0 && before === null) {
    return (
      <Text c="dimmed" size="sm">
        {t('noHistory')}
      </Text>
    )
  }
  const days = byDay(page.items, writing.zone)
  const DayHeading = level === 2 ? 'h2' : 'h3'
  return (
    <>
      {days.map(({ day, items: ofDay }) => (
        <section key={day} className={classes.day} data-goes-on={day === lastDay || undefined}>
          {day !== lastDay && <DayHeading className={classes.date}>{writeDate(day, writing)}</DayHeading>}
          <ol className={classes.items}>
            {ofDay.map((item) => (
              <Item
                key={item.entry}
                item={item}
                about={record}
                titles={titles}
                whole={opened.includes(item.entry)}
                onOpen={() => setOpened([...opened, item.entry])}
              />
            ))}
          </ol>
        </section>
      ))}
      {page.next !== null &&
        (pages > 1 ? (
          <Older
            record={record}
            step={step}
            level={level}
            before={page.next}
            lastDay={days.at(-1)?.day ?? lastDay}
            pages={pages - 1}
            onMore={onMore}
          />
        ) : (
          <Button variant="default" size="compact-sm" onClick={onMore}>
            {t('olderHistory')}
          </Button>
        ))}
    </>
  )
}

type ItemProps = {
  readonly item: HistoryItem
  readonly about: RecordId | undefined
  readonly titles: { readonly [id: string]: string }
  /** Every record is told. */
  readonly whole: boolean
  readonly onOpen: () => void
}

const Item = ({ item, about, titles, whole, onOpen }: ItemProps) => {
  const { t } = useTranslation('history')
  const { writing } = useSurroundings()
  const template = useTemplate()
  const told = narrate(item, {
    writing,
    titleOf: (id) => titles[id],
    template,
    ...(about ? { about } : {}),
    whole,
  })
  return (
    <li className={classes.item} data-undone={item.undoneBy !== null || undefined}>
      <time className={classes.time} dateTime={item.at}>
        {fromInstant(item.at, writing.zone)?.time}
      </time>
      <div className={classes.told}>
        <p className={classes.headline}>
          <Segments segments={told.headline} about={about} />
          {item.undoneBy !== null && (
            <Badge component="span" size="xs" variant="default" className={classes.undone}>
              {t('undone')}
            </Badge>
          )}
        </p>
        {told.lines.length > 0 && (
          <ul className={classes.lines}>
            {told.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an entry never change
              <li key={at}>
                <Segments segments={line} about={about} />
              </li>
            ))}
          </ul>
        )}
        {told.moreRecords > 0 && (
          <p className={classes.more}>
            {t('moreRecords', { count: told.moreRecords })}{' '}
            {!whole && (
              <Anchor component="button" type="button" inherit onClick={onOpen}>
                {t('showAll')}
              </Anchor>
            )}
          </p>
        )}
        {item.reason !== null && <p className={classes.reason}>{t('because', { reason: item.reason })}</p>}
      </div>
    </li>
  )
}

const Segments = ({
  segments,
  about,
}: {
  readonly segments: readonly Segment[]
  readonly about: RecordId | undefined
}) =>
  segments.map((segment, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn anew as a whole
    if (segment.kind === 'text') return <span key={at}>{segment.text}</span>
    if (segment.kind === 'record' && segment.record !== about && isPage(segment.record)) {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn anew as a whole
        <Anchor key={at} component={Link} to={paths.record(segment.record)} inherit>
          {segment.text}
        </Anchor>
      )
    }
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn anew as a whole
      <span key={at} className={classes[segment.kind]}>
        {segment.text}
      </span>
    )
  })

/** Child records have no page of their own. */
const isPage = (record: RecordId): boolean => {
  const declaration = declarationOf(typeOfId(record))
  return declaration !== undefined && declaration.parent === undefined && declaration.single === undefined
}

/** The last answer stays while another is on its way. */
const useKept = (page: HistoryPage | undefined): HistoryPage | undefined => {
  const kept = useRef(page)
  if (page) kept.current = page
  return kept.current
}

const byDay = (items: readonly HistoryItem[], zone: string) => {
  const days: { day: string; items: HistoryItem[] }[] = []
  for (const item of items) {
    const day = fromInstant(item.at, zone)?.date ?? ''
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}

const refsIn = (items: readonly HistoryItem[]): readonly RecordId[] =>
  items.flatMap((item) =>
    item.records.flatMap(({ record, fields }) =>
      fields.flatMap(({ field, before, after }) =>
        declarationOf(typeOfId(record))?.fields[field]?.kind === 'ref'
          ? [before, after].filter((value): value is RecordId => typeof value === 'string')
          : [],
      ),
    ),
  )

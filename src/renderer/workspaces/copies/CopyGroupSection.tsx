import { Badge, Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isOnlyDays } from '../../../shared/domain/copies/changed-lines'
import { dayIn, writeDate } from '../../../shared/domain/written/date-text'
import { writeInstant } from '../../../shared/domain/written/instant-text'
import type { FieldValues } from '../../../shared/journal/intent'
import { paperCopy } from '../../../shared/records/paper/paper-copy'
import { useSurroundings } from '../../fields/field-surroundings'
import { REPLACES } from '../../generic/copies/copy-sheet'
import { KeptPages } from '../../generic/copies/KeptPages'
import type { JudgedCopy } from '../../generic/copies/use-copy-states'
import { useRecordActions } from '../../generic/use-record-actions'
import { notify } from '../../ui/notify'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { ChangedLines } from './ChangedLines'
import classes from './Copies.module.css'
import type { CopyGroup } from './group-copies'

const tones = { stale: 'red', unknown: 'yellow', current: 'gray', collected: 'gray' } as const

type CopyGroupSectionProps = { readonly group: CopyGroup; readonly mayWrite: boolean }

/** The copies of one printing: how it stands, which lines changed, who has it. */
export const CopyGroupSection = ({ group, mayWrite }: CopyGroupSectionProps) => {
  const { t } = useTranslation('copies')
  const id = useId()
  const set = useCollect()
  const { judged, list, copies, title } = group
  const wantsReprint = judged.state === 'stale' && mayWrite
  return (
    <section className={classes.group} data-state={judged.state} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>
          {list && !list.gone ? <Link to={paths.contactList(list.id)}>{title}</Link> : title}
          <Badge
            className={classes.badge}
            variant={judged.state === 'stale' ? 'filled' : 'light'}
            color={tones[judged.state]}
            size="sm"
          >
            {t(judged.state)}
          </Badge>
          {judged.state === 'stale' && (
            <span className={classes.many}>
              {judged.changes.every(isOnlyDays)
                ? t('onlyDaysChanged')
                : t('linesChanged', { count: judged.changes.length })}
            </span>
          )}
        </h2>
        {wantsReprint && (
          <div className={classes.headActions}>
            {copies.length > 1 && (
              <Button variant="default" size="xs" onClick={() => set(copies, 'collectedOn')}>
                {t('collectAll')}
              </Button>
            )}
            <Button
              component={Link}
              to={reprintAddress(group)}
              size="xs"
              title={t('reprintHint')}
              leftSection={<IconPrinter size={14} aria-hidden />}
            >
              {t('reprint')}
            </Button>
          </div>
        )}
      </header>
      {list?.gone && judged.state !== 'collected' && <p className={classes.note}>{t('listGone')}</p>}
      {judged.state === 'unknown' && <p className={classes.note}>{t('unknownWhy')}</p>}
      <Holders group={group} mayWrite={mayWrite} />
      {judged.state === 'stale' && <ChangedLines title={title} changes={judged.changes} />}
    </section>
  )
}

/** Where the sheet is printed anew; it is told which copies its new ones replace. */
const reprintAddress = ({ list, copies }: CopyGroup): string => {
  const replaces = copies.map(({ id }) => id).join(',')
  const address = list && !list.gone ? paths.contactList(list.id) : paths.peopleList()
  return `${address}?${new URLSearchParams({ [REPLACES]: replaces })}`
}

type DayField = 'receivedOn' | 'collectedOn'

/** Sets a day of copies to today, in one entry. */
const useCollect = () => {
  const { t } = useTranslation('copies')
  const { today } = useSurroundings()
  const { change } = useRecordActions()
  return async (copies: readonly JudgedCopy[], field: DayField) => {
    const values: FieldValues = { [field]: today }
    const done = await change({ kind: 'edit', writes: copies.map(({ id }) => ({ op: 'set', id, values })) })
    if (done) notify.done(t(field === 'receivedOn' ? 'receivedDone' : 'collectedDone'))
  }
}

const Holders = ({ group, mayWrite }: CopyGroupSectionProps) => {
  const { t } = useTranslation('copies')
  const language = useLanguage()
  const { writing } = useSurroundings()
  const set = useCollect()
  const { holder, place } = paperCopy.fields
  const inUse = group.judged.state !== 'collected'
  return (
    <table className={classes.table} aria-label={t('copiesOf', { title: group.title })}>
      <thead>
        <tr>
          <th scope="col">{holder.label[language]}</th>
          <th scope="col">{place.label[language]}</th>
          <th scope="col">{t('printed')}</th>
          <th scope="col">{t('receipt')}</th>
          <th scope="col" className={classes.actions}>
            {t('actions')}
          </th>
        </tr>
      </thead>
      <tbody>
        {group.copies.map((copy) => {
          const { values } = copy
          const name = [copy.holder, values.place].filter(Boolean).join(' · ') || t('nobodyNamed')
          return (
            <tr key={copy.id}>
              <td>{copy.holder || <span className={classes.faint}>{t('nobodyNamed')}</span>}</td>
              <td>{values.place}</td>
              <td className={classes.figures}>
                {values.printedAt && (
                  <time dateTime={values.printedAt} title={writeInstant(values.printedAt, writing)}>
                    {writeDate(dayIn(writing.zone, new Date(values.printedAt)), writing)}
                  </time>
                )}{' '}
                <span className={classes.faint}>{values.version}</span>
              </td>
              <td className={classes.figures}>
                {values.receivedOn ? (
                  writeDate(values.receivedOn, writing)
                ) : (
                  <span className={inUse ? classes.look : classes.faint}>{t('notReceived')}</span>
                )}
                {values.collectedOn && (
                  <span className={classes.faint}>
                    {' '}
                    {t('collectedOn', { day: writeDate(values.collectedOn, writing) })}
                  </span>
                )}
              </td>
              <td className={classes.actions}>
                {values.pages && <KeptPages file={values.pages} name={name} />}
                <Button
                  component={Link}
                  to={paths.record(copy.id)}
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('openRecordOf', { name })}
                >
                  {t('openRecord')}
                </Button>
                {mayWrite && inUse && !values.receivedOn && (
                  <Button
                    variant="light"
                    size="compact-sm"
                    aria-label={t('markReceivedOf', { name })}
                    onClick={() => void set([copy], 'receivedOn')}
                  >
                    {t('markReceived')}
                  </Button>
                )}
                {mayWrite && inUse && (
                  <Button
                    variant="light"
                    color="gray"
                    size="compact-sm"
                    aria-label={t('markCollectedOf', { name })}
                    onClick={() => void set([copy], 'collectedOn')}
                  >
                    {t('markCollected')}
                  </Button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

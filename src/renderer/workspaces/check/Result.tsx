import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { writeDate } from '../../../shared/domain/written/date-text'
import { writePhone } from '../../../shared/domain/written/phone-text'
import { useSurroundings } from '../../fields/field-surroundings'
import { useRecordActions } from '../../generic/use-record-actions'
import { notify } from '../../ui/notify'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import classes from './Check.module.css'
import { kindOf, whoIs } from './contact-words'
import type { Round } from './read-round'
import type { RoundStep } from './use-round'

type ResultProps = {
  readonly round: Round
  readonly steps: readonly RoundStep[]
  readonly mayWrite: boolean
}

/** What came of the round: whom to ask again, which numbers are new, who is left; and its end. */
export const Result = ({ round, steps, mayWrite }: ResultProps) => {
  const { t } = useTranslation('check')
  const { today, writing } = useSurroundings()
  const { change } = useRecordActions()
  const of = (outcome: RoundStep['outcome']) => steps.filter((step) => step.outcome === outcome)
  const [reached, unreached, left] = [of('reached'), of('unreached'), of('left')]
  const fresh = steps.filter(({ number }) => number.isNew)
  const { closedOn } = round.values
  const close = async () => {
    const values = { closedOn: today }
    if (await change({ kind: 'edit', writes: [{ op: 'set', id: round.id, values }] }))
      notify.done(t('closeDone'))
  }
  return (
    <div>
      {!mayWrite && !closedOn && <p className={classes.faint}>{t('readOnly')}</p>}
      {closedOn && <p className={classes.faint}>{t('closedOn', { day: writeDate(closedOn, writing) })}</p>}
      <dl className={classes.figures}>
        <Figure label={t('resultReached')} count={reached.length} />
        <Figure label={t('resultUnreached')} count={unreached.length} late />
        <Figure label={t('resultNew')} count={fresh.length} />
        <Figure label={t('resultLeft')} count={left.length} />
      </dl>
      {mayWrite && !closedOn && (
        <Group mb="lg">
          <Button onClick={() => void close()} variant={left.length === 0 ? 'filled' : 'default'}>
            {left.length === 0 ? t('close') : t('closeLeft', { count: left.length })}
          </Button>
        </Group>
      )}
      <Numbers title={t('resultUnreached')} what={t('resultUnreachedWhat')} steps={unreached} />
      <Numbers title={t('resultNew')} steps={fresh} />
      <Numbers title={t('resultLeft')} steps={left} />
    </div>
  )
}

const Figure = ({
  label,
  count,
  late,
}: {
  readonly label: string
  readonly count: number
  readonly late?: boolean
}) => (
  <div>
    <dt>{label}</dt>
    <dd className={late && count > 0 ? classes.late : undefined}>{count}</dd>
  </div>
)

type NumbersProps = {
  readonly title: string
  readonly what?: string
  readonly steps: readonly RoundStep[]
}

const Numbers = ({ title, what, steps }: NumbersProps) => {
  const { t } = useTranslation('check')
  const language = useLanguage()
  return (
    <section className={classes.part}>
      <h2 className={classes.heading}>
        {title}
        <span className={classes.count}>{steps.length}</span>
      </h2>
      {steps.length === 0 ? (
        <p className={classes.faint}>{t('resultNone')}</p>
      ) : (
        <>
          {what && <p className={classes.faint}>{what}</p>}
          <table className={classes.table} aria-label={title}>
            <tbody>
              {steps.map(({ contact, number }) => (
                <tr key={number.id}>
                  <th scope="row">
                    <Link to={paths.record(contact.id)}>{contact.name}</Link>
                  </th>
                  <td>{whoIs(contact, language)}</td>
                  <td>{kindOf(number, language)}</td>
                  <td className={classes.tel}>{writePhone(number.number)}</td>
                  <td>{number.remark}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

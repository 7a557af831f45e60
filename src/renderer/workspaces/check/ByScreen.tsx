import { Button, Checkbox, Kbd } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isUnchecked } from '../../../shared/domain/checks/check-round'
import { addDays, writeDate } from '../../../shared/domain/written/date-text'
import { writePhone } from '../../../shared/domain/written/phone-text'
import { useSurroundings } from '../../fields/field-surroundings'
import { useOffice } from '../../store/client/hooks'
import { EmptyState } from '../../ui/EmptyState'
import { useKeys } from '../../ui/key-bindings'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import classes from './Check.module.css'
import { kindOf, whoIs } from './contact-words'
import { NewNumber } from './NewNumber'
import type { Round } from './read-round'
import type { RoundStep } from './use-round'
import { useWalk } from './use-walk'

type ByScreenProps = {
  readonly round: Round
  readonly steps: readonly RoundStep[]
  readonly onResult: () => void
}

/** One number at a time, large enough to dial from, and one key for what came of it. */
export const ByScreen = ({ round, steps: all, onResult }: ByScreenProps) => {
  const { t } = useTranslation('check')
  const { today } = useSurroundings()
  const { uncheckedAfterDays: days } = useOffice()
  const [onlyOld, setOnlyOld] = useState(false)
  const startedOn = round.values.startedOn ?? today
  const before = addDays(startedOn, -days)
  // What was answered in this round stays within reach.
  const steps = onlyOld
    ? all.filter(({ outcome, number }) => outcome !== 'left' || isUnchecked(number.checkedOn, before))
    : all
  const walk = useWalk(steps, today)
  const [asking, setAsking] = useState(false)
  const { at } = walk
  const step = at === null ? undefined : steps[at]
  const answer = (how: 'reached' | 'unreached') => walk.answer({ how })
  useKeys(t('keys'), [
    ...(step && !asking
      ? [
          { keys: '1', label: t('reached'), run: () => answer('reached') },
          { keys: '2', label: t('unreached'), run: () => answer('unreached') },
          { keys: '3', label: t('newNumber'), run: () => setAsking(true) },
          { keys: 'ArrowRight', label: t('skip'), run: walk.skip },
        ]
      : []),
    ...(asking ? [] : [{ keys: 'ArrowLeft', label: t('back'), run: walk.back }]),
    ...(walk.given > 0 && !asking
      ? [{ keys: 'mod+z', label: t('undoKey'), run: () => void walk.undo() }]
      : []),
  ])
  return (
    <>
      <Checkbox
        size="sm"
        className={classes.only}
        label={t('onlyOld', { days })}
        checked={onlyOld}
        onChange={(event) => setOnlyOld(event.currentTarget.checked)}
      />
      <div className={classes.walk}>
        {step && at !== null ? (
          <section className={classes.card} aria-live="polite" aria-label={step.contact.name}>
            <Card step={step} place={t('place', { at: at + 1, total: steps.length })} />
            {asking ? (
              <NewNumber
                key={step.number.id}
                number={step.number}
                onCancel={() => setAsking(false)}
                onAnswer={(given) => {
                  setAsking(false)
                  walk.answer(given)
                }}
              />
            ) : (
              <fieldset className={classes.answers} aria-label={t('answers')}>
                <Button
                  size="md"
                  leftSection={<Kbd className={classes.key}>1</Kbd>}
                  onClick={() => answer('reached')}
                >
                  {t('reached')}
                </Button>
                <Button
                  size="md"
                  color="red"
                  variant="light"
                  leftSection={<Kbd className={classes.key}>2</Kbd>}
                  onClick={() => answer('unreached')}
                >
                  {t('unreached')}
                </Button>
                <Button
                  size="md"
                  variant="default"
                  leftSection={<Kbd className={classes.key}>3</Kbd>}
                  onClick={() => setAsking(true)}
                >
                  {t('newNumber')}
                </Button>
                <span className={classes.moves}>
                  <Button
                    variant="subtle"
                    color="gray"
                    leftSection={<Kbd className={classes.key}>←</Kbd>}
                    onClick={walk.back}
                  >
                    {t('back')}
                  </Button>
                  <Button
                    variant="subtle"
                    color="gray"
                    rightSection={<Kbd className={classes.key}>→</Kbd>}
                    onClick={walk.skip}
                  >
                    {t('skip')}
                  </Button>
                </span>
              </fieldset>
            )}
          </section>
        ) : (
          <section className={classes.card}>
            <EmptyState
              title={t('allDone')}
              actions={
                <>
                  <Button onClick={onResult}>{t('toResult')}</Button>
                  <Button
                    variant="default"
                    leftSection={<Kbd className={classes.key}>←</Kbd>}
                    onClick={walk.back}
                  >
                    {t('back')}
                  </Button>
                </>
              }
            >
              {onlyOld && t('allDoneOld')}
            </EmptyState>
          </section>
        )}
        <Around steps={steps} at={at} goTo={walk.goTo} />
      </div>
    </>
  )
}

const Card = ({ step, place }: { readonly step: RoundStep; readonly place: string }) => {
  const { t } = useTranslation('check')
  const language = useLanguage()
  const { writing } = useSurroundings()
  const { contact, number, outcome } = step
  return (
    <>
      <p className={classes.place}>
        {place}
        {outcome !== 'left' && (
          <span className={outcome === 'reached' ? classes.safe : classes.late}>
            {'　'}
            {t(`outcome_${outcome}`)}
          </span>
        )}
      </p>
      <p className={classes.reading}>{contact.reading}</p>
      <p className={classes.name}>
        <Link to={paths.record(contact.id)} title={t('ownPage')}>
          {contact.name}
        </Link>
      </p>
      <p className={classes.who}>{whoIs(contact, language)}</p>
      <p className={classes.number}>
        <span className={classes.use}>{kindOf(number, language)}</span>
        <span className={classes.dial}>{writePhone(number.number)}</span>
      </p>
      {number.remark && (
        <p className={classes.remark}>
          <span className={classes.faint}>{t('howToCall')}</span> {number.remark}
        </p>
      )}
      <p className={classes.faint}>
        {number.checkedOn
          ? t('lastChecked', { day: writeDate(number.checkedOn, writing) })
          : t('neverChecked')}
        {number.unreachedOn && (
          <span className={classes.late}>
            {'　'}
            {t('unreachedOn', { day: writeDate(number.unreachedOn, writing) })}
          </span>
        )}
      </p>
    </>
  )
}

const MARKS = { reached: '●', unreached: '×', left: '○' } as const

/** Numbers shown before and behind the one that is called. */
const BEFORE = 4
const BEHIND = 14

/** Who was just called and who comes next. */
const Around = ({
  steps,
  at,
  goTo,
}: {
  readonly steps: readonly RoundStep[]
  readonly at: number | null
  readonly goTo: (at: number) => void
}) => {
  const { t } = useTranslation('check')
  const language = useLanguage()
  const from = Math.max(0, (at ?? steps.length) - BEFORE)
  return (
    <nav className={classes.around} aria-label={t('next')}>
      <ol start={from + 1}>
        {steps.slice(from, from + BEFORE + BEHIND).map(({ contact, number, outcome }, index) => (
          <li key={number.id}>
            <button
              type="button"
              aria-current={from + index === at ? 'step' : undefined}
              data-outcome={outcome}
              onClick={() => goTo(from + index)}
            >
              <span aria-hidden>{MARKS[outcome]}</span>
              <span className={classes.grow}>
                {contact.name}
                <span className={classes.unseen}>{t(`outcome_${outcome}`)}</span>
              </span>
              <span className={classes.faint}>{kindOf(number, language)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

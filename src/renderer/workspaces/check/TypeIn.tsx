import { Button, Kbd, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeDate } from '../../../shared/domain/written/date-text'
import type { RecordId } from '../../../shared/journal/entry'
import { checkRound } from '../../../shared/records/people/check-round'
import { FieldEditor } from '../../fields/field-kinds'
import { useSurroundings } from '../../fields/field-surroundings'
import { UnsavedGuard } from '../../generic/form/UnsavedGuard'
import { useCommit } from '../../store/client/hooks'
import { useFailureSentence } from '../../ui/failure-sentence'
import { useKeys } from '../../ui/key-bindings'
import { notify } from '../../ui/notify'
import classes from './Check.module.css'
import type { PaperRow } from './paper-rows'
import type { Round } from './read-round'
import { TypedRow } from './TypedRow'
import { isNoNumber, type TypedAnswer, type TypedAnswers, writesOf } from './typed-answers'

type TypeInProps = { readonly round: Round; readonly rows: readonly PaperRow[] }

/** Typing in a ticked sheet: a key per row, one day for all of it, one entry and one undo. */
export const TypeIn = ({ round, rows }: TypeInProps) => {
  const { t } = useTranslation(['check', 'failures'])
  const { today, writing } = useSurroundings()
  const commit = useCommit()
  const sentence = useFailureSentence()
  const [answers, setAnswers] = useState<TypedAnswers>(new Map())
  const [day, setDay] = useState<string>(today)
  const [caller, setCaller] = useState('')
  const [wanted, setWanted] = useState('')
  const [unknown, setUnknown] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [current, setCurrent] = useState<RecordId | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const goTo = useRef<HTMLInputElement>(null)
  const startedOn = round.values.startedOn ?? today
  const isDayRight = /^\d{4}-\d\d-\d\d$/.test(day) && day >= startedOn && day <= today

  const focusRow = (at: number): void =>
    body.current?.querySelectorAll<HTMLElement>('tr[data-row]')[at]?.focus()
  const answer = (id: RecordId, given: TypedAnswer | null): void => {
    const next = new Map(answers)
    if (given) next.set(id, given)
    else next.delete(id)
    setAnswers(next)
  }
  const findRow = (event: FormEvent): void => {
    event.preventDefault()
    const number = Number(wanted.normalize('NFKC'))
    const at = rows.findIndex(({ row }) => row === number)
    setUnknown(at < 0 ? wanted : null)
    if (at < 0) return
    setWanted('')
    focusRow(at)
  }
  useKeys(t('typeIn'), [
    { keys: '/', label: t('goToRow'), run: () => goTo.current?.focus() },
    { keys: 'mod+s', label: t('savePaper', { count: answers.size }), inText: true, run: () => void save() },
  ])

  const save = async (): Promise<void> => {
    setTried(true)
    if (answers.size === 0 || !isDayRight || [...answers.values()].some(isNoNumber)) return
    const writes = writesOf(rows, answers, day)
    const told = { day: writeDate(day, writing), caller: caller.trim() }
    const reason = told.caller ? t('reasonPaperBy', told) : t('reasonPaper', told)
    setBusy(true)
    const done = writes.length === 0 ? null : await commit({ kind: 'edit', writes, reason })
    setBusy(false)
    if (done && !done.ok) return notify.problem(t('failures:title'), sentence(done.error))
    setAnswers(new Map())
    setTried(false)
    notify.done(done ? t('paperSaved', { count: writes.length }) : t('paperNothing'))
  }
  const wrongNumbers = tried && [...answers.values()].some(isNoNumber)
  return (
    <section>
      <h2 className={classes.heading}>{t('typeIn')}</h2>
      <p className={classes.faint}>
        {t('typeInHow')}
        {round.rows === null && ` ${t('notPrinted')}`}
      </p>
      <div className={classes.typeBar}>
        <div className={classes.day}>
          <label className={classes.label} htmlFor="check-day">
            {t('day')}
          </label>
          <FieldEditor
            field={checkRound.fields.startedOn}
            id="check-day"
            label={t('day')}
            describedBy="check-day-below"
            value={day}
            invalid={!isDayRight}
            onChange={(value) => setDay(typeof value === 'string' ? value : '')}
          />
        </div>
        <TextInput
          label={t('caller')}
          value={caller}
          maxLength={80}
          onChange={(event) => setCaller(event.currentTarget.value)}
        />
        <form onSubmit={findRow} className={classes.narrow}>
          <TextInput
            ref={goTo}
            label={t('goToRow')}
            inputMode="numeric"
            rightSection={<Kbd>/</Kbd>}
            value={wanted}
            error={unknown === null ? undefined : t('noSuchRow', { row: unknown })}
            onChange={(event) => {
              setWanted(event.currentTarget.value)
              setUnknown(null)
            }}
          />
        </form>
        <Button disabled={answers.size === 0} loading={busy} onClick={() => void save()}>
          {t('savePaper', { count: answers.size })}
        </Button>
      </div>
      <p
        id="check-day-below"
        className={isDayRight ? classes.faint : classes.late}
        role={isDayRight ? undefined : 'alert'}
      >
        {isDayRight ? t('dayHelp') : t('dayWrong', { day: writeDate(startedOn, writing) })}
      </p>
      {wrongNumbers && (
        <p className={classes.late} role="alert">
          {t('fixNumbers')}
        </p>
      )}
      <table className={classes.table} aria-label={t('rows')}>
        <thead>
          <tr>
            <th scope="col" className={classes.rowNumber}>
              {t('rowNumber')}
            </th>
            <th scope="col">{t('rowName')}</th>
            <th scope="col">{t('rowPhone')}</th>
            <th scope="col">{t('rowAnswer')}</th>
            <th scope="col">{t('rowState')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, at) => (
            <TypedRow
              key={row.step.number.id}
              row={row}
              given={answers.get(row.step.number.id) ?? null}
              isCurrent={current === null ? at === 0 : current === row.step.number.id}
              tried={tried}
              onCurrent={() => setCurrent(row.step.number.id)}
              onAnswer={(given) => answer(row.step.number.id, given)}
              onMove={(by) => focusRow(at + by)}
            />
          ))}
        </tbody>
      </table>
      <UnsavedGuard dirty={answers.size > 0} onSave={save} />
    </section>
  )
}

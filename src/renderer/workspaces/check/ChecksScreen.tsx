import { Button, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { newRecordId } from '../../../shared/base/random'
import { writeDate } from '../../../shared/domain/written/date-text'
import type { RecordId } from '../../../shared/journal/entry'
import { checkRound } from '../../../shared/records/people/check-round'
import { useSurroundings } from '../../fields/field-surroundings'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { useMay } from '../../generic/use-may'
import { useCommit } from '../../store/client/hooks'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import classes from './Check.module.css'
import { type KnownRounds, readRounds } from './read-rounds'

const types = new Set(['checkRound', 'contactList'])

/** Rounds under way and ended ones, and how to begin one. */
export const ChecksScreen = () => {
  const { t } = useTranslation('check')
  const may = useMay(checkRound)
  const live = useLive('check rounds', readRounds, (event) => touches(event, types))
  return (
    <Page title={t('title')} lead={t('lead')} room="middle">
      <GenericSurroundings>
        {live.status === 'ready' && <Rounds known={live.value} mayWrite={may.write} />}
      </GenericSurroundings>
    </Page>
  )
}

const Rounds = ({ known, mayWrite }: { readonly known: KnownRounds; readonly mayWrite: boolean }) => {
  const { t } = useTranslation('check')
  const open = known.rounds.filter(({ closedOn }) => closedOn === null)
  const closed = known.rounds.filter(({ closedOn }) => closedOn !== null)
  return (
    <Stack gap="xl">
      <section>
        <h2 className={classes.heading}>{t('open')}</h2>
        {open.length === 0 ? (
          <p className={classes.faint}>{t('noneOpen')}</p>
        ) : (
          <RoundLines rounds={open} action="resume" />
        )}
      </section>
      {mayWrite && <StartRound lists={known.lists} />}
      {closed.length > 0 && (
        <section>
          <h2 className={classes.heading}>{t('closed')}</h2>
          <RoundLines rounds={closed} action="show" />
        </section>
      )}
    </Stack>
  )
}

type RoundLinesProps = { readonly rounds: KnownRounds['rounds']; readonly action: 'resume' | 'show' }

const RoundLines = ({ rounds, action }: RoundLinesProps) => {
  const { t } = useTranslation('check')
  const { writing } = useSurroundings()
  return (
    <ul className={classes.lines}>
      {rounds.map(({ id, name, startedOn, closedOn, list }) => (
        <li key={id}>
          <Link to={paths.check(id)} className={classes.roundLine}>
            <span className={classes.grow}>
              {name}
              <span className={classes.faint}>
                {'　'}
                {list ?? t('everybody')}
              </span>
            </span>
            <span className={classes.faint}>
              {closedOn === null
                ? t('startedOn', { day: writeDate(startedOn, writing) })
                : t('closedOn', { day: writeDate(closedOn, writing) })}
            </span>
            <span className={classes.act}>{t(action)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

/** `2026年11月`, `November 2026`. */
const monthOf = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

const StartRound = ({ lists }: Pick<KnownRounds, 'lists'>) => {
  const { t } = useTranslation(['check', 'failures'])
  const { today, writing } = useSurroundings()
  const navigate = useNavigate()
  const commit = useCommit()
  const sentence = useFailureSentence()
  const [name, setName] = useState<string | null>(null)
  const [list, setList] = useState<string>('')
  const [busy, setBusy] = useState(false)
  const usual = t('startNameOf', { month: monthOf(today, writing.language) })
  const start = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const id: RecordId = newRecordId('checkRound', randomBytes)
    const values = {
      name: name?.trim() || usual,
      startedOn: today,
      ...(list ? { list } : {}),
    }
    const done = await commit({ kind: 'create', writes: [{ op: 'create', id, values }] })
    setBusy(false)
    if (!done.ok) return notify.problem(t('failures:title'), sentence(done.error))
    void navigate(paths.check(id))
  }
  return (
    <section>
      <h2 className={classes.heading}>{t('startTitle')}</h2>
      <form className={classes.start} onSubmit={(event) => void start(event)}>
        <Select
          label={t('startWho')}
          description={t('startHow')}
          allowDeselect={false}
          value={list}
          onChange={(value) => setList(value ?? '')}
          data={[
            { value: '', label: t('everybody') },
            ...lists.map((one) => ({ value: one.id as string, label: one.name })),
          ]}
        />
        <TextInput
          label={t('startName')}
          value={name ?? usual}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('start')}
        </Button>
      </form>
    </section>
  )
}

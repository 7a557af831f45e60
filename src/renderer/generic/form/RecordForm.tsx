import { Anchor, Button, Group, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { JsonValue } from '../../../shared/base/json'
import type { RecordId } from '../../../shared/journal/entry'
import type { FieldValues } from '../../../shared/journal/intent'
import { checkValue } from '../../../shared/journal/validate'
import type { Field, RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useSurroundings } from '../../fields/field-surroundings'
import { fieldText } from '../../fields/field-text'
import { useCommit } from '../../store/client/hooks'
import type { CommitFailure } from '../../store/store-api'
import { useFailureSentence } from '../../ui/failure-sentence'
import { KeyCaps } from '../../ui/KeyCaps'
import { useKeys } from '../../ui/key-bindings'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { shortName } from '../../ui/short-name'
import { useLanguage } from '../../ui/use-language'
import { inSentence } from '../type-words'
import { useMay } from '../use-may'
import { WhoMayWrite } from '../WhoMayWrite'
import { ChildTable } from './ChildTable'
import { type Before, type Draft, writesOf } from './draft'
import { FieldLine } from './FieldLine'
import { type Problems, problemKey, problemsOf } from './field-problems'
import { nextControl } from './next-control'
import classes from './RecordForm.module.css'
import { type NamedField, splitFields } from './split-fields'
import { UnsavedGuard } from './UnsavedGuard'
import { useReadings } from './use-readings'

type RecordFormProps = {
  readonly declaration: RecordDeclaration
  /** What stood when the form was opened; null for a new record. */
  readonly before: Before | null
  readonly start: Draft
  readonly newId: (type: string) => RecordId
  /** Somebody changed the record after the form was opened. */
  readonly changedMeanwhile: boolean
}

/** Fills in one record with its children; one save is one commit. What was typed stays when saving fails. */
export const RecordForm = ({ declaration, before, start, newId, changedMeanwhile }: RecordFormProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const navigate = useNavigate()
  const commit = useCommit()
  const may = useMay(declaration)
  const { writing, titleOf } = useSurroundings()
  const sentence = useFailureSentence()
  const prefix = useId()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(start)
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<Problems>(new Map())
  const [failure, setFailure] = useState<CommitFailure | null>(null)
  const [saving, setSaving] = useState(false)
  /** Times that saving was refused for what is in the fields. */
  const [refusals, setRefusals] = useState(0)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const { first, more } = useMemo(() => splitFields(declaration, language), [declaration, language])
  const [unfolded, setUnfolded] = useState(() => more.some(({ name }) => start.values[name] != null))
  const [withReason, setWithReason] = useState(false)

  const writes = useMemo(
    () => writesOf(declaration, declarationOf, before, draft),
    [declaration, before, draft],
  )
  const blank = useMemo(
    () => writesOf(declaration, declarationOf, before, start),
    [declaration, before, start],
  )
  const dirty = JSON.stringify(writes) !== JSON.stringify(blank) || reason.trim() !== ''

  const setValue = (name: string, value: JsonValue) => {
    setDraft((now) => ({ ...now, values: { ...now.values, [name]: value } }))
    forget(problemKey(draft.id, name))
  }
  const forget = (key: string) =>
    setProblems((now) => (now.has(key) ? new Map([...now].filter(([one]) => one !== key)) : now))
  /** What can be seen to be wrong is said as soon as the field is left. */
  const look = (record: RecordId, name: string, field: Field, value: JsonValue) => {
    const checked = field.kind === 'children' ? null : checkValue(field, value)
    if (checked && !checked.ok) {
      setProblems((now) => new Map([...now, [problemKey(record, name), checked.error]]))
    }
  }
  const readings = useReadings(declaration, draft.values, setValue)

  const titleIn = (values: FieldValues): string => {
    const field = declaration.fields[declaration.title]
    return field ? fieldText(field, values[declaration.title] ?? null, { writing, titleOf }).trim() : ''
  }

  // Filling in begins at once.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true })
  }, [])

  // Leaving is free once saved; the address changes after the guard has heard of it.
  useEffect(() => {
    if (savedAt !== null) void navigate(savedAt, { replace: true })
  }, [savedAt, navigate])

  const save = async (): Promise<void> => {
    if (!may.write || saving || savedAt !== null) return
    if (before && !dirty) return setSavedAt(paths.record(draft.id))
    setSaving(true)
    const answer = await commit({
      kind: before ? 'edit' : 'create',
      writes,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    }).finally(() => setSaving(false))
    if (answer.ok) {
      notify.done(t(before ? 'savedChange' : 'savedNew', { name: shortName(titleIn(draft.values)) }))
      setSavedAt(paths.record(draft.id))
      return
    }
    setFailure(answer.error)
    if (answer.error.type !== 'FieldsRefused') return setProblems(new Map())
    const refused = problemsOf(answer.error)
    setProblems(refused)
    if (more.some(({ name }) => refused.has(problemKey(draft.id, name)))) setUnfolded(true)
    setRefusals((count) => count + 1)
  }
  // Once the refused fields are drawn as such, the first of them takes the focus.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  const leave = () =>
    void navigate(before ? paths.record(draft.id) : paths.list(declaration.type), {
      replace: before !== null,
    })

  useKeys(t('keysForm'), [
    { keys: 'mod+s', label: t('save'), inText: true, run: () => void save() },
    { keys: 'mod+enter', label: t('save'), inText: true, run: () => void save() },
    { keys: 'Escape', label: t('leaveForm'), inText: true, run: leave },
  ])

  const line = ({ name, field }: NamedField) => {
    if (field.kind === 'children') {
      const child = declarationOf(field.of)
      if (!child) return null
      return (
        <FieldLine key={name} id={`${prefix}-${name}`} field={field} group>
          <ChildTable
            id={`${prefix}-${name}`}
            label={field.label[language]}
            child={child}
            rows={draft.children[name] ?? []}
            before={before?.children[name] ?? []}
            problems={problems}
            newId={() => newId(field.of)}
            onLeave={look}
            onForget={(id, childField) => forget(problemKey(id, childField))}
            onChange={(rows) => setDraft((now) => ({ ...now, children: { ...now.children, [name]: rows } }))}
          />
        </FieldLine>
      )
    }
    return (
      <FieldLine
        key={name}
        id={`${prefix}-${name}`}
        field={field}
        problem={problems.get(problemKey(draft.id, name))}
        onLeave={() => look(draft.id, name, field, draft.values[name] ?? null)}
        note={readings.uncertain.has(name) ? t('checkReading') : undefined}
        editor={{
          value: draft.values[name] ?? null,
          onChange: (value) => {
            setValue(name, value)
            readings.written(name, value === null)
          },
          watch: readings.watch(name),
        }}
      />
    )
  }

  const type = inSentence(declaration.label, language)
  const title = before ? t('editTitle', { name: titleIn(before.row.values) }) : t('newTitle', { type })
  return (
    <Page
      title={title}
      room="wide"
      before={
        <Anchor component={Link} to={paths.list(declaration.type)} size="sm">
          {declaration.labelMany[language]}
        </Anchor>
      }
    >
      <UnsavedGuard dirty={may.write && dirty && savedAt === null} onSave={save} />
      <form
        ref={form}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
        onKeyDown={(event) => nextControl(event.nativeEvent)}
      >
        {may.known && !may.write && <WhoMayWrite declaration={declaration} />}
        {failure && (
          <Notice tone="late" title={sentence(failure)}>
            {t('nothingLost')}
          </Notice>
        )}
        {changedMeanwhile && <Notice tone="look" title={t('changedMeanwhile')} />}
        {first.map(line)}
        {more.length > 0 && (
          <div className={classes.fold}>
            <UnstyledButton
              className={classes.foldButton}
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {unfolded ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
              {t('moreFields', {
                fields: more.map(({ field }) => field.label[language]).join(t('listSeparator')),
              })}
            </UnstyledButton>
          </div>
        )}
        {unfolded && more.map(line)}
        <div className={classes.foot}>
          {withReason ? (
            <TextInput
              className={classes.reason}
              aria-label={t('reason')}
              placeholder={t('reasonHint')}
              value={reason}
              data-autofocus
              autoFocus
              autoComplete="off"
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          ) : (
            <Button variant="subtle" size="compact-sm" onClick={() => setWithReason(true)}>
              {t('addReason')}
            </Button>
          )}
          <Group gap="xs" wrap="nowrap">
            <Button type="button" variant="default" onClick={leave}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!may.write} loading={saving} loaderProps={{ type: 'dots' }}>
              {t('save')}
            </Button>
            <KeyCaps keys="mod+s" />
          </Group>
        </div>
      </form>
    </Page>
  )
}

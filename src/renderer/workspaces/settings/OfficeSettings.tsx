import { Button } from '@mantine/core'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import type { FieldProblem, FieldValues } from '../../../shared/journal/intent'
import { checkValue } from '../../../shared/journal/validate'
import type { Field } from '../../../shared/records/define'
import { OFFICE_ID, office, officeDefaults } from '../../../shared/records/office/office'
import { useSurroundings } from '../../fields/field-surroundings'
import { fieldText } from '../../fields/field-text'
import { FieldLine } from '../../generic/form/FieldLine'
import { UnsavedGuard } from '../../generic/form/UnsavedGuard'
import { useMay } from '../../generic/use-may'
import { useCommit, useRecord } from '../../store/client/hooks'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { useLanguage } from '../../ui/use-language'
import classes from './Settings.module.css'
import { SettingLine, SettingsSection } from './SettingsSection'

const fields = Object.entries(office.fields) as readonly (readonly [string, Field])[]

/** What everybody in the office shares; a form for an administrator, plain to read for the others. */
export const OfficeSettings = () => {
  const { t } = useTranslation('settings')
  const may = useMay(office)
  const view = useRecord(OFFICE_ID)
  const values = useMemo((): FieldValues => ({ ...officeDefaults, ...view?.row.values }), [view])
  if (view === undefined) return null
  return (
    <SettingsSection title={t('office')} lead={t('officeLead')}>
      {may.write ? (
        <OfficeForm values={values} />
      ) : (
        <>
          <Notice tone="calm" title={t('officeOnlyAdministrator')} />
          <OfficeValues values={values} />
        </>
      )}
    </SettingsSection>
  )
}

const OfficeValues = ({ values }: { readonly values: FieldValues }) => {
  const language = useLanguage()
  const { writing, titleOf } = useSurroundings()
  return fields.map(([name, field]) => (
    <SettingLine key={name} label={field.label[language]}>
      <div className={classes.readOnly}>{fieldText(field, values[name] ?? null, { writing, titleOf })}</div>
    </SettingLine>
  ))
}

const isEmpty = (value: JsonValue | undefined): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** What can be seen to be wrong before it is sent; what the office falls back to is never left empty. */
const problemOf = (name: string, field: Field, value: JsonValue): FieldProblem | null => {
  const checked = checkValue(field, value)
  if (!checked.ok) return checked.error
  return isEmpty(checked.value) && (name in officeDefaults || field.required) ? 'required' : null
}

const OfficeForm = ({ values }: { readonly values: FieldValues }) => {
  const { t } = useTranslation('settings')
  const commit = useCommit()
  const sentence = useFailureSentence()
  // What was touched only: what others change meanwhile is shown, and takes nothing away that is not saved yet.
  const [edits, setEdits] = useState<FieldValues>({})
  const draft = { ...values, ...edits }
  const [problems, setProblems] = useState<{ readonly [field: string]: FieldProblem }>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  /** Times that saving was refused for what is in the fields. */
  const [refusals, setRefusals] = useState(0)
  // Once the refused fields are drawn as such, the first of them takes the focus.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])
  const refuse = (wrong: { readonly [field: string]: FieldProblem }): void => {
    setProblems(wrong)
    setRefusals((count) => count + 1)
  }
  const changed = fields
    .map(([name]) => name)
    .filter((name) => JSON.stringify(draft[name] ?? null) !== JSON.stringify(values[name] ?? null))
  const set = (name: string, value: JsonValue): void => {
    setEdits((now) => ({ ...now, [name]: value }))
    setProblems(({ [name]: _gone, ...others }) => others)
  }
  const clear = (): void => {
    setEdits({})
    setProblems({})
  }
  const save = async (): Promise<void> => {
    const wishes = Object.fromEntries(changed.map((name) => [name, draft[name] ?? null]))
    const wrong = fields.flatMap(([name, field]) => {
      const problem = changed.includes(name) ? problemOf(name, field, wishes[name] ?? null) : null
      return problem ? [[name, problem] as const] : []
    })
    if (wrong.length > 0) return refuse(Object.fromEntries(wrong))
    setBusy(true)
    const done = await commit({ kind: 'edit', writes: [{ op: 'set', id: OFFICE_ID, values: wishes }] })
    setBusy(false)
    if (done.ok) {
      clear()
      notify.done(t('saved'))
    } else if (done.error.type === 'FieldsRefused')
      refuse(Object.fromEntries(done.error.fields.map(({ field, problem }) => [field, problem])))
    else notify.problem(t('office'), sentence(done.error))
  }
  return (
    <form
      ref={form}
      className={classes.content}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void save()
      }}
      noValidate
    >
      <UnsavedGuard dirty={changed.length > 0} onSave={save} />
      {fields.map(([name, field]) => (
        <FieldLine
          key={name}
          id={`office-${name}`}
          field={field}
          problem={problems[name]}
          editor={{
            value: draft[name] ?? null,
            onChange: (value) => set(name, value),
            neverEmpty: name in officeDefaults,
          }}
        />
      ))}
      <div className={classes.foot}>
        <Button type="submit" disabled={changed.length === 0} loading={busy}>
          {t('save')}
        </Button>
        {changed.length > 0 && (
          <Button variant="default" onClick={clear}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}

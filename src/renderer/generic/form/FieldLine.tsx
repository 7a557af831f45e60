import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import type { InputWatch } from '../../../shared/domain/reading/kana-collector'
import type { FieldProblem } from '../../../shared/journal/intent'
import type { Field } from '../../../shared/records/define'
import { FieldEditor } from '../../fields/field-kinds'
import { useLanguage } from '../../ui/use-language'
import { leftForField } from './left-for-field'
import classes from './RecordForm.module.css'
import { useProblemSentence } from './use-problem-sentence'

type FieldLineProps = {
  readonly id: string
  readonly field: Field
  readonly problem?: FieldProblem
  /** Worth a look, but nothing wrong. */
  readonly note?: string
  readonly editor?: {
    readonly value: JsonValue
    readonly onChange: (value: JsonValue) => void
    readonly watch?: (event: InputWatch) => void
    readonly neverEmpty?: boolean
  }
  /** The field is left: what stands there can be looked at. */
  readonly onLeave?: () => void
  /** The content names itself, as a table does: the label is only seen. */
  readonly group?: boolean
  readonly children?: ReactNode
}

/** One line of a form: label at the left, editor, and under it the problem, a note, or the help. */
export const FieldLine = ({ id, field, problem, note, editor, onLeave, group, children }: FieldLineProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const sentence = useProblemSentence()
  const label = field.label[language]
  const said = problem ? sentence(problem, field) : undefined
  const help = field.help?.[language]
  const below = said ?? note ?? help
  const labelText = (
    <>
      {label}
      {field.required && <span className={classes.required}>{t('required')}</span>}
    </>
  )
  return (
    <div className={classes.line}>
      {group ? (
        <div className={classes.label} aria-hidden>
          {labelText}
        </div>
      ) : (
        <label className={classes.label} htmlFor={id}>
          {labelText}
        </label>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that the focus has left the field */}
      <div
        className={classes.control}
        data-kind={field.kind}
        onBlur={(event) => {
          if (leftForField(event)) onLeave?.()
        }}
      >
        {children}
        {editor && (
          <FieldEditor
            field={field}
            id={id}
            label={label}
            describedBy={below ? `${id}-below` : undefined}
            invalid={!!problem}
            {...editor}
          />
        )}
        {below && (
          <p
            id={`${id}-below`}
            className={classes.below}
            data-tone={said ? 'late' : note ? 'look' : undefined}
            role={said ? 'alert' : undefined}
          >
            {below}
          </p>
        )}
      </div>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import type { UncertainTimeField } from '../../../shared/records/define'
import type { EditorProps } from '../field-parts'
import classes from '../fields.module.css'
import { MomentInput } from '../instant/MomentInput'
import { spanOf } from './uncertain-time-text'

/** "Somewhere between": the earliest and the latest moment. Only one of them given: exactly then. */
export const UncertainTimeEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<UncertainTimeField>) => {
  const { t } = useTranslation('fields')
  const span = spanOf(value)
  const change = (from: JsonValue, to: JsonValue) =>
    onChange(from === null && to === null ? null : { from, to })
  return (
    <div className={classes.pair}>
      <MomentInput
        id={id}
        label={t('earliest', { label })}
        value={span.from}
        describedBy={describedBy}
        invalid={invalid}
        required={field.required}
        // A moment alone is certain: both ends are the same until the second is given.
        onChange={(from) => change(from, span.to === null || span.to === span.from ? from : span.to)}
      />
      <span>{t('until')}</span>
      <MomentInput
        label={t('latest', { label })}
        value={span.to}
        invalid={invalid}
        onChange={(to) => change(span.from, to)}
      />
    </div>
  )
}

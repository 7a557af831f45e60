import { Checkbox, NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CellProblem, DayOrder, FieldMapping, ImportPreview } from '../../../shared/exchange/import-plan'
import type { Label, RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { inSentence } from '../../generic/type-words'
import { useLanguage } from '../../ui/use-language'
import classes from './ImportScreen.module.css'

type DecisionsProps = {
  readonly preview: ImportPreview
  readonly declaration: RecordDeclaration
  readonly disabled: boolean
  readonly onMapping: (mapping: FieldMapping) => void
}

const dayOrders = {
  dmy: 'dayOrder_dmy',
  mdy: 'dayOrder_mdy',
  ymd: 'dayOrder_ymd',
} as const satisfies { readonly [O in DayOrder]: string }

const labelOf = (type: string): Label => declarationOf(type)?.labelMany ?? { ja: type, en: type }

/** Names of missing records shown beside their number. */
const NAMES_SHOWN = 3

/** What the file leaves open, and only the person can say; each once for the whole file. */
export const Decisions = ({ preview, declaration, disabled, onMapping }: DecisionsProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const { mapping, counts, missing, deletable } = preview
  const has = (problem: CellProblem) => preview.problems.includes(problem)
  const box = (name: 'restoreZero' | 'renames' | 'serialDates' | 'leaveOutBadCells', isAsked: boolean) =>
    (isAsked || mapping[name]) && (
      <Checkbox
        key={name}
        label={t(name)}
        checked={mapping[name] ?? false}
        disabled={disabled}
        onChange={(event) => onMapping({ ...mapping, [name]: event.currentTarget.checked })}
      />
    )
  const makes = (type: string, isMade: boolean): FieldMapping => {
    const others = (mapping.makeMissing ?? []).filter((other) => other !== type)
    return { ...mapping, makeMissing: isMade ? [...others, type] : others }
  }
  /** Who writes in the ledger stays in it, whatever the file says. */
  const keeps = counts.gone + counts.delete - deletable
  const goneWords = (): string | undefined => {
    if (counts.refused > 0) return t('deleteGoneNot')
    return keeps > 0 ? t('deleteGoneKeeps', { count: keeps }) : undefined
  }
  const questions = [
    (has('ambiguousDate') || mapping.dayOrder) && (
      <NativeSelect
        key="dayOrder"
        className={classes.dayOrder}
        label={t('dayOrder')}
        value={mapping.dayOrder ?? ''}
        disabled={disabled}
        data={[
          { value: '', label: t('dayOrder_none') },
          ...Object.entries(dayOrders).map(([value, label]) => ({ value, label: t(label) })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const { dayOrder: _, ...rest } = mapping
          onMapping(value === '' ? rest : { ...rest, dayOrder: value as DayOrder })
        }}
      />
    ),
    box('serialDates', has('serialDate')),
    ...missing.map(({ recordType, count, names }) => (
      <Checkbox
        key={recordType}
        label={t('makeMissing', {
          records: inSentence(labelOf(recordType), language),
          count,
          names: names.slice(0, NAMES_SHOWN).join(t('and')) + (count > NAMES_SHOWN ? t('andMore') : ''),
        })}
        checked={mapping.makeMissing?.includes(recordType) ?? false}
        disabled={disabled}
        onChange={(event) => onMapping(makes(recordType, event.currentTarget.checked))}
      />
    )),
    box('restoreZero', has('lostZero')),
    box('renames', has('otherName')),
    box('leaveOutBadCells', preview.refusesCells),
    deletable > 0 && (
      <Checkbox
        key="gone"
        label={t('deleteGone', { records: inSentence(declaration.labelMany, language), count: deletable })}
        description={goneWords()}
        checked={mapping.deleteGone === true && counts.refused === 0}
        disabled={disabled || counts.refused > 0}
        onChange={(event) => onMapping({ ...mapping, deleteGone: event.currentTarget.checked })}
      />
    ),
  ].filter(Boolean)
  if (questions.length === 0) return null
  return (
    <fieldset className={classes.decisions}>
      <legend>{t('decisions')}</legend>
      <Stack gap="0.45rem">{questions}</Stack>
    </fieldset>
  )
}

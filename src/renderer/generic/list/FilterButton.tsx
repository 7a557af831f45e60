import { Checkbox, ScrollArea, Text, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldForSearch } from '../../../shared/base/text'
import type { Field, RecordDeclaration } from '../../../shared/records/define'
import { useSurroundings } from '../../fields/field-surroundings'
import { fieldText } from '../../fields/field-text'
import { useLive } from '../../store/client/store-context'
import { shownTypes, touches } from '../../store/client/touched'
import type { ListQuery } from '../../store/store-api'
import { figures } from '../../texts/figures'
import { useLanguage } from '../../ui/use-language'
import classes from './FilterButton.module.css'
import { FilterMenu, toggled } from './FilterMenu'

/** Values offered; a field with more is found by searching. */
const OFFERED = 200

/** Fields whose values say what belongs together: few of them, or many records to each. */
export const filterFields = (declaration: RecordDeclaration): readonly { name: string; field: Field }[] =>
  Object.entries(declaration.fields)
    .filter(
      ([name, field]) =>
        field.inList && !field.hidden && field.personal !== true && name !== declaration.title,
    )
    .filter(([, field]) => {
      if (field.kind === 'text') return field.format === undefined && !field.unique
      return field.kind === 'choice' || field.kind === 'tags' || field.kind === 'ref'
    })
    .map(([name, field]) => ({ name, field }))

type FilterButtonProps = {
  readonly type: string
  readonly life: ListQuery['life']
  readonly name: string
  readonly field: Field
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
}

/** Narrows a list down to some values of one field. */
export const FilterButton = (props: FilterButtonProps) => {
  const { name, field, chosen, onChoose } = props
  const language = useLanguage()
  const write = useValueText(field)
  return (
    <FilterMenu
      label={field.label[language]}
      chosen={chosen.map((value) => write(value))}
      onClear={() => onChoose([])}
    >
      <Values {...props} key={name} />
    </FilterMenu>
  )
}

const useValueText = (field: Field) => {
  const { t } = useTranslation('generic')
  const { writing, titleOf } = useSurroundings()
  return (value: string, shown = value): string => {
    if (value === '') return t('filterNone')
    if (field.kind === 'ref') return shown
    return fieldText(field, field.kind === 'tags' ? [value] : value, { writing, titleOf })
  }
}

const Values = ({ type, life, name, field, chosen, onChoose }: FilterButtonProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const [text, setText] = useState('')
  const write = useValueText(field)
  const types = useMemo(() => shownTypes(type), [type])
  const live = useLive(
    `values ${type} ${life} ${name}`,
    (store) => store.listValues({ type, life }, name, OFFERED),
    (event) => touches(event, types),
  )
  if (live.status !== 'ready') return null
  const wanted = foldForSearch(text)
  const offered = live.value.filter(({ value, shown }) => foldForSearch(write(value, shown)).includes(wanted))
  return (
    <div className={classes.values}>
      {live.value.length > 8 && (
        <TextInput
          size="xs"
          aria-label={t('filterFind')}
          placeholder={t('filterFind')}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah="20rem" type="auto">
        <div className={classes.list}>
          {offered.map((one) => (
            <Checkbox
              key={one.value}
              size="xs"
              checked={chosen.includes(one.value)}
              onChange={() => onChoose(toggled(chosen, one.value))}
              classNames={{ labelWrapper: classes.valueLabel }}
              label={
                <span className={classes.value}>
                  <span>{write(one.value, one.shown)}</span>
                  <span className={classes.count}>{figures(one.count, language)}</span>
                </span>
              }
            />
          ))}
          {offered.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('filterEmpty')}
            </Text>
          )}
        </div>
      </ScrollArea.Autosize>
    </div>
  )
}

import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RefField, typesReferredTo } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useLanguage } from '../../ui/use-language'
import { atOnce } from '../at-once'
import type { EditorProps } from '../field-parts'
import { type FoundRecord, useSurroundings } from '../field-surroundings'

type FoundOfType = { readonly type: string; readonly records: readonly FoundRecord[] }

/** Another record, found by typing any of its words; where it may be of several types, each stands under its own. */
export const RefEditor = ({
  field,
  value,
  onChange,
  id,
  label,
  describedBy,
  invalid,
}: EditorProps<RefField>) => {
  const { t } = useTranslation('fields')
  const { find, titleOf } = useSurroundings()
  const language = useLanguage()
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly FoundOfType[]>([])
  const [chosen, setChosen] = useState<FoundRecord | null>(null)
  const current = typeof value === 'string' ? value : null
  const title =
    current === null ? '' : ((chosen?.id === current ? chosen.title : titleOf(current)) ?? current)
  useEffect(() => {
    // An answer for words that were typed over is dropped.
    let wanted = true
    const ofType = async (type: string): Promise<FoundOfType> => ({
      type,
      records: await find(type, text === title ? '' : text),
    })
    void Promise.all(typesReferredTo(field).map(ofType)).then(
      (answers) => {
        if (wanted) setFound(answers)
      },
      (error: unknown) => {
        // The ledger may be closed by the time nobody waits for the answer any more.
        if (wanted) throw error
      },
    )
    return () => {
      wanted = false
    }
  }, [find, field, text, title])
  const records = found.flatMap((one) => one.records)
  const known = current !== null && !records.some((one) => one.id === current)
  const options = (of: readonly FoundRecord[]) => of.map((one) => ({ value: one.id, label: one.title }))
  const data = [
    ...(known ? [{ value: current, label: title }] : []),
    ...(found.length > 1
      ? found.map(({ type, records: ofType }) => ({
          group: declarationOf(type)?.labelMany[language] ?? type,
          items: options(ofType),
        }))
      : options(records)),
  ]
  return (
    <Select
      comboboxProps={atOnce}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={invalid}
      searchable
      clearable={!field.required}
      clearButtonProps={{ tabIndex: -1, 'aria-hidden': true }}
      data={data}
      // The worker has found them already, also by reading and old forms of characters.
      filter={({ options }) => options}
      value={current}
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={t('nothingFound')}
      required={field.required}
      withAsterisk={false}
      onChange={(next) => {
        setChosen(records.find((record) => record.id === next) ?? null)
        onChange(next)
      }}
    />
  )
}

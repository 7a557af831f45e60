import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefField } from '../../../shared/records/define'
import { atOnce } from '../at-once'
import type { EditorProps } from '../field-parts'
import { type FoundRecord, useSurroundings } from '../field-surroundings'

/** Another record, found by typing any of its words. */
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
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly FoundRecord[]>([])
  const [chosen, setChosen] = useState<FoundRecord | null>(null)
  const current = typeof value === 'string' ? value : null
  const title =
    current === null ? '' : ((chosen?.id === current ? chosen.title : titleOf(current)) ?? current)
  useEffect(() => {
    // An answer for words that were typed over is dropped.
    let wanted = true
    void find(field.to, text === title ? '' : text).then((records) => {
      if (wanted) setFound(records)
    })
    return () => {
      wanted = false
    }
  }, [find, field.to, text, title])
  const data = found.map((record) => ({ value: record.id, label: record.title }))
  if (current !== null && !data.some((one) => one.value === current)) {
    data.unshift({ value: current, label: title })
  }
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
        setChosen(found.find((record) => record.id === next) ?? null)
        onChange(next)
      }}
    />
  )
}

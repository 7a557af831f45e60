import { Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactColumn, ContactGrouping, ContactListOptions } from '../../print/contact-list'
import { paperTexts } from '../../texts/paper'

type SheetOptionsProps = {
  readonly options: ContactListOptions
  readonly onChange: (options: ContactListOptions) => void
}

const groupings = {
  department: 'groupingDepartment',
  kana: 'groupingKana',
  none: 'groupingNone',
} as const satisfies { readonly [G in ContactGrouping]: string }

const columns = {
  reading: 'columnReading',
  role: 'columnRole',
  department: 'columnDepartment',
  checked: 'columnChecked',
  mail: 'columnMail',
} as const satisfies { readonly [C in ContactColumn]: string }

/** What stands on the sheet, and how. */
export const SheetOptions = ({ options, onChange }: SheetOptionsProps) => {
  const { t } = useTranslation('paper')
  const change = (part: Partial<ContactListOptions>) => onChange({ ...options, ...part })
  return (
    <Stack gap="md" role="group" aria-label={t('options')}>
      <TextInput
        label={t('sheetTitle')}
        value={options.title}
        maxLength={80}
        placeholder={paperTexts[options.language].sheetDefaultTitle}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('grouping')}
        value={options.grouping}
        onChange={(value) => change({ grouping: value as ContactGrouping })}
      >
        <Stack gap={6} mt={4}>
          {keysOf(groupings).map((grouping) => (
            <Radio key={grouping} value={grouping} label={t(groupings[grouping])} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox.Group
        label={t('columns')}
        value={[...options.columns]}
        onChange={(chosen) =>
          change({ columns: keysOf(columns).filter((column) => chosen.includes(column)) })
        }
      >
        <Stack gap={6} mt={4}>
          {keysOf(columns).map((column) => (
            <Checkbox
              key={column}
              value={column}
              label={t(columns[column])}
              // By department, the department is the heading.
              disabled={column === 'department' && options.grouping === 'department'}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Radio.Group
        label={t('language')}
        value={options.language}
        onChange={(value) => change({ language: value === 'en' ? 'en' : 'ja' })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="ja" label={t('japanese')} lang="ja" />
          <Radio value="en" label={t('english')} lang="en" />
        </Stack>
      </Radio.Group>
    </Stack>
  )
}

const keysOf = <K extends string>(record: { readonly [key in K]: unknown }): readonly K[] =>
  Object.keys(record) as K[]

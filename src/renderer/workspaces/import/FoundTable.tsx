import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type {
  Delimiter,
  Encoding,
  HeaderRows,
  ImportPreview,
  TableChoice,
} from '../../../shared/exchange/import-plan'

export const encodings = {
  'utf-8': 'encoding_utf8',
  'utf-8-bom': 'encoding_utf8bom',
  shift_jis: 'encoding_sjis',
  'euc-jp': 'encoding_eucjp',
  'utf-16le': 'encoding_utf16le',
  'utf-16be': 'encoding_utf16be',
} as const satisfies { readonly [E in Encoding]: string }

const delimiters = {
  ',': 'delimiter_comma',
  '\t': 'delimiter_tab',
  ';': 'delimiter_semicolon',
  '|': 'delimiter_pipe',
} as const satisfies { readonly [D in Delimiter]: string }

const headerRows = {
  0: 'headerRows_0',
  1: 'headerRows_1',
  2: 'headerRows_2',
} as const satisfies { readonly [H in HeaderRows]: string }

type FoundTableProps = {
  readonly preview: ImportPreview
  readonly disabled: boolean
  readonly onChoice: (choice: TableChoice) => void
  readonly onRestart: () => void
}

/** How the file was read; each of it can be corrected. */
export const FoundTable = ({ preview, disabled, onChoice, onRestart }: FoundTableProps) => {
  const { t } = useTranslation('import')
  const { table, file, rows } = preview
  return (
    <Group gap="lg" align="end">
      <div>
        <Text fw={500} mb="0.15rem">
          {t('file')}
        </Text>
        <Text lh="2rem" maw="22rem" truncate title={file}>
          {file}　{t(table.format === 'cards' ? 'cards' : 'rows', { count: rows })}
        </Text>
      </div>
      {table.format === 'separated' && (
        <>
          <NativeSelect
            label={t('encoding')}
            value={table.encoding}
            disabled={disabled}
            data={Object.entries(encodings).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(event) => onChoice({ encoding: event.currentTarget.value as Encoding })}
          />
          <NativeSelect
            label={t('delimiter')}
            value={table.delimiter}
            disabled={disabled}
            data={Object.entries(delimiters).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(event) => onChoice({ delimiter: event.currentTarget.value as Delimiter })}
          />
          <NativeSelect
            label={t('headerRows')}
            value={String(table.headerRows)}
            disabled={disabled}
            data={Object.entries(headerRows).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(event) => onChoice({ headerRows: Number(event.currentTarget.value) as HeaderRows })}
          />
        </>
      )}
      <Button variant="subtle" disabled={disabled} onClick={onRestart}>
        {t('chooseOther')}
      </Button>
    </Group>
  )
}

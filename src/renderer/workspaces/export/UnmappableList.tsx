import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UnmappableCell } from '../../../shared/exchange/export-csv'
import { useTitles } from '../../generic/use-titles'
import { Notice } from '../../ui/Notice'
import { paths } from '../../ui/paths'
import classes from './ExportScreen.module.css'

/** Places shown; more are only counted. */
const SHOWN = 200

type UnmappableListProps = {
  readonly cells: readonly UnmappableCell[]
  readonly onUtf8: () => void
  readonly onReplace: () => void
  readonly onCancel: () => void
}

/** What an encoding cannot hold, record by record, and what to do about it. */
export const UnmappableList = ({ cells, onUtf8, onReplace, onCancel }: UnmappableListProps) => {
  const { t } = useTranslation('export')
  const shown = cells.slice(0, SHOWN)
  const titles = useTitles(shown.map(({ record }) => record))
  return (
    <Stack gap="sm">
      <Notice tone="look" title={t('unmappableTitle', { count: cells.length })}>
        {t('unmappableWhat')}
      </Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard */}
      <section className={classes.cells} tabIndex={0} aria-label={t('unmappableCharacters')}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('unmappableRecord')}</Table.Th>
              <Table.Th>{t('unmappableField')}</Table.Th>
              <Table.Th>{t('unmappableValue')}</Table.Th>
              <Table.Th>{t('unmappableCharacters')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ record, header, value, characters }) => (
              <Table.Tr key={`${record} ${header}`}>
                <Table.Td>
                  <Anchor component={Link} to={paths.record(record)} size="sm">
                    {titles[record] ?? record}
                  </Anchor>
                </Table.Td>
                <Table.Td>{header}</Table.Td>
                <Table.Td className={classes.value} title={value}>
                  {value}
                </Table.Td>
                <Table.Td className={classes.character}>
                  {characters.map(({ character, instead }) => `${character} → ${instead}`).join('　')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {cells.length > SHOWN && <Text size="sm">{t('unmappableMore', { count: cells.length - SHOWN })}</Text>}
      <Group gap="xs">
        <Button onClick={onUtf8}>{t('saveUtf8')}</Button>
        <Button variant="default" onClick={onReplace}>
          {t('saveReplaced')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  )
}

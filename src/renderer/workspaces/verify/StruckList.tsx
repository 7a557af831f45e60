import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VerifyReport } from '../../store/store-api'
import { useEntryName } from './entry-name'
import classes from './Verify.module.css'

/** Entries whose personal values were struck out, by which entry, and why. */
export const StruckList = ({ struck }: { readonly struck: VerifyReport['struck'] }) => {
  const { t } = useTranslation('verify')
  const entryName = useEntryName()
  return (
    <section className={classes.section}>
      <h2>{t('struck')}</h2>
      <p>{t('struckWhat')}</p>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('struckEntry')}</Table.Th>
            <Table.Th>{t('struckBy')}</Table.Th>
            <Table.Th>{t('struckReason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {struck.map((one) => (
            <Table.Tr key={`${one.entry} ${one.by}`}>
              <Table.Td>{entryName(one.entry)}</Table.Td>
              <Table.Td>{entryName(one.by)}</Table.Td>
              <Table.Td>{one.reason || t('struckLeft')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

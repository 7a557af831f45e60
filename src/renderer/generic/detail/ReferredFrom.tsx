import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RecordId } from '../../../shared/journal/entry'
import { type RecordDeclaration, typesReferredTo } from '../../../shared/records/define'
import { registry, typeOfId } from '../../../shared/records/registry'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { nameOfRecord } from '../record-name'
import classes from './ReferredFrom.module.css'

type Way = { readonly from: RecordDeclaration; readonly field: string }

/** Records shown of one kind; more are counted. */
const SHOWN = 20

/** The fields of other types that may refer to a record of this type; children stand in their parent's page already. */
const waysTo = (type: string): readonly Way[] =>
  Object.values<RecordDeclaration>(registry).flatMap((from) =>
    Object.entries(from.fields).flatMap(([field, declared]) =>
      declared.kind === 'ref' && typesReferredTo(declared).includes(type) && from.parent !== type
        ? [{ from, field }]
        : [],
    ),
  )

/** The records that refer to this one, as links. */
export const ReferredFrom = ({ id }: { readonly id: RecordId }) => (
  <>
    {waysTo(typeOfId(id)).map((way) => (
      <OneWay key={`${way.from.type} ${way.field}`} id={id} way={way} />
    ))}
  </>
)

const OneWay = ({ id, way: { from, field } }: { readonly id: RecordId; readonly way: Way }) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const types = new Set([from.type])
  const live = useLive(
    `refs ${from.type} ${field} ${id}`,
    async (store) => {
      const list = await store.openList({ type: from.type, life: 'live', filters: [{ field, oneOf: [id] }] })
      const rows = await store.listRows(list.id, 0, SHOWN)
      await store.closeList(list.id)
      return { total: list.total, rows }
    },
    (event) => touches(event, types),
  )
  if (live.status !== 'ready' || live.value.total === 0) return null
  const { total, rows } = live.value
  return (
    <section>
      <h2>{t('referredFrom', { type: from.labelMany[language] })}</h2>
      <ul className={classes.links}>
        {rows.map((row) => (
          <li key={row.id}>
            <Anchor component={Link} to={paths.record(row.id)}>
              {nameOfRecord(row.id, row.values, language)}
            </Anchor>
          </li>
        ))}
        {total > rows.length && (
          <li>
            <Anchor component={Link} to={paths.list(from.type, { [field]: id })}>
              {t('allOf', { count: total })}
            </Anchor>
          </li>
        )}
      </ul>
    </section>
  )
}

import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { holdsRecord } from '../../../shared/domain/copies/changed-lines'
import type { RecordId } from '../../../shared/journal/entry'
import { type Store, useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import { Notice } from '../../ui/Notice'
import { paths } from '../../ui/paths'
import { type PaperCopy, readCopies, readKeptLines } from './read-copies'

const types = new Set(['paperCopy'])

/** Copies whose kept lines hold a record, or its name in the line of another; the collected ones among them. */
const readHolding = async (store: Store, record: RecordId, name: string): Promise<readonly PaperCopy[]> => {
  const holding: PaperCopy[] = []
  for (const copy of await readCopies(store)) {
    const kept = await readKeptLines(store, copy)
    if (kept && holdsRecord(kept.lines, record, name)) holding.push(copy)
  }
  return holding
}

/** Names the paper that still holds what is about to be struck out; nothing where there is none. */
export const HeldOnPaper = ({ record, name }: { readonly record: RecordId; readonly name: string }) => {
  const { t } = useTranslation('copies')
  const live = useLive(
    `on paper ${record} ${name}`,
    (store) => readHolding(store, record, name),
    (event) => touches(event, types),
  )
  if (live.status !== 'ready' || live.value.length === 0) return null
  return (
    <Notice tone="look" title={t('strikeHeld')}>
      <ul>
        {live.value.map((copy) => (
          <li key={copy.id}>
            <Link to={paths.record(copy.id)}>
              {t('strikeHeldItem', { title: copy.values.name ?? '', where: whereIs(copy, t('nobodyNamed')) })}
            </Link>
            {copy.values.collectedOn && ` ${t('strikeHeldCollected')}`}
          </li>
        ))}
      </ul>
      <Text size="sm">{t('strikeHeldWhat')}</Text>
    </Notice>
  )
}

const whereIs = ({ holder, values }: PaperCopy, nobody: string): string =>
  [holder, values.place].filter(Boolean).join(' · ') || nobody

import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayIn } from '../../shared/domain/written/date-text'
import type { RecordId } from '../../shared/journal/entry'
import type { Language } from '../../shared/records/define'
import { declarationOf, typeOfId } from '../../shared/records/registry'
import { type FieldSurroundings, FieldSurroundingsProvider } from '../fields/field-surroundings'
import { useOffice } from '../store/client/hooks'
import { useStore } from '../store/client/store-context'
import type { StoreApi } from '../store/store-api'
import { useFailureSentence } from '../ui/failure-sentence'
import { notify } from '../ui/notify'
import { saveFile } from '../ui/save-file'
import { useLanguage } from '../ui/use-language'
import { nameOfRecord, struckName } from './record-name'

type GenericSurroundingsProps = {
  /** Titles of records that the screen refers to, by id. */
  readonly titles?: { readonly [id: string]: string }
  readonly children: ReactNode
}

/** Records offered while somebody looks for one to refer to. */
const OFFERED = 20

/** Gives field kinds what they need to know: language and years of the office, today, and how to find records. */
export const GenericSurroundings = ({ titles, children }: GenericSurroundingsProps) => {
  const { t } = useTranslation('failures')
  const store = useStore()
  const sentence = useFailureSentence()
  const language = useLanguage()
  const { zone, years } = useOffice()
  const today = useToday(zone)
  const value = useMemo(
    (): FieldSurroundings => ({
      writing: { language, zone, years },
      today,
      find: (type, text) => findRecords(store, type, text, language),
      saveStored: async ({ sha256, name }) => {
        const read = await store.readFile(sha256)
        if (read.ok) saveFile(name, read.value, 'application/octet-stream')
        else notify.problem(t('title'), sentence(read.error))
      },
      titleOf: (id) => (titles?.[id] === '' ? struckTitle(id, language) : titles?.[id]),
    }),
    [store, language, zone, years, today, titles, t, sentence],
  )
  return <FieldSurroundingsProvider value={value}>{children}</FieldSurroundingsProvider>
}

const struckTitle = (id: string, language: Language): string | undefined => {
  const declaration = declarationOf(typeOfId(id as RecordId))
  return declaration && struckName(declaration, language)
}

/** The day in the office; changes at midnight there. */
export const useToday = (zone: string): string => {
  const [today, setToday] = useState(() => dayIn(zone, new Date()))
  useEffect(() => {
    const look = () => setToday(dayIn(zone, new Date()))
    look()
    const timer = setInterval(look, 60_000)
    return () => clearInterval(timer)
  }, [zone])
  return today
}

type ListCalls = Pick<StoreApi, 'openList' | 'listRows' | 'closeList'>

const findRecords = async (store: ListCalls, type: string, text: string, language: Language) => {
  const declaration = declarationOf(type)
  if (!declaration) return []
  const list = await store.openList({ type, life: 'live', ...(text === '' ? {} : { text }) })
  try {
    const rows = await store.listRows(list.id, 0, OFFERED)
    return rows.map((row) => ({ id: row.id, title: nameOfRecord(row.id, row.values, language) }))
  } finally {
    await store.closeList(list.id)
  }
}

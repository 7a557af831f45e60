import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newRecordId } from '../../../shared/base/random'
import type { RecordId } from '../../../shared/journal/entry'
import type { FieldValues, Intent, Write } from '../../../shared/journal/intent'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import type { CopySheet, RegisterCopyProps } from './copy-sheet'
import { writeKeptSheet } from './kept-sheet'

/** Where one copy goes. `replaces`: the copy it takes the place of. */
export type Holding = {
  readonly key: string
  readonly holder: string | null
  readonly place: string
  readonly received: boolean
  readonly replaces: RecordId | null
}

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

/** What one registration writes: a record for each copy, and each copy that is replaced collected. */
export const registration = (
  values: FieldValues,
  holdings: readonly Holding[],
  today: string,
  newId: () => RecordId = () => newRecordId('paperCopy', randomBytes),
): Intent => {
  const created = holdings.map(
    ({ holder, place, received }): Write => ({
      op: 'create',
      id: newId(),
      values: {
        ...values,
        ...(holder ? { holder } : {}),
        ...(place.trim() ? { place: place.trim() } : {}),
        ...(received ? { receivedOn: today } : {}),
      },
    }),
  )
  const replaced = [...new Set(holdings.flatMap(({ replaces }) => replaces ?? []))]
  const collected = replaced.map((id): Write => ({ op: 'set', id, values: { collectedOn: today } }))
  return { kind: 'create', writes: [...created, ...collected] }
}

type Register = {
  readonly busy: boolean
  /** Why it could not be done, in words. */
  readonly failure: string | null
  /** True when it was done. */
  readonly register: (holdings: readonly Holding[], today: string) => Promise<boolean>
}

/** Keeps the pages and lines of a sheet, then records its copies in one entry. */
export const useRegister = (
  sheet: CopySheet,
  { makePdf, fileName }: Pick<RegisterCopyProps, 'makePdf' | 'fileName'>,
): Register => {
  const { t } = useTranslation('copies')
  const store = useStore()
  const sentence = useFailureSentence()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const keep = async (name: string, bytes: Uint8Array) => {
    const kept = await store.keepFile(bytes)
    if (kept.ok) return { ...kept.value, name }
    setFailure(sentence(kept.error))
    return null
  }

  const pagesOf = async (): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
    const pdf = await makePdf?.(sheet.html)
    return pdf?.ok
      ? { name: fileName('pdf'), bytes: pdf.value }
      : { name: fileName('html'), bytes: new TextEncoder().encode(sheet.html) }
  }

  const register: Register['register'] = async (holdings, today) => {
    setBusy(true)
    setFailure(null)
    try {
      const page = await pagesOf()
      const pages = await keep(page.name, page.bytes)
      const { lines: all, language, definition = null } = sheet
      const lines = pages && (await keep('lines.json', writeKeptSheet({ lines: all, language, definition })))
      if (!pages || !lines) return false
      const values: FieldValues = {
        name: sheet.title,
        ...(sheet.list ? { list: sheet.list } : {}),
        printedAt: sheet.at,
        pages,
        lines,
        content: sheet.content,
        version: sheet.version,
        ...(sheet.state ? { state: sheet.state } : {}),
      }
      const done = await store.commit(registration(values, holdings, today))
      if (!done.ok) {
        setFailure(sentence(done.error))
        return false
      }
      notify.done(t('registered', { count: holdings.length }))
      return true
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, register }
}

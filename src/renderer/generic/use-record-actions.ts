import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordId } from '../../shared/journal/entry'
import type { Intent } from '../../shared/journal/intent'
import { useStore } from '../store/client/store-context'
import { useFailureSentence } from '../ui/failure-sentence'
import { notify } from '../ui/notify'
import { shortName } from '../ui/short-name'

export type Named = { readonly id: RecordId; readonly name: string }

type RecordActions = {
  /** Deletes, and offers to take it back. True when it was done. */
  readonly remove: (records: readonly Named[]) => Promise<boolean>
  readonly restore: (records: readonly Named[]) => Promise<boolean>
  /** Commits a change that needs no form. */
  readonly change: (intent: Intent) => Promise<boolean>
}

/** What lists and pages do with records besides showing them; failures are told in a toast. */
export const useRecordActions = (): RecordActions => {
  const { t } = useTranslation(['generic', 'failures'])
  const store = useStore()
  const sentence = useFailureSentence()
  return useMemo(() => {
    const run = async (intent: Intent) => {
      const answer = await store.commit(intent)
      if (!answer.ok) notify.problem(t('failures:title'), sentence(answer.error))
      return answer.ok ? answer.value : null
    }
    const restore = async (records: readonly Named[]) => {
      const writes = records.map(({ id }) => ({ op: 'restore', id }) as const)
      const done = await run({ kind: 'restore', writes })
      if (done) notify.done(told('restored', records))
      return done !== null
    }
    const told = (what: 'deleted' | 'restored', records: readonly Named[]): string =>
      records.length === 1
        ? t(`${what}One`, { name: shortName(records[0]?.name ?? '') })
        : t(`${what}Many`, { count: records.length })
    /** Takes back exactly this deletion: by undo while it is the last thing done, otherwise by restoring. */
    const takeBack = async (intent: string, records: readonly Named[]) => {
      const state = await store.undoState()
      if (state.undo?.intent !== intent) return void (await restore(records))
      const answer = await store.undo()
      if (answer.ok) notify.done(told('restored', records))
      else notify.problem(t('failures:title'), sentence(answer.error))
    }
    return {
      remove: async (records) => {
        const writes = records.map(({ id }) => ({ op: 'delete', id }) as const)
        const done = await run({ kind: 'delete', writes })
        if (done) {
          notify.done(told('deleted', records), {
            label: t('undo'),
            run: () => void takeBack(done.intent, records),
          })
        }
        return done !== null
      },
      restore,
      change: async (intent) => (await run(intent)) !== null,
    }
  }, [store, t, sentence])
}

import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { EntryId } from '../../../shared/journal/entry'
import type { PlanFailure } from '../../../shared/journal/intent'
import { parentsIn } from '../../generic/history/narration'
import { useUndo } from '../../store/client/hooks'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import { useWhat } from './use-what'

type ChangedSince = Extract<PlanFailure, { type: 'ChangedSince' }>

/** What was changed since, while a person is asked what to do with the rest. */
export const useChangedSince = create<{
  readonly asked: ({ readonly way: 'undo' | 'redo' } & Pick<ChangedSince, 'fields' | 'rest'>) | null
}>(() => ({ asked: null }))

/** How many records the last write touched, 0 when it took nothing back; undefined when another one has come since. */
const recordsIn = async (store: ReturnType<typeof useStore>, head: EntryId): Promise<number | undefined> => {
  const { items } = await store.history({ limit: 1 })
  const item = items.find((one) => one.entry === head)
  return item && parentsIn(item)
}

/** Undo and redo with a toast that says what; asks when some of it was changed since. */
export const useUndoActions = () => {
  const { t } = useTranslation(['frame', 'failures'])
  const store = useStore()
  const { state, undo, redo } = useUndo()
  const what = useWhat()
  const sentence = useFailureSentence()
  const run = useCallback(
    async (way: 'undo' | 'redo', force = false) => {
      const target = state?.[way]
      const done = await (way === 'undo' ? undo(force) : redo(force))
      if (done.ok) {
        if (!target) return
        const records = await recordsIn(store, done.value.head)
        const told = what(target, records)
        if (records === 0) notify.done(t('nothingChanged'))
        else if (way === 'redo') notify.done(t('redone', { what: told }))
        else
          notify.done(t('undone', { what: told }), {
            label: t('redo'),
            run: () => void latest.current('redo'),
          })
      } else if (done.error.type === 'ChangedSince')
        useChangedSince.setState({ asked: { way, fields: done.error.fields, rest: done.error.rest } })
      else if (done.error.type === 'NothingToUndo') notify.done(t('nothingToUndo'))
      else if (done.error.type === 'NothingToRedo') notify.done(t('nothingToRedo'))
      else notify.problem(t('failures:title'), sentence(done.error))
    },
    [state, undo, redo, t, what, sentence, store],
  )
  // A toast outlives the state it was made in.
  const latest = useRef(run)
  latest.current = run
  return {
    undo: useCallback((force?: boolean) => run('undo', force), [run]),
    redo: useCallback((force?: boolean) => run('redo', force), [run]),
  }
}

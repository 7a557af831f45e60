import { useCallback, useRef, useState } from 'react'
import type {
  FieldMapping,
  ImportPreview,
  ImportProblem,
  TableChoice,
} from '../../../shared/exchange/import-plan'
import { MAX_TABLE_BYTES } from '../../../shared/exchange/read-table'
import { useStore } from '../../store/client/store-context'
import type { CommitFailure, Committed } from '../../store/store-api'

type Chosen = { readonly name: string; readonly bytes: Uint8Array }

export type ImportState =
  | { readonly step: 'choose' }
  | { readonly step: 'reading'; readonly file: string }
  | { readonly step: 'unopened' }
  | { readonly step: 'problem'; readonly file: string; readonly problem: ImportProblem }
  /** `busy`: a correction is being worked in; what is shown is from before it. */
  | { readonly step: 'preview'; readonly preview: ImportPreview; readonly busy: boolean }
  | { readonly step: 'running'; readonly preview: ImportPreview }
  | { readonly step: 'failed'; readonly preview: ImportPreview; readonly failure: CommitFailure }
  /** `intent`: of the import, by which undo knows it. */
  | {
      readonly step: 'done'
      readonly preview: ImportPreview
      readonly intent: string
      readonly kept: Committed['kept']
      readonly undone: boolean
    }

export type Import = {
  readonly state: ImportState
  readonly choose: (file: File) => Promise<void>
  /** Reads the file again as the person says. */
  readonly reread: (choice: TableChoice) => Promise<void>
  readonly remap: (mapping: FieldMapping) => Promise<void>
  readonly run: () => Promise<void>
  readonly markUndone: () => void
  readonly restart: () => void
}

/** The steps from a file to records; the worker keeps what the last dry run prepared. */
export const useImport = (recordType: string): Import => {
  const store = useStore()
  const [state, setState] = useState<ImportState>({ step: 'choose' })
  const file = useRef<Chosen | null>(null)
  const choice = useRef<TableChoice>({})
  /** Number of the newest question: an older answer comes too late. */
  const asked = useRef(0)

  const ask = useCallback(
    async (mapping?: FieldMapping) => {
      const chosen = file.current
      if (!chosen) return
      asked.current += 1
      const number = asked.current
      setState((before) =>
        before.step === 'preview'
          ? { ...before, preview: corrected(before.preview, mapping, choice.current), busy: true }
          : { step: 'reading', file: chosen.name },
      )
      const answer = await store.previewImport(chosen, mapping, { recordType, choice: choice.current })
      if (number !== asked.current) return
      setState(
        answer.ok
          ? { step: 'preview', preview: answer.value, busy: false }
          : { step: 'problem', file: chosen.name, problem: answer.error },
      )
    },
    [store, recordType],
  )

  const choose = useCallback(
    async (picked: File) => {
      choice.current = {}
      file.current = null
      if (picked.size > MAX_TABLE_BYTES) {
        const problem = { type: 'TooLarge', limitBytes: MAX_TABLE_BYTES } as const
        return setState({ step: 'problem', file: picked.name, problem })
      }
      setState({ step: 'reading', file: picked.name })
      try {
        file.current = { name: picked.name, bytes: new Uint8Array(await picked.arrayBuffer()) }
      } catch {
        // Another program holds it, it was moved away, or a folder was dropped.
        return setState({ step: 'unopened' })
      }
      await ask()
    },
    [ask],
  )

  const reread = useCallback(
    async (said: TableChoice) => {
      choice.current = { ...choice.current, ...said }
      // Columns may be others now: they are proposed anew.
      await ask()
    },
    [ask],
  )

  const preview = 'preview' in state ? state.preview : null
  const run = useCallback(async () => {
    if (!preview) return
    setState({ step: 'running', preview })
    const answer = await store.runImport()
    setState(
      answer.ok
        ? { step: 'done', preview, intent: answer.value.intent, kept: answer.value.kept, undone: false }
        : { step: 'failed', preview, failure: answer.error },
    )
  }, [store, preview])

  const markUndone = useCallback(
    () => setState((before) => (before.step === 'done' ? { ...before, undone: true } : before)),
    [],
  )

  const restart = useCallback(() => {
    asked.current += 1
    file.current = null
    setState({ step: 'choose' })
  }, [])

  return { state, choose, reread, remap: ask, run, markUndone, restart }
}

/** What the person corrected shows at once; what follows from it comes with the worker's answer. */
const corrected = (
  preview: ImportPreview,
  mapping: FieldMapping | undefined,
  said: TableChoice,
): ImportPreview => ({
  ...preview,
  table: { ...preview.table, ...said },
  mapping: mapping ?? preview.mapping,
})

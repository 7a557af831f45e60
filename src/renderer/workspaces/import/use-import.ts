import { useCallback, useEffect, useRef, useState } from 'react'
import type {
  FieldMapping,
  ImportPreview,
  ImportProblem,
  RememberedMapping,
  TableChoice,
} from '../../../shared/exchange/import-plan'
import { MAX_FILE_BYTES } from '../../../shared/exchange/table'
import { previewFile } from '../../store/client/preview-file'
import { useStore } from '../../store/client/store-context'
import type { CommitFailure, Committed, Progress } from '../../store/store-api'
import { rememberedMappings, rememberMapping } from './remembered-mappings'

export type ImportState =
  | { readonly step: 'choose' }
  /** `done`: share of the file that was read, 0 to 1. */
  | { readonly step: 'reading'; readonly file: string; readonly done: number }
  | { readonly step: 'unopened' }
  | { readonly step: 'problem'; readonly file: string; readonly problem: ImportProblem }
  /** `busy`: a correction is being worked in; what is shown is from before it. */
  | {
      readonly step: 'preview'
      readonly preview: ImportPreview
      readonly busy: boolean
      readonly answer: number
    }
  | { readonly step: 'running'; readonly preview: ImportPreview; readonly answer: number }
  | {
      readonly step: 'failed'
      readonly preview: ImportPreview
      readonly failure: CommitFailure
      readonly answer: number
    }
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
  /** Leaves what was remembered or corrected, and proposes columns anew. */
  readonly propose: () => Promise<void>
  readonly run: () => Promise<void>
  readonly markUndone: () => void
  /** Back to the choice of a file; calls off what is under way. */
  readonly restart: () => void
}

type Question = { readonly mapping?: FieldMapping; readonly remembered: readonly RememberedMapping[] }

/** The steps from a file to records; the worker keeps what the last dry run prepared. */
export const useImport = (recordType: string): Import => {
  const store = useStore()
  const [state, setState] = useState<ImportState>({ step: 'choose' })
  const file = useRef<File | null>(null)
  const choice = useRef<TableChoice>({})
  /** Number of the newest question: an older answer comes too late. */
  const asked = useRef(0)

  const ask = useCallback(
    async ({ mapping, remembered }: Question) => {
      const chosen = file.current
      if (!chosen) return
      asked.current += 1
      const number = asked.current
      setState((before) =>
        before.step === 'preview' || before.step === 'failed'
          ? {
              step: 'preview',
              preview: corrected(before.preview, mapping, choice.current),
              answer: before.answer,
              busy: true,
            }
          : { step: 'reading', file: chosen.name, done: 0 },
      )
      const tell = ({ done, total }: Progress) =>
        setState((before) =>
          number === asked.current && before.step === 'reading' ? { ...before, done: done / total } : before,
        )
      const options = { recordType, choice: choice.current, remembered }
      const answer = await previewFile(store, chosen, mapping, options, tell)
      if (number !== asked.current) return
      if (!answer.ok && answer.error.type === 'Unreadable') return setState({ step: 'unopened' })
      setState(
        answer.ok
          ? { step: 'preview', preview: answer.value, busy: false, answer: number }
          : { step: 'problem', file: chosen.name, problem: answer.error },
      )
    },
    [store, recordType],
  )

  const choose = useCallback(
    async (picked: File) => {
      choice.current = {}
      file.current = null
      if (picked.size > MAX_FILE_BYTES) {
        const problem = { type: 'TooLarge', limitBytes: MAX_FILE_BYTES } as const
        return setState({ step: 'problem', file: picked.name, problem })
      }
      try {
        // Another program holds it, it was moved away, or a folder was dropped.
        await picked.slice(0, 1).arrayBuffer()
      } catch {
        return setState({ step: 'unopened' })
      }
      file.current = picked
      setState({ step: 'reading', file: picked.name, done: 0 })
      await ask({ remembered: rememberedMappings() })
    },
    [ask],
  )

  // Another type was chosen: the same file is read as that.
  const typeRead = useRef(recordType)
  useEffect(() => {
    if (typeRead.current === recordType) return
    typeRead.current = recordType
    choice.current = {}
    setState((before) => (before.step === 'done' ? { step: 'choose' } : before))
    void ask({ remembered: rememberedMappings() })
  }, [recordType, ask])

  // Nobody waits for the answer any more.
  useEffect(() => () => void store.cancelImport(), [store])

  const reread = useCallback(
    async (said: TableChoice) => {
      choice.current = { ...choice.current, ...said }
      // Columns may be others now: they are proposed anew.
      await ask({ remembered: rememberedMappings() })
    },
    [ask],
  )

  const remap = useCallback((mapping: FieldMapping) => ask({ mapping, remembered: [] }), [ask])
  const propose = useCallback(() => ask({ remembered: [] }), [ask])

  const shown = state.step === 'preview' || state.step === 'failed' ? state : null
  const run = useCallback(async () => {
    if (!shown) return
    const { preview, answer: number } = shown
    setState({ step: 'running', preview, answer: number })
    const answer = await store.runImport()
    if (answer.ok) {
      rememberMapping({ headers: preview.columns.map(({ header }) => header), mapping: preview.mapping })
      file.current = null
    }
    setState(
      answer.ok
        ? { step: 'done', preview, intent: answer.value.intent, kept: answer.value.kept, undone: false }
        : { step: 'failed', preview, failure: answer.error, answer: number },
    )
  }, [store, shown])

  const markUndone = useCallback(
    () => setState((before) => (before.step === 'done' ? { ...before, undone: true } : before)),
    [],
  )

  const restart = useCallback(() => {
    asked.current += 1
    file.current = null
    void store.cancelImport()
    setState({ step: 'choose' })
  }, [store])

  return { state, choose, reread, remap, propose, run, markUndone, restart }
}

/** What the person corrected shows at once; what follows from it comes with the worker's answer. */
const corrected = (
  preview: ImportPreview,
  mapping: FieldMapping | undefined,
  said: TableChoice,
): ImportPreview => ({
  ...preview,
  table: preview.table.format === 'separated' ? { ...preview.table, ...said } : preview.table,
  mapping: mapping ?? preview.mapping,
})

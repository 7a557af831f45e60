import { type CopyLine, changedLines, type LineChange } from '../../../shared/domain/copies/changed-lines'
import { type Store, useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import { type ReadListLines, type SheetQuestion, useReadListLines } from './list-lines'
import { type PaperCopy, readCopies, readKeptLines } from './read-copies'

/**
 * `stale`: something on it says otherwise now. `unknown`: nobody can tell, as of a sheet whose lines were not kept.
 * `collected`: not in use any more.
 */
export type CopyState =
  | { readonly state: 'current' }
  | { readonly state: 'stale'; readonly changes: readonly LineChange[] }
  | { readonly state: 'unknown' }
  | { readonly state: 'collected' }

export type JudgedCopy = PaperCopy & { readonly judged: CopyState }

/** Types whose changes may change what a sheet says, or which sheets there are. */
const types = new Set([
  'paperCopy',
  'person',
  'phone',
  'organisation',
  'organisationPhone',
  'site',
  'sitePhone',
  'contactList',
  'contactListRule',
  'contactListMember',
])

/** Every live copy with how it stands; undefined while it is found out. */
export const useCopyStates = (): readonly JudgedCopy[] | undefined => {
  const read = useReadListLines()
  const live = useLive(
    'paper copies judged',
    (store) => judgeCopies(store, read),
    (event) => touches(event, types),
  )
  return live.status === 'ready' ? live.value : undefined
}

/** Judges all copies; what a list says now is read once for all copies of it. */
export const judgeCopies = async (store: Store, read: ReadListLines): Promise<readonly JudgedCopy[]> => {
  const asked = new Map<string, Promise<readonly CopyLine[] | null>>()
  const linesNow = (question: SheetQuestion): Promise<readonly CopyLine[] | null> => {
    const key = JSON.stringify([question.list, question.definition, question.language])
    const answer = asked.get(key) ?? read(store, question)
    asked.set(key, answer)
    return answer
  }
  const judge = async (copy: PaperCopy): Promise<CopyState> => {
    const { values } = copy
    if (values.collectedOn) return { state: 'collected' }
    const kept = await readKeptLines(store, copy)
    if (!kept) return { state: 'unknown' }
    const now = await linesNow({
      list: copy.list?.id ?? null,
      definition: kept.definition,
      language: kept.language,
    })
    if (!now) return { state: 'unknown' }
    const changes = changedLines(kept.lines, now)
    return changes.length === 0 ? { state: 'current' } : { state: 'stale', changes }
  }
  const judged: JudgedCopy[] = []
  for (const copy of await readCopies(store)) judged.push({ ...copy, judged: await judge(copy) })
  return judged
}

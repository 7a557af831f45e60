import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { RowVerdict, VerdictKind } from '../../../shared/exchange/import-plan'
import { useStore } from '../../store/client/store-context'

/** Verdicts are fetched in pages of this many. */
const PAGE = 100

type Pages = { readonly of: string; readonly rows: Map<number, readonly RowVerdict[]> }

/**
 * Verdicts of one kind, fetched as they come into sight. `answer` numbers the dry run they are of; while another is
 * made (`busy`), those of the former stand.
 */
export const useVerdicts = (answer: number, kind: VerdictKind, busy: boolean) => {
  const store = useStore()
  const [, arrived] = useReducer((count: number) => count + 1, 0)
  const of = `${answer} ${kind}`
  const pages = useRef<Pages>({ of, rows: new Map() })
  /** What was shown before, until the first page of the new is there. */
  const former = useRef<Pages | null>(null)
  const asked = useRef(new Set<string>())
  if (pages.current.of !== of) {
    const isSameKind = pages.current.of.endsWith(` ${kind}`)
    if (pages.current.rows.size > 0) former.current = isSameKind ? pages.current : null
    pages.current = { of, rows: new Map() }
  }

  const look = useCallback(
    (from: number, to: number) => {
      if (busy) return
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        const name = `${of} ${page}`
        if (pages.current.of !== of || pages.current.rows.has(page) || asked.current.has(name)) continue
        asked.current.add(name)
        void store.importRows(kind, page * PAGE, (page + 1) * PAGE).then((rows) => {
          asked.current.delete(name)
          // A newer dry run was made meanwhile.
          if (pages.current.of !== of || rows.length === 0) return
          pages.current.rows.set(page, rows)
          former.current = null
          arrived()
        })
      }
    },
    [store, of, kind, busy],
  )
  useEffect(() => {
    if (!busy) look(0, PAGE - 1)
  }, [look, busy])

  const row = (index: number): RowVerdict | undefined => {
    const page = Math.floor(index / PAGE)
    return (pages.current.rows.get(page) ?? former.current?.rows.get(page))?.[index % PAGE]
  }
  return { row, look }
}

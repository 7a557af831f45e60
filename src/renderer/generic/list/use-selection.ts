import { useMemo, useState } from 'react'

export type Selection = {
  readonly ids: ReadonlySet<string>
  readonly toggle: (id: string) => void
  /** Adds all of these. */
  readonly add: (ids: readonly string[]) => void
  readonly clear: () => void
}

const nothing: ReadonlySet<string> = new Set()

/** Which records are chosen, by id: they stay chosen while the list is sorted or searched. */
export const useSelection = (): Selection => {
  const [ids, setIds] = useState(nothing)
  return useMemo(
    () => ({
      ids,
      toggle: (id) =>
        setIds((now) => {
          const next = new Set(now)
          if (!next.delete(id)) next.add(id)
          return next
        }),
      add: (more) => setIds((now) => new Set([...now, ...more])),
      clear: () => setIds(nothing),
    }),
    [ids],
  )
}

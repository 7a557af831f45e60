import { proxy } from 'comlink'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Progress, VerifyReport } from '../store-api'
import { useStore } from './store-context'

export type VerifyState =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly progress: Progress | null }
  | { readonly is: 'done'; readonly report: VerifyReport }

/** Verifies the ledger on demand; leaving the screen calls it off. */
export const useVerify = () => {
  const store = useStore()
  const [state, setState] = useState<VerifyState>({ is: 'idle' })
  const running = useRef(false)
  const start = useCallback(async (): Promise<VerifyReport | null> => {
    if (running.current) return null
    running.current = true
    setState({ is: 'running', progress: null })
    try {
      const report = await store.verify(
        proxy((progress: Progress) => {
          if (running.current) setState({ is: 'running', progress })
        }),
      )
      running.current = false
      setState({ is: 'done', report })
      return report
    } finally {
      running.current = false
    }
  }, [store])
  const cancel = useCallback(() => void store.cancelVerify(), [store])
  useEffect(
    () => () => {
      if (running.current) void store.cancelVerify()
    },
    [store],
  )
  return { state, start: useCallback(() => void start(), [start]), cancel }
}

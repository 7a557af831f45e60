import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { failureTexts } from '../texts/failures'

/** A failure with a name, as the store and the host answer it; further fields fill the sentence. */
export type NamedFailure = { readonly type: string; readonly [field: string]: unknown }

type FailureKey = keyof (typeof failureTexts)['ja']

const isFailureKey = (name: string): name is FailureKey => Object.hasOwn(failureTexts.ja, name)

/** What happened and what to do, in words. `NotKept` and `Host` speak of the failure within them. */
export const failureSentence = (t: TFunction<'failures'>, failure: NamedFailure): string => {
  const inner = failure.failure as NamedFailure | undefined
  if (failure.type === 'Host' && inner) return failureSentence(t, inner)
  const words = Object.fromEntries(Object.entries(failure).map(([name, value]) => [name, String(value)]))
  // The keys are checked above; which words a sentence takes is known only by its name.
  const fill = t as (key: string, words: { readonly [name: string]: string }) => string
  const sentence = fill(isFailureKey(failure.type) ? failure.type : 'unknown', words)
  return failure.type === 'NotKept' && inner ? `${sentence} ${failureSentence(t, inner)}` : sentence
}

/** `failureSentence` in the language of the screens. */
export const useFailureSentence = (): ((failure: NamedFailure) => string) => {
  const { t } = useTranslation('failures')
  return useCallback((failure) => failureSentence(t, failure), [t])
}

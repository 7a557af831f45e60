import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from '../../../shared/journal/intent'
import type { Field } from '../../../shared/records/define'
import { problemSentence } from './field-problems'

/** What to do about a refused value, in the language of the screens. */
export const useProblemSentence = (): ((problem: FieldProblem, field: Field) => string) => {
  const { t, i18n } = useTranslation(['generic', 'fields'])
  return useCallback(
    (problem, field) => {
      const label = field.label[i18n.language === 'en' ? 'en' : 'ja']
      const sentence = problemSentence(problem, field)
      if (sentence.key === 'problem_outOfRangeOf') return t(sentence.key, sentence.values)
      return t(sentence.key, { label })
    },
    [t, i18n.language],
  )
}

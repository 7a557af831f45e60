import type { RecordId } from '../../../shared/journal/entry'
import type { FieldProblem, PlanFailure } from '../../../shared/journal/intent'
import type { Field } from '../../../shared/records/define'

/** What was refused, by record and field. */
export type Problems = ReadonlyMap<string, FieldProblem>

export const problemKey = (record: RecordId, field: string): string => `${record} ${field}`

export const problemsOf = (failure: Extract<PlanFailure, { type: 'FieldsRefused' }>): Problems =>
  new Map(failure.fields.map(({ record, field, problem }) => [problemKey(record, field), problem]))

/** Which sentence says what to do about a refused value, and what it is filled with besides the label. */
export const problemSentence = (problem: FieldProblem, field: Field) => {
  if (problem === 'outOfRange' && field.kind === 'integer' && field.min != null && field.max != null) {
    return {
      key: 'problem_outOfRangeOf',
      values: { min: String(field.min), max: String(field.max) },
    } as const
  }
  if (problem === 'required' && (field.kind === 'choice' || field.kind === 'ref' || field.kind === 'tags')) {
    return { key: 'problem_requiredChoice' } as const
  }
  if (field.kind === 'duration' && (problem === 'wrongKind' || problem === 'notANumber')) {
    return { key: 'problem_wrongKind_duration' } as const
  }
  if (problem === 'afterToday') return { key: 'fields:afterToday' } as const
  return { key: `problem_${problem}` } as const
}

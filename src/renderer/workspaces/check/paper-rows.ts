import { withRows } from '../../../shared/domain/checks/check-round'
import type { Language } from '../../../shared/records/define'
import type { CheckRow } from '../../print/check-sheet'
import { kindOf, whoIs } from './contact-words'
import type { Round } from './read-round'
import type { RoundStep } from './use-round'

/** A number with the row it has on every sheet of the round. */
export type PaperRow = { readonly row: number; readonly step: RoundStep }

/** Rows of the numbers that are still there, in the order of the sheets. What no sheet has yet gets the next rows. */
export const paperRows = (round: Pick<Round, 'rows'>, steps: readonly RoundStep[]): readonly PaperRow[] => {
  const byId = new Map(steps.map((step) => [step.number.id as string, step]))
  const rows = withRows(
    round.rows ?? [],
    steps.map(({ number }) => number.id),
  )
  return rows.flatMap((id, at) => {
    const step = byId.get(id)
    return step ? [{ row: at + 1, step }] : []
  })
}

/** Rows as they are printed. */
export const printedRows = (rows: readonly PaperRow[], language: Language): readonly CheckRow[] =>
  rows.map(({ row, step: { contact, number } }) => ({
    row,
    contact: contact.id,
    name: contact.name,
    reading: contact.reading,
    who: whoIs(contact, language),
    use: kindOf(number, language),
    number: number.number,
    remark: number.remark,
    checkedOn: number.checkedOn,
    unreachedOn: number.unreachedOn,
  }))

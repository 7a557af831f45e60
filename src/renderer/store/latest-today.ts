import { dayIn } from '../../shared/domain/written/date-text'
import { OFFICE_ID } from '../../shared/records/office/office'
import type { RowReader } from './planning'
import type { StoreDeps } from './store-deps'

/** Today (YYYY-MM-DD) on this device or in the office's zone, whichever is later: a person may mean either. */
export const latestToday = async (
  { now, zone }: Pick<StoreDeps, 'now' | 'zone'>,
  reader: RowReader,
): Promise<string> => {
  const office = (await reader.rows([OFFICE_ID])).get(OFFICE_ID)
  const at = new Date(now())
  const here = dayIn(zone, at)
  const officeZone = office?.values.zone
  const there = typeof officeZone === 'string' ? dayIn(officeZone, at) : here
  return here > there ? here : there
}

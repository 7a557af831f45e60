/** Which row of a round's paper sheets stands for which number: kept as a file of the ledger, ids only. */

import { ok, type Result } from '../../../shared/base/result'
import { withRows } from '../../../shared/domain/checks/check-round'
import type { RecordId } from '../../../shared/journal/entry'
import type { Store } from '../../store/client/store-context'

type Round = {
  readonly id: RecordId
  readonly rows: readonly string[] | null
}

const FORMAT = 1

/** Ids by row; null: they cannot be read. */
export const readRows = async (store: Store, sha256: string): Promise<readonly string[] | null> => {
  const read = await store.readFile(sha256)
  if (!read.ok) return null
  try {
    const kept = JSON.parse(new TextDecoder().decode(read.value)) as {
      daichoRows?: unknown
      ids?: unknown
    } | null
    const isKnown = kept?.daichoRows === FORMAT && Array.isArray(kept.ids)
    return isKnown && (kept.ids as unknown[]).every((id) => typeof id === 'string')
      ? (kept.ids as string[])
      : null
  } catch {
    return null
  }
}

/** As the store or the host names it. */
type Failure = { readonly type: string }

/** Gives every number its row for good, before a sheet is printed; answers the rows. */
export const keepRows = async (
  store: Store,
  round: Round,
  ids: readonly string[],
): Promise<Result<readonly string[], Failure>> => {
  const rows = withRows(round.rows ?? [], ids)
  if (round.rows?.length === rows.length) return ok(rows)
  const bytes = new TextEncoder().encode(`${JSON.stringify({ daichoRows: FORMAT, ids: rows })}\n`)
  const kept = await store.keepFile(bytes)
  if (!kept.ok) return kept
  const values = { rows: { ...kept.value, name: 'rows.json' } }
  const done = await store.commit({ kind: 'edit', writes: [{ op: 'set', id: round.id, values }] })
  return done.ok ? ok(rows) : done
}

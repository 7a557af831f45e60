/** Looks at a ledger that was opened again after a kill: nothing acknowledged lost, nothing half there. */
import { callStore, deaf } from '../run/store-door.mjs'
import { readVault } from '../run/vault-reader.mjs'

/** Asked for at once; the answer crosses two borders. */
const BATCH = 500

/** @param {import('playwright').Page} page @param {readonly string[]} ids @returns {Promise<Set<string>>} those that live */
const living = async (page, ids) => {
  const found = new Set()
  for (let from = 0; from < ids.length; from += BATCH) {
    const views = await callStore(page, 'records', ids.slice(from, from + BATCH))
    for (const view of views) if (view?.row.life === 'live') found.add(view.row.id)
  }
  return found
}

/**
 * Every sentence is a fault.
 * @param {import('playwright').Page} page
 * @param {import('./load.mjs').Book} book
 * @param {string} vault
 * @returns {Promise<string[]>}
 */
export const findFaults = async (page, book, vault) => {
  /** @type {string[]} */
  const faults = []
  const attempts = [...book.creates, ...book.runs]
  const there = await living(
    page,
    attempts.flatMap((one) => one.ids),
  )
  for (const { ids, acknowledged } of attempts) {
    const kept = ids.filter((id) => there.has(id)).length
    if (acknowledged && kept < ids.length)
      faults.push(`lost: ${ids[0]} was acknowledged; ${kept} of ${ids.length} records are there`)
    else if (kept > 0 && kept < ids.length)
      faults.push(`half a write: ${kept} of ${ids.length} records of ${ids[0]} are there`)
  }

  const [counter] = await callStore(page, 'records', [book.counter.id])
  const count = Number(counter?.row.values.note)
  if (!(count >= book.counter.acknowledged && count <= book.counter.tried))
    faults.push(
      `lost: the counter stands at ${count}, acknowledged up to ${book.counter.acknowledged}, tried up to ${book.counter.tried}`,
    )

  const report = await callStore(page, 'verify', deaf)
  for (const problem of report.problems) faults.push(`verify: ${JSON.stringify(problem)}`)
  const read = readVault(vault)
  faults.push(...read.faults.map((fault) => `vault: ${fault}`))
  if (read.entries.length !== report.entries)
    faults.push(`the vault holds ${read.entries.length} entries, the store ${report.entries}`)
  return faults
}

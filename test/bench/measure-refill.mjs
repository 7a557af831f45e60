/** The view folded anew from the journal, against plain puts of the same rows with four indexes. */
import { dropDatabase, openPlain, putPlain } from './in-browser.mjs'
import { alternate, check } from './measure.mjs'
import { personIdOf, personOf, plainRowOf } from './people.mjs'

/** Names the database of plain rows; the measure of an edit writes in it too. */
export const PLAIN = 'bench-plain'

const sources = `
  const personOf = ${personOf}
  const personIdOf = ${personIdOf}
  const plainRowOf = ${plainRowOf}
  const openPlain = ${openPlain}
  const putPlain = ${putPlain}
`

/** @param {import('./daicho-page.mjs').DaichoPage} daicho @param {number} n @param {number} rounds */
export const measureRefill = async (daicho, n, rounds) => {
  const { page, call } = daicho
  const worker = () => {
    const found = page.workers()[0]
    if (found === undefined) throw new Error('no store worker was started')
    return found
  }

  const refill = async (/** @type {number} */ round) => {
    await call('close')
    await page.evaluate(
      `(async () => {
        const dropDatabase = ${dropDatabase}
        for (const { name } of await indexedDB.databases())
          if (name?.startsWith('daicho-view-')) await dropDatabase(name)
      })()`,
    )
    await daicho.reload()
    const took = await worker().evaluate(() => performance.getEntriesByName('daicho.fold')[0]?.duration)
    check(typeof took === 'number', 'the fold took no time')
    const counts = await call('counts')
    check(counts.person.live === n, `${counts.person.live} people instead of ${n}`)
    const asked = (round * 7919) % n
    const view = await call('record', personIdOf(asked))
    check(JSON.stringify(view.row.values) === JSON.stringify(personOf(asked)), `person ${asked}`)
    return Number(took)
  }

  const plain = async () => {
    /** @type {{ took: number, count: number }} */
    const { took, count } = await worker().evaluate(`(async () => {
      ${sources}
      const rows = Array.from({ length: ${n} }, (_, at) => plainRowOf(at))
      const db = await openPlain('${PLAIN}')
      const took = await putPlain(db, rows, 'relaxed')
      const count = await new Promise((done) => {
        const asked = db.transaction('rows').objectStore('rows').count()
        asked.onsuccess = () => done(asked.result)
      })
      db.close()
      return { took, count }
    })()`)
    check(count === n, `${count} plain rows instead of ${n}`)
    return took
  }

  return alternate('refill', n, rounds, refill, plain)
}

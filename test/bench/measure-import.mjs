/**
 * A file of people from its bytes to a list that shows them: read, dry run, one run journalled and in the vault, against
 * plain puts of the same rows with four indexes.
 */
import { openPlain, putPlain } from './in-browser.mjs'
import { alternate, check } from './measure.mjs'
import { personIdOf, personOf, plainRowOf } from './people.mjs'

const PLAIN = 'bench-import-plain'

const sources = `
  const personOf = ${personOf}
  const personIdOf = ${personIdOf}
  const plainRowOf = ${plainRowOf}
  const openPlain = ${openPlain}
  const putPlain = ${putPlain}
`

/** The file as an office would save it, made outside the time that is measured. @param {number} n */
const fileOf = (n) => {
  const fields = ['name', 'reading', 'role', 'department', 'mail', 'employeeNumber', 'note']
  const headers = ['氏名', 'ふりがな', '役職', '所属', 'メールアドレス', '社員番号', '備考']
  const lines = Array.from({ length: n }, (_, at) => {
    const person = /** @type {{ [field: string]: string }} */ (personOf(at))
    return fields.map((field) => `"${person[field]}"`).join(',')
  })
  return [headers.join(','), ...lines].join('\r\n')
}

/**
 * Imports in the page as the screen does: dry run, first window of it, run, and the list that shows the result.
 * @param {{ text: string, n: number }} given
 */
const importFile = async ({ text, n }) => {
  const worker = /** @type {Worker} */ (/** @type {any} */ (window).storeWorkerOfTests)
  /** @param {string} method @param {unknown[]} values @returns {Promise<any>} */
  const call = (method, ...values) =>
    new Promise((done, fail) => {
      const id = crypto.randomUUID()
      /** @param {MessageEvent} event */
      const hear = (event) => {
        if (event.data?.id !== id) return
        worker.removeEventListener('message', hear)
        if (event.data.type === 'HANDLER') fail(new Error(`${method} failed`))
        else done(event.data.value)
      }
      worker.addEventListener('message', hear)
      const argumentList = values.map((value) => ({ type: 'RAW', value }))
      worker.postMessage({ id, type: 'APPLY', path: [method], argumentList })
    })
  const bytes = new Blob([text])
  const start = performance.now()
  const preview = await call('previewImport', { name: 'people.csv', bytes })
  const verdicts = await call('importRows', 'all', 0, 100)
  const dryRun = performance.now() - start
  const done = await call('runImport')
  const list = await call('openList', { type: 'person', life: 'live' })
  const rows = await call('listRows', list.id, 0, 50)
  const took = performance.now() - start
  await call('closeList', list.id)
  const counts = preview.ok && preview.value.counts
  return {
    took,
    dryRun,
    isWhole: counts.create === n && counts.all === n && verdicts.length === 100,
    kept: done.ok && done.value.kept,
    total: list.total,
    shown: rows.length,
  }
}

/**
 * @param {(round: number) => Promise<import('./daicho-page.mjs').DaichoPage>} openEmpty a window on a ledger without
 *   people, another one each round
 * @param {number} n
 * @param {number} rounds
 */
export const measureImport = async (openEmpty, n, rounds) => {
  const text = fileOf(n)
  /** @type {import('./daicho-page.mjs').DaichoPage | null} */
  let daicho = null

  const subject = async (/** @type {number} */ round) => {
    await daicho?.close()
    daicho = await openEmpty(round)
    const result = await daicho.page.evaluate(importFile, { text, n })
    check(result.isWhole, 'the dry run did not name every row as new')
    check(result.kept === 'vault', 'the import was not kept in the vault')
    check(result.total === n && result.shown === 50, `${result.total} people are listed instead of ${n}`)
    return Number(result.took)
  }

  const plain = async () => {
    const worker = daicho?.page.workers()[0]
    if (worker === undefined) throw new Error('no store worker was started')
    /** @type {{ took: number, count: number }} */
    const { took, count } = await worker.evaluate(`(async () => {
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

  const measured = await alternate('import', n, rounds, subject, plain)
  await /** @type {import('./daicho-page.mjs').DaichoPage | null} */ (daicho)?.close()
  return measured
}

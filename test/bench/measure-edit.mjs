/** One edit from the key press to its acknowledgement, against one plain strict put from the key press to its end. */
import { alternate, check } from './measure.mjs'
import { PLAIN } from './measure-refill.mjs'
import { personIdOf, plainRowOf } from './people.mjs'

/** Milliseconds of rest before each key press: what the last edit stirred up is over. */
const REST_MS = 150

/** Answers key presses in the page: F8 edits a person, F9 puts a plain row. @param {string} plain */
const listen = (plain) => {
  const page = /** @type {any} */ (window)
  const worker = /** @type {Worker} */ (page.storeWorkerOfTests)
  /** @param {unknown} intent */
  const commit = (intent) =>
    new Promise((done) => {
      const id = crypto.randomUUID()
      /** @param {MessageEvent} event */
      const hear = (event) => {
        if (event.data?.id !== id) return
        worker.removeEventListener('message', hear)
        done(event.data.value)
      }
      worker.addEventListener('message', hear)
      worker.postMessage({
        id,
        type: 'APPLY',
        path: ['commit'],
        argumentList: [{ type: 'RAW', value: intent }],
      })
    })
  /** @param {object} row */
  const put = (row) =>
    new Promise((done) => {
      const transaction = page.benchPlain.transaction('rows', 'readwrite', { durability: 'strict' })
      transaction.objectStore('rows').put(row)
      transaction.oncomplete = () => done(true)
    })
  document.addEventListener('keydown', async (event) => {
    if (event.key !== 'F8' && event.key !== 'F9') return
    event.preventDefault()
    const answer = await (event.key === 'F8' ? commit(page.benchIntent) : put(page.benchRow))
    page.benchResult = { took: performance.now() - event.timeStamp, answer }
  })
  return new Promise((done) => {
    const opening = indexedDB.open(plain)
    opening.onsuccess = () => {
      page.benchPlain = opening.result
      done(null)
    }
  })
}

/** @param {import('./daicho-page.mjs').DaichoPage} daicho @param {number} n @param {number} rounds */
export const measureEdit = async (daicho, n, rounds) => {
  const { page, call } = daicho
  await daicho.reload()
  // A list in its order, so that an edit has an order to keep.
  const { id: list } = await call('openList', {
    type: 'person',
    life: 'live',
    sort: { field: 'role', descending: false },
  })
  await call('listRows', list, 0, 1)
  await page.evaluate(listen, PLAIN)

  /** @param {'F8' | 'F9'} key @param {object} given */
  const press = async (key, given) => {
    await page.evaluate((values) => Object.assign(window, values, { benchResult: null }), given)
    await page.waitForTimeout(REST_MS)
    await page.keyboard.press(key)
    await page.waitForFunction(() => /** @type {any} */ (window).benchResult !== null)
    return page.evaluate(() => /** @type {any} */ (window).benchResult)
  }

  const edit = async (/** @type {number} */ round) => {
    const id = personIdOf((round * 997) % n)
    const role = `計測 ${round}`
    const { took, answer } = await press('F8', {
      benchIntent: { kind: 'edit', writes: [{ op: 'set', id, values: { role } }] },
    })
    check(answer.ok && answer.value.kept === 'vault', 'the edit was not kept')
    const view = await call('record', id)
    check(view.row.values.role === role, 'the edit is not in the row')
    return Number(took)
  }

  const plain = async (/** @type {number} */ round) => {
    const row = { ...plainRowOf((round * 997) % n), role: `計測 ${round}` }
    const { took } = await press('F9', { benchRow: row })
    return Number(took)
  }

  return alternate('edit', n, rounds, edit, plain)
}

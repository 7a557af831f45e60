/** Writes as fast as the store takes them, and remembers what was tried and what was acknowledged. */
import { callStore } from '../run/store-door.mjs'

/**
 * @typedef {object} Attempt one intent: all of its records, or none of them
 * @property {readonly string[]} ids
 * @property {boolean} acknowledged
 */

/**
 * @typedef {object} Book what was tried over all rounds
 * @property {Attempt[]} creates
 * @property {Attempt[]} runs
 * @property {{ id: string, tried: number, acknowledged: number }} counter one record edited over and over
 */

/** Records of one run: more than the 500 changes that still fit one entry. */
const RUN_RECORDS = 600
/** A run keeps everything else waiting, so there is one to so many small writes. */
const CREATES_PER_RUN = 40

/** @returns {Book} */
export const emptyBook = () => ({
  creates: [],
  runs: [],
  counter: { id: 'person:killcounter', tried: 0, acknowledged: 0 },
})

let made = 0
const nextName = () => `kill${(made++).toString(36)}`

/** @param {string} id @param {string} name */
const person = (id, name) => ({ op: 'create', id, values: { name, reading: 'きる', role: name } })

/** @param {string} id @param {string} parent @param {number} at */
const phone = (id, parent, at) => ({
  op: 'create',
  id,
  values: { person: parent, use: 'mobile', number: `090-0000-${String(1000 + at)}`, order: `a${at}` },
})

/** @param {import('playwright').Page} page @param {unknown} intent */
const commit = async (page, intent) => {
  const result = await callStore(page, 'commit', intent)
  if (!result.ok) throw new Error(`a write was refused: ${JSON.stringify(result.error)}`)
}

/** @param {import('playwright').Page} page @param {Book} book */
export const beginCounter = async (page, book) => {
  const { id } = book.counter
  await commit(page, {
    kind: 'create',
    writes: [{ op: 'create', id, values: { name: '数える', note: '0' } }],
  })
}

/** @param {import('playwright').Page} page @param {Book} book */
const createOnce = async (page, book) => {
  const name = nextName()
  const id = `person:${name}`
  const phones = [1, 2].map((at) => `phone:${name}x${at}`)
  const attempt = { ids: [id, ...phones], acknowledged: false }
  book.creates.push(attempt)
  await commit(page, {
    kind: 'create',
    writes: [person(id, name), ...phones.map((one, at) => phone(one, id, at))],
  })
  attempt.acknowledged = true
}

/** @param {import('playwright').Page} page @param {Book} book */
const countOnce = async (page, book) => {
  const { counter } = book
  counter.tried += 1
  const count = counter.tried
  await commit(page, {
    kind: 'edit',
    writes: [{ op: 'set', id: counter.id, values: { note: String(count) } }],
  })
  counter.acknowledged = count
}

/** @param {import('playwright').Page} page @param {Book} book */
const createOrRun = (page, book) =>
  book.creates.length % CREATES_PER_RUN === CREATES_PER_RUN - 1
    ? bothOnce(page, book)
    : createOnce(page, book)

/** @param {import('playwright').Page} page @param {Book} book */
const bothOnce = async (page, book) => {
  await createOnce(page, book)
  await runOnce(page, book)
}

/** @param {import('playwright').Page} page @param {Book} book */
const runOnce = async (page, book) => {
  const name = nextName()
  const ids = Array.from({ length: RUN_RECORDS }, (_, at) => `person:${name}r${at}`)
  const attempt = { ids, acknowledged: false }
  book.runs.push(attempt)
  await commit(page, { kind: 'import', writes: ids.map((id, at) => person(id, `${name} ${at}`)) })
  attempt.acknowledged = true
}

/**
 * Writes until something breaks or `isOver` says so; gives the first refusal, or null when the ground fell away.
 * @param {import('playwright').Page} page
 * @param {Book} book
 * @param {() => boolean} isOver
 */
export const writeUntil = async (page, book, isOver) => {
  /** @type {Error[]} */
  const refusals = []
  /** @param {(page: import('playwright').Page, book: Book) => Promise<void>} once */
  const loop = async (once) => {
    try {
      while (!isOver()) await once(page, book)
    } catch (error) {
      // A page that was killed cannot answer; a store that refuses is a fault.
      if (error instanceof Error && error.message.startsWith('a write was refused')) refusals.push(error)
    }
  }
  await Promise.all([loop(createOrRun), loop(countOnce)])
  return refusals[0] ?? null
}

/**
 * What the measures do inside the browser, beside Daicho: plain IndexedDB as the thing to compare with. These
 * functions go to the browser as their source text; they use nothing from outside themselves.
 */

/** A database with one table of twelve-field rows and four indexes, made anew. @param {string} name */
export const openPlain = (name) =>
  new Promise((done, fail) => {
    const gone = indexedDB.deleteDatabase(name)
    gone.onerror = () => fail(gone.error)
    gone.onsuccess = () => {
      const opening = indexedDB.open(name, 1)
      opening.onupgradeneeded = () => {
        const table = opening.result.createObjectStore('rows', { keyPath: 'id' })
        table.createIndex('reading', 'reading')
        table.createIndex('department', 'department')
        table.createIndex('employeeNumber', 'employeeNumber')
        table.createIndex('departmentReading', ['department', 'reading'])
      }
      opening.onerror = () => fail(opening.error)
      opening.onsuccess = () => done(opening.result)
    }
  })

/**
 * Puts rows in one transaction; milliseconds until it is complete.
 * @param {IDBDatabase} db @param {readonly object[]} rows @param {'strict' | 'relaxed'} durability
 * @returns {Promise<number>}
 */
export const putPlain = (db, rows, durability) =>
  new Promise((done, fail) => {
    const start = performance.now()
    const transaction = db.transaction('rows', 'readwrite', { durability })
    const table = transaction.objectStore('rows')
    for (const row of rows) table.put(row)
    transaction.oncomplete = () => done(performance.now() - start)
    transaction.onabort = () => fail(transaction.error)
  })

/** Waits for whoever has it open to let go. @param {string} name */
export const dropDatabase = (name) =>
  new Promise((done, fail) => {
    const gone = indexedDB.deleteDatabase(name)
    gone.onerror = () => fail(gone.error)
    gone.onsuccess = () => done(null)
  })

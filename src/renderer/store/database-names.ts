/** What the store's databases are called, and which of them nobody will open any more. */

/** The sample office comes and goes: its databases are known by their name when its folder is gone. */
const SAMPLE_PREFIX = 'daicho-sample-'

export const databasePrefix = (sample: boolean): string => (sample ? SAMPLE_PREFIX : 'daicho-')

/**
 * Of all databases of this origin those that can go: of sample offices that are not open, and views of the open
 * ledger in another layout. `open`: names of the two databases in use.
 */
export const leftoverNames = (
  all: readonly string[],
  open: readonly string[],
  ledger: string,
): readonly string[] =>
  all.filter(
    (name) =>
      !open.includes(name) && (name.startsWith(SAMPLE_PREFIX) || name.startsWith(`daicho-view-${ledger}-`)),
  )

export const deleteDatabase = (name: string): Promise<void> =>
  new Promise((done) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => done()
    request.onerror = () => done()
    // Another window has it open: it goes another time.
    request.onblocked = () => done()
  })

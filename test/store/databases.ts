/** What a test does to the browser's databases behind the store's back. */
import Dexie from 'dexie'

export const journalName = (ledger: string): string => `daicho-journal-${ledger}`
export const viewName = (ledger: string): string => `daicho-view-${ledger}-1`

/** Opens a database that is there, whatever its layout, and closes it again. */
export const withDatabase = async <T>(name: string, use: (db: Dexie) => Promise<T>): Promise<T> => {
  const db = new Dexie(name)
  await db.open()
  try {
    return await use(db)
  } finally {
    db.close()
  }
}

export const dropDatabases = async (ledger: string): Promise<void> => {
  await Dexie.delete(journalName(ledger))
  await Dexie.delete(viewName(ledger))
}

export type Dump = readonly { readonly table: string; readonly keys: unknown[]; readonly values: unknown[] }[]

export const dumpDatabase = (name: string): Promise<Dump> =>
  withDatabase(name, async (db) => {
    const dump: { table: string; keys: unknown[]; values: unknown[] }[] = []
    for (const table of db.tables)
      dump.push({
        table: table.name,
        keys: await table.toCollection().primaryKeys(),
        values: await table.toArray(),
      })
    return dump
  })

export const restoreDatabase = (name: string, dump: Dump): Promise<void> =>
  withDatabase(name, async (db) => {
    for (const { table, keys, values } of dump) {
      await db.table(table).clear()
      await db.table(table).bulkPut(values, keys as never)
    }
  })

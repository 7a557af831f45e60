/** What else can happen to a ledger: its profile goes away or rots, its disk fills up. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wordsOf } from '../e2e/pages/words'
import { callStore } from '../run/store-door.mjs'
import { findFaults } from './check.mjs'
import { createLedger } from './ledger.mjs'
import { beginCounter, emptyBook, writeUntil } from './load.mjs'

/** Writes before the mishap. */
const WRITES = 40

const home = wordsOf('home', 'ja')

/**
 * @param {import('playwright').Page} page
 * @param {readonly string[]} sentences any of them will do
 * @returns {Promise<string[]>} a fault when the person is not told
 */
const isTold = async (page, sentences) => {
  const told = sentences.map((words) => page.getByText(words, { exact: true }))
  try {
    const any = told.reduce((one, other) => one.or(other))
    await any.first().waitFor({ state: 'visible', timeout: 10_000 })
    return []
  } catch {
    const shown = (await page.locator('body').innerText()).replaceAll('\n', ' / ')
    return [`nothing on the screen says ${sentences.join(' or ')}: ${shown.slice(0, 600)}`]
  }
}

/** @param {import('./ledger.mjs').KilledLedger} ledger */
const writeSome = async (ledger) => {
  const book = emptyBook()
  const page = await ledger.openFirst()
  await beginCounter(page, book)
  const refusal = await writeUntil(page, book, () => book.counter.acknowledged >= WRITES)
  if (refusal !== null) throw refusal
  return book
}

/**
 * @param {readonly string[]} words what the person is told
 * @param {(ledger: import('./ledger.mjs').KilledLedger) => void} harm what happens to the profile while nothing runs
 */
const withHarmedProfile = async (words, harm) => {
  const ledger = await createLedger()
  try {
    const book = await writeSome(ledger)
    await ledger.closeBrowser()
    harm(ledger)
    const page = await ledger.open()
    const told = await isTold(page, words)
    return [...told, ...(await findFaults(page, book, ledger.vault))]
  } finally {
    await ledger.end()
  }
}

/** @param {string} profile */
const damageDatabases = (profile) => {
  const folder = join(profile, 'Default', 'IndexedDB')
  let damaged = 0
  for (const item of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile() || !/\.(ldb|log)$|^MANIFEST/.test(item.name)) continue
    const path = join(item.parentPath, item.name)
    const bytes = readFileSync(path)
    for (let at = 16; at < bytes.length; at += 64) bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
    damaged += 1
  }
  if (damaged === 0) throw new Error(`no database files in ${folder}`)
}

/** @param {readonly string[]} words */
const mount = (...words) => spawnSync('mount', words, { stdio: 'ignore' }).status === 0

/** Room for the first entries, not for the load. */
const SMALL = 'size=600k'

const fillDisk = async () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux'
  const disk = mkdtempSync(join(tmpdir(), 'daicho-disk-'))
  if (!mount('-t', 'tmpfs', '-o', SMALL, 'daicho-test', disk)) return 'a small file system cannot be mounted'
  const data = join(disk, 'data')
  mkdirSync(data, { mode: 0o700 })
  const ledger = await createLedger({ data })
  try {
    const book = emptyBook()
    const page = await ledger.openFirst()
    await beginCounter(page, book)
    const refusal = await writeUntil(page, book, () => book.counter.acknowledged >= 10 * WRITES)
    /** @type {string[]} */
    const faults = refusal === null ? [] : [refusal.message]
    faults.push(...(await isTold(page, [home.journalOnly])))
    if (!mount('-o', 'remount,size=64m', disk)) throw new Error('the disk cannot be made larger')
    const edit = {
      kind: 'edit',
      writes: [{ op: 'set', id: book.counter.id, values: { note: String(++book.counter.tried) } }],
    }
    const result = await callStore(page, 'commit', edit)
    book.counter.acknowledged = book.counter.tried
    if (!result.ok || result.value.kept !== 'vault')
      faults.push(`with room again, a write ends as ${JSON.stringify(result)}`)
    faults.push(...(await findFaults(page, book, ledger.vault)))
    return faults
  } finally {
    await ledger.end()
    spawnSync('umount', [disk])
    rmSync(disk, { recursive: true, force: true })
  }
}

/** @type {readonly { name: string, run: () => Promise<string[] | string> }[]} a text instead of faults: why it did not run */
export const scenarios = [
  {
    name: 'profile deleted: filled from the vault, the person told',
    run: () => withHarmedProfile([home.filledEmpty], (ledger) => rmSync(ledger.profile, { recursive: true })),
  },
  {
    name: 'profile damaged: filled from the vault, the person told',
    run: () =>
      withHarmedProfile([home.filledDamaged, home.filledEmpty], (ledger) => damageDatabases(ledger.profile)),
  },
  { name: 'disk full: kept in the browser, the person told, brought to the vault with room', run: fillDisk },
]

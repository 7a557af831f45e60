/**
 * `node --import ./test/run/typescript.mjs test/frozen/make.mjs NAME`: freezes what this Daicho writes, once, when an
 * issue is finished. A frozen journal is never made again: what it holds lies in somebody's office.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isReady } from '../e2e/pages/start-page'
import { openProfile } from '../run/chromium.mjs'
import { startShell } from '../run/shell.mjs'
import { callStore, prepareDoor } from '../run/store-door.mjs'
import { foldFrozen, frozenSummary } from './fold-frozen'

const name = process.argv[2] ?? ''
const target = resolve(import.meta.dirname, name)
if (!/^[a-z0-9-]+$/.test(name) || existsSync(target)) {
  console.error('Give a new name in small letters: a frozen journal is made once and never again.')
  process.exit(2)
}

/** @param {import('playwright').Page} page @param {string} method @param {...unknown} args */
const call = async (page, method, ...args) => {
  const result = await callStore(page, method, ...args)
  if (result?.ok === false) throw new Error(`${method}: ${JSON.stringify(result.error)}`)
  return result?.ok === true ? result.value : result
}

/** Every kind of entry this Daicho writes, on top of the sample office. */
const writeAll = async (/** @type {import('playwright').Page} */ page) => {
  const list = await call(page, 'openList', { type: 'person', life: 'live' })
  const [first, second, third] = await call(page, 'listIds', list.id)
  const created = 'person:frozencreated'
  await call(page, 'commit', {
    kind: 'create',
    writes: [
      {
        op: 'create',
        id: created,
        values: { name: '凍結 一子', reading: 'とうけつ いちこ', department: '総務部' },
      },
      {
        op: 'create',
        id: 'phone:frozencreated',
        values: {
          person: created,
          use: 'mobile',
          number: '090-0000-5001',
          checkedOn: '2026-11-01',
          order: 'a1',
        },
      },
    ],
  })
  await call(page, 'commit', {
    kind: 'edit',
    reason: '人事異動',
    writes: [{ op: 'set', id: first, values: { role: '顧問', note: null } }],
  })
  await call(page, 'undo')
  await call(page, 'redo')
  await call(page, 'commit', { kind: 'delete', writes: [{ op: 'delete', id: second }] })
  await call(page, 'commit', { kind: 'delete', writes: [{ op: 'delete', id: third }] })
  await call(page, 'commit', { kind: 'restore', writes: [{ op: 'restore', id: third }] })
  await call(page, 'strike', created, ['phones'], '本人の申し出')
  const run = Array.from({ length: 501 }, (_, at) => ({
    op: 'create',
    id: `person:frozenrun${at}`,
    values: { name: `取込 ${at}` },
  }))
  await call(page, 'commit', { kind: 'import', writes: run })
  await call(page, 'undo')
  const user = await call(page, 'currentUser')
  await call(page, 'setPin', user.id, '2468')
}

const work = mkdtempSync(join(tmpdir(), 'daicho-frozen-'))
const data = join(work, 'data')
const shell = await startShell({ data, args: ['--sample'] })
const context = await openProfile(join(work, 'profile'))
try {
  await prepareDoor(context)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(await shell.freshAddress())
  await isReady(page)
  await writeAll(page)
} finally {
  await context.close()
  await shell.stop()
}
mkdirSync(target)
cpSync(join(data, 'sample', 'vault'), join(target, 'vault'), { recursive: true })
const frozen = foldFrozen(target)
const { rows, ...summary } = frozenSummary(frozen)
writeFileSync(join(target, 'rows.jsonl'), rows)
writeFileSync(join(target, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
rmSync(work, { recursive: true, force: true })
console.log(readFileSync(join(target, 'summary.json'), 'utf8'))

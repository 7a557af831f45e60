import { beforeEach, describe, expect, test } from 'vitest'
import { FILE_BYTES } from '../../shared/contract/host-api'
import { createTearingFiles, seededRandom, type TearingFiles } from '../files/testing/tearing-files'
import { sha256 } from '../vault/line'
import { createLineMaker } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, openState, startNewOffice, startOffice, valueIn } from './testing/office'

const PLAN = sha256('plan.pdf')
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const inVault = (hash: string): string => `/data/vault/files/${hash}`

let files: TearingFiles
let host: Host
let state: OpenState
/** What a step under this path fails with. */
let trouble: { readonly path: string; readonly code: string } | null

beforeEach(async () => {
  trouble = null
  files = createTearingFiles({
    failAt: ({ path }) => (trouble && path.startsWith(trouble.path) ? { code: trouble.code } : null),
  })
  await files.makeFolder('/stick')
  ;({ host, state } = await startNewOffice({ files, dataDir: '/data', folder: '/stick' }))
})

const put = (text: string) => host.call('files.put', { base64: base64(text) })
const get = (hash: string) => host.call('files.get', { sha256: hash })
const standing = (path: string): string | undefined => {
  const bytes = files.contents().get(path)
  return bytes && new TextDecoder().decode(bytes)
}

describe('a file of the ledger', () => {
  test('is kept under its hash and read again', async () => {
    expect(await put('plan.pdf')).toEqual({ ok: true, value: { sha256: PLAN } })
    expect(standing(inVault(PLAN))).toBe('plan.pdf')
    expect(await get(PLAN)).toEqual({ ok: true, value: { base64: base64('plan.pdf') } })
  })

  test('is written once: the same content again writes nothing', async () => {
    valueIn(await put('plan.pdf'))
    const before = await files.stat(inVault(PLAN))
    const [again, twice] = await Promise.all([put('plan.pdf'), put('plan.pdf')])
    expect([again, twice]).toEqual([
      { ok: true, value: { sha256: PLAN } },
      { ok: true, value: { sha256: PLAN } },
    ])
    expect(await files.stat(inVault(PLAN))).toEqual(before)
  })

  test('may be empty', async () => {
    expect(await put('')).toEqual({ ok: true, value: { sha256: sha256('') } })
    expect(await get(sha256(''))).toEqual({ ok: true, value: { base64: '' } })
  })

  test('that is not there, or not what was kept, is named', async () => {
    expect(await get(PLAN)).toEqual({ ok: false, error: { type: 'FileMissing' } })
    valueIn(await put('plan.pdf'))
    files.plant(inVault(PLAN), Buffer.from('plan.pdx'))
    expect(await get(PLAN)).toEqual({ ok: false, error: { type: 'FileChanged' } })
  })

  test('that was damaged is mended by the same content, and what stood there is kept', async () => {
    valueIn(await put('plan.pdf'))
    files.plant(inVault(PLAN), Buffer.from('plan.pdx'))
    valueIn(await put('plan.pdf'))
    expect(await get(PLAN)).toMatchObject({ ok: true })
    expect(standing(`/data/damaged/files/${PLAN}`)).toBe('plan.pdx')
  })

  test('of another hash, or too large, is no call', async () => {
    await expect(get('../../device.key')).rejects.toThrow('BadCall')
    await expect(
      host.call('files.put', { base64: 'A'.repeat(4 * Math.ceil(FILE_BYTES / 3) + 4) }),
    ).rejects.toThrow('BadCall')
  })

  test.each([
    ['ENOSPC', { type: 'DiskFull' }],
    ['EDQUOT', { type: 'DiskFull' }],
    ['EACCES', { type: 'Unwritable', code: 'EACCES' }],
  ])('that the disk does not take (%s) is named and leaves nothing', async (code, error) => {
    trouble = { path: '/data/vault/files', code }
    expect(await put('plan.pdf')).toEqual({ ok: false, error })
    expect(standing(inVault(PLAN))).toBeUndefined()
    trouble = null
    expect(await put('plan.pdf')).toMatchObject({ ok: true })
  })

  test('stands whole after a power cut at any step once it was acknowledged', async () => {
    const from = createTearingFiles()
    await startNewOffice({ files: from, dataDir: '/data' }).then(({ host: one }) => one.close())
    let total = 0
    for (let step = 1; step <= Math.max(total, 1); step += 1) {
      for (const seed of [1, 2, 3, 4]) {
        const disk = from.survivors(() => 0)
        const office = await startOffice({ files: disk, dataDir: '/data' })
        await office.call('ledger.state', {})
        const begun = disk.steps()
        if (total === 0) {
          valueIn(await office.call('files.put', { base64: base64('plan.pdf') }))
          total = disk.steps() - begun
          expect(total).toBeGreaterThan(3)
          continue
        }
        disk.crashIn(step)
        const answer = await office.call('files.put', { base64: base64('plan.pdf') }).catch(() => null)
        if (!disk.hasCrashed()) disk.crash()
        const after = disk.survivors(seededRandom(step * 10 + seed))
        const stands = after.contents().get(inVault(PLAN))
        if (answer?.ok) expect(stands).toBeDefined()
        if (stands) expect(new TextDecoder().decode(stands)).toBe('plan.pdf')
        const next = await startOffice({ files: after, dataDir: '/data' })
        valueIn(await next.call('files.put', { base64: base64('plan.pdf') }))
        expect(await next.call('files.get', { sha256: PLAN })).toMatchObject({ ok: true })
      }
    }
  })
})

describe('files and the second copy', () => {
  const copy = (): string => `/stick/Daicho-${state.ledger.slice(0, 8)}`
  const choose = async (): Promise<void> => {
    await host.call('folders.choose', { purpose: 'copy' })
    valueIn(await host.call('copy.set', { path: '/stick' }))
    await host.settled()
  }

  test('files that were there before are in the copy, and new ones follow', async () => {
    valueIn(await put('before'))
    await choose()
    expect(standing(`${copy()}/vault/files/${sha256('before')}`)).toBe('before')
    valueIn(await put('plan.pdf'))
    await host.settled()
    expect(standing(`${copy()}/vault/files/${PLAN}`)).toBe('plan.pdf')
    expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null })
  })

  test('a copy that does not take a file is behind and says so; it follows later', async () => {
    await choose()
    trouble = { path: '/stick', code: 'ENOSPC' }
    valueIn(await put('plan.pdf'))
    await host.settled()
    expect(await host.call('copy.status', {})).toMatchObject({ behind: 1, failure: 'FolderFull' })
    trouble = null
    valueIn(await put('another'))
    await host.settled()
    expect(standing(`${copy()}/vault/files/${PLAN}`)).toBe('plan.pdf')
    expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null })
  })

  test('a file stands in the copy no later than the entry that refers to it', async () => {
    await choose()
    const line = createLineMaker(state.ledger, state.device).many(1)[0] as string
    valueIn(await put('plan.pdf'))
    valueIn(await host.call('vault.append', { lines: [line] }))
    await host.settled()
    expect(standing(`${copy()}/vault/files/${PLAN}`)).toBe('plan.pdf')
    expect(standing(`${copy()}/vault/${state.device}/000001.seg`)).toContain(line)
  })

  test('a damaged file is never carried over a sound one, in either direction', async () => {
    valueIn(await put('plan.pdf'))
    valueIn(await put('another'))
    await choose()
    files.plant(inVault(PLAN), Buffer.from('plan'))
    files.plant(`${copy()}/vault/files/${sha256('another')}`, Buffer.from('anoth'))
    await host.close()
    host = await startOffice({ files, dataDir: '/data', folder: '/stick' })
    await host.call('ledger.state', {})
    await host.settled()
    for (const folder of ['/data', copy()]) {
      expect(standing(`${folder}/vault/files/${PLAN}`)).toBe('plan.pdf')
      expect(standing(`${folder}/vault/files/${sha256('another')}`)).toBe('another')
    }
  })

  test('a file the vault has lost comes back from the copy', async () => {
    valueIn(await put('plan.pdf'))
    await choose()
    await files.remove(inVault(PLAN))
    await host.close()
    host = await startOffice({ files, dataDir: '/data', folder: '/stick' })
    await host.call('ledger.state', {})
    await host.settled()
    expect(await get(PLAN)).toMatchObject({ ok: true })
  })

  test('a check of the copy mends a file that was changed under the same size in either place', async () => {
    valueIn(await put('plan.pdf'))
    valueIn(await put('another'))
    await choose()
    files.plant(inVault(PLAN), Buffer.from('plan.pdx'))
    files.plant(`${copy()}/vault/files/${sha256('another')}`, Buffer.from('anothex'))
    expect(valueIn(await host.call('copy.check', {}))).toMatchObject({ repaired: 2 })
    expect(await get(PLAN)).toMatchObject({ ok: true })
    expect(standing(`${copy()}/vault/files/${sha256('another')}`)).toBe('another')
    expect(standing(`/data/damaged/files/${PLAN}`)).toBe('plan.pdx')
  })

  test('a file half written is no file: neither copied nor read', async () => {
    valueIn(await put('plan.pdf'))
    files.plant(`${inVault(sha256('half'))}.new`, Buffer.from('ha'))
    await choose()
    expect(standing(`${copy()}/vault/files/${sha256('half')}.new`)).toBeUndefined()
    expect(await get(sha256('half'))).toEqual({ ok: false, error: { type: 'FileMissing' } })
  })

  test('a restored ledger has its files', async () => {
    const line = createLineMaker(state.ledger, state.device).many(1)[0] as string
    valueIn(await host.call('vault.append', { lines: [line] }))
    valueIn(await put('plan.pdf'))
    await choose()
    await host.close()
    const to = await startOffice({ files, dataDir: '/new', folder: copy(), seed: 8 })
    await to.call('folders.choose', { purpose: 'restore' })
    openState(await to.call('ledger.restore', { path: copy() }))
    expect(await to.call('files.get', { sha256: PLAN })).toMatchObject({ ok: true })
  })
})

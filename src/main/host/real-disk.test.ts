/** The host on a real disk with its real lock: what other tests show in memory, once where it counts. */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { acquireFolderLock } from '../files/folder-lock'
import { nodeFiles } from '../files/node-files'
import { createLineMaker } from '../vault/testing/make-lines'
import { createHost, type HostDeps } from './create-host'
import { officeDeps, openState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'daicho-host-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const real = (dataDir: string, more: Partial<HostDeps> & { folder?: string } = {}) => ({
  files: nodeFiles,
  dataDir: join(root, dataDir),
  acquireLock: acquireFolderLock,
  random: (bytes: number) => randomBytes(bytes),
  segmentBytes: 20_000,
  ...more,
})

const everything = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).map((name) => join(folder, name))

test('a ledger is made, filled, copied, closed, opened again and restored', async () => {
  const stick = join(root, 'stick')
  await mkdir(stick)
  const { host, state } = await startNewOffice(real('data', { folder: stick }))
  await host.call('folders.choose', { purpose: 'copy' })
  valueIn(await host.call('copy.set', { path: stick }))
  const lines = createLineMaker(state.ledger, state.device).many(120, 200)
  for (const line of lines) valueIn(await host.call('vault.append', { lines: [line] }))
  await host.settled()
  expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null })
  await host.close()

  const again = await startOffice(real('data'))
  expect(openState(await again.call('ledger.state', {}))).toEqual(state)
  expect(await readAll(again, state.device)).toEqual(lines)
  await again.close()

  const restored = await startOffice(real('new', { folder: stick }))
  await restored.call('folders.choose', { purpose: 'restore' })
  openState(await restored.call('ledger.restore', { path: stick }))
  expect(await readAll(restored, state.device)).toEqual(lines)
  expect(valueIn(await restored.call('vault.check', {}))).toMatchObject({ problems: [] })
  await restored.close()
  for (const path of await everything(join(root, 'data', 'vault'))) {
    if (!path.endsWith('.seg')) continue
    const same = path.replace(join(root, 'data'), join(root, 'new'))
    expect(Buffer.compare(await readFile(path), await readFile(same))).toBe(0)
  }
})

test.skipIf(process.platform === 'win32')('everything in a data folder is for its owner only', async () => {
  const { host, state } = await startNewOffice(real('data'))
  valueIn(
    await host.call('vault.append', { lines: createLineMaker(state.ledger, state.device).many(60, 200) }),
  )
  await host.call('faults.add', { where: 'test', what: 'x' })
  await host.call('faults.read', {})
  expect((await host.call('host.info', {})).folderWarning).toBeNull()
  // Segments are closed after the answer; only then the files stay as they are.
  await host.close()
  expect((await stat(join(root, 'data'))).mode & 0o777).toBe(0o700)
  for (const path of await everything(join(root, 'data'))) {
    const { mode } = await stat(path)
    const isSocket = path.endsWith('.sock')
    if (!isSocket) expect([path, mode & 0o077]).toEqual([path, 0])
  }
})

test('a second start on the same folder is turned away, and the first comes to the front', async () => {
  const onKnock = vi.fn()
  const host = await startOffice(real('data', { onKnock }))
  const dataDir = join(root, 'data')
  expect(await createHost(officeDeps(real('data')))).toEqual({
    ok: false,
    error: { type: 'HeldByOther', path: dataDir, knocked: true },
  })
  expect(onKnock).toHaveBeenCalledTimes(1)
  await host.close()
  await (await startOffice(real('data'))).close()
})

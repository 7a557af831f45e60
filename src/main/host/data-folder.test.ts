import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker } from '../vault/testing/make-lines'
import { createHost } from './create-host'
import { officeDeps, openState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** A closed data folder with a few entries. */
const usedFolder = async (dataDir = '/data') => {
  const files = createTearingFiles()
  const { host, state } = await startNewOffice({ files, dataDir })
  const lines = createLineMaker(state.ledger, state.device).many(3)
  valueIn(await host.call('vault.append', { lines }))
  await host.close()
  return { files, state, lines }
}

/** What a person does with a file manager: the same bytes in other files. */
const copyFolder = async (files: TearingFiles, from: string, to: string): Promise<void> => {
  for (const [path, bytes] of files.contents()) {
    if (!path.startsWith(`${from}/`)) continue
    const target = to + path.slice(from.length)
    await files.makeFolder(dirname(target))
    files.plant(target, bytes)
  }
}

const stateOf = async (files: TearingFiles, dataDir: string, machine = 'pc-1') => {
  const host = await startOffice({ files, dataDir, machine, seed: 99 })
  const state = openState(await host.call('ledger.state', {}))
  return { host, state }
}

describe('a data folder', () => {
  test('holds one ledger, one device and its key, for their owner only', async () => {
    const { files, state } = await usedFolder()
    const json = (name: string) => JSON.parse(text(files.contents().get(`/data/${name}`)))
    expect(json('ledger.json')).toMatchObject({ format: 1, ledger: state.ledger, sample: false })
    expect(json('device.json')).toMatchObject({ device: state.device, code: 'A' })
    expect(text(files.contents().get('/data/device.key'))).toContain('BEGIN PRIVATE KEY')
    expect(json(`vault/${state.device}/device.json`)).toMatchObject({ ledger: state.ledger, code: 'A' })
    expect(text(files.contents().get(`/data/vault/${state.device}/device.json`))).not.toContain('PRIVATE')
  })

  test('opens as the same device again, with what was written', async () => {
    const { files, state, lines } = await usedFolder()
    const again = await stateOf(files, '/data')
    expect(again.state).toEqual(state)
    expect(await readAll(again.host, state.device)).toEqual(lines)
  })

  test('gets no second ledger', async () => {
    const { files } = await usedFolder()
    const host = await startOffice({ files, dataDir: '/data' })
    expect(await host.call('ledger.create', {})).toEqual({ ok: false, error: { type: 'LedgerExists' } })
  })

  test('without a ledger says so, and nothing is made by looking', async () => {
    const files = createTearingFiles()
    const host = await startOffice({ files, dataDir: '/data' })
    expect(await host.call('ledger.state', {})).toEqual({ ok: true, value: { state: 'none' } })
    expect(await host.call('vault.heads', {})).toEqual({ ok: false, error: { type: 'NoLedger' } })
    expect(await host.call('vault.append', { lines: ['x'] })).toEqual({
      ok: false,
      error: { type: 'NoLedger' },
    })
    expect([...files.contents().keys()]).toEqual([])
  })

  test('of a newer format is left untouched', async () => {
    const { files } = await usedFolder()
    files.plant('/data/ledger.json', new TextEncoder().encode('{"format": 2, "ledger": "x"}'))
    const before = new Map(files.contents())
    expect(await createHost(officeDeps({ files, dataDir: '/data' }))).toEqual({
      ok: false,
      error: { type: 'NewerFormat', path: '/data', found: 2, known: 1 },
    })
    expect(files.contents()).toEqual(before)
  })

  test('that cannot be made is a value with its code', async () => {
    const files = createTearingFiles({ failAt: () => ({ code: 'EROFS' }) })
    expect(await createHost(officeDeps({ files, dataDir: '/data' }))).toEqual({
      ok: false,
      error: { type: 'UnwritableDataFolder', path: '/data', code: 'EROFS' },
    })
  })
})

describe('a full disk', () => {
  test('still opens and reads everything, and says that nothing can be written', async () => {
    const { files, state, lines } = await usedFolder()
    files.crash()
    const full = files.survivors(() => 0, { failAt: () => ({ code: 'ENOSPC' }) })
    const { host, state: found } = await stateOf(full, '/data')
    expect(found).toEqual(state)
    expect(await readAll(host, state.device)).toEqual(lines)
    const next = createLineMaker(state.ledger, state.device, {
      seq: 3,
      hash: lines[2]?.slice(0, 64) ?? '',
    }).next()
    expect(await host.call('vault.append', { lines: [next] })).toEqual({
      ok: false,
      error: { type: 'DiskFull' },
    })
    await host.close()
  })
})

describe('a copied data folder', () => {
  test('at another place becomes a new device with the next code; the entries stay the old one’s', async () => {
    const { files, state, lines } = await usedFolder()
    await copyFolder(files, '/data', '/copy')
    const copied = await stateOf(files, '/copy')
    expect(copied.state).toMatchObject({ ledger: state.ledger, code: 'B' })
    expect(copied.state.device).not.toBe(state.device)
    expect(await copied.host.call('vault.heads', {})).toMatchObject({
      value: [{ device: state.device, seq: 3, own: false, code: 'A' }],
    })
    expect(await readAll(copied.host, state.device)).toEqual(lines)
    const line = createLineMaker(state.ledger, copied.state.device).next()
    expect(await copied.host.call('vault.append', { lines: [line] })).toEqual({ ok: true, value: null })
    expect((await stateOf(files, '/data')).state).toEqual(state)
  })

  test('on another PC becomes a new device, once', async () => {
    const { files, state } = await usedFolder()
    for (const name of ['device.key', 'device.json']) {
      const bytes = files.contents().get(`/data/${name}`) ?? new Uint8Array()
      await files.remove(`/data/${name}`)
      files.plant(`/data/${name}`, bytes)
    }
    const first = await stateOf(files, '/data', 'pc-2')
    expect(first.state.code).toBe('B')
    await first.host.close()
    expect((await stateOf(files, '/data', 'pc-2')).state).toEqual(first.state)
    expect(first.state.device).not.toBe(state.device)
  })

  test('a moved folder, a renamed PC and a folder put back from a backup stay the device they were', async () => {
    const { files, state } = await usedFolder()
    await files.rename('/data', '/moved')
    expect((await stateOf(files, '/moved')).state).toEqual(state)
    expect((await stateOf(files, '/moved', 'renamed')).state).toEqual(state)
    const key = files.contents().get('/moved/device.key') ?? new Uint8Array()
    await files.remove('/moved/device.key')
    files.plant('/moved/device.key', key)
    expect((await stateOf(files, '/moved', 'renamed')).state).toEqual(state)
  })
})

describe('a damaged data folder', () => {
  test.each(['device.key', 'device.json'])(
    'without %s becomes a new device; nothing is lost',
    async (name) => {
      const { files, state, lines } = await usedFolder()
      files.plant(`/data/${name}`, new TextEncoder().encode('damaged'))
      const again = await stateOf(files, '/data')
      expect(again.state).toMatchObject({ ledger: state.ledger, code: 'B' })
      expect(await readAll(again.host, state.device)).toEqual(lines)
    },
  )

  test('whose ledger.json is gone or unreadable is the ledger its vault says', async () => {
    const { files, state, lines } = await usedFolder()
    files.plant('/data/ledger.json', new TextEncoder().encode('{"for'))
    const again = await stateOf(files, '/data')
    expect(again.state).toEqual(state)
    expect(await readAll(again.host, state.device)).toEqual(lines)
    expect((await files.list('/data/damaged')).map(({ name }) => name)).toEqual([
      expect.stringMatching(/^ledger-\d+\.json$/),
    ])
  })

  test('with an unreadable ledger.json and no entries is kept aside and can be begun anew', async () => {
    const files = createTearingFiles()
    await files.makeFolder('/data')
    files.plant('/data/ledger.json', new TextEncoder().encode('{"for'))
    const host = await startOffice({ files, dataDir: '/data' })
    expect(await host.call('ledger.state', {})).toEqual({ ok: true, value: { state: 'none' } })
    openState(await host.call('ledger.create', {}))
    expect(await files.list('/data/damaged')).toHaveLength(1)
  })

  test.each(['ledger.json', 'device.json', 'device.key'])(
    'whose first ledger could not write its %s gets one without a trace of the first try',
    async (name) => {
      let isFull = true
      const files = createTearingFiles({
        failAt: ({ op, path }) =>
          isFull && op === 'create' && path === `/data/${name}.new` ? { code: 'ENOSPC' } : null,
      })
      const host = await startOffice({ files, dataDir: '/data' })
      expect(await host.call('ledger.create', {})).toEqual({ ok: false, error: { type: 'DiskFull' } })
      isFull = false
      const state = openState(await host.call('ledger.create', {}))
      expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
      expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
      const cards = [...files.contents().keys()].filter((path) => /vault\/.*device\.json$/.test(path))
      expect(cards).toEqual([`/data/vault/${state.device}/device.json`])
    },
  )

  test('that a defect keeps from opening is never taken for one without a ledger', async () => {
    const { files } = await usedFolder()
    const before = text(files.contents().get('/data/ledger.json'))
    const list = async (path: string) => {
      if (path.includes('vault')) throw new TypeError('a defect')
      return files.list(path)
    }
    const host = await startOffice({ files: { ...files, list }, dataDir: '/data' })
    expect(await host.call('ledger.state', {})).toMatchObject({ ok: false })
    await expect(host.call('ledger.create', {})).rejects.toThrow('HostDefect')
    expect(await host.call('ledger.state', {})).toMatchObject({ ok: false })
    expect(text(files.contents().get('/data/ledger.json'))).toBe(before)
  })

  test('whose cards are gone too still finds its ledger in the entries', async () => {
    const { files, state } = await usedFolder()
    await files.remove('/data/ledger.json')
    await files.remove(`/data/vault/${state.device}/device.json`)
    expect((await stateOf(files, '/data')).state).toEqual(state)
  })

  test('whose vault is gone starts an empty one, for the browser’s entries to come back to', async () => {
    const { files, state, lines } = await usedFolder()
    await files.removeTree('/data/vault')
    const again = await stateOf(files, '/data')
    expect(again.state).toEqual(state)
    expect(await again.host.call('vault.append', { lines })).toEqual({ ok: true, value: null })
  })
})

test('a new device can be asked for: next code, own chain, the old entries stay', async () => {
  const { files, state, lines } = await usedFolder()
  const { host } = await stateOf(files, '/data')
  const renewed = openState(await host.call('ledger.newDevice', {}))
  expect(renewed).toMatchObject({ ledger: state.ledger, code: 'B' })
  expect(await host.call('ledger.state', {})).toEqual({ ok: true, value: renewed })
  const line = createLineMaker(state.ledger, renewed.device).next()
  expect(await host.call('vault.append', { lines: [line] })).toEqual({ ok: true, value: null })
  expect(await readAll(host, state.device)).toEqual(lines)
  await host.close()
  expect((await stateOf(files, '/data')).state).toEqual(renewed)
})

describe('the sample office', () => {
  test('is a ledger of its own in its own folder, which goes when it is left', async () => {
    const { files, state, lines } = await usedFolder()
    const { host } = await stateOf(files, '/data')
    const sample = openState(await host.call('ledger.enterSample', {}))
    expect(sample).toMatchObject({ sample: true, code: 'A' })
    expect(sample.ledger).not.toBe(state.ledger)
    const line = createLineMaker(sample.ledger, sample.device).next()
    expect(await host.call('vault.append', { lines: [line] })).toEqual({ ok: true, value: null })
    expect(await host.call('ledger.create', {})).toEqual({ ok: false, error: { type: 'LedgerExists' } })
    expect(await host.call('ledger.enterSample', {})).toEqual({ ok: true, value: sample })
    expect(await host.call('ledger.leaveSample', {})).toEqual({ ok: true, value: state })
    expect([...files.contents().keys()].filter((path) => path.includes('sample'))).toEqual([])
    expect(await readAll(host, state.device)).toEqual(lines)
  })

  test('entered again before it is left is the same one, after a restart too', async () => {
    const files = createTearingFiles()
    const host = await startOffice({ files, dataDir: '/data' })
    const sample = openState(await host.call('ledger.enterSample', {}))
    await host.close()
    const again = await startOffice({ files, dataDir: '/data' })
    expect(await again.call('ledger.state', {})).toEqual({ ok: true, value: { state: 'none' } })
    expect(await again.call('ledger.enterSample', {})).toEqual({ ok: true, value: sample })
    expect(await again.call('ledger.leaveSample', {})).toEqual({ ok: true, value: { state: 'none' } })
    openState(await again.call('ledger.create', {}))
  })

  test('that cannot be left stays open, and can be left later', async () => {
    const { files, state } = await usedFolder()
    const trouble = { on: true }
    const rename: typeof files.rename = async (from, to) => {
      if (trouble.on && from === '/data/sample') throw Object.assign(new Error('held'), { code: 'EBUSY' })
      return files.rename(from, to)
    }
    const host = await startOffice({ files: { ...files, rename }, dataDir: '/data' })
    const sample = await host.call('ledger.enterSample', {})
    expect(await host.call('ledger.leaveSample', {})).toEqual({
      ok: false,
      error: { type: 'Unwritable', code: 'EBUSY' },
    })
    expect(await host.call('ledger.state', {})).toEqual(sample)
    const { ledger, device } = openState(sample)
    expect((await host.call('vault.append', { lines: [createLineMaker(ledger, device).next()] })).ok).toBe(
      true,
    )
    trouble.on = false
    expect(await host.call('ledger.leaveSample', {})).toEqual({ ok: true, value: state })
  })

  test('that cannot be entered leaves the office open', async () => {
    const { files, state } = await usedFolder()
    const host = await startOffice({
      files: {
        ...files,
        writeNew: async (path, bytes) => {
          if (path.startsWith('/data/sample/')) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          return files.writeNew(path, bytes)
        },
      },
      dataDir: '/data',
    })
    expect(await host.call('ledger.enterSample', {})).toEqual({ ok: false, error: { type: 'DiskFull' } })
    expect(await host.call('ledger.state', {})).toEqual({ ok: true, value: state })
  })

  test('whose removal was cut off is gone after the next start', async () => {
    const files = createTearingFiles()
    const host = await startOffice({
      files: {
        ...files,
        removeTree: async () => {
          throw Object.assign(new Error('held'), { code: 'EBUSY' })
        },
      },
      dataDir: '/data',
    })
    await host.call('ledger.enterSample', {})
    expect(await host.call('ledger.leaveSample', {})).toEqual({ ok: true, value: { state: 'none' } })
    await host.close()
    const again = await startOffice({ files, dataDir: '/data' })
    await again.call('ledger.state', {})
    expect((await files.list('/data')).map(({ name }) => name)).toEqual([])
  })
})

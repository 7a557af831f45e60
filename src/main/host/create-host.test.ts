import { describe, expect, test, vi } from 'vitest'
import { type CallArgs, type CallName, writerCalls } from '../../shared/contract/host-api'
import { createTearingFiles } from '../files/testing/tearing-files'
import { createLineMaker } from '../vault/testing/make-lines'
import { createHost } from './create-host'
import { officeDeps, startNewOffice, startOffice } from './testing/office'

const dataDir = '/data'

describe('the host', () => {
  test('says what it is', async () => {
    const host = await startOffice({ files: createTearingFiles(), dataDir, startInSample: true })
    expect(await host.call('host.info', {})).toEqual({
      shell: 'web',
      version: '0.0.0',
      platform: 'linux',
      dataFolder: '/data',
      language: 'ja',
      zone: 'Asia/Tokyo',
      canPdf: false,
      folderWarning: null,
      startInSample: true,
    })
  })

  test('tells a second start on the same folder that it is held', async () => {
    const deps = officeDeps({
      files: createTearingFiles(),
      dataDir,
      acquireLock: async () => ({ ok: false, error: { type: 'HeldByOther', knocked: true } }),
    })
    expect(await createHost(deps)).toEqual({
      ok: false,
      error: { type: 'HeldByOther', path: '/data', knocked: true },
    })
  })

  test('passes knocks on, and gives the folder back at the end', async () => {
    const onKnock = vi.fn()
    const release = vi.fn(async () => {})
    const knocks: (() => void)[] = []
    const host = await startOffice({
      files: createTearingFiles(),
      dataDir,
      onKnock,
      acquireLock: async (_folder, options) => {
        knocks.push(options.onKnock)
        return { ok: true, value: { release } }
      },
    })
    for (const knock of knocks) knock()
    expect(onKnock).toHaveBeenCalledTimes(1)
    await host.close()
    await host.close()
    expect(release).toHaveBeenCalledTimes(1)
  })

  test('says that it is closing, finishes what was begun, and answers nothing afterwards', async () => {
    const { host, state } = await startNewOffice({ files: createTearingFiles(), dataDir })
    const told = vi.fn()
    host.on('host.closing', told)
    const appending = host.call('vault.append', {
      lines: [createLineMaker(state.ledger, state.device).next()],
    })
    const closing = host.close()
    expect((await appending).ok).toBe(true)
    await closing
    expect(told).toHaveBeenCalledTimes(1)
    await expect(host.call('ledger.state', {})).rejects.toThrow('HostGone')
  })
})

describe('a call', () => {
  const bad: readonly [string, unknown][] = [
    ['no.such.call', {}],
    ['toString', {}],
    ['vault.append', { lines: [] }],
    ['vault.append', { lines: [1] }],
    ['vault.append', null],
    ['vault.read', { device: '../../etc', from: 1, maxBytes: 100 }],
    ['vault.read', { device: 'dev1', from: 0, maxBytes: 100 }],
    ['vault.strike', { device: 'dev1', seq: 1, line: 'x', before: 'x', after: 'y' }],
    ['faults.add', { where: 'x'.repeat(201), what: '' }],
    ['copy.set', { path: '' }],
  ]
  test.each(bad)('%s with arguments %j is refused before anything is done', async (name, args) => {
    const host = await startOffice({ files: createTearingFiles(), dataDir })
    await expect(host.call(name as CallName, args as CallArgs<CallName>)).rejects.toThrow('BadCall')
  })

  test('that meets a defect says nothing about it, and the fault log has it', async () => {
    const host = await startOffice({
      files: createTearingFiles(),
      dataDir,
      makePdf: async () => {
        throw new TypeError('cannot read 髙橋')
      },
    })
    await expect(host.call('paper.pdf', { html: '<p>' })).rejects.toThrow(/^HostDefect$/)
    const { lines } = await host.call('faults.read', {})
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/\tpaper\.pdf\tTypeError /)
    expect(lines[0]).not.toContain('cannot')
  })

  test('for a PDF answers base64, or that nothing here makes one', async () => {
    const files = createTearingFiles()
    const without = await startOffice({ files, dataDir })
    expect(await without.call('paper.pdf', { html: '' })).toEqual({ ok: false, error: { type: 'NoBrowser' } })
    const makePdf = async () => ({ ok: true as const, value: new TextEncoder().encode('%PDF') })
    const host = await startOffice({ files, dataDir, makePdf })
    expect(await host.call('paper.pdf', { html: '' })).toEqual({ ok: true, value: { pdf: 'JVBERg==' } })
    expect((await host.call('host.info', {})).canPdf).toBe(true)
  })

  test('opens outside only what may be opened', async () => {
    const openExternal = vi.fn(async () => {})
    const host = await startOffice({ files: createTearingFiles(), dataDir, openExternal })
    expect(await host.call('open.external', { url: 'file:///etc/passwd' })).toEqual({
      ok: false,
      error: { type: 'AddressRefused' },
    })
    expect(openExternal).not.toHaveBeenCalled()
    expect((await host.call('open.external', { url: 'tel:0312345678' })).ok).toBe(true)
    expect(openExternal).toHaveBeenCalledWith('tel:0312345678')
  })

  test('for the fault log is written and read', async () => {
    const host = await startOffice({ files: createTearingFiles(), dataDir })
    await host.call('faults.add', { where: 'page', what: 'entry dev1:3' })
    expect(await host.call('faults.read', {})).toEqual({
      lines: [expect.stringMatching(/^2026-11-22T.*\tpage\tentry dev1:3$/)],
    })
  })
})

describe('windows', () => {
  test('change the ledger only while they hold the lease', async () => {
    const made = await createHost(officeDeps({ files: createTearingFiles(), dataDir }))
    if (!made.ok) throw new Error(made.error.type)
    const host = made.value
    const [a, b] = [new Set(['a']), new Set(['b'])]
    const refused = { ok: false, error: { type: 'NotWriter' } }
    expect(await host.call('ledger.create', {}, a)).toEqual(refused)
    await host.call('lease.claim', { window: 'a', take: false })
    expect(await host.call('ledger.create', {}, a)).toMatchObject({ ok: true })
    const arguments_: { readonly [N in CallName]?: CallArgs<N> } = {
      'ledger.restore': { path: '/x' },
      'ledger.mend': { with: 'nothing' },
      'vault.append': { lines: ['x'] },
      'files.put': { base64: '' },
      'vault.strike': { device: 'dev1', seq: 1, line: 'x', before: 'a'.repeat(64), after: 'b'.repeat(64) },
      'copy.set': { path: null },
    }
    for (const name of writerCalls) {
      const args = (arguments_[name] ?? {}) as never
      expect(await host.call(name, args, b)).toEqual(refused)
      expect(await host.call(name, args)).toEqual(refused)
      expect(await host.call(name, args, a)).not.toEqual(refused)
    }
    expect(await host.call('vault.heads', {}, b)).toMatchObject({ ok: true })
    host.windowGone('a')
    expect(await host.call('copy.set', { path: null }, a)).toEqual(refused)
    await host.call('lease.claim', { window: 'b', take: false })
    expect(await host.call('copy.set', { path: null }, b)).toMatchObject({ ok: true })
    await host.close()
  })

  test('the one that loses the lease is told, alone; a window that is gone has let go', async () => {
    const host = await startOffice({ files: createTearingFiles(), dataDir })
    const told = vi.fn()
    const stop = host.on('lease.lost', (_value, window) => told(window))
    await host.call('lease.claim', { window: 'a', take: false })
    expect(await host.call('lease.claim', { window: 'b', take: false })).toEqual({
      ok: false,
      error: { type: 'HeldElsewhere' },
    })
    const taking = host.call('lease.claim', { window: 'b', take: true })
    expect(told.mock.calls).toEqual([['a']])
    host.windowGone('a')
    expect(await taking).toEqual({ ok: true, value: null })
    stop()
    const taken = host.call('lease.claim', { window: 'a', take: true })
    await host.call('lease.release', { window: 'b' })
    expect((await taken).ok).toBe(true)
    expect(told).toHaveBeenCalledTimes(1)
  })
})

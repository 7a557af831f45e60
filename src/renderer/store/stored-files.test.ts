import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../test/store/memory-host'
import { FILE_BYTES, type HostCall } from '../../shared/contract/host-api'
import { hostGone } from '../../shared/contract/host-gone'
import { keepFile, readFile } from './stored-files'

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7) % 256)

test.each([0, 1, 2, 3, 0x8000, 100_000])('%d bytes come back as they were', async (length) => {
  const { call } = createMemoryHost('l1')
  const kept = await keepFile(call, bytesOf(length))
  if (!kept.ok) throw new Error(kept.error.type)
  expect(kept.value.bytes).toBe(length)
  expect(await readFile(call, kept.value.sha256)).toEqual({ ok: true, value: bytesOf(length) })
})

test('what is too large is named with the limit, and the host is not asked', async () => {
  const host = createMemoryHost('l1')
  expect(await keepFile(host.call, new Uint8Array(FILE_BYTES + 1))).toEqual({
    ok: false,
    error: { type: 'FileTooLarge', megabytes: 50 },
  })
  expect(host.calls).toEqual([])
})

test('a lost host is named; a defect is thrown', async () => {
  const lost = (async () => Promise.reject(hostGone())) as HostCall
  expect(await keepFile(lost, bytesOf(1))).toEqual({ ok: false, error: { type: 'HostGone' } })
  expect(await readFile(lost, 'a'.repeat(64))).toEqual({ ok: false, error: { type: 'HostGone' } })
  const broken = (async () => Promise.reject(new Error('HostDefect'))) as HostCall
  await expect(keepFile(broken, bytesOf(1))).rejects.toThrow('HostDefect')
})

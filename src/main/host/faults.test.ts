import { expect, test } from 'vitest'
import { createTearingFiles } from '../files/testing/tearing-files'
import { createFaults } from './faults'

const DAY = 24 * 60 * 60 * 1000
const start = Date.UTC(2026, 10, 22, 5)

const logWith = async (failing = false) => {
  const clock = { now: start }
  const files = createTearingFiles({ failAt: () => (failing ? { code: 'ENOSPC' } : null) })
  if (!failing) await files.makeFolder('/data')
  return { files, clock, faults: createFaults(files, '/data/faults', () => new Date(clock.now)) }
}

test('a fault is one line: instant, where, what', async () => {
  const { faults, files } = await logWith()
  faults.add('store.commit', 'entry dev1:7')
  expect(await faults.read()).toEqual(['2026-11-22T05:00:00.000Z\tstore.commit\tentry dev1:7'])
  expect([...files.contents().keys()]).toEqual(['/data/faults/2026-11-22.log'])
})

test('what a person typed is masked, and lines stay lines', async () => {
  const { faults } = await logWith()
  faults.add('a\tb', '髙橋\nline two')
  expect(await faults.read()).toEqual(['2026-11-22T05:00:00.000Z\ta b\t?? line two'])
})

test('of an error only its kind, code and places are noted, without folders', async () => {
  const { faults } = await logWith()
  faults.add('x', Object.assign(new Error("ENOENT, open '/home/sato/secret'"), { code: 'ENOENT' }))
  const [line] = await faults.read()
  expect(line).toMatch(/\tx\tError ENOENT at .*faults\.test\.ts:/)
  expect(line).not.toContain('sato')
  expect(line).not.toContain('/')
})

test('a line is cut to length', async () => {
  const { faults } = await logWith()
  faults.add('w'.repeat(1000), 'x'.repeat(5000))
  const [line] = await faults.read()
  expect(line?.length).toBeLessThan(750)
})

test('logs older than 30 days go when a new day begins', async () => {
  const { faults, files, clock } = await logWith()
  faults.add('day', '0')
  for (const day of [1, 30, 31]) {
    clock.now = start + day * DAY
    faults.add('day', `${day}`)
  }
  expect((await faults.read()).map((line) => line.split('\t')[2])).toEqual(['1', '30', '31'])
  expect([...files.contents().keys()]).toHaveLength(3)
})

test('a log that cannot be written harms nobody', async () => {
  const { faults } = await logWith(true)
  faults.add('a', 'b')
  await faults.settled()
  expect(await faults.read()).toEqual([])
})

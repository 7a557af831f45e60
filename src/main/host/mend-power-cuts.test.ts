import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles, seededRandom } from '../files/testing/tearing-files'
import { openState, readAll, valueIn } from './testing/office'
import { DATA, plantKept, StickOffice, textOf } from './testing/stick-office'

let office: StickOffice

beforeEach(async () => {
  office = await StickOffice.open()
})

const SEEDS = process.env.DAICHO_LONG === '1' ? 40 : 4

describe('whatever step the power fails at while a ledger is mended', () => {
  test.each(['copy', 'nothing'] as const)(
    'with %s, the ledger is mended or damaged as before',
    async (with_) => {
      await office.fill(with_ === 'copy')
      office.change(office.segment(2), '"salt":"9"', '"salt":"x"')
      const content = office.files.contents()
      const wanted = with_ === 'copy' ? 20 : 8
      let outcomes = { mended: 0, asBefore: 0 }
      // A step is torn in several ways: what of the unflushed is there afterwards differs.
      for (let turn = 0; ; turn += 1) {
        const step = 1 + Math.floor(turn / SEEDS)
        const disk = await plantKept(createTearingFiles(), content)
        // There already: making it would flush the folder that the decision stands in.
        await disk.makeFolder(`${DATA}/damaged`)
        await disk.flushFolder(DATA)
        const first = await office.start({ on: disk })
        const before = disk.steps()
        disk.crashIn(step)
        const answered = await first.call('ledger.mend', { with: with_ }).catch(() => null)
        const isOver = !disk.hasCrashed()
        disk.crash()
        await first.close().catch(() => {})
        const after = disk.survivors(seededRandom(turn))
        const again = await office.start({ on: after })
        const damaged = valueIn(await again.call('ledger.damage', {})).devices
        const found = await readAll(again, office.device).catch(() => [])
        if (damaged.length === 0) {
          expect(found).toEqual(office.lines.slice(0, wanted))
          outcomes = { ...outcomes, mended: outcomes.mended + 1 }
          const kept = [...after.contents()].filter(([path]) => path.startsWith(`${DATA}/damaged/`))
          expect(kept.some(([, bytes]) => textOf(bytes).includes('"salt":"x"'))).toBe(true)
          if (with_ === 'nothing')
            expect(openState(await again.call('ledger.state', {})).device).not.toBe(office.device)
        } else {
          expect(answered?.ok).not.toBe(true)
          expect(damaged).toMatchObject([{ device: office.device, from: 9, entriesBehind: 12 }])
          outcomes = { ...outcomes, asBefore: outcomes.asBefore + 1 }
        }
        expect((await after.list(DATA)).some(({ name }) => name.startsWith('mending'))).toBe(false)
        await again.close()
        if (isOver) {
          expect(disk.steps() - before).toBeGreaterThan(10)
          break
        }
      }
      expect(outcomes.mended).toBeGreaterThan(2)
      expect(outcomes.asBefore).toBeGreaterThan(2)
    },
    120_000,
  )
})

/** What mending replaces is kept, whichever of its steps fails. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles, type Step, type TearingFiles } from '../files/testing/tearing-files'
import { valueIn } from './testing/office'
import { DATA, plantKept, StickOffice, textOf } from './testing/stick-office'

let office: StickOffice
let steps: Step[]
let fails: (step: Step) => boolean
let damaged: string

/** A ledger with a damaged second segment, whose copy is whole, on a disk whose steps are seen and can fail. */
beforeEach(async () => {
  steps = []
  fails = () => false
  office = await StickOffice.open()
  await office.fill()
  office.change(office.segment(2), '"salt":"9"', '"salt":"x"')
  damaged = office.standing(office.segment(2))
  const disk: TearingFiles = createTearingFiles({
    failAt: (step) => {
      steps.push(step)
      return fails(step) ? { code: 'EIO' } : null
    },
  })
  office.files = await plantKept(disk, office.files.contents())
  office.host = await office.start()
  steps = []
})

const expectKept = (): void => {
  const kept = [...office.files.contents()].filter(([path]) => path.startsWith(`${DATA}/damaged/`))
  expect(kept.map(([, bytes]) => textOf(bytes))).toContain(damaged)
}

const expectMended = async (): Promise<void> => {
  await office.expectSound()
  expect(await office.read()).toEqual(office.lines)
  expectKept()
}

test('a damaged file that can be read is copied aside, never moved: after a power cut it could be in neither place', async () => {
  valueIn(await office.mend({ with: 'copy' }))
  const into = steps.filter(({ op, path }) => op === 'rename' && path.startsWith(`${DATA}/damaged/`))
  expect(into.length).toBeGreaterThan(0)
  // One rename each: that of the finished copy to its name.
  expect(new Set(into.map(({ path }) => path)).size).toBe(into.length)
  await expectMended()
})

describe('a decision to mend whose writing fails at its last step', () => {
  test.each([1, 2, 3, 6])(
    '%i times is carried out all the same, at once or at the next start',
    async (times) => {
      let left = times
      fails = ({ op, path }) => {
        const isDecided = steps.some((step) => step.op === 'rename' && step.path === `${DATA}/mending.json`)
        return isDecided && op === 'flushFolder' && path === DATA && left-- > 0
      }
      expect((await office.mend({ with: 'copy' })).ok).toBe(false)
      expectKept()
      expect(left).toBeLessThan(times)
      left = 0
      await office.restart()
      await expectMended()
    },
  )

  test('keeps the damaged file even where what was copied is gone by then', async () => {
    fails = ({ op, path }) => {
      const isDecided = steps.some((step) => step.op === 'rename' && step.path === `${DATA}/mending.json`)
      return isDecided && op === 'flushFolder' && path === DATA
    }
    expect((await office.mend({ with: 'copy' })).ok).toBe(false)
    fails = () => false
    await office.host.close()
    await office.files.removeTree(`${DATA}/damaged`)
    office.host = await office.start()
    await expectMended()
  })

  test('lets the ledger be opened without a restart, once the disk is well', async () => {
    let isBad = true
    fails = ({ op, path }) => {
      const isDecided = steps.some((step) => step.op === 'rename' && step.path === `${DATA}/mending.json`)
      return isBad && isDecided && op === 'flushFolder' && path === DATA
    }
    expect((await office.mend({ with: 'copy' })).ok).toBe(false)
    expect(await office.host.call('ledger.state', {})).toMatchObject({ ok: false, error: { code: 'EIO' } })
    isBad = false
    expect((await office.now()).device).toBe(office.device)
    await expectMended()
  })
})

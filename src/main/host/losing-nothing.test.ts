import { describe, expect, test } from 'vitest'
import { dayWithPowerCut } from './testing/power-cuts'

const NEVER = Number.POSITIVE_INFINITY
/** Long runs tear every step many times; the usual run does it a few times. */
const SEEDS = process.env.DAICHO_LONG === '1' ? 40 : 2

const everyStep = async (options?: { flushes: boolean }): Promise<number> => {
  const { steps } = await dayWithPowerCut(NEVER, 1)
  for (let step = 3; step <= steps; step += 1) {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      try {
        await dayWithPowerCut(step, step * 1000 + seed, options)
      } catch (error) {
        throw new Error(`power cut at step ${step} of ${steps}, seed ${step * 1000 + seed}`, { cause: error })
      }
    }
  }
  return steps
}

describe('whatever step the power fails at', () => {
  test('every acknowledged write is there afterwards, and nothing half', async () => {
    expect(await everyStep()).toBeGreaterThan(200)
  }, 3_600_000)

  test('on a disk that does not flush, promises are seen to be broken', async () => {
    await expect(everyStep({ flushes: false })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('broken promise') },
    })
  }, 3_600_000)
})

/**
 * One thing that the host does, on a disk of which any write, read or listing fails: at one moment, for a few, or from
 * then on. What stood on the disk is never changed by it; afterwards the disk is well again.
 */
import type { FileLayer } from '../../files/file-layer'
import { createFailingLooks } from '../../files/testing/failing-looks'
import { createTearingFiles, type TearingFiles } from '../../files/testing/tearing-files'
import { plantKept } from './stick-office'

export type Failing = {
  /** As the host sees it; it fails while armed. */
  readonly disk: FileLayer
  /** The same disk, well. */
  readonly files: TearingFiles
  /** Counts from here on. */
  readonly arm: () => void
  readonly disarm: () => void
  /** Writes and looks since it was armed. */
  readonly moments: () => number
}

/** From moment `at` (from 1) on, `times` moments fail with `code`. */
export type Trouble = { readonly at: number; readonly times: number; readonly code: string }

const NONE: Trouble = { at: Number.POSITIVE_INFINITY, times: 0, code: 'EIO' }

const failingDisk = async (
  content: ReadonlyMap<string, Uint8Array>,
  { at, times, code }: Trouble,
): Promise<Failing> => {
  let isArmed = false
  let moments = 0
  const failsNow = (): boolean => {
    if (!isArmed) return false
    moments += 1
    return moments >= at && moments < at + times
  }
  const files = createTearingFiles({ failAt: () => (failsNow() ? { code, written: 30 } : null) })
  await plantKept(files, content)
  return {
    disk: createFailingLooks(files, () => (failsNow() ? code : null)).files,
    files,
    arm: () => {
      isArmed = true
      moments = 0
    },
    disarm: () => {
      isArmed = false
    },
    moments: () => moments,
  }
}

const LONG = process.env.DAICHO_LONG === '1'
const TIMES = [1, Number.POSITIVE_INFINITY, 3, 2]
const CODES = ['EIO', 'EMFILE', 'ENOSPC', 'EACCES']

const troubles = (moments: number): readonly Trouble[] => {
  const kinds = TIMES.flatMap((times) => CODES.map((code) => ({ times, code })))
  const all = Array.from({ length: moments }, (_, index) => index + 1)
  if (LONG) return all.flatMap((at) => kinds.map((kind) => ({ at, ...kind })))
  // Once for every third moment, of each kind in turn.
  return all.filter((at) => at % 3 === 1).map((at, index) => ({ at, ...(kinds[index % 5] ?? NONE) }))
}

/**
 * Plays `scene`, which has to throw where a promise is broken, on disks with `content`: in long runs with every trouble at every
 * moment. Answers at how many moments it can fail.
 */
export const atEveryMoment = async (
  content: ReadonlyMap<string, Uint8Array>,
  scene: (failing: Failing) => Promise<void>,
): Promise<number> => {
  const well = await failingDisk(content, NONE)
  await scene(well)
  const moments = well.moments()
  for (const trouble of troubles(moments)) {
    try {
      await scene(await failingDisk(content, trouble))
    } catch (error) {
      const { at, times, code } = trouble
      throw new Error(`${code} ${times} times from moment ${at} of ${moments}`, { cause: error })
    }
  }
  return moments
}

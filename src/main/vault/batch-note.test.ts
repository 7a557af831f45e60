/** Lines written at once: what of them a power cut tears is no damage, and what is damaged later is never taken for torn. */
import { describe, expect, test } from 'vitest'
import {
  createTearingFiles,
  type Step,
  seededRandom,
  type TearingFiles,
} from '../files/testing/tearing-files'
import { scanChain } from './chain-scan'
import {
  DAMAGED,
  filledVault,
  LEDGER,
  linesOf,
  newVaultFiles,
  OWN,
  open,
  ownFile,
} from './testing/bare-vault'
import { createLineMaker, hashOf, struckLine } from './testing/make-lines'
import type { Vault } from './vault'

const done = { ok: true, value: null }
const roomy = { segmentBytes: 1_000_000 }
const SEGMENT = ownFile('000001.seg')
const NOTE = ownFile('000001.batch')
const textOf = (files: TearingFiles, path = SEGMENT): string =>
  new TextDecoder().decode(files.contents().get(path))
const notes = (files: TearingFiles): string[] =>
  [...files.contents().keys()].filter((path) => path.endsWith('.batch'))

/** Changes an acknowledged line by hand. */
const rot = (files: TearingFiles, line: string): void => {
  const text = textOf(files)
  if (!text.includes(line)) throw new Error('no such line')
  files.plant(SEGMENT, Buffer.from(text.replace(line, line.replace('佐藤', '佐籐'))))
}

const goOn = (lines: readonly string[], count: number): string[] =>
  createLineMaker(LEDGER, OWN, { seq: lines.length, hash: hashOf(lines.at(-1) ?? '') }).many(count)

/** The damage is named where it is, and nothing is cut. */
const expectNamed = async (files: TearingFiles, seq: number): Promise<void> => {
  const before = textOf(files)
  const vault = await open(files, roomy)
  expect((await vault.check()).problems).toMatchObject([{ segment: '000001', problem: 'changed', seq }])
  expect(textOf(files)).toBe(before)
  await vault.close()
}

/** A vault whose power fails while five lines are written behind a first one; `null`: none of it was torn. */
const tornBatch = async (steps: number, seed: number): Promise<{ files: TearingFiles; first: string }> => {
  const files = await newVaultFiles()
  const vault = await open(files, roomy)
  const maker = createLineMaker(LEDGER, OWN)
  const first = maker.next()
  expect(await vault.append([first])).toEqual(done)
  files.crashIn(steps)
  await vault.append(maker.many(5)).catch(() => null)
  files.crash()
  return { files: files.survivors(seededRandom(seed)), first }
}

describe('lines that a power cut tears while they are written at once', () => {
  /** Stopped while five lines are written behind a first one: of those the second is a hole. */
  const holed = async (): Promise<{ cut: TearingFiles; lines: string[]; rest: string }> => {
    let midway: TearingFiles | null = null
    const files = createTearingFiles({
      failAt: ({ op, path }) => {
        if (op === 'flush' && path === SEGMENT) midway = files.survivors(seededRandom(1))
        return null
      },
    })
    const vault = await open(await newVaultFiles(files), roomy)
    const lines = createLineMaker(LEDGER, OWN).many(6)
    await vault.append(lines.slice(0, 1))
    await vault.append(lines.slice(1))
    const cut = midway ?? files
    const hole = '\0'.repeat((lines[2] ?? '').length)
    const rest = `${[hole, ...lines.slice(3)].join('\n')}\n`
    cut.plant(SEGMENT, Buffer.from(`${lines.slice(0, 2).join('\n')}\n${rest}`))
    return { cut, lines, rest }
  }

  test('are no lost entries where mending looks, either', async () => {
    const { cut } = await holed()
    const scan = await scanChain(cut, ownFile(''), OWN, LEDGER, [])
    expect(scan.known).toBe(2)
    expect(scan.lines.map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('are cut off to the first hole, kept in damaged/, and no damage', async () => {
    const { cut, lines, rest } = await holed()
    const again = await open(cut, roomy)
    expect((await again.check()).problems).toEqual([])
    expect(await linesOf(again)).toEqual(lines.slice(0, 2))
    expect((await again.heads())[0]?.damagedAt).toBeUndefined()
    const [kept] = await cut.list(DAMAGED)
    expect(textOf(cut, `${DAMAGED}/${kept?.name}`)).toBe(rest)
    for (const line of lines.slice(2)) expect(await again.append([line])).toEqual(done)
  })

  test('leave the first line and a beginning of the others, whatever step it is', async () => {
    for (let steps = 1; steps <= 10; steps += 1)
      for (let seed = 0; seed < 20; seed += 1) {
        const { files, first } = await tornBatch(steps, seed)
        const vault = await open(files, roomy)
        expect((await vault.check()).problems).toEqual([])
        const lines = await linesOf(vault)
        expect(lines[0]).toBe(first)
        const [head] = await vault.heads()
        expect(head).toMatchObject({ seq: lines.length })
        expect(head?.damagedAt).toBeUndefined()
      }
  })

  test('leave no note behind the next start, whatever fails then', async () => {
    let found = 0
    for (let steps = 1; steps <= 10; steps += 1)
      for (let seed = 0; seed < 10; seed += 1) {
        const { files } = await tornBatch(steps, seed)
        found += notes(files).length
        await (await open(files, roomy)).close()
        files.crash()
        expect(notes(files.survivors(seededRandom(seed)))).toEqual([])
      }
    expect(found).toBeGreaterThan(10)
  })

  test('do not make later damage look torn', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { files } = await tornBatch(6, seed)
      const vault = await open(files, roomy)
      const lines = await linesOf(vault)
      const more = goOn(lines, 3)
      for (const line of more) expect(await vault.append([line])).toEqual(done)
      await vault.close()
      rot(files, more[0] ?? '')
      await expectNamed(files, lines.length + 1)
    }
  })
})

test('a note is gone for good once its lines are acknowledged', async () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const files = await newVaultFiles()
    const vault = await open(files, roomy)
    expect(await vault.append(createLineMaker(LEDGER, OWN).many(4))).toEqual(done)
    files.crash()
    expect(notes(files.survivors(seededRandom(seed)))).toEqual([])
  }
})

describe('lines that could not be written at once', () => {
  const isAppend = ({ op, path }: Step): boolean => op === 'append' && path === SEGMENT
  const isFlush = ({ op, path }: Step): boolean => op === 'flush' && path === SEGMENT
  const isDrop = ({ op, path }: Step): boolean => op === 'remove' && path === NOTE
  test.each<[string, (step: Step) => boolean, number]>([
    ['for want of room', isAppend, 1],
    ['whose flush fails', isFlush, 1],
    ['whose note cannot be removed', isDrop, 1],
    ['whose note cannot be removed twice', isDrop, 2],
    ['and cannot be taken back at once either', (step) => isAppend(step) || step.op === 'truncate', 2],
  ])('%s, do not make later damage look torn', async (_what, isHit, times) => {
    let left = 0
    const failing = createTearingFiles({
      failAt: (step) => {
        if (left === 0 || !isHit(step)) return null
        left -= 1
        return { code: 'ENOSPC', written: 30 }
      },
    })
    const files = await newVaultFiles(failing)
    const vault = await open(files, roomy)
    const lines = createLineMaker(LEDGER, OWN).many(6)
    expect(await vault.append(lines.slice(0, 1))).toEqual(done)
    left = times
    expect((await vault.append(lines.slice(1))).ok).toBe(false)
    expect(left).toBe(0)
    for (const line of lines.slice(1, 4)) expect(await vault.append([line])).toEqual(done)
    expect(notes(files)).toEqual([])
    await vault.close()
    rot(files, lines[1] ?? '')
    await expectNamed(files, 2)
  })
})

describe('a note that outlived its batch because the disk would not let it go', () => {
  /** Four entries and a note over those from `after` on, which the start could not remove. */
  const noted = async (
    after: number,
    change: (files: TearingFiles, lines: readonly string[]) => void = () => {},
  ): Promise<{ files: TearingFiles; vault: Vault; lines: string[] }> => {
    const filled = await filledVault(4, roomy)
    await filled.vault.close()
    const { lines } = filled
    const from = Buffer.byteLength(lines.slice(0, after).join('\n')) + 1
    filled.files.plant(NOTE, Buffer.from(JSON.stringify({ from, to: from + 100_000 })))
    change(filled.files, lines)
    filled.files.crash()
    let isStuck = true
    const files = filled.files.survivors(seededRandom(1), {
      failAt: ({ op, path }) => (isStuck && op === 'remove' && path === NOTE ? { code: 'EACCES' } : null),
    })
    const vault = await open(files, roomy)
    expect(notes(files)).toEqual([NOTE])
    isStuck = false
    return { files, vault, lines }
  }

  test('goes before a line is written', async () => {
    const { files, vault, lines } = await noted(1)
    expect(await vault.append(goOn(lines, 1))).toEqual(done)
    await vault.close()
    rot(files, lines[2] ?? '')
    await expectNamed(files, 3)
  })

  test('goes with a strike', async () => {
    const { files, vault, lines } = await noted(1)
    expect(await vault.strike(OWN, { seq: 2, ...struckLine(lines[1] ?? '') })).toEqual(done)
    await vault.close()
    rot(files, lines[2] ?? '')
    await expectNamed(files, 3)
  })

  test('goes when lost entries are entered again', async () => {
    const { files, vault, lines } = await noted(3, (disk, [, , third = '', fourth = '']) => {
      rot(disk, third)
      rot(disk, fourth)
    })
    expect((await vault.heads())[0]).toMatchObject({ damagedAt: 3 })
    expect(await vault.append(lines.slice(2))).toEqual(done)
    await vault.close()
    rot(files, lines[3] ?? '')
    await expectNamed(files, 4)
  })
})

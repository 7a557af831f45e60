import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createTearingFiles,
  type Step,
  seededRandom,
  type TearingFiles,
} from '../files/testing/tearing-files'
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
import { createLineMaker, hashOf } from './testing/make-lines'

const ok = { ok: true, value: null }
const refused = (error: object) => ({ ok: false, error })
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

describe('appending', () => {
  test('stores the bytes of the lines, each ended by a line feed', async () => {
    const { files, lines } = await filledVault(3)
    expect(text(files.contents().get(ownFile('000001.seg')))).toBe(lines.map((line) => `${line}\n`).join(''))
  })

  test('answers “done” to what is there already, even with new lines behind it', async () => {
    const { vault, lines, maker } = await filledVault(20)
    expect(await vault.append(lines.slice(0, 2))).toEqual(ok)
    const fresh = maker.many(2)
    expect(await vault.append([...lines.slice(-2), ...fresh])).toEqual(ok)
    expect(await linesOf(vault)).toEqual([...lines, ...fresh])
  })

  test('refuses another entry under a number that is given', async () => {
    const { vault, lines, maker } = await filledVault(20)
    expect(await vault.append([maker.rival()])).toEqual(refused({ type: 'OtherEntryThere', seq: 20 }))
    const early = createLineMaker(LEDGER, OWN, { seq: 3, hash: hashOf(lines[2] ?? '') }).next()
    expect(await vault.append([early])).toEqual(refused({ type: 'OtherEntryThere', seq: 4 }))
  })

  test('refuses a gap, and another predecessor', async () => {
    const { vault, maker } = await filledVault(2)
    maker.next()
    expect(await vault.append([maker.next()])).toEqual(refused({ type: 'WrongSeq', expected: 3 }))
    const stranger = createLineMaker(LEDGER, OWN, { seq: 2, hash: 'e'.repeat(64) }).next()
    expect(await vault.append([stranger])).toEqual(refused({ type: 'WrongPrev', seq: 3 }))
  })

  test('refuses all of a batch when one line of it is wrong', async () => {
    const { vault, lines, maker } = await filledVault(2)
    const fresh = maker.many(3)
    expect(await vault.append([fresh[0] ?? '', fresh[2] ?? ''])).toEqual(
      refused({ type: 'WrongSeq', expected: 4 }),
    )
    expect(await linesOf(vault)).toEqual(lines)
  })

  test.each([
    ['of another device', createLineMaker(LEDGER, 'dev2').next()],
    ['of another ledger', createLineMaker('ffff0123', OWN).next()],
    ['with a line feed in it', `${createLineMaker(LEDGER, OWN).next()}\n`],
    ['that is none', 'hello'],
  ])('refuses a line %s', async (_what, line) => {
    const vault = await open(await newVaultFiles())
    expect(await vault.append([line])).toEqual(refused({ type: 'BadLine' }))
    expect(await vault.heads()).toEqual([])
  })

  test('closes a segment when it is full, and signs it', async () => {
    const { files, vault } = await filledVault(20)
    const names = (await files.list(ownFile(''))).map(({ name }) => name).sort()
    expect(names.filter((name) => name.endsWith('.seg')).length).toBeGreaterThan(2)
    const manifest = JSON.parse(text(files.contents().get(ownFile('000001.json'))))
    expect(manifest).toMatchObject({ format: 1, first: 1, signer: OWN })
    expect(await vault.check()).toMatchObject({ problems: [] })
  })

  test('nothing is written once the vault is closed', async () => {
    const { vault, maker } = await filledVault(1)
    await vault.close()
    expect(await vault.append([maker.next()])).toEqual(refused({ type: 'NoLedger' }))
  })
})

describe('a disk that fails', () => {
  const failing = (codes: Partial<Record<Step['op'], string>>) => {
    const state = { on: false }
    const files = createTearingFiles({
      failAt: ({ op }) => (state.on && codes[op] ? { code: codes[op], written: 100 } : null),
    })
    return { state, files }
  }

  test.each([
    ['ENOSPC', { type: 'DiskFull' }],
    ['EDQUOT', { type: 'DiskFull' }],
    ['EIO', { type: 'Unwritable', code: 'EIO' }],
  ])(
    'on %s the answer says so, nothing half stays, and the same lines can come again',
    async (code, failure) => {
      const { state, files } = failing({ append: code })
      const vault = await open(await newVaultFiles(files))
      const maker = createLineMaker(LEDGER, OWN)
      const first = maker.next()
      expect(await vault.append([first])).toEqual(ok)
      const second = maker.next()
      state.on = true
      expect(await vault.append([second])).toEqual(refused(failure))
      expect(text(files.contents().get(ownFile('000001.seg')))).toBe(`${first}\n`)
      state.on = false
      expect(await vault.append([second])).toEqual(ok)
      expect(await linesOf(vault)).toEqual([first, second])
    },
  )

  test('a line that was refused does not come back after a power cut', async () => {
    for (let seed = 0; seed < 40; seed += 1) {
      let flushesToFail = 0
      const files = createTearingFiles({
        failAt: ({ op }) => (op === 'flush' && flushesToFail-- > 0 ? { code: 'EIO' } : null),
      })
      const vault = await open(await newVaultFiles(files))
      const maker = createLineMaker(LEDGER, OWN)
      const first = maker.next()
      await vault.append([first])
      // The line's own flush fails; the one that takes it back works.
      flushesToFail = 1
      expect(await vault.append([maker.next()])).toEqual(refused({ type: 'Unwritable', code: 'EIO' }))
      files.crash()
      expect(await linesOf(await open(files.survivors(seededRandom(seed))))).toEqual([first])
    }
  })

  test('a taking back that fails too is made up for before the next line', async () => {
    const { state, files } = failing({ append: 'EIO', truncate: 'EIO' })
    const vault = await open(await newVaultFiles(files))
    const maker = createLineMaker(LEDGER, OWN)
    const first = maker.next()
    await vault.append([first])
    const second = maker.next()
    state.on = true
    expect((await vault.append([second])).ok).toBe(false)
    expect(text(files.contents().get(ownFile('000001.seg')))).not.toBe(`${first}\n`)
    expect(await linesOf(vault)).toEqual([first])
    state.on = false
    expect(await vault.append([second])).toEqual(ok)
    expect(text(files.contents().get(ownFile('000001.seg')))).toBe(`${first}\n${second}\n`)
  })

  test('a segment that cannot be closed takes more lines, and is closed later', async () => {
    const { state, files } = failing({ rename: 'ENOSPC' })
    const vault = await open(await newVaultFiles(files))
    const maker = createLineMaker(LEDGER, OWN)
    state.on = true
    for (const line of maker.many(8)) expect(await vault.append([line])).toEqual(ok)
    await vault.settled()
    expect(await files.stat(ownFile('000001.json'))).toBeNull()
    state.on = false
    expect(await vault.append([maker.next()])).toEqual(ok)
    await vault.settled()
    expect(await files.stat(ownFile('000001.json'))).not.toBeNull()
  })
})

describe('a start', () => {
  test('moves a torn last line to damaged/ and goes on behind the last whole one', async () => {
    const { files, vault, lines, maker } = await filledVault(3)
    await vault.close()
    const segment = files.contents().get(ownFile('000001.seg')) ?? new Uint8Array()
    const torn = maker.next().slice(0, 70)
    files.plant(ownFile('000001.seg'), Buffer.concat([segment, Buffer.from(torn)]))
    const again = await open(files)
    expect(await linesOf(again)).toEqual(lines)
    const [aside] = await files.list(DAMAGED)
    expect(text(await files.read(join(DAMAGED, aside?.name ?? '')))).toBe(torn)
    expect(
      await again.append([createLineMaker(LEDGER, OWN, { seq: 3, hash: hashOf(lines[2] ?? '') }).next()]),
    ).toEqual(ok)
  })

  test('with no room to move a torn line away still reads, and writes behind it in a new segment', async () => {
    const { files, vault, lines } = await filledVault(3)
    await vault.close()
    const segment = files.contents().get(ownFile('000001.seg')) ?? new Uint8Array()
    files.plant(ownFile('000001.seg'), Buffer.concat([segment, Buffer.from('torn')]))
    files.crash()
    const full = files.survivors(seededRandom(1), {
      failAt: ({ path }) => (path.startsWith(DAMAGED) ? { code: 'ENOSPC' } : null),
    })
    const again = await open(full)
    expect(await linesOf(again)).toEqual(lines)
    const next = createLineMaker(LEDGER, OWN, { seq: 3, hash: hashOf(lines[2] ?? '') }).next()
    expect(await again.append([next])).toEqual(ok)
    expect(await linesOf(await open(full))).toEqual([...lines, next])
    expect(text(full.contents().get(ownFile('000001.seg'))).endsWith('torn')).toBe(true)
  })

  test('reports a damaged middle, never cuts it, and goes on behind it', async () => {
    const { files, vault, lines } = await filledVault(5)
    await vault.close()
    const damaged = text(files.contents().get(ownFile('000001.seg'))).replace('"salt":"2"', '"salt":"x"')
    files.plant(ownFile('000001.seg'), Buffer.from(damaged))
    const again = await open(files)
    expect(await again.heads()).toMatchObject([{ seq: 5 }])
    const next = createLineMaker(LEDGER, OWN, { seq: 5, hash: hashOf(lines[4] ?? '') }).next()
    expect(await again.append([next])).toEqual(ok)
    expect(text(files.contents().get(ownFile('000001.seg')))).toBe(damaged)
    expect(await again.check()).toMatchObject({
      problems: [{ device: OWN, segment: '000001', problem: 'changed', seq: 2 }],
    })
    expect((await linesOf(again)).length).toBe(6)
  })

  test.each([
    ['the last line', 3, /"salt":"3"/, 2],
    ['every line', 1, /"salt":/g, 0],
  ])(
    'reports %s changed by hand, never moves it away, and says what is lost',
    async (_what, lost, change, seq) => {
      const { files, vault } = await filledVault(3)
      await vault.close()
      const damaged = text(files.contents().get(ownFile('000001.seg'))).replace(change, (found) =>
        found.replace('salt', 'sbit'),
      )
      files.plant(ownFile('000001.seg'), Buffer.from(damaged))
      const again = await open(files)
      expect(await again.heads()).toMatchObject([{ seq, damagedAt: lost }])
      expect(text(files.contents().get(ownFile('000001.seg')))).toBe(damaged)
      expect(await again.check()).toMatchObject({ problems: [{ problem: 'changed', seq: lost }] })
    },
  )

  const tearUp = (files: TearingFiles, from: number): string => {
    const path = ownFile('000001.seg')
    const damaged = text(files.contents().get(path)).replace(/"salt":"(\d)"/g, (found, seq) =>
      Number(seq) < from ? found : found.replace('salt', 'sbit'),
    )
    files.plant(path, Buffer.from(damaged))
    return damaged
  }
  const kept = async (files: TearingFiles): Promise<string[]> =>
    (await files.list(DAMAGED)).map(({ name }) => text(files.contents().get(`${DAMAGED}/${name}`)))

  test('is what it was once lost last entries are entered again; the lost lines are kept', async () => {
    const { files, vault, lines, maker } = await filledVault(4)
    await vault.close()
    const whole = text(files.contents().get(ownFile('000001.seg')))
    const damaged = tearUp(files, 3)
    const changes: (readonly [number, boolean])[] = []
    const again = await open(files, {
      onChange: (_device, segment, rewritten) => void changes.push([segment, rewritten]),
    })
    expect(await again.append(lines.slice(2))).toEqual(ok)
    expect(changes).toEqual([[1, true]])
    expect(text(files.contents().get(ownFile('000001.seg')))).toBe(whole)
    expect(await kept(files)).toEqual([damaged.split('\n').slice(2).join('\n')])
    lines.push(...maker.many(3))
    for (const line of lines.slice(4)) expect(await again.append([line])).toEqual(ok)
    expect((await again.check()).problems).toEqual([])
    expect(await linesOf(again)).toEqual(lines)
    await again.close()
    const later = await open(files)
    expect((await later.check()).problems).toEqual([])
    expect(await linesOf(later)).toEqual(lines)
  })

  test('still names lost last entries of which only some are entered again, and loses none', async () => {
    const { files, vault, lines } = await filledVault(4)
    await vault.close()
    const damaged = tearUp(files, 3)
    const again = await open(files)
    expect(await again.append(lines.slice(2, 3))).toEqual(ok)
    expect(text(files.contents().get(ownFile('000001.seg')))).toBe(damaged)
    expect((await again.check()).problems).toMatchObject([{ segment: '000001', seq: 3 }])
    // All are there again: at the next start there is nothing to name any more.
    expect(await again.append(lines.slice(3))).toEqual(ok)
    await again.close()
    const later = await open(files)
    expect((await later.check()).problems).toEqual([])
    expect(await linesOf(later)).toEqual(lines)
    expect(await kept(files)).toEqual([damaged.split('\n').slice(2).join('\n')])
    await later.close()
    expect((await (await open(files)).check()).problems).toEqual([])
  })

  test('names lost last entries, or has them again, wherever a power cut stops what enters them', async () => {
    for (let turn = 0; ; turn += 1) {
      const { files, vault, lines } = await filledVault(4)
      await vault.close()
      tearUp(files, 3)
      files.crashIn(1 + Math.floor(turn / 4))
      const answer = await open(files)
        .then((cut) => cut.append(lines.slice(2)))
        .catch(() => null)
      const isOver = !files.hasCrashed()
      files.crash()
      const after = await open(files.survivors(seededRandom(turn)))
      const [head] = await after.heads()
      if (answer?.ok || head?.damagedAt === undefined) {
        expect(head).toMatchObject({ seq: 4 })
        expect(await linesOf(after)).toEqual(lines)
        expect((await after.check()).problems).toEqual([])
      } else expect(head).toMatchObject({ seq: 2, damagedAt: 3 })
      if (!isOver) continue
      expect(answer).toEqual(ok)
      expect(turn).toBeGreaterThan(20)
      break
    }
  })

  test('reads only the last open segment, however many are closed', async () => {
    const { files, vault } = await filledVault(120)
    await vault.close()
    const closed = (await files.list(ownFile(''))).filter(({ name }) => /^\d+\.json$/.test(name)).length
    expect(closed).toBeGreaterThan(15)
    const read: string[] = []
    const again = await open({
      ...files,
      read: (path) => {
        read.push(path)
        return files.read(path)
      },
    })
    expect(await again.heads()).toMatchObject([{ seq: 120 }])
    expect(read.filter((path) => path.endsWith('.seg')).length).toBeLessThanOrEqual(1)
  })

  test('does not trust the last manifest blindly: the next entry goes behind what is really there', async () => {
    const { files, vault, lines, maker } = await filledVault(5)
    await vault.close()
    const manifest = text(files.contents().get(ownFile('000001.json')))
    expect(manifest).toContain('"last": 5')
    files.plant(ownFile('000001.json'), Buffer.from(manifest.replace('"last": 5', '"last": 9')))
    const again = await open(files)
    const next = maker.next()
    expect(await again.append([next])).toEqual(ok)
    expect(await linesOf(again)).toEqual([...lines, next])
    expect((await again.check()).problems).toEqual([])
  })

  test('says where a closed segment was cut short, and does not sign what is left of it', async () => {
    const { files, vault } = await filledVault(5)
    await vault.close()
    const manifest = text(files.contents().get(ownFile('000001.json')))
    const whole = text(files.contents().get(ownFile('000001.seg')))
    files.plant(ownFile('000001.seg'), Buffer.from(whole.replace(/[^\n]+\n$/, '')))
    const again = await open(files)
    expect(await again.heads()).toMatchObject([{ seq: 4, damagedAt: 5 }])
    expect(text(files.contents().get(ownFile('000001.json')))).toBe(manifest)
    expect((await again.check()).problems).toMatchObject([{ problem: 'changed', seq: 5 }])
  })

  test('does not sign a closed segment anew that its manifest contradicts', async () => {
    const { files, vault, lines } = await filledVault(5)
    await vault.close()
    const manifest = text(files.contents().get(ownFile('000001.json')))
    const forged = createLineMaker(LEDGER, OWN).many(5, 41)
    files.plant(ownFile('000001.seg'), Buffer.from(forged.map((line) => `${line}\n`).join('')))
    const again = await open(files)
    expect(await again.append([lines[4] ?? ''])).toMatchObject({ error: { type: 'OtherEntryThere' } })
    await again.settled()
    expect(text(files.contents().get(ownFile('000001.json')))).toBe(manifest)
    expect((await again.check()).problems).toMatchObject([{ problem: 'changed', seq: 1 }])
  })

  test('cuts nothing from a closed segment whose end is damaged', async () => {
    const { files, vault, lines } = await filledVault(5)
    await vault.close()
    const damaged = text(files.contents().get(ownFile('000001.seg'))).replace('"salt":"5"', '"salt":"x"')
    files.plant(ownFile('000001.seg'), Buffer.from(damaged))
    const again = await open(files)
    expect(await again.heads()).toMatchObject([{ seq: 4 }])
    expect(await again.append([lines[4] ?? ''])).toEqual(ok)
    expect(text(files.contents().get(ownFile('000001.seg')))).toBe(damaged)
    expect((await again.check()).problems).toMatchObject([{ segment: '000001' }])
  })

  test('closes a segment whose closing was cut off', async () => {
    const { files, vault } = await filledVault(8)
    await vault.close()
    const before = files.contents().get(ownFile('000001.json'))
    await files.remove(ownFile('000001.json'))
    const again = await open(files)
    expect(text(files.contents().get(ownFile('000001.json')))).toBe(text(before))
    expect((await again.check()).problems).toEqual([])
  })
})

describe('reading', () => {
  test('gives as many whole lines as fit, and at least one', async () => {
    const { vault, lines } = await filledVault(20)
    const size = Buffer.byteLength(lines[4] ?? '') + 1
    expect(await vault.read(OWN, 5, 1)).toEqual({ ok: true, value: { text: `${lines[4]}\n`, count: 1 } })
    expect(await vault.read(OWN, 5, size)).toMatchObject({ value: { count: 1 } })
    expect(await vault.read(OWN, 5, 2 * size)).toMatchObject({ value: { count: 2 } })
    expect(await vault.read(OWN, 1, 1_000_000)).toEqual({
      ok: true,
      value: { text: lines.map((line) => `${line}\n`).join(''), count: 20 },
    })
  })

  test('hands out bytes that are no text as an empty line, for the reader to report', async () => {
    const { files, vault, lines } = await filledVault(3)
    await vault.close()
    const bytes = Buffer.from(await files.read(ownFile('000001.seg')))
    bytes[0] = 0xff
    files.plant(ownFile('000001.seg'), bytes)
    const again = await open(files)
    const answer = await again.read(OWN, 1, 100_000)
    expect(answer.ok && answer.value.text.split('\n')).toEqual(['', lines[1], lines[2], ''])
    expect(await again.check()).toMatchObject({ problems: [{ seq: 1 }] })
  })

  test('gives nothing behind the end, and nothing of a stranger', async () => {
    const { vault } = await filledVault(2)
    const nothing = { ok: true, value: { text: '', count: 0 } }
    expect(await vault.read(OWN, 3, 100)).toEqual(nothing)
    expect(await vault.read('dev9', 1, 100)).toEqual(nothing)
  })

  test('sees a line as soon as it is acknowledged', async () => {
    const { vault, lines, maker } = await filledVault(20)
    expect(await linesOf(vault)).toEqual(lines)
    const next = maker.next()
    await vault.append([next])
    expect(await vault.read(OWN, 21, 10)).toEqual({ ok: true, value: { text: `${next}\n`, count: 1 } })
  })
})

import { describe, expect, test } from 'vitest'
import { createTearingFiles, type Step, seededRandom } from '../files/testing/tearing-files'
import { filledVault, LEDGER, linesOf, newVaultFiles, OWN, open, ownFile } from './testing/bare-vault'
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

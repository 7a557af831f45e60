import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seededRandom, type TearingFiles } from '../files/testing/tearing-files'
import { DAMAGED, filledVault, LEDGER, linesOf, OWN, open, ownFile } from './testing/bare-vault'
import { createLineMaker, hashOf } from './testing/make-lines'

const ok = { ok: true, value: null }
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

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

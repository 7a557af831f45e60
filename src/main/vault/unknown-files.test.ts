/** What the vault did not load, or does not know, it does not write over. */
import { describe, expect, test } from 'vitest'
import type { TearingFiles } from '../files/testing/tearing-files'
import type { Extension } from './bring-in'
import type { HeldLine } from './chain-scan'
import { readLine, sha256 } from './line'
import {
  card,
  filledVault,
  LEDGER,
  linesOf,
  newVaultFiles,
  OWN,
  open,
  ownFile,
  ownKey,
} from './testing/bare-vault'
import { createLineMaker, hashOf } from './testing/make-lines'

const text = (files: TearingFiles, path: string): string =>
  new TextDecoder().decode(files.contents().get(path))
const refused = { ok: false, error: { type: 'Unwritable', code: 'EEXIST' } }

const held = (line: string, segment: number): HeldLine => {
  const read = readLine(Buffer.from(line))
  if (!read) throw new Error('no line')
  return { ...read, bytes: Buffer.from(`${line}\n`), segment }
}

const extension = (
  lines: readonly string[],
  after: { seq: number; hash: string | null },
  segment = 1,
): Extension => ({
  device: OWN,
  after,
  lines: lines.map((line) => held(line, segment)),
  manifests: [],
})

const cards = [card(OWN, ownKey.publicKey)]

describe('a segment that was not there when the vault was opened', () => {
  test('is not written over by an entry', async () => {
    const files = await newVaultFiles()
    const vault = await open(files)
    const [first = '', other = ''] = [
      createLineMaker(LEDGER, OWN).next(50),
      createLineMaker(LEDGER, OWN).next(9),
    ]
    files.plant(ownFile('000001.seg'), Buffer.from(`${first}\n`))
    expect(await vault.append([other])).toEqual(refused)
    expect(text(files, ownFile('000001.seg'))).toBe(`${first}\n`)
    expect(await linesOf(await open(files))).toEqual([first])
  })

  test('is not written over by entries that are brought in', async () => {
    const files = await newVaultFiles()
    const vault = await open(files)
    const first = createLineMaker(LEDGER, OWN).next(50)
    files.plant(ownFile('000001.seg'), Buffer.from(`${first}\n`))
    const chains = [extension([createLineMaker(LEDGER, OWN).next(9)], { seq: 0, hash: null })]
    expect(await vault.bringIn({ cards, chains })).toEqual(refused)
    expect(text(files, ownFile('000001.seg'))).toBe(`${first}\n`)
    // Refused, it has been read.
    expect(await linesOf(vault)).toEqual([first])
  })
})

test('bytes behind the last entry that the vault did not write are not cut off', async () => {
  const { files, vault, lines, maker } = await filledVault(2)
  const [third = '', fourth = ''] = maker.many(2)
  await vault.close()
  const again = await open(files)
  const longer = `${[...lines, third].join('\n')}\n`
  files.plant(ownFile('000001.seg'), Buffer.from(longer))
  expect(await again.append([third, fourth])).toEqual(refused)
  const chains = [extension([third, fourth], { seq: 2, hash: hashOf(lines[1] ?? '') })]
  expect(await again.bringIn({ cards, chains })).toEqual(refused)
  expect(text(files, ownFile('000001.seg'))).toBe(longer)
})

describe('entries that are brought in', () => {
  test('follow the last one of the vault', async () => {
    const { vault, lines, maker } = await filledVault(2)
    const more = maker.many(3)
    const chains = [extension(more, { seq: 2, hash: hashOf(lines[1] ?? '') })]
    expect(await vault.bringIn({ cards, chains })).toEqual({ ok: true, value: 3 })
    expect(await linesOf(vault)).toEqual([...lines, ...more])
  })

  test('follow lines of which a failed write left a part that could not be taken back at once', async () => {
    let isFailing = false
    const files = (await filledVault(0)).files.survivors(() => 0.9, {
      failAt: ({ op, path }) =>
        isFailing && path.endsWith('.seg') && (op === 'append' || op === 'truncate')
          ? { code: 'EIO', written: 40 }
          : null,
    })
    const vault = await open(await newVaultFiles(files))
    const maker = createLineMaker(LEDGER, OWN)
    const first = maker.next()
    await vault.append([first])
    const more = maker.many(2)
    isFailing = true
    expect((await vault.append(more.slice(0, 1))).ok).toBe(false)
    isFailing = false
    const chains = [extension(more, { seq: 1, hash: hashOf(first) })]
    expect(await vault.bringIn({ cards, chains })).toEqual({ ok: true, value: 2 })
    expect(await linesOf(vault)).toEqual([first, ...more])
    expect((await vault.check()).problems).toEqual([])
  })

  test.each([
    ['an earlier entry', 1],
    ['one that is not there yet', 3],
  ])('and follow %s are left', async (_what, seq) => {
    const { files, vault, lines, maker } = await filledVault(2)
    const before = text(files, ownFile('000001.seg'))
    const chain = [...lines, ...maker.many(4)]
    const chains = [extension(chain.slice(seq), { seq, hash: hashOf(chain[seq - 1] ?? '') })]
    expect(await vault.bringIn({ cards, chains })).toEqual({ ok: true, value: 0 })
    expect(text(files, ownFile('000001.seg'))).toBe(before)
  })

  test('and follow another entry under the last number are left', async () => {
    const { files, vault, lines, maker } = await filledVault(2)
    const before = text(files, ownFile('000001.seg'))
    const rival = maker.rival()
    expect(rival).not.toBe(lines[1])
    const after = { seq: 2, hash: hashOf(rival) }
    const more = createLineMaker(LEDGER, OWN, after).many(2)
    expect(await vault.bringIn({ cards, chains: [extension(more, after)] })).toEqual({ ok: true, value: 0 })
    expect(text(files, ownFile('000001.seg'))).toBe(before)
  })
})

test('an entry of a later format is not written', async () => {
  const { vault, lines } = await filledVault(1)
  const body = '{"salt":"1","actorName":"佐藤","changes":[]}'
  const head = JSON.stringify({
    v: 2,
    ledger: LEDGER,
    id: `${OWN}:2`,
    prev: hashOf(lines[0] ?? ''),
    body: sha256(body),
  })
  const line = `${sha256(head)}\t${head}\t${body}`
  expect(readLine(Buffer.from(line))).toMatchObject({ format: 2 })
  expect(await vault.append([line])).toEqual({ ok: false, error: { type: 'BadLine' } })
  expect(await linesOf(vault)).toEqual(lines)
})

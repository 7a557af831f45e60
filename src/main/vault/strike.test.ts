import { describe, expect, test } from 'vitest'
import { createFailingLooks } from '../files/testing/failing-looks'
import { DAMAGED, filledVault, LEDGER, linesOf, OWN, open, ownFile } from './testing/bare-vault'
import { createLineMaker, struckLine } from './testing/make-lines'

const ok = { ok: true, value: null }
const refused = (error: object) => ({ ok: false, error })
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

describe('striking out', () => {
  test('replaces the body in a closed segment, which is signed again; nothing of it stays', async () => {
    const { files, vault, lines } = await filledVault(20)
    const struck = struckLine(lines[1] ?? '')
    expect(await vault.strike(OWN, { ...struck, seq: 2 })).toEqual(ok)
    expect(await linesOf(vault)).toEqual(lines.with(1, struck.line))
    expect((await vault.check()).problems).toEqual([])
    const everything = [...files.contents().values()].map(text).join('')
    expect(everything).not.toContain('"salt":"2"')
    expect(await linesOf(await open(files))).toEqual(lines.with(1, struck.line))
  })

  test('in the open segment leaves it open, and its closing signs what is there', async () => {
    const { vault, lines, maker } = await filledVault(3)
    const struck = struckLine(lines[2] ?? '')
    expect(await vault.strike(OWN, { ...struck, seq: 3 })).toEqual(ok)
    const more = maker.many(12)
    for (const line of more) expect(await vault.append([line])).toEqual(ok)
    await vault.settled()
    expect(await linesOf(vault)).toEqual([...lines.with(2, struck.line), ...more])
    expect((await vault.check()).problems).toEqual([])
  })

  test('twice is done once, and the entry counts as there', async () => {
    const { vault, lines } = await filledVault(3)
    const struck = struckLine(lines[1] ?? '')
    await vault.strike(OWN, { ...struck, seq: 2 })
    expect(await vault.strike(OWN, { ...struck, seq: 2 })).toEqual(ok)
    expect(await vault.append([lines[1] ?? ''])).toEqual(ok)
    expect(await vault.append([struck.line])).toEqual(ok)
  })

  test('is not answered before it is done, whatever of its files cannot be read for a moment', async () => {
    for (let nth = 1; ; nth += 1) {
      const { files, vault, lines } = await filledVault(8)
      await vault.close()
      let isOn = false
      let seen = 0
      const disk = createFailingLooks(files, () => (isOn && ++seen === nth ? 'EIO' : null))
      const again = await open(disk.files)
      const struck = { ...struckLine(lines[1] ?? ''), seq: 2 }
      isOn = true
      const answer = await again.strike(OWN, struck)
      if (answer.ok) expect(text(files.contents().get(ownFile('000001.seg')))).not.toContain('"salt":"2"')
      else expect(await again.strike(OWN, struck)).toEqual(ok)
      isOn = false
      expect(await linesOf(await open(files))).toEqual(lines.with(1, struck.line))
      expect((await again.check()).problems).toEqual([])
      if (seen < nth) break
    }
  })

  test.each([
    ['another head', (line: string) => struckLine(createLineMaker(LEDGER, OWN).next() + line.slice(0, 0))],
    [
      'another body than the one that stands there',
      (line: string) => ({ ...struckLine(line), before: 'a'.repeat(64) }),
    ],
    ['another body than named', (line: string) => ({ ...struckLine(line), after: 'a'.repeat(64) })],
    ['a line that is none', (line: string) => ({ ...struckLine(line), line: 'x' })],
  ])('refuses %s', async (_what, make) => {
    const { vault, lines } = await filledVault(3)
    expect(await vault.strike(OWN, { ...make(lines[1] ?? ''), seq: 2 })).toEqual(refused({ type: 'BadLine' }))
    expect(await linesOf(vault)).toEqual(lines)
  })

  test('does not sign anew what contradicts its manifest', async () => {
    const { files, vault, lines } = await filledVault(20)
    const path = ownFile('000001.seg')
    files.plant(path, Buffer.from(text(files.contents().get(path)).replace('"salt":"3"', '"salt":"x"')))
    const struck = struckLine(lines[1] ?? '')
    expect(await vault.strike(OWN, { ...struck, seq: 2 })).toEqual(ok)
    expect(text(files.contents().get(path))).not.toContain('"salt":"2"')
    expect((await vault.check()).problems).toMatchObject([{ problem: 'changed', seq: 3 }])
  })

  test('reaches whole, torn and damaged lines of the entry in damaged files, and no other entry there', async () => {
    const { files, vault, lines, maker } = await filledVault(3)
    const rival = maker.rival()
    const third = lines[2] ?? ''
    const struck = struckLine(third)
    const kept: [string, string, string][] = [
      ['dev1-000001-9.tail', third.slice(0, -20), struck.line],
      ['mended-x/dev1/000001.seg', `${lines[1]}\n${third}\n`, `${lines[1]}\n${struck.line}\n`],
      ['mended-x/dev1/000002.seg', `${third.replace(/^../, 'xx')}\n${rival}\n`, `${struck.line}\n${rival}\n`],
      ['mended-y/dev1/000001.seg', `${rival}\n`, `${rival}\n`],
    ]
    for (const [name, content] of kept) {
      const path = `${DAMAGED}/${name}`
      await files.makeFolder(path.slice(0, path.lastIndexOf('/')))
      files.plant(path, Buffer.from(content))
    }
    for (const _time of ['once', 'twice']) {
      expect(await vault.strike(OWN, { ...struck, seq: 3 })).toEqual(ok)
      for (const [name, , after] of kept) expect(text(files.contents().get(`${DAMAGED}/${name}`))).toBe(after)
    }
  })

  test('is done in damaged files where the vault lost the entry, and refused where nothing has it', async () => {
    const { files, vault, maker } = await filledVault(3)
    const lost = maker.next()
    const struck = struckLine(lost)
    expect(await vault.strike(OWN, { ...struck, seq: 4 })).toEqual(refused({ type: 'BadLine' }))
    await files.makeFolder(DAMAGED)
    files.plant(`${DAMAGED}/dev1-000001-9.tail`, Buffer.from(lost))
    expect(await vault.strike(OWN, { ...struck, seq: 4 })).toEqual(ok)
    expect(text(files.contents().get(`${DAMAGED}/dev1-000001-9.tail`))).toBe(struck.line)
  })

  test('refuses an entry that is not there', async () => {
    const { vault, lines } = await filledVault(3)
    const struck = struckLine(lines[1] ?? '')
    expect(await vault.strike(OWN, { ...struck, seq: 9 })).toEqual(refused({ type: 'BadLine' }))
    expect(await vault.strike('dev9', { ...struck, seq: 2 })).toEqual(refused({ type: 'BadLine' }))
  })
})

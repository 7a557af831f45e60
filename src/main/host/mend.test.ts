import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, struckLine } from '../vault/testing/make-lines'
import { startOffice, valueIn } from './testing/office'
import { DATA, plantKept, STICK, StickOffice, textOf } from './testing/stick-office'

let office: StickOffice
const damage = () => office.damage()
const mend: StickOffice['mend'] = (wish) => office.mend(wish)
const expectSound = () => office.expectSound()

beforeEach(async () => {
  office = await StickOffice.open()
})

describe('a ledger without damage', () => {
  test('says so, and mending changes nothing', async () => {
    await office.fill()
    office.host = await office.start()
    expect(await damage()).toMatchObject({ devices: [], copy: { has: 0 } })
    const before = office.files.contents()
    expect(await mend({ with: 'nothing' })).toMatchObject({ ok: true, value: { broughtBack: 0, lost: 0 } })
    expect([...office.files.contents()].filter(([path]) => path.includes('/vault/'))).toEqual(
      [...before].filter(([path]) => path.includes('/vault/')),
    )
  })

  test('is none where no ledger is open', async () => {
    const empty = await startOffice({ files: office.files, dataDir: '/empty' })
    expect(await empty.call('ledger.damage', {})).toEqual({ ok: false, error: { type: 'NoLedger' } })
    expect(await empty.call('ledger.mend', { with: 'nothing' })).toEqual({
      ok: false,
      error: { type: 'NoLedger' },
    })
  })
})

const damages: readonly (readonly [what: string, from: number, damage: () => void | Promise<void>])[] = [
  [
    'a changed line in a closed segment',
    3,
    () => office.change(office.segment(1), '"salt":"3"', '"salt":"x"'),
  ],
  [
    'a destroyed line',
    4,
    () => office.change(office.segment(1), /\n[0-9a-f]{64}(?=\t\{"v":1,"ledger":"\w+","id":"\w+:4")/, '\n'),
  ],
  ['a line that is gone', 2, () => office.change(office.segment(1), /\n[^\n]*"id":"\w+:2"[^\n]*\n/, '\n')],
  ['a segment that is gone', 6, () => office.files.remove(office.segment(2))],
  [
    'a segment that is gone with its manifest',
    6,
    async () => {
      await office.files.remove(office.segment(2))
      await office.files.remove(office.segment(2, 'json'))
    },
  ],
  ['a closed last segment that was cut short', 20, () => {}],
  ['a changed last line', 20, () => {}],
]

describe('damage', () => {
  test.each(damages)('of %s is told, and mended with the copy to the byte', async (what, from, harm) => {
    await office.fill()
    const before = new Map(office.files.contents())
    if (what.startsWith('a closed last')) {
      expect(await office.files.stat((await lastSegment()).replace('.seg', '.json'))).not.toBeNull()
      office.change(await lastSegment(), /[^\n]+\n$/, '')
    } else if (what.startsWith('a changed last'))
      office.change(await lastSegment(), '"salt":"20"', '"salt":"x"')
    else await harm()
    office.host = await office.start()
    const told = await damage()
    const [of] = told.devices
    expect(of).toMatchObject({ device: office.device, code: 'A', own: true })
    expect(of?.from).toBe(firstOf(what, from))
    const regained = office.lines.length - (of?.from ?? 0) + 1
    expect(told.copy).toEqual({ folder: STICK, has: regained })

    const mended = valueIn(await mend({ with: 'copy' }))
    expect(mended).toMatchObject({ broughtBack: regained, lost: 0 })
    expect(await office.read()).toEqual(office.lines)
    await expectSound()
    expect((await office.now()).device).toBe(office.device)
    for (const [path, bytes] of before)
      if (path.startsWith(`${DATA}/vault/`)) expect(office.standing(path)).toBe(textOf(bytes))
    expect((await office.files.list(join(mended.aside, office.device))).length).toBeGreaterThan(0)
    await office.append(1)
    expect(await office.read()).toEqual(office.lines)
    expect(await office.host.call('copy.status', {})).toMatchObject({
      behind: 0,
      failure: null,
      setAside: null,
    })
    expect((await office.files.list(STICK)).length).toBe(1)
    for (const name of await segmentNames())
      expect(office.standing(office.copied(name))).toBe(office.standing(name))
  })

  test('that an older mending left as a gap in the numbers is named, and mended without any loss', async () => {
    await office.fill(false)
    for (const number of [4, 3, 2]) for (const ending of ['seg', 'json']) await renumber(number, ending)
    office.host = await office.start()
    expect(await office.read()).toEqual(office.lines)
    expect(valueIn(await office.host.call('vault.check', {})).problems).toMatchObject([
      { segment: '000002', problem: 'missing' },
    ])
    expect(await damage()).toMatchObject({ devices: [{ entriesBehind: 0 }] })
    expect(valueIn(await mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: 0 })
    expect(await office.read()).toEqual(office.lines)
    await expectSound()
  })

  const renumber = async (number: number, ending: string): Promise<void> => {
    if (await office.files.stat(office.segment(number, ending)))
      await office.files.rename(office.segment(number, ending), office.segment(number + 1, ending))
  }
  const segmentNames = async (): Promise<string[]> =>
    (await office.files.list(`${DATA}/vault/${office.device}`))
      .filter(({ name }) => /^\d+\./.test(name))
      .map(({ name }) => `${DATA}/vault/${office.device}/${name}`)
  const lastSegment = async (): Promise<string> =>
    (await segmentNames()).filter((name) => name.endsWith('.seg')).at(-1) ?? ''
  /** First entry of the second segment is wherever the first one became full. */
  const firstOf = (what: string, from: number): number =>
    what.startsWith('a segment that is gone')
      ? (JSON.parse(office.standing(office.copied(office.segment(2, 'json')))) as { first: number }).first
      : from

  test('without any copy ends the chain before it, keeps the files, and the next entries are another device’s', async () => {
    await office.fill(false)
    const whole = office.standing(office.segment(1)).replace('"salt":"3"', '"salt":"x"')
    office.change(office.segment(1), '"salt":"3"', '"salt":"x"')
    office.host = await office.start()
    expect(await damage()).toEqual({
      devices: [{ device: office.device, code: 'A', own: true, from: 3, entriesBehind: 18 }],
      copy: null,
    })
    expect(await mend({ with: 'copy' })).toEqual({ ok: false, error: { type: 'NothingBetter' } })
    const mended = valueIn(await mend({ with: 'nothing' }))
    expect(mended).toMatchObject({ broughtBack: 0, lost: 18 })
    expect(await office.read()).toEqual(office.lines.slice(0, 2))
    expect(office.standing(join(mended.aside, office.device, '000001.seg'))).toBe(whole)
    await expectSound()
    const now = await office.now()
    expect(now.device).not.toBe(office.device)
    expect(now.code).toBe('B')
    const next = createLineMaker(office.state.ledger, now.device).many(2)
    valueIn(await office.host.call('vault.append', { lines: next }))
    await office.restart()
    expect(await office.read(now.device)).toEqual(next)
    expect(await office.read()).toEqual(office.lines.slice(0, 2))
  })

  test('is mended with a copy that is behind where the vault’s own later lines follow', async () => {
    await office.fill()
    for (const name of [3, 4]) {
      await office.files.remove(office.copied(office.segment(name)))
      await office.files.remove(office.copied(office.segment(name, 'json')))
    }
    office.change(office.segment(1), '"salt":"3"', '"salt":"x"')
    office.host = await office.start()
    expect(valueIn(await mend({ with: 'copy' }))).toMatchObject({ broughtBack: 18, lost: 0 })
    expect(await office.read()).toEqual(office.lines)
    await expectSound()
  })

  test('of a shortened body, which no hash protects, is mended with the copy', async () => {
    await office.append(2)
    const { line, ...hashes } = struckLine(office.lines[1] ?? '')
    const voucher = office.maker.next(5, [{ entry: `${office.device}:2`, fields: [], ...hashes }])
    valueIn(await office.host.call('vault.append', { lines: [voucher] }))
    valueIn(await office.host.call('vault.strike', { device: office.device, seq: 2, line, ...hashes }))
    office.lines.splice(1, 2, line, voucher)
    await office.fill()
    office.change(office.segment(1), /"actorName":"佐藤"(?=,"changes":\[\])/, '"actorName":"佐勝"')
    office.host = await office.start()
    expect(valueIn(await mend({ with: 'copy' }))).toMatchObject({ broughtBack: 0, lost: 0 })
    expect(await office.read()).toEqual(office.lines)
    await expectSound()
  })

  test('of which the copy has a part is mended so far, and the device is followed by another', async () => {
    await office.fill()
    office.change(office.copied(office.segment(2)), /"salt":"9"/, '"salt":"x"')
    office.change(office.segment(1), '"salt":"3"', '"salt":"x"')
    await office.files.remove(office.segment(2))
    office.host = await office.start()
    expect(await damage()).toMatchObject({ devices: [{ from: 3, entriesBehind: 18 }], copy: { has: 6 } })
    expect(valueIn(await mend({ with: 'copy' }))).toMatchObject({ broughtBack: 6, lost: 12 })
    expect(await office.read()).toEqual(office.lines.slice(0, 8))
    await expectSound()
    expect((await office.now()).code).toBe('B')
  })

  test('takes no line that is of another history, another ledger, or shortened without a voucher', async () => {
    await office.fill(false)
    office.change(office.segment(1), '"salt":"3"', '"salt":"x"')
    const ledgers: [string, string, string[]][] = [
      ['/forked', office.state.ledger, createLineMaker(office.state.ledger, office.device).many(20, 7)],
      ['/other', 'ffff0123', createLineMaker('ffff0123', office.device).many(20)],
      [
        '/struck',
        office.state.ledger,
        office.lines.map((line, at) => (at === 2 ? struckLine(line).line : line)),
      ],
    ]
    for (const [folder, , content] of ledgers) {
      await office.files.makeFolder(`${folder}/vault/${office.device}`)
      office.files.plant(
        `${folder}/vault/${office.device}/000001.seg`,
        Buffer.from(content.map((line) => `${line}\n`).join('')),
      )
    }
    const before = [...office.files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))
    office.host = await office.start()
    expect(await mend({ with: 'folder', path: '/struck' })).toMatchObject({ error: { type: 'NotGranted' } })
    for (const [folder, ledger] of ledgers) {
      await office.restart({ folder })
      await office.host.call('folders.choose', { purpose: 'restore' })
      const type = ledger === office.state.ledger ? 'NothingBetter' : 'NotAVault'
      expect(await mend({ with: 'folder', path: folder })).toMatchObject({ ok: false, error: { type } })
      expect([...office.files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))).toEqual(
        before,
      )
      expect((await office.now()).device).toBe(office.device)
    }
  })

  test('is mended with a folder that has the vault', async () => {
    await office.fill()
    await office.files.makeFolder('/backup')
    await office.files.rename(office.copyFolder(), '/backup/theirs')
    office.change(office.segment(2), '"salt":"9"', '"salt":"x"')
    office.host = await office.start({ folder: '/backup/theirs' })
    expect(await damage()).toMatchObject({ devices: [{ from: 9 }], copy: null })
    await office.host.call('folders.choose', { purpose: 'restore' })
    expect(valueIn(await mend({ with: 'folder', path: '/backup/theirs' }))).toMatchObject({
      broughtBack: 12,
      lost: 0,
    })
    expect(await office.read()).toEqual(office.lines)
    await expectSound()
  })

  test('of which nobody can tell what is lost is mended without a number', async () => {
    await office.fill(false)
    await office.files.remove(office.segment(2))
    office.files.plant(office.segment(2, 'json'), Buffer.from('scribble'))
    for (const number of [3, 4])
      for (const ending of ['seg', 'json']) await office.files.remove(office.segment(number, ending))
    office.host = await office.start()
    expect(await damage()).toMatchObject({ devices: [{ entriesBehind: null }] })
    expect(valueIn(await mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: null })
    expect((await office.now()).code).toBe('B')
    await expectSound()
  })

  test('while the disk is full changes nothing, and the ledger is open as before', async () => {
    await office.fill()
    office.change(office.segment(1), '"salt":"3"', '"salt":"x"')
    const full = createTearingFiles({
      failAt: ({ path, op }) => (path.endsWith('.mended') && op === 'append' ? { code: 'ENOSPC' } : null),
    })
    office.files = await plantKept(full, office.files.contents())
    const before = [...office.files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))
    office.host = await office.start()
    const answer = await mend({ with: 'copy' })
    if (!answer.ok) expect(answer).toEqual({ ok: false, error: { type: 'DiskFull' } })
    else throw new Error('it was mended on a full disk')
    expect([...office.files.contents()].filter(([path]) => path.startsWith(`${DATA}/vault`))).toEqual(before)
    expect((await office.read()).length).toBeGreaterThan(0)
  })
})

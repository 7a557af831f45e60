/** Files that cannot be read or listed, for a moment or for good: nothing is taken for gone because of that. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createFailingLooks, type Look } from '../files/testing/failing-looks'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, struckLine } from '../vault/testing/make-lines'
import { openState, valueIn } from './testing/office'
import { DATA, STICK, StickOffice } from './testing/stick-office'

let office: StickOffice

beforeEach(async () => {
  office = await StickOffice.open()
})

/** The office's disk while `isBad` says so of a look. */
const failing = (isBad: (look: Look) => boolean, code = 'EIO') =>
  createFailingLooks(office.files, (look) => (isBad(look) ? code : null)).files

const linesAt = (path: string): readonly string[] => office.standing(path).split('\n').slice(0, -1)

/** Every line in any file of the data folder. */
const inData = (): string =>
  [...office.files.contents()]
    .filter(([path]) => path.startsWith(DATA))
    .map(([, bytes]) => new TextDecoder().decode(bytes))
    .join('')

describe('a vault that cannot be listed for a moment', () => {
  const listings = Array.from({ length: 8 }, (_, index) => index + 1)
  test.each(listings)('at start, at listing %i, loses nothing, whatever is written then', async (nth) => {
    await office.append(6)
    await office.host.close()
    const whole = office.standing(office.segment(1))
    let seen = 0
    const disk = failing(
      ({ op, path }) => op === 'list' && path === `${DATA}/vault` && ++seen === nth,
      'EMFILE',
    )
    office.host = await office.start({ given: { files: disk } })
    await office.host.call('vault.append', {
      lines: [createLineMaker(office.state.ledger, office.device).next()],
    })
    await office.restart()
    expect((await office.now()).device).toBe(office.device)
    expect(office.standing(office.segment(1))).toBe(whole)
    expect(await office.read()).toEqual(office.lines)
  })

  test.each(listings)('with a copy that is behind, at listing %i, loses nothing', async (nth) => {
    await office.chooseCopy()
    await office.append(2)
    await office.host.close()
    const away = createFailingLooks(office.files, ({ path }) =>
      path.startsWith(STICK) ? 'ENXIO' : null,
    ).files
    office.host = await office.start({ given: { files: away } })
    await office.append(2)
    await office.host.close()
    let seen = 0
    const disk = failing(({ op, path }) => op === 'list' && path === `${DATA}/vault` && ++seen === nth)
    office.host = await office.start({ given: { files: disk } })
    await office.host.settled()
    await office.restart()
    expect(await office.read()).toEqual(office.lines)
    expect((await office.now()).device).toBe(office.device)
    await office.host.settled()
    expect(linesAt(office.copied(office.segment(1)))).toEqual(office.lines)
  })

  test('is no defect of a check, which says that it could not read', async () => {
    await office.append(2)
    let isBad = false
    await office.host.close()
    const disk = failing(({ op, path }) => isBad && op === 'list' && path === `${DATA}/vault`, 'EACCES')
    office.host = await office.start({ given: { files: disk } })
    isBad = true
    expect(await office.host.call('vault.check', {})).toEqual({
      ok: false,
      error: { type: 'Unwritable', code: 'EACCES' },
    })
  })

  test('is not taken for one without entries by a restore', async () => {
    await office.chooseCopy()
    await office.append(3)
    await office.host.call('copy.set', { path: null })
    await office.append(3)
    await office.host.close()
    office.files.plant(`${DATA}/ledger.json`, Buffer.from('{'))
    let isBad = true
    const disk = failing(({ op, path }) => isBad && op === 'list' && path === `${DATA}/vault`)
    office.host = await office.start({ given: { files: disk } })
    await office.host.call('folders.choose', { purpose: 'restore' })
    expect(await office.host.call('ledger.restore', { path: STICK })).toMatchObject({ ok: false })
    isBad = false
    await office.restart()
    expect(await office.read()).toEqual(office.lines)
  })
})

test('a restore keeps what stands in the place of the vault, though it saw no entries there', async () => {
  await office.chooseCopy()
  await office.append(3)
  await office.host.close()
  const stray = `${DATA}/vault/${office.device}/notes.txt`
  office.files.plant(`${DATA}/ledger.json`, Buffer.from('{'))
  await office.files.remove(office.segment(1))
  office.files.plant(stray, Buffer.from('kept'))
  office.host = await office.start()
  await office.host.call('folders.choose', { purpose: 'restore' })
  valueIn(await office.host.call('ledger.restore', { path: STICK }))
  expect(inData()).toContain('kept')
  expect(await office.read()).toEqual(office.lines)
})

describe('a second copy that cannot be read', () => {
  /** The vault is as it was two entries ago, the copy is not. */
  const goBack = async (): Promise<void> => {
    await office.chooseCopy()
    await office.append(2)
    const old = office.files.contents().get(office.segment(1)) ?? new Uint8Array()
    await office.append(2)
    await office.host.close()
    office.files.plant(office.segment(1), Uint8Array.from(old))
  }

  test.each([1, 2])('%i times gives back what the vault lost all the same', async (times) => {
    await goBack()
    let left = times
    const copy = office.copied(office.segment(1))
    const disk = failing(({ op, path }) => op === 'read' && path === copy && left-- > 0)
    office.host = await office.start({ given: { files: disk } })
    await office.host.settled()
    expect(await office.read()).toEqual(office.lines)
    expect(linesAt(copy)).toEqual(office.lines)
    expect((await office.now()).wentBack).toBe(true)
  })

  test.each<[string, string, (path: string) => boolean]>([
    ['list its devices', 'ENOENT', (path) => path === `${office.copyFolder()}/vault`],
    ['read its card', 'EIO', (path) => path === office.copied(`${DATA}/vault/${office.device}/device.json`)],
  ])('when it is asked to %s gives back what the vault lost all the same', async (_what, code, isHit) => {
    await goBack()
    for (let nth = 1; nth < 4; nth += 1) {
      const before = office.files.contents()
      let seen = 0
      const disk = failing(({ op, path }) => /read|list/.test(op) && isHit(path) && ++seen === nth, code)
      const host = await office.start({ given: { files: disk } })
      await host.settled()
      await host.close()
      office.host = await office.start()
      await office.host.settled()
      expect(await office.read()).toEqual(office.lines)
      expect(await office.host.call('copy.status', {})).toMatchObject({ setAside: null })
      await office.host.close()
      for (const [path, bytes] of before) office.files.plant(path, bytes)
    }
  })

  test('for good is left as it is at first, then set aside: never written over', async () => {
    await goBack()
    const copy = office.copied(office.segment(1))
    const whole = office.standing(copy)
    const files = failing(({ op, path }) => op === 'read' && path === copy)
    let time = Date.UTC(2026, 10, 22, 6)
    office.host = await office.start({ given: { files, now: () => new Date(time) } })
    await office.host.settled()
    expect(await office.host.call('copy.status', {})).toMatchObject({ failure: 'FolderUnwritable' })
    expect(office.standing(copy)).toBe(whole)
    time += 120_000
    const more = createLineMaker(office.state.ledger, office.device, {
      seq: 2,
      hash: office.lines[1]?.slice(0, 64) ?? '',
    }).next()
    valueIn(await office.host.call('vault.append', { lines: [more] }))
    await office.host.settled()
    expect(await office.host.call('copy.status', {})).toMatchObject({ failure: null, behind: 0 })
    const kept = [...office.files.contents()].filter(([path]) => path.includes('/set-aside/'))
    expect(kept.map(([, bytes]) => new TextDecoder().decode(bytes))).toEqual([whole])
    expect(linesAt(copy)).toEqual([...office.lines.slice(0, 2), more])
    await office.restart({
      given: { files: failing(({ op, path }) => op === 'read' && path.includes('/set-aside/')) },
    })
    await office.host.settled()
    expect(await office.host.call('copy.status', {})).toMatchObject({ failure: null, behind: 0 })
  })
})

describe('a segment of the vault that cannot be read for good', () => {
  test.each([
    ['closed', 1],
    ['open, the last', 4],
  ])('%s, is named and mended from the copy', async (_what, number) => {
    await office.fill()
    const bad = office.segment(number)
    expect(office.standing(bad)).not.toBe('')
    const node = office.files.contents().get(bad)
    const files = failing(({ op, path }) => {
      const isSame = office.files.contents().get(path) === node
      return (op === 'read' || op === 'readRange') && isSame
    })
    office.host = await office.start({ given: { files } })
    expect((await office.damage()).devices).toMatchObject([{ device: office.device, own: true }])
    valueIn(await office.mend({ with: 'copy' }))
    expect(await office.read()).toEqual(office.lines)
    await office.expectSound()
    // What is kept of it cannot be read either, and holds up no strike.
    const struck = struckLine(office.lines[1] ?? '')
    valueIn(await office.host.call('vault.strike', { device: office.device, seq: 2, ...struck }))
  })

  test('takes no entry under a number that may have been given in it', async () => {
    await office.append(3)
    await office.host.close()
    const bad = office.segment(1)
    const whole = office.standing(bad)
    const files = failing(({ op, path }) => op === 'read' && path === bad)
    office.host = await office.start({ given: { files } })
    const first = createLineMaker(office.state.ledger, office.device).next()
    expect(await office.host.call('vault.append', { lines: [first] })).toMatchObject({ ok: false })
    expect(office.standing(bad)).toBe(whole)
  })

  test('but only for a moment is read when damage is looked for again', async () => {
    await office.append(3)
    await office.host.close()
    let isBad = true
    const files = failing(({ op, path }) => isBad && op === 'read' && path === office.segment(1))
    office.host = await office.start({ given: { files } })
    expect(valueIn(await office.host.call('vault.heads', {}))).toMatchObject([{ damagedAt: 1 }])
    isBad = false
    expect((await office.damage()).devices).toEqual([])
    expect(valueIn(await office.host.call('vault.heads', {}))).toMatchObject([{ seq: 3 }])
    expect(await office.read()).toEqual(office.lines)
  })
})

describe('a data folder that could not be opened', () => {
  test('for a moment is open when it is asked for again', async () => {
    await office.append(2)
    await office.host.close()
    let isBad = true
    const files = failing(({ op, path }) => isBad && op === 'read' && path === `${DATA}/device.json`, 'EBUSY')
    office.host = await office.start({ given: { files } })
    expect(await office.host.call('ledger.state', {})).toMatchObject({ ok: false, error: { code: 'EBUSY' } })
    isBad = false
    expect((await office.now()).device).toBe(office.device)
    expect(await office.read()).toEqual(office.lines)
  })

  test.each(['asked for', 'restored'])(
    'because the disk was full at the end of a restore is open when it is %s again',
    async (how) => {
      await office.chooseCopy()
      await office.append(2)
      await office.host.close()
      let full = true
      const disk: TearingFiles = createTearingFiles({
        failAt: ({ op, path }) =>
          full && op === 'create' && path.includes('/ledger.json') ? { code: 'ENOSPC' } : null,
      })
      for (const [path, bytes] of office.files.contents())
        if (path.startsWith(STICK)) {
          await disk.makeFolder(path.slice(0, path.lastIndexOf('/')))
          disk.plant(path, bytes)
        }
      office.files = disk
      office.host = await office.start()
      await office.host.call('folders.choose', { purpose: 'restore' })
      const full1 = { ok: false, error: { type: 'DiskFull' } }
      expect(await office.host.call('ledger.restore', { path: STICK })).toEqual(full1)
      expect(await office.host.call('ledger.state', {})).toEqual(full1)
      full = false
      if (how === 'restored') openState(await office.host.call('ledger.restore', { path: STICK }))
      expect((await office.now()).ledger).toBe(office.state.ledger)
      expect(await office.read()).toEqual(office.lines)
    },
  )
})

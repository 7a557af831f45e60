import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles } from '../files/testing/tearing-files'
import { createLineMaker, hashOf, type LineMaker, struckLine } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { atEveryMoment, type Failing } from './testing/failing-day'
import { openState, readAll, startOffice, valueIn } from './testing/office'
import { DATA, SEGMENT_BYTES, STICK, StickOffice, textOf } from './testing/stick-office'

type Content = ReadonlyMap<string, Uint8Array>

let office: StickOffice

beforeEach(async () => {
  striking = null
  office = await StickOffice.open()
})

/** The office's files as they stand; what the stick's folder needs is there. */
const content = (): Content => new Map([...office.files.contents()])

const options = { dataDir: DATA, folder: STICK, segmentBytes: SEGMENT_BYTES, seed: 7 }

/** Does `act` on a host whose disk fails meanwhile; its start fails too. */
const during = async (failing: Failing, act: (host: Host) => Promise<void>): Promise<void> => {
  failing.arm()
  const host = await startOffice({ ...options, files: failing.disk }).catch((error: unknown) => {
    // A data folder that cannot be claimed: nothing was begun.
    if (error instanceof Error && error.message.startsWith('not started')) return null
    throw error
  })
  if (host) {
    await host.call('ledger.state', {})
    await host.settled()
    await act(host)
    await host.settled()
    await expectNoFalseSound(host)
  }
  failing.disarm()
  await host?.close()
}

let acknowledged: string[]
/** The second entry as it stands once a strike that was asked for is done. */
let striking: string | null

/** A ledger of which nothing is named as wrong shows every acknowledged entry. */
const expectNoFalseSound = async (host: Host): Promise<void> => {
  const state = await host.call('ledger.state', {})
  if (!state.ok || state.value.state !== 'open' || state.value.ledger !== office.state.ledger) return
  const check = await host.call('vault.check', {})
  const damage = await host.call('ledger.damage', {})
  if (!check.ok || check.value.problems.length > 0 || !damage.ok || damage.value.devices.length > 0) return
  const heads = await host.call('vault.heads', {})
  if (!heads.ok) return
  expect(heads.value.find(({ device }) => device === office.device)?.seq ?? 0).toBeGreaterThanOrEqual(
    acknowledged.length,
  )
}

/** A start on the disk that is well again. */
const again = async (failing: Failing): Promise<Host> => {
  const host = await startOffice({ ...options, files: failing.files, seed: 11 })
  await host.call('ledger.state', {})
  await host.settled()
  return host
}

const expectSound = async (host: Host): Promise<void> => {
  expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
  expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
}

const expectAll = async (host: Host): Promise<void> => {
  const found = await readAll(host, office.device)
  if (striking !== null && found[1] === striking) acknowledged[1] = striking
  expect(found.slice(0, acknowledged.length)).toEqual(acknowledged)
  await expectSound(host)
}

/** Strikes the second entry out, under a voucher that is kept first; remembers it once it is answered. */
const strike = async (host: Host, maker: LineMaker): Promise<void> => {
  const struck = struckLine(acknowledged[1] ?? '')
  const { before, after } = struck
  const known = acknowledged.length
  await write(host, [maker.next(5, [{ entry: `${office.device}:2`, fields: [], before, after }])])
  if (acknowledged.length === known) return
  striking = struck.line
  const wish = { device: office.device, seq: 2, ...struck }
  for (let tries = 0; tries < 3; tries += 1)
    if ((await host.call('vault.strike', wish)).ok) {
      acknowledged[1] = struck.line
      return
    }
}

/** Appends lines under the first device; remembers what was acknowledged. */
const write = async (host: Host, lines: readonly string[]): Promise<void> => {
  for (let tries = 0; tries < 3; tries += 1) {
    const answer = await host.call('vault.append', { lines: [...lines] })
    if (!answer.ok) continue
    acknowledged.push(...lines)
    return
  }
}

const makerBehind = (lines: readonly string[]): LineMaker =>
  createLineMaker(office.state.ledger, office.device, {
    seq: lines.length,
    hash: hashOf(lines.at(-1) ?? ''),
  })

describe('whatever the disk fails at', () => {
  test('while a ledger is opened and written to, with or without a copy, nothing acknowledged is lost', async () => {
    for (const withCopy of [false, true]) {
      if (withCopy) await office.chooseCopy()
      await office.append(withCopy ? 2 : 6)
      await office.host.close()
      const moments = await atEveryMoment(content(), async (failing) => {
        acknowledged = [...office.lines]
        striking = null
        await during(failing, async (host) => {
          const maker = makerBehind(acknowledged)
          await write(host, maker.many(1))
          if (acknowledged.length === maker.count()) await write(host, maker.many(4))
          if (acknowledged.length === maker.count()) await strike(host, maker)
        })
        const host = await again(failing)
        await expectAll(host)
        expect(await host.call('copy.status', {})).toMatchObject({ setAside: null })
        await host.close()
      })
      expect(moments).toBeGreaterThan(50)
      office.host = await office.start()
    }
  }, 600_000)

  test('while a vault that went back gets from its copy what it lost, both keep what they have', async () => {
    await office.chooseCopy()
    await office.append(3)
    const early = content()
    await office.append(5)
    await office.host.close()
    const late = content()
    const back = new Map([...late].filter(([path]) => !path.startsWith(DATA)))
    for (const [path, bytes] of early) if (path.startsWith(DATA)) back.set(path, bytes)
    acknowledged = [...office.lines]
    await atEveryMoment(back, async (failing) => {
      failing.arm()
      const first = await startOffice({ ...options, files: failing.disk }).catch(() => null)
      await first?.call('ledger.state', {})
      await first?.settled()
      failing.disarm()
      await first?.close()
      const host = await again(failing)
      await expectAll(host)
      const state = openState(await host.call('ledger.state', {}))
      expect(state.device !== office.device || state.wentBack === true).toBe(true)
      expect(await host.call('copy.status', {})).toMatchObject({ setAside: null, failure: null, behind: 0 })
      await host.close()
    })
  }, 600_000)

  test('while a folder is chosen for the copy, the copy is whole in the end', async () => {
    await office.append(8)
    await office.host.close()
    const stick = new Map([...content(), [`${STICK}/photo.jpg`, Buffer.from('photo')]])
    acknowledged = [...office.lines]
    await atEveryMoment(stick, async (failing) => {
      await during(failing, async (host) => {
        await host.call('folders.choose', { purpose: 'copy' })
        await host.call('copy.set', { path: STICK })
      })
      const host = await again(failing)
      await host.call('folders.choose', { purpose: 'copy' })
      valueIn(await host.call('copy.set', { path: STICK }))
      await host.settled()
      expect(await host.call('copy.status', {})).toMatchObject({ failure: null, behind: 0, setAside: null })
      expect(valueIn(await host.call('copy.check', {}))).toMatchObject({ repaired: 0, left: 0 })
      await expectAll(host)
      await host.close()
    })
  }, 600_000)

  test('while a ledger is restored, it is there whole or can be restored again', async () => {
    await office.fill()
    const stick = new Map([...content()].filter(([path]) => path.startsWith(STICK)))
    acknowledged = [...office.lines]
    await atEveryMoment(stick, async (failing) => {
      await during(failing, async (host) => {
        await host.call('folders.choose', { purpose: 'restore' })
        await host.call('ledger.restore', { path: STICK })
      })
      const host = await again(failing)
      const state = valueIn(await host.call('ledger.state', {}))
      if (state.state === 'none') {
        await host.call('folders.choose', { purpose: 'restore' })
        openState(await host.call('ledger.restore', { path: STICK }))
      }
      await expectAll(host)
      await host.close()
    })
  }, 600_000)

  test.each(['copy', 'nothing'] as const)(
    'while a ledger is mended with %s, it is mended or can be, and the damaged file is kept',
    async (wish) => {
      await office.fill()
      office.change(office.segment(2), '"salt":"9"', '"salt":"x"')
      const standing = wish === 'copy' ? office.lines : office.lines.slice(0, 8)
      const damaged = office.standing(office.segment(2))
      await atEveryMoment(content(), async (failing) => {
        acknowledged = office.lines.slice(0, 8)
        await during(failing, async (host) => {
          await host.call('ledger.mend', { with: wish })
        })
        const host = await again(failing)
        if (valueIn(await host.call('ledger.damage', {})).devices.length > 0)
          valueIn(await host.call('ledger.mend', { with: 'copy' }))
        const found = await readAll(host, office.device)
        expect(found.slice(0, standing.length)).toEqual(standing)
        await expectSound(host)
        const kept = [...failing.files.contents()].filter(([path]) => path.startsWith(`${DATA}/damaged/`))
        expect(kept.some(([, bytes]) => textOf(bytes) === damaged)).toBe(true)
        await host.close()
      })
    },
    600_000,
  )

  test('while a first ledger is made, there is one or none, and nothing of another', async () => {
    const empty = createTearingFiles()
    await empty.makeFolder(DATA)
    empty.plant(`${DATA}/readme.txt`, Buffer.from('mine'))
    await atEveryMoment(empty.contents(), async (failing) => {
      acknowledged = []
      await during(failing, async (host) => {
        await host.call('ledger.create', {})
      })
      const host = await again(failing)
      const state = valueIn(await host.call('ledger.state', {}))
      const made = state.state === 'open' ? state : openState(await host.call('ledger.create', {}))
      const lines = createLineMaker(made.ledger, made.device).many(2)
      valueIn(await host.call('vault.append', { lines }))
      await expectSound(host)
      await host.close()
    })
  }, 600_000)
})

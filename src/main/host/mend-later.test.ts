import { beforeEach, describe, expect, test } from 'vitest'
import { createLineMaker } from '../vault/testing/make-lines'
import { valueIn } from './testing/office'
import { STICK, StickOffice } from './testing/stick-office'

let office: StickOffice

beforeEach(async () => {
  office = await StickOffice.open()
})

describe('entries that a ledger was mended without', () => {
  /** Mended while the stick was away, then written to under the new device; answers what was written. */
  const goOnWithout = async (): Promise<{ readonly device: string; readonly lines: readonly string[] }> => {
    office.change(office.segment(1), '"salt":"3"', '"salt":"x"')
    if (await office.files.stat(STICK)) await office.files.rename(STICK, '/elsewhere')
    office.host = await office.start()
    expect(valueIn(await office.mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: 18 })
    expect(await office.read()).toEqual(office.lines.slice(0, 2))
    const { device } = await office.now()
    const lines = createLineMaker(office.state.ledger, device).many(8)
    for (const line of lines) valueIn(await office.host.call('vault.append', { lines: [line] }))
    await office.host.settled()
    return { device, lines }
  }
  const expectAllThere = async (next: Awaited<ReturnType<typeof goOnWithout>>): Promise<void> => {
    await office.host.settled()
    expect(await office.read()).toEqual(office.lines)
    expect(await office.read(next.device)).toEqual(next.lines)
    expect(await office.now()).toMatchObject({ device: next.device, code: 'B' })
    expect((await office.now()).wentBack).toBeUndefined()
    expect(await office.host.call('copy.status', {})).toMatchObject({
      broughtBack: 18,
      behind: 0,
      setAside: null,
    })
    await office.expectSound()
    await office.restart()
    await office.expectSound()
    expect(await office.read()).toEqual(office.lines)
    expect(await office.host.call('copy.status', {})).toMatchObject({ broughtBack: 0, behind: 0 })
  }

  test('stand again under their numbers at the first start that finds the copy', async () => {
    await office.fill()
    const next = await goOnWithout()
    await office.host.close()
    await office.files.rename('/elsewhere', STICK)
    office.host = await office.start()
    await expectAllThere(next)
  })

  test('stand again when the copy comes back while Daicho runs', async () => {
    await office.fill()
    const next = await goOnWithout()
    await office.files.rename('/elsewhere', STICK)
    await office.chooseCopy()
    await expectAllThere(next)
  })

  test('stand again when a folder that has them is chosen for the copy later on', async () => {
    await office.fill()
    await office.files.rename(STICK, '/backup')
    await office.host.close()
    office.host = await office.start()
    await office.host.call('copy.set', { path: null })
    await office.host.close()
    const next = await goOnWithout()
    await office.restart({ folder: '/backup' })
    await office.chooseCopy('/backup')
    await expectAllThere(next)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { createLineMaker } from '../vault/testing/make-lines'
import { valueIn } from './testing/office'
import { DATA, StickOffice } from './testing/stick-office'

let office: StickOffice
const damage = () => office.damage()
const mend: StickOffice['mend'] = (wish) => office.mend(wish)
const expectSound = () => office.expectSound()

beforeEach(async () => {
  office = await StickOffice.open()
})

describe('a closed segment that is not what was signed', () => {
  test('but whose lines hold loses nothing: it is written and signed anew, and the old one is kept', async () => {
    await office.fill(false)
    office.change(office.segment(1, 'json'), /"sha256": "...../, '"sha256": "00000')
    office.host = await office.start()
    expect(valueIn(await office.host.call('vault.check', {})).problems).toMatchObject([
      { problem: 'changed' },
    ])
    expect(await damage()).toMatchObject({ devices: [{ from: 21, entriesBehind: 0 }] })
    expect(valueIn(await mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: 0 })
    expect(await office.read()).toEqual(office.lines)
    await expectSound()
    expect((await office.now()).device).toBe(office.device)
  })

  /** A second device writes on; the first one's files are only read from then on. */
  const leave = async (): Promise<void> => {
    office.host = await office.start()
    valueIn(await office.host.call('ledger.newDevice', {}))
  }

  test.each(['while Daicho runs', 'while it does not'])(
    'because its manifest is gone is named %s, and signed anew without any loss',
    async (when) => {
      await office.fill(false)
      const manifest = office.standing(office.segment(2, 'json'))
      await leave()
      if (when === 'while it does not') await office.host.close()
      await office.files.remove(office.segment(2, 'json'))
      if (when === 'while it does not') office.host = await office.start()
      const { seq } = valueIn(await office.host.call('vault.check', {})).problems[0] ?? {}
      expect(manifest).toContain(`"first": ${seq}`)
      expect(valueIn(await office.host.call('vault.check', {})).problems).toEqual([
        { device: office.device, segment: '000002', problem: 'unsigned', seq },
      ])
      expect((await damage()).devices).toEqual([
        { device: office.device, code: 'A', own: false, from: 21, entriesBehind: 0, unsigned: '000002' },
      ])
      expect(valueIn(await mend({ with: 'nothing' }))).toMatchObject({ broughtBack: 0, lost: 0 })
      expect(await office.read()).toEqual(office.lines)
      expect(office.standing(office.segment(2, 'json'))).toContain('"signature"')
      await expectSound()
      await office.restart()
      await expectSound()
    },
  )

  test('of this device because its manifest is gone is signed anew by the next start', async () => {
    await office.fill(false)
    office.host = await office.start()
    const manifest = office.standing(office.segment(2, 'json'))
    await office.files.remove(office.segment(2, 'json'))
    expect((await damage()).devices).toMatchObject([{ own: true, entriesBehind: 0, unsigned: '000002' }])
    expect(valueIn(await office.host.call('vault.check', {})).problems).toMatchObject([
      { problem: 'unsigned' },
    ])
    await office.restart()
    expect(office.standing(office.segment(2, 'json'))).toBe(manifest)
    await expectSound()
  })

  test('with bytes between its lines gets its own manifest back', async () => {
    await office.fill(false)
    const manifest = office.standing(office.segment(1, 'json'))
    office.change(office.segment(1), /\n/, '\nscribble\n')
    office.host = await office.start()
    valueIn(await mend({ with: 'nothing' }))
    expect(await office.read()).toEqual(office.lines)
    expect(office.standing(office.segment(1, 'json'))).toBe(manifest)
    await expectSound()
  })

  test('is damaged where its lines hold but are others than the signature says; the copy brings the true ones', async () => {
    await office.fill()
    const numbers = [...office.files.contents().keys()].filter((path) =>
      path.startsWith(`${DATA}/vault/${office.device}/0`),
    )
    const last = Math.max(
      ...numbers.filter((path) => path.endsWith('.json')).map((path) => Number(path.at(-6))),
    )
    for (const path of numbers) if (Number(path.at(-5)) > last) await office.files.remove(path)
    const { first } = JSON.parse(office.standing(office.segment(last, 'json'))) as { first: number }
    const count = office.standing(office.segment(last)).split('\n').length - 1
    const forged = createLineMaker(office.state.ledger, office.device, {
      seq: first - 1,
      hash: (office.lines[first - 2] ?? '').slice(0, 64),
    }).many(count)
    office.files.plant(office.segment(last), Buffer.from(forged.map((line) => `${line}\n`).join('')))
    office.host = await office.start()
    expect(await damage()).toMatchObject({ devices: [{ from: first, entriesBehind: count }] })
    valueIn(await mend({ with: 'copy' }))
    expect((await office.read()).slice(0, first + count - 1)).toEqual(
      office.lines.slice(0, first + count - 1),
    )
    await expectSound()
  })
})

/** One changed byte beside the entries: in a card or a manifest of the vault, or of its copy. */
import { beforeEach, describe, expect, test } from 'vitest'
import { createTearingFiles, type TearingFiles } from '../files/testing/tearing-files'
import { createLineMaker } from '../vault/testing/make-lines'
import type { Host } from './create-host'
import { type OpenState, openState, readAll, startNewOffice, startOffice, valueIn } from './testing/office'

const DATA = '/data'
const STICK = '/stick'

let files: TearingFiles
let state: OpenState
let lines: string[]
/** The copy's own folder. */
let copy: string
let host: Host

const start = async (dataDir = DATA): Promise<Host> => {
  const started = await startOffice({ files, dataDir, folder: STICK, segmentBytes: 2000, seed: 9 })
  await started.call('ledger.state', {})
  return started
}
const inVault = (name: string, folder = DATA): string => `${folder}/vault/${state.device}/${name}`
const standing = (path: string): string => new TextDecoder().decode(files.contents().get(path))
/** Changes the first figure of a field of a JSON file. */
const falsify = (path: string, field: string): void => {
  const before = standing(path)
  const after = before.replace(new RegExp(`("${field}": "?)(.)`), (_all, name: string, figure: string) =>
    name.endsWith('"') ? name + (figure === '0' ? '1' : '0') : `${name}${Number(figure) + 1}`,
  )
  expect(after).not.toBe(before)
  files.plant(path, Buffer.from(after))
}
const restart = async (): Promise<void> => {
  await host.close()
  host = await start()
  await host.settled()
}
const restoreFrom = async (source: string, upToDamage = false) => {
  const to = await startOffice({ files, dataDir: '/new', folder: source, segmentBytes: 2000, seed: 11 })
  await to.call('folders.choose', { purpose: 'restore' })
  const answer = await to.call('ledger.restore', { path: source, upToDamage })
  return { to, answer }
}

beforeEach(async () => {
  files = createTearingFiles()
  await files.makeFolder(STICK)
  const office = await startNewOffice({ files, dataDir: DATA, folder: STICK, segmentBytes: 2000 })
  host = office.host
  state = office.state
  copy = `${STICK}/Daicho-${state.ledger.slice(0, 8)}`
  lines = createLineMaker(state.ledger, state.device).many(17)
  await host.call('folders.choose', { purpose: 'copy' })
  valueIn(await host.call('copy.set', { path: STICK }))
  for (const line of lines) valueIn(await host.call('vault.append', { lines: [line] }))
  await host.settled()
})

describe.each(['ledger', 'publicKey', 'device', 'code', 'createdAt'])(
  'a card whose %s is changed',
  (field) => {
    test('in the vault is not copied over the good one, is named, and mended', async () => {
      const card = inVault('device.json')
      const before = standing(card)
      await host.close()
      falsify(card, field)
      host = await start()
      await host.settled()
      expect(standing(inVault('device.json', copy))).toBe(before)
      expect(await host.call('copy.status', {})).toMatchObject({ behind: 0, failure: null })
      expect(openState(await host.call('ledger.state', {}))).toEqual(state)
      expect(valueIn(await host.call('vault.check', {})).problems).toEqual([
        { device: state.device, segment: 'device', problem: 'badCard', seq: 1 },
      ])
      expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([
        { device: state.device, code: 'A', own: true, from: 18, entriesBehind: 0, badCard: true },
      ])
      const mended = valueIn(await host.call('ledger.mend', { with: 'nothing' }))
      expect(mended).toMatchObject({ broughtBack: 0, lost: 0 })
      expect(JSON.parse(standing(card))).toEqual(JSON.parse(before))
      expect(standing(`${mended.aside}/${state.device}/device.json`)).not.toBe(before)
      expect(valueIn(await host.call('vault.check', {})).problems).toEqual([])
      expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
      expect(openState(await host.call('ledger.state', {}))).toEqual(state)
      expect(await readAll(host, state.device)).toEqual(lines)
    })

    test('in the copy is put right from the vault', async () => {
      const card = inVault('device.json', copy)
      const before = standing(card)
      await host.close()
      falsify(card, field)
      host = await start()
      await host.settled()
      expect(await host.call('copy.status', {})).toMatchObject({ failure: null, behind: 0 })
      expect(standing(card)).toBe(before)
    })

    test.each(['vault', 'copy'])('in the %s costs a restore no entry', async (where) => {
      await host.close()
      const source = where === 'vault' ? DATA : copy
      falsify(inVault('device.json', source), field)
      const { to, answer } = await restoreFrom(source)
      expect(openState(answer)).toMatchObject({ ledger: state.ledger })
      expect(await readAll(to, state.device)).toEqual(lines)
      expect(valueIn(await to.call('vault.check', {})).problems).toEqual([])
      expect(valueIn(await to.call('ledger.damage', {})).devices).toEqual([])
    })
  },
)

describe.each(['signature', 'publicKey', 'sha256', 'head', 'first', 'last', 'bytes', 'signer'])(
  'a manifest whose %s is changed',
  (field) => {
    test('is not copied over the good one, and is mended with it', async () => {
      const manifest = inVault('000002.json')
      const before = standing(manifest)
      await host.close()
      falsify(manifest, field)
      host = await start()
      await host.settled()
      expect(standing(inVault('000002.json', copy))).toBe(before)
      expect(await host.call('copy.status', {})).toMatchObject({ setAside: null, failure: null })
      expect(valueIn(await host.call('ledger.damage', {})).devices).toMatchObject([{ entriesBehind: 0 }])
      expect(valueIn(await host.call('ledger.mend', { with: 'copy' }))).toMatchObject({ lost: 0 })
      expect(standing(manifest)).toBe(before)
      expect(await readAll(host, state.device)).toEqual(lines)
    })

    test('costs a restore no entry, and the restore tells of it', async () => {
      await host.close()
      falsify(inVault('000002.json', copy), field)
      const { to, answer } = await restoreFrom(copy)
      expect(openState(answer)).toMatchObject({ restored: { lost: 0, unfit: 1 } })
      expect(await readAll(to, state.device)).toEqual(lines)
      expect(valueIn(await to.call('vault.check', {})).problems).toEqual([])
      expect(valueIn(await to.call('ledger.damage', {})).devices).toEqual([])
    })
  },
)

test('a copy whose card an older Daicho overwrote with a bad one is the copy of its ledger again', async () => {
  await host.close()
  for (const folder of [DATA, copy]) falsify(inVault('device.json', folder), 'ledger')
  host = await start()
  await host.settled()
  expect(await host.call('copy.status', {})).toMatchObject({ failure: null, behind: 0 })
  valueIn(await host.call('ledger.mend', { with: 'copy' }))
  await restart()
  expect(JSON.parse(standing(inVault('device.json', copy)))).toMatchObject({ ledger: state.ledger })
})

test('a card that is gone comes back from the copy, or is made anew from what is signed', async () => {
  await host.close()
  const card = inVault('device.json', '/new')
  const { to } = await restoreFrom(copy)
  const before = standing(card)
  valueIn(await to.call('copy.set', { path: copy }))
  await to.settled()
  await to.close()
  await files.remove(card)
  let again = await start('/new')
  await again.settled()
  expect(JSON.parse(standing(card))).toEqual(JSON.parse(before))
  await again.call('copy.set', { path: null })
  await again.close()
  await files.remove(card)
  again = await start('/new')
  expect(valueIn(await again.call('ledger.damage', {})).devices).toMatchObject([
    { device: state.device, own: false, entriesBehind: 0, badCard: true },
  ])
  valueIn(await again.call('ledger.mend', { with: 'nothing' }))
  const { ledger, device, publicKey } = JSON.parse(before)
  expect(JSON.parse(standing(card))).toMatchObject({ ledger, device, publicKey })
  expect(valueIn(await again.call('ledger.damage', {})).devices).toEqual([])
  expect(valueIn(await again.call('vault.check', {})).problems).toEqual([])
})

test('a card that says nothing any more is moved aside where nothing tells what it was', async () => {
  await host.close()
  await files.makeFolder('/data/vault/dev9')
  files.plant('/data/vault/dev9/device.json', Buffer.from('{'))
  host = await start()
  expect(valueIn(await host.call('ledger.damage', {})).devices).toMatchObject([
    { device: 'dev9', code: null, badCard: true },
  ])
  const { aside } = valueIn(await host.call('ledger.mend', { with: 'nothing' }))
  expect(standing(`${aside}/dev9/device.json`)).toBe('{')
  expect(valueIn(await host.call('ledger.damage', {})).devices).toEqual([])
})

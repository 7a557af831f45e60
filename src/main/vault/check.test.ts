import { describe, expect, test } from 'vitest'
import type { createTearingFiles } from '../files/testing/tearing-files'
import { createDeviceKey } from './device-key'
import { filledVault, OWN, open, ownFile } from './testing/bare-vault'
import { struckLine } from './testing/make-lines'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

describe('checking', () => {
  const checkAfter = async (change: (files: Awaited<ReturnType<typeof filledVault>>['files']) => void) => {
    const { files, vault } = await filledVault(20)
    change(files)
    return (await vault.check()).problems
  }
  const edit =
    (name: string, from: string | RegExp, to: string) => (files: ReturnType<typeof createTearingFiles>) =>
      files.plant(ownFile(name), Buffer.from(text(files.contents().get(ownFile(name))).replace(from, to)))

  test('finds nothing in a sound vault', async () => expect(await checkAfter(() => {})).toEqual([]))

  test('names the first entry of a changed closed segment that does not fit', async () => {
    expect(await checkAfter(edit('000001.seg', '"salt":"3"', '"salt":"4"'))).toEqual([
      { device: OWN, segment: '000001', problem: 'changed', seq: 3 },
    ])
  })

  test('finds a body that calls itself struck out in a segment nobody signed again', async () => {
    expect(
      await checkAfter((files) => {
        const lines = text(files.contents().get(ownFile('000001.seg'))).split('\n')
        lines[1] = struckLine(lines[1] ?? '').line
        files.plant(ownFile('000001.seg'), Buffer.from(lines.join('\n')))
      }),
    ).toEqual([{ device: OWN, segment: '000001', problem: 'changed', seq: 1 }])
  })

  test('finds a segment that is gone', async () => {
    const { files, vault } = await filledVault(20)
    await files.remove(ownFile('000002.seg'))
    const [problem] = (await vault.check()).problems
    expect(problem).toMatchObject({ segment: '000002', problem: 'missing' })
    const again = await open(files)
    expect((await again.check()).problems[0]).toMatchObject({ segment: '000002', problem: 'missing' })
  })

  test('finds a segment that is gone with its manifest', async () => {
    const { files, vault } = await filledVault(20)
    await vault.close()
    const first = JSON.parse(text(files.contents().get(ownFile('000002.json')))).first
    await files.remove(ownFile('000002.seg'))
    await files.remove(ownFile('000002.json'))
    expect((await (await open(files)).check()).problems[0]).toMatchObject({ problem: 'missing', seq: first })
  })

  test('finds a manifest signed by a stranger', async () => {
    const stranger = createDeviceKey(new Uint8Array(32).fill(9))
    const { files, vault } = await filledVault(20)
    await vault.close()
    const manifest = JSON.parse(text(files.contents().get(ownFile('000001.json'))))
    files.plant(
      ownFile('000001.json'),
      Buffer.from(
        JSON.stringify({
          ...manifest,
          publicKey: stranger.publicKey,
          signature: stranger.sign(new Uint8Array()),
        }),
      ),
    )
    expect((await (await open(files)).check()).problems).toEqual([
      { device: OWN, segment: '000001', problem: 'badSignature', seq: 1 },
    ])
  })

  test('finds bytes behind the last whole line', async () => {
    const { files, vault } = await filledVault(2)
    files.plant(
      ownFile('000001.seg'),
      Buffer.concat([await files.read(ownFile('000001.seg')), Buffer.from('x')]),
    )
    expect((await vault.check()).problems).toEqual([
      { device: OWN, segment: '000001', problem: 'tornTail', seq: 3 },
    ])
  })
})

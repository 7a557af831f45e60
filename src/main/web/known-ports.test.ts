import { expect, test } from 'vitest'
import { createTearingFiles } from '../files/testing/tearing-files'
import { createKnownPorts } from './known-ports'

test('a port is new to a ledger until a page was opened on it, and again without the folder of the browser', async () => {
  const files = createTearingFiles()
  const ports = () => createKnownPorts(files, '/data/browser', '/data')
  const areNew = () => Promise.all([47600, 50000, 50001].map((port) => ports().isNew(port)))
  await files.makeFolder('/data')
  expect(await areNew()).toEqual([false, false, false])
  await files.writeNew('/data/ledger.json', new Uint8Array())
  expect(await areNew()).toEqual([true, true, true])
  await ports().add(47600)
  await ports().add(50000)
  expect(await areNew()).toEqual([false, false, true])
  await files.removeTree('/data/browser')
  expect(await areNew()).toEqual([true, true, true])
})

test('a note that cannot be read or written holds nothing up', async () => {
  const fail = async () => {
    throw Object.assign(new Error('no'), { code: 'EACCES' })
  }
  const files = createTearingFiles()
  await files.makeFolder('/data')
  await files.writeNew('/data/ledger.json', new Uint8Array())
  const ports = createKnownPorts({ ...files, read: fail, writeNew: fail }, '/data/browser', '/data')
  await ports.add(50000)
  expect(await ports.isNew(50000)).toBe(true)
})

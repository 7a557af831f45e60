import { expect, test } from 'vitest'
import { folderSource } from './folder-source'

const gone = { ok: false, error: { type: 'HostGone' } }

test('folders of a host that is lost are told as such, and never waited for', async () => {
  const lost = async (): Promise<never> => {
    throw new Error('HostGone')
  }
  const source = folderSource(lost, 'copy')
  expect(await source.choose()).toEqual({ type: 'browse' })
  expect(await source.browse(null)).toEqual(gone)
  expect(await source.make?.('/usb', 'new')).toEqual(gone)
})

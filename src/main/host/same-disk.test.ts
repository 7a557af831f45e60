import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FileLayer } from '../files/file-layer'
import { nodeFiles } from '../files/node-files'
import { onSameDisk } from './same-disk'
import { valueIn } from './testing/office'
import { STICK, StickOffice } from './testing/stick-office'

describe('two folders', () => {
  test('of the same place lie on one disk; one that is not there lies on none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daicho-disk-'))
    await nodeFiles.makeFolder(join(folder, 'a'))
    await nodeFiles.makeFolder(join(folder, 'b'))
    expect(await onSameDisk(nodeFiles, join(folder, 'a'), join(folder, 'b'))).toBe(true)
    expect(await onSameDisk(nodeFiles, join(folder, 'a'), join(folder, 'c'))).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test.runIf(process.platform === 'linux')('of different file systems do not', async () => {
    expect(await onSameDisk(nodeFiles, '/proc', tmpdir())).toBe(false)
  })
})

describe('a second copy', () => {
  let office: StickOffice
  beforeEach(async () => {
    office = await StickOffice.open()
  })
  const status = () => office.host.call('copy.status', {})
  /** Stick and data folder are parts of one disk. */
  const oneDisk = (): FileLayer => ({
    ...office.files,
    stat: async (path) => {
      const found = await office.files.stat(path)
      return found && { ...found, disk: 'one' }
    },
  })

  test('on the disk of the data folder is taken, and says so at once and after every start', async () => {
    await office.restart({ given: { files: oneDisk() } })
    await office.host.call('folders.choose', { purpose: 'copy' })
    const set = valueIn(await office.host.call('copy.set', { path: STICK }))
    expect(set).toMatchObject({ folder: STICK, failure: null, sameDisk: true })
    await office.append(1)
    expect(await status()).toMatchObject({ behind: 0, failure: null, sameDisk: true })
    await office.restart({ given: { files: oneDisk() } })
    await office.host.settled()
    expect(await status()).toMatchObject({ sameDisk: true })
    await office.host.call('copy.set', { path: null })
    expect(await status()).not.toHaveProperty('sameDisk')
  })

  test('on another disk says nothing of it', async () => {
    await office.chooseCopy()
    await office.append(1)
    expect(await status()).toMatchObject({ folder: STICK, behind: 0 })
    expect(await status()).not.toHaveProperty('sameDisk')
  })
})

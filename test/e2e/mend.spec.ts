/** Verify finds damage in the files of a ledger that is open: a way leads from there to mending, and nothing is lost. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { damageLine } from '../run/damage.mjs'
import { readVault, segmentFiles } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { DamagedPage } from './pages/damaged-page'
import { RecordForm, RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { filled, wordsOf } from './pages/words'
import { VerifyPage } from './pages/work-pages'

const office = withOffice({ language: 'en' })
const vault = () => join(office.data, 'vault')
const people = ['Ada Early', 'Ben Middle', 'Cleo Late']

test('damage that Verify finds is named, and the ledger can be gone back to as it is', async () => {
  const { page } = office
  await new StartPage(page, 'en').setUp({ office: 'Mending office', user: 'Mo Mender' })
  const form = new RecordForm(page, 'person', 'en')
  for (const name of people) {
    await form.openNew()
    await form.field('name').fill(name)
    await form.saved()
  }
  const [segment = ''] = segmentFiles(vault())
  damageLine(segment, 3)
  const damagedBytes = readFileSync(segment)
  const verify = new VerifyPage(page, 'en')
  await verify.run()
  await expect(verify.broken).toBeVisible()
  await verify.mend()
  const damaged = new DamagedPage(page, 'en')
  await damaged.isAsking()
  expect(new URL(page.url()).hash).toBe(`#${paths.mend()}`)
  await expect(damaged.way('here')).toContainText(damaged.words.hereWithout)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await damaged.back()
  await isReady(page)
  expect(readFileSync(segment)).toEqual(damagedBytes)
})

test('what the files lost is entered again from the browser, and the ledger verifies', async () => {
  const { page } = office
  // No frame stands around it: the ledger is closed.
  await page.evaluate((path) => location.assign(`#${path}`), paths.mend())
  const damaged = new DamagedPage(page, 'en')
  await damaged.isAsking()
  await damaged.way('here').click()
  await expect(damaged.confirmation).toContainText(filled(damaged.words.hereLoses, { count: 2 }))
  await damaged.understand()
  await damaged.goOn.click()
  await expect(page.getByText(filled(damaged.words.hereLost, { count: 2 }))).toBeVisible()
  await expect(page.getByRole('heading', { name: damaged.words.done })).toBeVisible()
  await damaged.open()
  await isReady(page)
  expect(new URL(page.url()).hash).toBe(`#${paths.home()}`)
  await expect(page.getByText(filled(wordsOf('home', 'en').reentered, { count: 2 }))).toBeVisible()
  const list = new RecordList(page, 'person', 'en')
  await list.open()
  for (const name of people) await expect(list.row(name)).toBeVisible()
  expect(readVault(vault()).faults).toEqual([])
  const verify = new VerifyPage(page, 'en')
  await verify.run()
  await expect(verify.fine).toBeVisible()
})

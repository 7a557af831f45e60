import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readState, readVault, segmentFiles } from '../run/vault-reader.mjs'
import { withOffice } from './office'
import { RecordForm, RecordPage } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { filled, wordsOf } from './pages/words'
import { VerifyPage } from './pages/work-pages'

const office = withOffice()
const secret = '090-0000-7777'
const vault = () => join(office.data, 'vault')
let person = ''
/** What the screen calls an entry of the only device. */
const nameOf = (id = ''): string =>
  filled(wordsOf('verify', 'ja').entryOfCode, { code: 'A', seq: id.replace(/.*:/, '') })

test('a sound ledger verifies', async () => {
  const { page } = office
  await new StartPage(page, 'ja').setUp({ office: '検証事務所', user: '検証 係' })
  const form = new RecordForm(page, 'person', 'ja')
  await form.openNew()
  await form.field('name').fill('秘密 守')
  await form.cell('phones', 1, 'number').fill(secret)
  await form.field('mail').fill('himitsu@example.jp')
  person = await form.saved()
  const verify = new VerifyPage(page, 'ja')
  await verify.run()
  await expect(verify.fine).toBeVisible()
  await expect(verify.broken).toHaveCount(0)
})

test('a hash typed from an older sheet is found, one that never was is not', async () => {
  const { page } = office
  const verify = new VerifyPage(page, 'ja')
  const [first] = readVault(vault()).entries
  const hash = first?.line.slice(0, 64) ?? ''
  await verify.askHash(
    hash
      .slice(0, 16)
      .replace(/(.{4})/g, '$1 ')
      .toUpperCase(),
  )
  await expect(page.getByText(verify.words.answerEntry)).toBeVisible()
  await expect(page.getByText(new RegExp(nameOf(first?.head.id)))).toBeVisible()
  await verify.askHash('0123456789abcdef')
  await expect(page.getByText(verify.words.answerUnknown, { exact: true })).toBeVisible()
  // First what may have been typed wrong, then what it may mean.
  await expect(page.getByText(/内容ハッシュ.*確かめてください.*書き換えられた/)).toBeVisible()
  await verify.askHash('0123')
  await expect(page.getByText(verify.words.answerTooShort)).toBeVisible()
})

test('the hash of the ledger is copied by a press, which says so', async () => {
  const { page } = office
  await office.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByTitle(wordsOf('verify', 'ja').copyHash).click()
  await expect(page.getByRole('status').filter({ hasText: wordsOf('frame', 'ja').copied })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(readState(vault()))
  const verify = new VerifyPage(page, 'ja')
  await verify.askHash(copied)
  await expect(page.getByText(verify.words.answerEntry)).toBeVisible()
})

test('striking out takes the value out of every file of the vault, and the chain still holds', async () => {
  const { page } = office
  expect(readFileSync(segmentFiles(vault())[0] ?? '', 'utf8')).toContain(secret)
  const record = new RecordPage(page, 'ja')
  await record.open(person)
  await record.strike(['電話', 'メール'], '本人の申し出')
  await expect(page.getByText(secret)).toHaveCount(0)
  for (const file of segmentFiles(vault())) {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain(secret)
    expect(text).not.toContain('himitsu@example.jp')
  }
  expect(readVault(vault()).faults).toEqual([])
  const verify = new VerifyPage(page, 'ja')
  await verify.run()
  await expect(verify.fine).toBeVisible()
  await expect(page.getByRole('heading', { name: verify.words.struck })).toBeVisible()
  await expect(page.getByText('本人の申し出')).toBeVisible()
})

test('one byte changed in the vault is found, and the entry is named', async () => {
  const verify = new VerifyPage(office.page, 'ja')
  const victim = readVault(vault()).entries.at(1)
  const file = victim?.file ?? ''
  const bytes = readFileSync(file)
  const name = Buffer.from('秘密')
  const at = bytes.indexOf(name, victim?.offset ?? 0)
  expect(at).toBeGreaterThan(0)
  bytes.set(Buffer.from('秘宝'), at)
  writeFileSync(file, bytes)
  await verify.run()
  await expect(verify.broken).toBeVisible()
  const sentences = [verify.words.chain_body, verify.words.storeDiffers, verify.words.chain_unreadable]
  const told = sentences.map((text) =>
    office.page.getByText(filled(text, { entry: nameOf(victim?.head.id) }), { exact: true }),
  )
  await expect(told.reduce((one, other) => one.or(other)).first()).toBeVisible()
  bytes.set(name, at)
  writeFileSync(file, bytes)
  await verify.run()
  await expect(verify.fine).toBeVisible()
})

test('the struck ledger opens again', async () => {
  await office.restart()
  await isReady(office.page)
  const record = new RecordPage(office.page, 'ja')
  await record.open(person)
  await expect(office.page.getByRole('heading', { name: '秘密 守' })).toBeVisible()
})

/** From people to the paper on the wall: a list is chosen, kept, shown, printed, and follows the ledger. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { contactList } from '../../src/shared/records/paper/contact-list'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { isReady } from './pages/start-page'
import { filled } from './pages/words'
import { PaperPage } from './pages/work-pages'

const office = withOffice({ sample: true })

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'ja'),
  paper: new PaperPage(office.page, 'ja'),
})

const textOf = (file: string): string => execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })

test('the navigation leads to the lists, each with what it is and who stands on it', async () => {
  const { page, paper } = parts()
  await isReady(page)
  await page
    .getByRole('link', { name: new RegExp(contactList.label.ja) })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: paper.lists.title, level: 1 })).toBeVisible()
  const rows = page.getByRole('table', { name: paper.lists.listLabel }).getByRole('row')
  await expect(rows).toHaveCount(5)
  await expect(rows.filter({ hasText: '緊急連絡網' })).toContainText('情報システム担当')
})

test('a call tree is drawn, and what keeps somebody out of it is said', async () => {
  const { page, paper } = parts()
  await page
    .getByRole('link', { name: /緊急連絡網/ })
    .first()
    .click()
  await paper.drawn()
  await expect(paper.preview.locator('.box').first()).toBeVisible()
  await expect(paper.preview.locator('.lines path.line').first()).toHaveAttribute('d', /M[\d. ]+L/)
  await expect(paper.preview.locator('.uncalled')).toBeVisible()
  await expect(page.getByText(/人には、誰からも電話が来ません/)).toBeVisible()
})

test('for all staff the mobile numbers go, from the screen and from the PDF', async () => {
  const { paper } = parts()
  await expect(paper.preview.getByText('090-0000-1001').first()).toBeVisible()
  await paper.field('audience').selectOption('everyone')
  await expect(paper.preview.getByText('090-0000-1001')).toHaveCount(0)
  await paper.drawn()
  const file = join(office.folder, 'tree.pdf')
  await (await paper.savePdf()).saveAs(file)
  expect(textOf(file)).not.toContain('090-0000-1001')
  expect(textOf(file)).toContain('全従業員')
})

test('a list by rule and by hand is kept in one entry, found again, and one undo takes it back', async () => {
  const { page, paper, frame } = parts()
  await paper.open()
  await paper.field('name').fill('総務の連絡先')
  await page.getByRole('button', { name: paper.lists.ruleAdd }).click()
  await page.getByLabel(paper.lists.ruleValue).first().fill('総務')
  await page.getByPlaceholder(paper.lists.byHandHint).fill('だいちょう')
  await expect(page.getByRole('option', { name: /台帳 太郎/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(paper.preview.getByText('台帳 太郎')).toBeVisible()
  await paper.drawn()
  await page.getByRole('button', { name: paper.lists.save }).click()
  await expect(frame.toast(filled(paper.lists.saved, { name: '総務の連絡先' }))).toBeVisible()
  await expect(frame.heading).toHaveText('総務の連絡先')
  await frame.closeToasts()
  await page.reload()
  await isReady(page)
  await paper.drawn()
  await expect(paper.preview.getByText('台帳 太郎')).toBeVisible()
  await expect(paper.preview.getByText('架空 一郎')).toHaveCount(0)
  await frame.goTo(paths.contactLists())
  await expect(page.getByRole('link', { name: '総務の連絡先' })).toBeVisible()
  await frame.undo()
  await expect(page.getByRole('link', { name: '総務の連絡先' })).toHaveCount(0)
})

for (const [layout, paperSize] of [
  ['wallet', 'A4'],
  ['wall', 'A4'],
  ['sites', 'A4'],
  ['tree', 'A3'],
] as const)
  test(`the layout ${layout} becomes a PDF of as many pages as are shown`, async () => {
    const { paper } = parts()
    await paper.open(layout)
    const pages = await paper.preview.locator('.page').count()
    const file = join(office.folder, `${layout}.pdf`)
    await (await paper.savePdf()).saveAs(file)
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
    expect(info).toContain(`Pages:           ${pages}`)
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? []
    const long = Math.round((Math.max(Number(width), Number(height)) / 72) * 25.4)
    expect(long).toBe(paperSize === 'A3' ? 420 : 297)
    expect(textOf(file)).toMatch(/1 \/ \d/)
  })

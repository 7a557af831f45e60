import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { StartPage } from './pages/start-page'
import { wordsOf } from './pages/words'

const office = withOffice()
const about = wordsOf('about', 'ja')

test('F1 opens the help for the screen, the keys lead to it and back, and it leads from page to page, in both languages', async () => {
  const { page } = office
  const name = '独立行政法人 案内総合研究開発機構 情報化推進本部 第二情報システム運用管理課'
  await new StartPage(page, 'ja').setUp({ office: name, user: '案内 係' })
  const frame = new Frame(page, 'ja')
  // However long the name of the office, that of the product stands on one line.
  const brand = await page.getByTitle(wordsOf('frame', 'ja').toHome).boundingBox()
  expect(brand?.height).toBeLessThan(36)
  await frame.outsideFields()
  await frame.goTo(paths.peopleList())
  await page.keyboard.press('F1')
  await page.waitForURL(/#\/help\/printing/)
  await page
    .getByRole('main')
    .getByRole('button', { name: wordsOf('help', 'ja').keys })
    .click()
  const keys = page.getByRole('dialog')
  await expect(keys).toContainText(wordsOf('frame', 'ja').keysGo)
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  await frame.goTo(paths.settings())
  await frame.outsideFields()
  await page.keyboard.press('?')
  await keys.waitFor()
  await page.keyboard.press('F1')
  await keys.waitFor({ state: 'hidden' })
  await page.waitForURL(/#\/help\/where-data-is-kept/)
  await page
    .getByRole('banner')
    .getByRole('link', { name: wordsOf('frame', 'ja').help })
    .click()
  await page.waitForURL(/#\/help/)
  const links = page.getByRole('main').getByRole('link')
  await expect(page.getByRole('main')).toContainText(/[ぁ-ん]{4}/)
  for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))) {
    if (!href.startsWith('#/help/')) continue
    await frame.goTo(href.slice(1))
    await expect(page.getByText(wordsOf('frame', 'ja').notThere)).toHaveCount(0)
    expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(200)
  }
  await frame.chooseLanguage('en')
  await expect(page.getByRole('main')).not.toContainText(/[ぁ-ん]{4}/)
  await frame.chooseLanguage('ja')
})

test('About names version, data folder and licences, and checks everything', async () => {
  const { page } = office
  await new Frame(page, 'ja').goTo(paths.about())
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  await expect(page.getByText(version, { exact: true })).toBeVisible()
  await expect(page.getByText(office.data).first()).toBeVisible()
  await page.getByRole('button', { name: about.checkAll }).click()
  await expect(page.getByText(/記入 \d+件がすべて一致/)).toBeVisible()
  await expect(page.getByText(about.copyNone)).toBeVisible()
})

test('the fault log is looked at and saved, and holds nothing that was entered', async () => {
  const { page } = office
  // A defect of the page, as the one boundary hears it.
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted defect with 案内 係')
    })
  })
  await expect.poll(() => office.takeComplaints().join()).toContain('planted defect')
  await page.reload()
  await new Frame(page, 'ja').heading.first().waitFor()
  await new Frame(page, 'ja').goTo(paths.about())
  await page.getByRole('button', { name: about.faultsShow, exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: about.faultsSave, exact: true }).click(),
  ])
  const file = join(office.folder, 'faults.txt')
  await download.saveAs(file)
  const log = readFileSync(file, 'utf8')
  expect(log).not.toContain('案内 係')
})

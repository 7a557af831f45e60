import { expect, test } from '@playwright/test'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { InputMethod } from './pages/input-method'
import { RecordForm, RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'

const office = withOffice()

test('at the first run the reading follows what was typed before conversion', async () => {
  const { page } = office
  const start = new StartPage(page, 'ja')
  await start.beginEmpty()
  await start.officeName.fill('変換試験事務所')
  await start.userName.focus()
  const method = new InputMethod(page)
  await method.type('さいとう')
  await method.show('齋藤')
  await method.press('Enter')
  await expect(start.userName).toBeFocused()
  await method.accept('齋藤')
  await method.type('れい')
  await method.accept('例')
  await expect(start.userName).toHaveValue('齋藤例')
  await expect(start.reading).toHaveValue(/^さいとう\s?れい$/)
  await start.create()
  await start.copyLater()
  await isReady(page)
})

test('Enter during composition accepts the conversion and submits nothing', async () => {
  const { page } = office
  const form = new RecordForm(page, 'person', 'ja')
  await form.openNew()
  await form.field('name').focus()
  const method = new InputMethod(page)
  await method.type('たかはし')
  await method.show('髙橋')
  await method.press('Enter')
  await method.press('Escape')
  await expect(page).toHaveURL(/#\/new\/person/)
  await expect(form.field('name')).toBeFocused()
  await method.accept('髙橋')
  await expect(form.field('reading')).toHaveValue('たかはし')
})

test('the reading goes on with the next part and stays as it was corrected by hand', async () => {
  const { page } = office
  const form = new RecordForm(page, 'person', 'ja')
  const method = new InputMethod(page)
  await form.field('name').press('End')
  await method.type('よりこ')
  await method.accept('依子')
  await expect(form.field('reading')).toHaveValue(/^たかはし\s?よりこ$/)
  await form.field('reading').fill('たかはし いこ')
  await form.field('name').focus()
  await form.field('name').press('End')
  await method.type('さま')
  await method.accept('様')
  await expect(form.field('reading')).toHaveValue('たかはし いこ')
  await form.saved()
})

test('single keys are letters while something is composed', async () => {
  const { page } = office
  const list = new RecordList(page, 'person', 'ja')
  await list.open()
  await list.search.focus()
  const method = new InputMethod(page)
  await method.type('ん')
  await method.press('n')
  await expect(page).toHaveURL(/#\/list\/person/)
  await method.accept('たかはし')
  await expect(list.row('髙橋依子様')).toBeVisible()
  await expect(new Frame(page, 'ja').heading).toHaveText('社員・関係者')
})

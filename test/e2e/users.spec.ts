import { expect, test } from '@playwright/test'
import { paths } from '../../src/renderer/ui/paths'
import { withOffice } from './office'
import { Frame } from './pages/frame'
import { RecordList } from './pages/record-pages'
import { isReady, StartPage } from './pages/start-page'
import { wordsOf } from './pages/words'
import { UsersPage } from './pages/work-pages'

const office = withOffice({ language: 'en' })

const parts = () => ({
  page: office.page,
  frame: new Frame(office.page, 'en'),
  users: new UsersPage(office.page, 'en'),
})

test('an administrator adds users with roles', async () => {
  const { page, users } = parts()
  await new StartPage(page, 'en').setUp({ office: 'Test Office', user: 'Ada Admin' })
  await users.open()
  await users.add('Vera Viewer', ['viewer'])
  await users.add('Dora Desk', ['desk'])
  await expect(users.table.getByRole('row', { name: /Vera Viewer/ })).toContainText('Viewer')
})

test('two keys switch the user; a PIN is asked for, and a wrong one is refused', async () => {
  const { page, frame, users } = parts()
  await users.setPin('Vera Viewer', '2468')
  await frame.closeToasts()
  // Ada, Dora, Vera: in the order of their names.
  await frame.switchToUser(3)
  await users.enterPin('Vera Viewer', '1111')
  await expect(page.getByText(wordsOf('failures', 'en').WrongPin)).toBeVisible()
  await users.enterPin('Vera Viewer', '2468')
  await expect(frame.currentUser).toContainText('Vera Viewer')
})

test('a viewer reads everything and is offered nothing that writes', async () => {
  const { page, frame } = parts()
  const list = new RecordList(page, 'person', 'en')
  await list.open()
  await expect(list.row('Ada Admin')).toBeVisible()
  await expect(page.getByRole('link', { name: wordsOf('generic', 'en').newRecord, exact: true })).toHaveCount(
    0,
  )
  await frame.goTo(paths.settings())
  await expect(page.getByText(wordsOf('settings', 'en').officeOnlyAdministrator)).toBeVisible()
  await frame.goTo(paths.users())
  await expect(page.getByRole('button', { name: wordsOf('users', 'en').add })).toHaveCount(0)
})

test('a viewer who comes to the form by its address is refused in plain words', async () => {
  const { page, frame } = parts()
  await frame.goTo(paths.create('person'))
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  if (await name.isVisible()) {
    await name.fill('Nobody')
    await page.keyboard.press('Control+s')
  }
  await expect(
    page
      .getByRole('alert')
      .or(page.getByRole('status'))
      .filter({ hasText: /role|may/i })
      .first(),
  ).toBeVisible()
  // Whoever has a PIN is asked for it when Daicho opens again.
  await page.reload()
  await page.getByRole('button', { name: /Vera Viewer/ }).click()
  await new UsersPage(page, 'en').enterPin('Vera Viewer', '2468')
  await isReady(page)
  const list = new RecordList(page, 'person', 'en')
  await list.open()
  await expect(list.row('Nobody')).toHaveCount(0)
})

test('language and theme belong to the user and change at once', async () => {
  const { page, frame } = parts()
  await frame.switchToUser(2)
  await expect(frame.currentUser).toContainText('Dora Desk')
  await frame.chooseLanguage('ja')
  await expect(page.getByRole('navigation')).toContainText('台帳の検証')
  await frame.currentUser.click()
  await page.getByRole('menuitem', { name: wordsOf('frame', 'ja').dark, exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await frame.switchToUser(1)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('the office changes its settings, and history has it', async () => {
  const { page, frame } = parts()
  frame.language = 'en'
  await frame.goTo(paths.settings())
  const days = page.getByRole('textbox', { name: 'Days until a number counts as unchecked' })
  await days.fill('90')
  await page.getByRole('button', { name: wordsOf('settings', 'en').save, exact: true }).click()
  await expect(frame.toast(wordsOf('settings', 'en').saved)).toBeVisible()
  await days.fill('0')
  await page.getByRole('button', { name: wordsOf('settings', 'en').save, exact: true }).click()
  await expect(page.getByText('1').first()).toBeVisible()
  await expect(days).toHaveAttribute('aria-invalid', 'true')
  // What everything else counts on cannot be emptied.
  await days.fill('')
  await page.getByRole('button', { name: wordsOf('settings', 'en').save, exact: true }).click()
  await expect(page.getByText('Days until a number counts as unchecked: please fill it in.')).toBeVisible()
  await page.getByRole('button', { name: wordsOf('settings', 'en').cancel, exact: true }).click()
  await frame.goTo(paths.history())
  await expect(page.getByText(/180.*90|→ 90|90/).first()).toBeVisible()
})

test('the last administrator stays one', async () => {
  const { page, users } = parts()
  await users.open()
  await page.getByRole('button', { name: `${users.words.actions}: Ada Admin` }).click()
  await page.getByRole('menuitem', { name: users.words.edit }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: 'Administrator', exact: true }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Desk', exact: true }).check()
  await dialog.getByRole('button', { name: users.words.save }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByRole('button', { name: users.words.cancel }).click()
})

test('whoever chose no theme sees that of the computer, whoever wrote before', async () => {
  const { page, frame } = parts()
  await frame.switchToUser(2)
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await frame.switchToUser(1)
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
})

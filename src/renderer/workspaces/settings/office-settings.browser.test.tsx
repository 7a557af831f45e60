import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { OFFICE_ID, office } from '../../../shared/records/office/office'
import { GenericSurroundings } from '../../generic/GenericSurroundings'
import { type OpenScreen, openScreen } from '../../generic/testing/open-screen'
import { genericTexts } from '../../texts/generic'
import { settingsTexts } from '../../texts/settings'
import { paths } from '../../ui/paths'
import { OfficeSettings } from './OfficeSettings'

let screen: OpenScreen
afterEach(() => screen.close())

const words = settingsTexts.ja
const open = async () => {
  const element = (
    <GenericSurroundings>
      <OfficeSettings />
    </GenericSurroundings>
  )
  screen = await openScreen(paths.settings(), { routes: [{ path: '/settings', element }] })
}
const days = () => page.getByRole('textbox', { name: office.fields.uncheckedAfterDays.label.ja })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const officeNow = async () => (await screen.store.record(OFFICE_ID))?.row.values.uncheckedAfterDays

test('unsaved settings of the office are not lost without a question', async () => {
  await open()
  await days().fill('90')
  void screen.go('/elsewhere')
  await expect.element(page.getByText(genericTexts.ja.unsavedTitle)).toBeVisible()
  await button(genericTexts.ja.keepEditing).click()
  await expect.element(page.getByText(genericTexts.ja.unsavedTitle)).not.toBeInTheDocument()
  expect(screen.path()).toBe(paths.settings())
  await expect.element(days()).toHaveValue('90')
  await button(words.save).click()
  await expect.element(page.getByText(words.saved)).toBeVisible()
  expect(await officeNow()).toBe(90)
  await screen.go('/elsewhere')
  await expect.element(page.getByText('elsewhere')).toBeVisible()
})

test('what is changed elsewhere meanwhile takes nothing away that is not saved yet', async () => {
  await open()
  await days().fill('90')
  const done = await screen.store.commit({
    kind: 'edit',
    writes: [{ op: 'set', id: OFFICE_ID, values: { name: '別の名前' } }],
  })
  expect(done.ok).toBe(true)
  await expect
    .element(page.getByRole('textbox', { name: office.fields.name.label.ja }))
    .toHaveValue('別の名前')
  await expect.element(days()).toHaveValue('90')
})

test('what cannot be saved takes the focus, with a vermilion edge', async () => {
  await open()
  await days().fill('0')
  await button(words.save).click()
  await expect.element(days()).toHaveFocus()
  await expect.element(days()).toHaveAttribute('aria-invalid', 'true')
  await expect.poll(() => getComputedStyle(days().element()).borderTopColor).toBe('rgb(189, 61, 27)')
})

test('everything that cannot be saved is said at once, each at its field', async () => {
  await open()
  const name = page.getByRole('textbox', { name: office.fields.name.label.ja })
  const month = page.getByRole('textbox', { name: office.fields.fiscalYearStart.label.ja })
  await name.fill('')
  await month.fill('13')
  await days().fill('0')
  await button(words.save).click()
  await expect.poll(() => document.querySelectorAll('[role="alert"]').length).toBe(3)
  for (const one of [name, month, days()]) await expect.element(one).toHaveAttribute('aria-invalid', 'true')
  await expect.element(name).toHaveFocus()
})

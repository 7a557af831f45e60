import type { Page } from '@playwright/test'
import { type Language, wordsOf } from './words'

/** The folders that the page draws where the shell has no dialog of its own. */
export const chooseFolder = async (page: Page, language: Language, path: string): Promise<void> => {
  const words = wordsOf('frame', language)
  const dialog = page.getByRole('dialog')
  const places = dialog.getByLabel(words.folderPath)
  for (const name of ['/', ...path.split('/').filter(Boolean)]) {
    await dialog.getByRole('listitem').getByRole('button', { name, exact: true }).click()
    await places.getByRole('button', { name, exact: true }).waitFor()
  }
  await dialog.getByRole('button', { name: words.folderChoose }).click()
}

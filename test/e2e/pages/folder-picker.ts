import type { Page } from '@playwright/test'
import { type Language, wordsOf } from './words'

/** The folders that the page draws where the shell has no dialog of its own; walks down to this one. */
export const walkToFolder = async (page: Page, language: Language, path: string): Promise<void> => {
  const dialog = page.getByRole('dialog')
  const places = dialog.getByLabel(wordsOf('frame', language).folderPath)
  for (const name of ['/', ...path.split('/').filter(Boolean)]) {
    await dialog.getByRole('listitem').getByRole('button', { name, exact: true }).click()
    await places.getByRole('button', { name, exact: true }).waitFor()
  }
}

/** Makes a folder in the one that is shown; it is shown then. */
export const makeFolder = async (page: Page, language: Language, name: string): Promise<void> => {
  const words = wordsOf('frame', language)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words.folderNew }).click()
  await dialog.getByRole('textbox', { name: words.folderNewName }).fill(name)
  await dialog.getByRole('button', { name: words.folderMake, exact: true }).click()
  await dialog.getByLabel(words.folderPath).getByRole('button', { name, exact: true }).waitFor()
}

/** Where the folder is, typed. */
export const typeFolder = async (page: Page, language: Language, path: string): Promise<void> => {
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: wordsOf('frame', language).folderTyped })
    .fill(path)
}

/** Chooses the folder that is shown or typed. */
export const takeFolder = async (page: Page, language: Language): Promise<void> => {
  const name = wordsOf('frame', language).folderChoose
  await page.getByRole('dialog').getByRole('button', { name }).click()
}

import { describe, expect, test } from 'vitest'
import { appMenu } from './app-menu'

const labelsOf = (platform: NodeJS.Platform, language: 'ja' | 'en'): (string | undefined)[] =>
  appMenu(platform, language).flatMap(({ label, submenu }) => [
    label,
    ...(Array.isArray(submenu) ? submenu.map((item) => item.label) : [undefined]),
  ])

describe.each<NodeJS.Platform>(['linux', 'win32', 'darwin'])('the menu on %s', (platform) => {
  test('has a label of its own wherever Electron would put an English one', () => {
    for (const language of ['ja', 'en'] as const)
      for (const label of labelsOf(platform, language)) expect(label).toBeTruthy()
  })

  test('is Japanese in Japanese, and English in English', () => {
    for (const label of labelsOf(platform, 'ja').filter((each) => each !== 'Daicho'))
      expect(label).toMatch(/[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}]/u)
    for (const label of labelsOf(platform, 'en')) expect(label).toMatch(/^[A-Za-z ]+$/)
  })

  test('has no undo: that key is the page’s', () => {
    expect(JSON.stringify(appMenu(platform, 'en'))).not.toMatch(/undo|redo|editMenu/)
  })
})

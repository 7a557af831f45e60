/** Every screen in both languages and both schemes: axe finds nothing, no word is missing, the fonts are Daicho's own. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { beforeTheLedger, type Screen, screens } from '../pictures/screens'
import { withOffice } from './office'
import { isReady } from './pages/start-page'
import type { Language } from './pages/words'

const japanese = /[\u3040-\u30ff\u3400-\u9fff]/

/** What axe finds, as one line per kind of fault; a dark screen is a light one in other colours. */
const faultsOf = async (page: Page, scheme: 'light' | 'dark'): Promise<string[]> => {
  // A sheet in its frame is a document of its own, which has its own tests.
  const axe = new AxeBuilder({ page }).exclude('iframe')
  const { violations } = await (scheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(' | ')})`,
  )
}

/** Looks at every screen, also after one has failed. */
const checkScreens = async (
  page: Page,
  language: Language,
  scheme: 'light' | 'dark',
  all: readonly Screen[],
): Promise<void> => {
  for (const screen of all) {
    await test.step(screen.name, async () => {
      await screen.open(page, language)
      // Opening dialogs and fading toasts have half their contrast on the way.
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) {
          if (animation.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY) animation.finish()
        }
      })
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      expect.soft(await faultsOf(page, scheme), screen.name).toEqual([])
      // A text whose value is missing shows its braces.
      expect.soft(await page.locator('body').innerText(), screen.name).not.toMatch(/\{\{|\}\}/)
    })
  }
}

for (const language of ['ja', 'en'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${scheme}`, () => {
      const first = withOffice({ language, scheme })
      test('axe finds nothing on the screens of a first run', () =>
        checkScreens(first.page, language, scheme, beforeTheLedger))
    })

    test.describe(`${language}, ${scheme}, sample office`, () => {
      const office = withOffice({ language, scheme, sample: true })
      test('the letters are those that come with Daicho', async () => {
        const { page } = office
        await isReady(page)
        await page.evaluate(() => document.fonts.ready)
        const loaded = await page.evaluate(() =>
          [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family),
        )
        expect(loaded.join(' ')).toContain('Noto Sans JP')
        const faces = await page.evaluate(async () => {
          const font = '16px "Noto Sans JP Variable"'
          const faces = await document.fonts.load(font, '台帳髙﨑𠮷')
          return { count: faces.length, ready: document.fonts.check(font, '台帳髙﨑𠮷') }
        })
        expect(faces.count).toBeGreaterThan(1)
        expect(faces.ready).toBe(true)
      })

      test('axe finds nothing on any screen', () => {
        test.setTimeout(180_000)
        return checkScreens(office.page, language, scheme, screens)
      })
    })
  }
}

test.describe('the English screens', () => {
  const office = withOffice({ language: 'en' })
  test('hold no Japanese but the names of languages and of the product', async () => {
    for (const screen of beforeTheLedger) {
      await screen.open(office.page, 'en')
      const text = await office.page.locator('body').innerText()
      const rest = text.replaceAll(/日本語|台帳|[あかさたなはまやらわ]/g, '')
      expect(rest, screen.name).not.toMatch(japanese)
    }
  })
})

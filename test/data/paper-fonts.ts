/** The print font as the page gets it, read from the font package; for tests outside the browser. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type FontSlice, type PaperFont, parseSlices, slicesFor } from '../../src/renderer/print/font-slices'
import type { PaperText } from '../../src/renderer/print/paper-text'

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-jp/package.json'))

/** Every slice of a weight. */
export const allSlices = (weight: 400 | 700): readonly FontSlice[] =>
  parseSlices(readFileSync(join(folder, `${weight}.css`), 'utf8'))

/** The fonts for these characters. */
export const readFonts = (text: PaperText): readonly PaperFont[] =>
  ([400, 700] as const).flatMap((weight) =>
    slicesFor(text[weight], allSlices(weight)).map(({ file, unicodeRange }) => ({
      weight,
      unicodeRange,
      base64: readFileSync(join(folder, 'files', file)).toString('base64'),
    })),
  )

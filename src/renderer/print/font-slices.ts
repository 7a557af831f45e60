/**
 * The font travels with the page, as those of its slices that hold a character of the page. Slices and their ranges
 * come from the font package's own style sheet (`400.css`, `700.css`); the one-file Japanese subset of that package
 * lacks 髙 﨑 𠮷 and the variable font prints as Type 3, so neither is used.
 */

export type Weight = 400 | 700

export type FontSlice = {
  /** File name as the style sheet says it, for example `noto-sans-jp-119-400-normal.woff2`. */
  readonly file: string
  readonly ranges: readonly (readonly [from: number, to: number])[]
  /** The ranges as CSS wants them. */
  readonly unicodeRange: string
}

/** A slice ready to stand in a page. */
export type PaperFont = {
  readonly weight: Weight
  readonly unicodeRange: string
  /** woff2, in base64. */
  readonly base64: string
}

const FACE = /@font-face\s*\{[^}]*?url\(\.\/files\/([^)]+\.woff2)\)[^}]*?unicode-range:\s*([^;}]+)/g

/** The slices of one weight, from the style sheet of the font package. */
export const parseSlices = (css: string): readonly FontSlice[] =>
  [...css.matchAll(FACE)].map(([, file = '', unicodeRange = '']) => ({
    file,
    unicodeRange: unicodeRange.trim(),
    ranges: unicodeRange.split(',').map((range) => {
      const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-')
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
    }),
  }))

/** The slices that hold the characters of a text; what no slice holds is left to the system's fonts. */
export const slicesFor = (text: string, slices: readonly FontSlice[]): readonly FontSlice[] => {
  const wanted = new Set<FontSlice>()
  for (const sign of new Set(text)) {
    const code = sign.codePointAt(0) ?? 0
    // Of two faces that hold a character the later one draws it.
    const slice = slices.findLast(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to))
    if (slice) wanted.add(slice)
  }
  return slices.filter((slice) => wanted.has(slice))
}

/** The `@font-face` rules of a page. */
export const fontFaces = (fonts: readonly PaperFont[]): string =>
  fonts
    .map(
      ({ weight, unicodeRange, base64 }) =>
        `@font-face{font-family:"Noto Sans JP";font-weight:${weight};src:url(data:font/woff2;base64,${base64}) format("woff2");unicode-range:${unicodeRange}}`,
    )
    .join('\n')

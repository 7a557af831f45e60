/**
 * Typed figures as a machine reads them: full-width letters and figures become half-width (NFKC), every kind of
 * dash becomes "-", also a long-vowel sign that follows no letter (０９０ー１２３４), spaces at the ends go.
 */
export const foldWidth = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]|(?<!\p{L})ー/gu, '-')
    .trim()

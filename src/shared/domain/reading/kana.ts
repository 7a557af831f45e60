/** Katakana, also half-width, as hiragana; everything else as it is. */
export const toHiragana = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/[\s\u3000]+/gu, ' ')

/** Whether a text is written in kana alone (long-vowel sign, middle dot and spaces count). */
export const isKana = (text: string): boolean => /^[\p{sc=Hiragana}\p{sc=Katakana}ー゛゜・\s]*$/u.test(text)

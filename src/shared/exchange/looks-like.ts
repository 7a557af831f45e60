/** What a value is by its look alone: to tell data from headers and to propose columns that no header names. */

const MAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]{2,}$/

/** A mail address. */
export const looksLikeMail = (value: string): boolean => MAIL.test(value.normalize('NFKC').trim())

/** A phone number with its separators, or one that a spreadsheet would not have made: it begins with 0 or +. */
export const looksLikePhone = (value: string): boolean => {
  const plain = value
    .normalize('NFKC')
    .replace(/[‐-―−ー]/g, '-')
    .trim()
  if (!/^\+?[\d\s().-]{9,22}$/.test(plain)) return false
  const digits = plain.replace(/\D/g, '')
  if (digits.length < 9 || digits.length > 15) return false
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(plain)) return false
  return /^[+0(]/.test(plain) || /\d[\s().-]+\d/.test(plain)
}

/** A value rather than a name of values: a mail, a number, a date. */
export const looksLikeData = (value: string): boolean =>
  looksLikeMail(value) ||
  looksLikePhone(value) ||
  /^[\d.,/:\-\s%¥$]*\d[\d.,/:\-\s%]*$/.test(value.normalize('NFKC'))

/** Kana and spaces alone: a reading. */
export const KANA_ONLY = /^[\u3041-\u30ff\uff66-\uff9f\s・]+$/

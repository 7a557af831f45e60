import { foldWidth } from './fold-width'

/** Reads a decimal: "1,234.50" and full-width figures become "1234.50". Null when it is none. */
export const parseDecimal = (typed: string): string | null => {
  const text = foldWidth(typed).replace(/,(?=\d{3}(?:\D|$))/gu, '')
  const found = /^([+-]?)(\d+)(\.\d+)?$/u.exec(text)
  if (!found) return null
  const whole = (found[2] ?? '').replace(/^0+(?=\d)/u, '')
  const value = `${whole}${found[3] ?? ''}`
  // There is no −0 in the ledger.
  return found[1] === '-' && /[1-9]/u.test(value) ? `-${value}` : value
}

/** Groups the figures of a decimal text by three; the digits after the point stay as they are. */
export const writeDecimal = (decimal: string): string => {
  const [whole = '', fraction] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

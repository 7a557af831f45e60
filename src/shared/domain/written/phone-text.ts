import { foldWidth } from './fold-width'

/**
 * A phone number as it is shown, whatever way it was typed: half-width, one kind of dash, one space. Numbers typed
 * without any dash are grouped where the grouping is certain: mobile and IP phones (0A0-XXXX-XXXX), 03 and 06, free dial
 * 0120 and 0800, 0570 (numbering plan of the Ministry of Internal Affairs and Communications). What is added behind
 * (内線 12, ext. 12) stays.
 */
export const writePhone = (typed: string): string => {
  const text = foldWidth(typed)
    .replace(/\s+/gu, ' ')
    .replace(/\s*-\s*/gu, '-')
  if (!/^\d+$/u.test(text)) return text
  const groups =
    /^(0[5-9]0)(\d{4})(\d{4})$/u.exec(text) ??
    /^(0[36])(\d{4})(\d{4})$/u.exec(text) ??
    /^(0120|0570)(\d{3})(\d{3})$/u.exec(text) ??
    /^(0800)(\d{3})(\d{4})$/u.exec(text)
  return groups ? groups.slice(1).join('-') : text
}

/** Where a tel: link leads; null when there is nothing to dial. */
export const telOf = (typed: string): string | null => {
  const dialled = /^\+?[\d\s().-]+/u.exec(foldWidth(typed))?.[0]?.replace(/[^\d+]/gu, '')
  return dialled ? `tel:${dialled}` : null
}

/** The digits of a phone number, with a leading +: two writings of one number have the same. */
export const foldPhone = (text: string): string => {
  const plain = text.normalize('NFKC').trim()
  const digits = plain.replace(/[^\d#*]/g, '')
  return digits === '' ? plain : (plain.startsWith('+') ? '+' : '') + digits
}

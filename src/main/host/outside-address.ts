/** Which addresses may be opened outside Daicho: https, mailto and tel, written plainly. */
const SCHEMES = ['https:', 'mailto:', 'tel:']

/** The address as it will be opened; null: refused. */
export const outsideAddress = (text: string): string | null => {
  // A line feed or other control character would be dropped by the parser and hide what is opened.
  if ([...text].some((letter) => letter <= ' ' || letter === '\x7f')) return null
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return null
  }
  if (!SCHEMES.includes(url.protocol)) return null
  // `https://bank.example@evil.example` shows one place and opens another.
  if (url.protocol === 'https:' && (url.hostname === '' || url.username !== '' || url.password !== ''))
    return null
  return url.href
}

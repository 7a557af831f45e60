/** Brings the slices of the print font that a page needs from the app's own files. */
import regularCss from '@fontsource/noto-sans-jp/400.css?raw'
import boldCss from '@fontsource/noto-sans-jp/700.css?raw'
import { type FontSlice, type PaperFont, parseSlices, slicesFor, type Weight } from './font-slices'
import type { PaperText } from './paper-text'

const urls = import.meta.glob<string>(
  '../../../node_modules/@fontsource/noto-sans-jp/files/*-{400,700}-normal.woff2',
  { query: '?url', import: 'default', eager: true },
)

const urlByFile = new Map(
  Object.entries(urls).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]),
)

const slices: { readonly [W in Weight]: readonly FontSlice[] } = {
  400: parseSlices(regularCss),
  700: parseSlices(boldCss),
}

const fetched = new Map<string, Promise<string>>()

/** The fonts for these characters; each slice is fetched once. */
export const loadFonts = async (text: PaperText): Promise<readonly PaperFont[]> =>
  Promise.all(
    ([400, 700] as const).flatMap((weight) =>
      slicesFor(text[weight], slices[weight]).map(async ({ file, unicodeRange }) => ({
        weight,
        unicodeRange,
        base64: await fetchSlice(file),
      })),
    ),
  )

const fetchSlice = (file: string): Promise<string> => {
  const known = fetched.get(file)
  if (known) return known
  const slice = readBase64(urlByFile.get(file) ?? '')
  fetched.set(file, slice)
  slice.catch(() => fetched.delete(file))
  return slice
}

const readBase64 = async (url: string): Promise<string> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`print: font slice ${url} answered ${response.status}`)
  return base64Of(new Uint8Array(await response.arrayBuffer()))
}

const base64Of = (bytes: Uint8Array): string => {
  let binary = ''
  // String.fromCharCode takes its characters as arguments; 32,768 of them fit everywhere.
  for (let from = 0; from < bytes.length; from += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  }
  return btoa(binary)
}

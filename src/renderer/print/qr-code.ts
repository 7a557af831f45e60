import { create } from 'qrcode'

/** The dark modules of a QR code as the path of an SVG, 1 unit per module with the quiet zone of 4 the standard asks for. */
export const qrShape = (text: string): { readonly edge: number; readonly path: string } => {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const path: string[] = []
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      // One run of dark modules at a time keeps the page small.
      if (!data[y * size + x]) continue
      let run = 1
      while (x + run < size && data[y * size + x + run]) run += 1
      path.push(`M${x + 4} ${y + 4}h${run}v1h-${run}z`)
      x += run
    }
  }
  return { edge: size + 8, path: path.join('') }
}

/** A QR code as inline SVG. */
export const qrCode = (text: string, label: string): string => {
  const { edge, path } = qrShape(text)
  return `<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${edge} ${edge}" shape-rendering="crispEdges"><path d="${path}"/></svg>`
}

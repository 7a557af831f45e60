/** What is said in small under a name: labels with their values, of which no number is broken, nor a label from its value. */
import { escapeHtml } from './escape'
import { lengthOf, linesOf, linesOfParts, shortenedTo } from './text-measure'

export type SaidPart = { readonly label: string; readonly value: string }

/** Parts behind each other; `most`: lines of each. All lengths but `points` are millimetres. */
export const partsInLine = (
  parts: readonly SaidPart[],
  { points, room, most }: { readonly points: number; readonly room: number; readonly most: number },
): { readonly html: string; readonly lines: number } => {
  const widths: number[] = []
  const html = parts.map(({ label, value }) => {
    const text = shortenedTo(most, `${label}\u00a0${value}`, points, room)
    const width = lengthOf(text, points)
    const isWhole = width <= room
    widths.push(isWhole ? width : linesOf(text, points, room) * room)
    return `<span${isWhole ? ' class="whole"' : ''}>${escapeHtml(text)}</span>`
  })
  return { html: html.join('　'), lines: linesOfParts(widths, lengthOf('　', points), room) }
}

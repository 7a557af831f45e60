/**
 * How much room a text takes, known before a browser lays it out: pages are broken here, so that the preview is the
 * paper. Rather too much than too little.
 */

export const MM_PER_POINT = 25.4 / 72

type Weight = 400 | 700

/** Shares of the em that signs take in Noto Sans JP, rounded up; bold ones run wider by `BOLD`. */
const reckonAdvance = (sign: string): number => {
  if ((sign.codePointAt(0) ?? 0) >= 0x370) return 1
  if (/[ \-.,:;'()|/iIjlftr]/.test(sign)) return 0.39
  if (/[mwMW@%&]/.test(sign)) return 0.93
  return /[A-Z]/.test(sign) ? 0.66 : 0.57
}
const BOLD = 1.07

const advances = new Map<string, number>()

/** Each sign is looked at once: a list asks for the same few hundred signs ten thousand times. */
const advanceOf = (sign: string): number => {
  const known = advances.get(sign)
  if (known !== undefined) return known
  const advance = reckonAdvance(sign)
  advances.set(sign, advance)
  return advance
}

/** About how long a text is, in millimetres. */
export const lengthOf = (text: string, points: number, weight: Weight = 400): number => {
  let ems = 0
  for (const sign of text) ems += advanceOf(sign)
  return ems * points * MM_PER_POINT * (weight === 700 ? BOLD : 1)
}

/** What is not broken within: words of Latin letters and figures; every sign of Japanese stands for itself. */
const unbroken = /[ \t\n\u3000]+|[!-\u036f]+|./gsu

/** How many lines a text takes in a column of so many millimetres; one for an empty text. */
export const linesOf = (text: string, points: number, room: number, weight: Weight = 400): number =>
  text.split('\n').reduce((sum, line) => sum + linesOfParagraph(line, points, room, weight), 0)

const linesOfParagraph = (text: string, points: number, room: number, weight: Weight): number => {
  const length = lengthOf(text, points, weight)
  if (length <= room) return 1
  // A sign that may not begin a line takes another with it.
  const usable = Math.max(points * MM_PER_POINT, room - points * MM_PER_POINT)
  let lines = 1
  let used = 0
  for (const [part] of text.matchAll(unbroken)) {
    const width = lengthOf(part, points, weight)
    if (used + width <= usable) used += width
    else if (width <= usable) {
      lines += 1
      used = width
    } else {
      // A word longer than the line begins one of its own and is broken.
      lines += (used > 0 ? 1 : 0) + Math.ceil(width / usable) - 1
      used = width % usable
    }
  }
  return lines
}

/** Points as millimetres. */
export const mm = (points: number): number => points * MM_PER_POINT

/** How many lines parts take that are not broken within, with so much between them; all in millimetres. */
export const linesOfParts = (widths: readonly number[], between: number, room: number): number => {
  let lines = 1
  let used = 0
  for (const width of widths) {
    const needs = used === 0 ? width : used + between + width
    if (needs > room && used > 0) {
      lines += 1
      used = width
    } else used = needs
    // A part longer than the line is broken after all.
    lines += Math.max(0, Math.ceil(width / room) - 1)
  }
  return lines
}

/** A text that takes at most so many lines: what no sheet has room for ends in a sign that says so. */
export const shortenedTo = (
  lines: number,
  text: string,
  points: number,
  room: number,
  weight: Weight = 400,
): string => {
  if (linesOf(text, points, room, weight) <= lines) return text
  const signs = [...text]
  let [fits, tooMuch] = [0, signs.length]
  while (tooMuch - fits > 1) {
    const middle = (fits + tooMuch) >> 1
    if (linesOf(`${signs.slice(0, middle).join('')}…`, points, room, weight) <= lines) fits = middle
    else tooMuch = middle
  }
  return `${signs.slice(0, fits).join('')}…`
}

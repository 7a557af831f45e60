import { isKana, toHiragana } from './kana'

/** What happens in the input of the name, as the browser tells it. */
export type InputWatch =
  | { readonly type: 'compositionStart' }
  /** `data`: what stands under composition now. */
  | { readonly type: 'compositionUpdate'; readonly data: string }
  /** `value`, `caret`: the whole input afterwards. */
  | {
      readonly type: 'compositionEnd'
      readonly data: string
      readonly value: string
      readonly caret: number | null
    }
  /** Typed, pasted, deleted without composition. */
  | { readonly type: 'input'; readonly value: string }

/** A stretch of the name with how it is read; null: not known. */
type Piece = { readonly text: string; readonly kana: string | null }

/** What stands under composition, and how it is read so far; null: not known. */
type Composition = { readonly shown: string; readonly kana: string | null; readonly pendingN: boolean }

export type Collected = {
  readonly pieces: readonly Piece[]
  readonly composition: Composition | null
}

export type Reading = {
  /** In hiragana; what is not known is left out. */
  readonly text: string
  /** False when a part of the name was not typed in kana here: the reading wants a look. */
  readonly certain: boolean
}

/** Begins with a name and its reading as they stand; word by word where both have as many words. */
export const collectFrom = (name: string, reading: string): Collected => {
  if (name === '') return { pieces: [], composition: null }
  const words = name.split(/(\s+)/u)
  const readings = reading.trim().split(/\s+/u)
  const spoken = words.filter((word) => word.trim() !== '')
  const wordwise = reading.trim() !== '' && spoken.length === readings.length
  let word = 0
  const readWord = (text: string): Piece => {
    if (text.trim() === '') return { text, kana: ' ' }
    word += 1
    return { text, kana: toHiragana(readings[word - 1] ?? '') }
  }
  const pieces = wordwise
    ? words.filter((text) => text !== '').map(readWord)
    : [{ text: name, kana: reading.trim() === '' ? knownKana(name) : toHiragana(reading) }]
  return { pieces, composition: null }
}

/**
 * Follows one event of the input. Before conversion the composition is kana (with unfinished Latin letters at its
 * end); what is appended to an already converted stretch, as with live conversion, is taken over; after that its
 * reading stays while candidates change.
 */
export const collect = (collected: Collected, event: InputWatch): Collected => {
  switch (event.type) {
    case 'compositionStart':
      return { ...collected, composition: { shown: '', kana: '', pendingN: false } }
    case 'compositionUpdate':
      return { ...collected, composition: compose(collected.composition, event.data) }
    case 'compositionEnd': {
      const kana = readingOfEnd(collected.composition, event.data)
      const pieces = insertAt(collected.pieces, event, { text: event.data, kana })
      return { pieces, composition: null }
    }
    case 'input':
      if (collected.composition) return collected
      return { pieces: follow(collected.pieces, event.value), composition: null }
  }
}

/** The reading of the whole name as far as it is known. */
export const readingOf = ({ pieces }: Collected): Reading => ({
  text: toHiragana(pieces.map((piece) => piece.kana ?? '').join('')).trim(),
  certain: pieces.every((piece) => piece.kana !== null),
})

const LATIN_AT_END = /[a-zａ-ｚ]+$/iu

/** Kana of a stretch under composition: unfinished Latin letters at its end do not count yet. */
const finished = (text: string): string => toHiragana(text.replace(LATIN_AT_END, ''))

const isBeingTyped = (text: string): boolean => isKana(text.replace(LATIN_AT_END, ''))

const compose = (before: Composition | null, data: string): Composition => {
  const last = before ?? { shown: '', kana: '', pendingN: false }
  const pendingN = isBeingTyped(data) ? /[nｎ]$/iu.test(data) : false
  if (isBeingTyped(data)) return { shown: data, kana: finished(data), pendingN }
  const same = commonStart(last.shown, data)
  const gone = last.shown.slice(same)
  const come = data.slice(same)
  if (come !== '' && isBeingTyped(come) && isBeingTyped(gone)) {
    const kana = last.kana === null ? null : withoutEnd(last.kana, finished(gone)) + finished(come)
    return { shown: data, kana, pendingN: /[nｎ]$/iu.test(come) }
  }
  if (come === '' && gone !== '') {
    const kana = last.kana !== null && isBeingTyped(gone) ? withoutEnd(last.kana, finished(gone)) : null
    return { shown: data, kana, pendingN: false }
  }
  // Converted: the reading is what was typed; an "n" that waited has become ん.
  return { shown: data, kana: withN(last), pendingN: false }
}

const withN = ({ kana, pendingN }: Composition): string | null =>
  kana !== null && pendingN ? `${kana}ん` : kana

const readingOfEnd = (composition: Composition | null, data: string): string | null => {
  if (isKana(data)) return toHiragana(data)
  const kana = composition ? withN(composition) : null
  // A suggestion taken before the word was typed out: every kanji is read by at least one kana.
  const kanji = data.match(/\p{sc=Han}/gu)?.length ?? 0
  return kana === null || kana === '' || [...kana].length < kanji ? null : kana
}

const knownKana = (text: string): string | null => (isKana(text) ? toHiragana(text) : null)

/** Letters and figures that were typed as such add nothing to a reading; kanji that were pasted are not known. */
const plainKana = (text: string): string | null => knownKana(text) ?? (/\p{sc=Han}/u.test(text) ? null : '')

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')

/** Puts a composed piece where the caret says it went. */
const insertAt = (
  pieces: readonly Piece[],
  end: { readonly data: string; readonly value: string; readonly caret: number | null },
  piece: Piece,
): readonly Piece[] => {
  const old = textOf(pieces)
  const to = end.caret ?? end.value.length
  const head = end.value.slice(0, to - end.data.length)
  const tail = end.value.slice(to)
  const fits =
    end.value === head + end.data + tail &&
    old.startsWith(head) &&
    old.endsWith(tail) &&
    head.length + tail.length <= old.length
  if (!fits) return follow(pieces, end.value)
  return replace(pieces, head.length, old.length - tail.length, piece)
}

/** Follows a change that tells only the text afterwards. */
const follow = (pieces: readonly Piece[], value: string): readonly Piece[] => {
  const old = textOf(pieces)
  if (old === value) return pieces
  const start = commonStart(old, value)
  const end = commonStart(reversed(old.slice(start)), reversed(value.slice(start)))
  const text = value.slice(start, value.length - end)
  return replace(pieces, start, old.length - end, { text, kana: plainKana(text) })
}

/** Replaces [from, to) of the text; a piece that is cut keeps its reading only where that is certain. */
const replace = (pieces: readonly Piece[], from: number, to: number, inserted: Piece): readonly Piece[] => {
  const out: Piece[] = []
  let at = 0
  let placed = false
  const place = () => {
    if (!placed && inserted.text !== '') out.push(inserted)
    placed = true
  }
  for (const piece of pieces) {
    const end = at + piece.text.length
    const before = piece.text.slice(0, Math.max(0, from - at))
    const after = piece.text.slice(Math.max(0, to - at))
    if (end <= from) out.push(piece)
    else if (at >= to) {
      place()
      out.push(piece)
    } else if ((before + after).replace(/\s/gu, '') === piece.text.replace(/\s/gu, '') && isSpace(inserted)) {
      // Only spaces come or go inside the piece: it reads the same.
      out.push({ text: before + inserted.text + after, kana: piece.kana })
      placed = true
    } else {
      if (before !== '') out.push({ text: before, kana: knownKana(before) })
      place()
      if (after !== '') out.push({ text: after, kana: knownKana(after) })
    }
    at = end
  }
  place()
  return out
}

const isSpace = (piece: Piece): boolean => piece.text.trim() === ''

const withoutEnd = (text: string, end: string): string =>
  end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text

const commonStart = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

const reversed = (text: string): string => text.split('').reverse().join('')

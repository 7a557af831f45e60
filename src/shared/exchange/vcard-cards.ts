/** The cards of a vCard file as they stand in it: several in one file, one within the other, and some that break off. */
import {
  bytesOfText,
  CARD_BEGIN,
  CARD_END,
  type CardVersion,
  type LogicalLine,
  PhysicalLines,
  type RawProperty,
  readProperty,
  takeLogicalLine,
} from './vcard-lines'

export type RawCard = {
  /** 1-based, in the order in which cards begin; nested ones count. */
  readonly number: number
  readonly version: CardVersion
  readonly properties: readonly RawProperty[]
  /** Line of the file where the card breaks off or holds what is no property; null for a whole one. */
  readonly brokenAt: number | null
}

/** Cards within cards are no deeper than this: who writes more means harm. */
const DEEPEST = 8

type Open = {
  readonly number: number
  version: CardVersion
  readonly properties: RawProperty[]
  brokenAt: number | null
  /** Its last line was an AGENT without a value: the card that follows is within it. */
  awaitsAgent: boolean
}

/** Every card of the file, in the order in which they begin. */
export const readRawCards = (bytes: Uint8Array): readonly RawCard[] => {
  const cards: Open[] = []
  readInto(new PhysicalLines(bytes), cards, 0, 0)
  return cards
}

const readInto = (lines: PhysicalLines, cards: Open[], depth: number, lineOffset: number): void => {
  const open: Open[] = []
  const begin = (line: LogicalLine) => {
    const current = open.at(-1)
    // A card begins while another is open: within AGENT it is nested, elsewhere the other one was never ended.
    if (current && !(current.awaitsAgent && open.length < DEEPEST)) {
      current.brokenAt ??= line.line + lineOffset
      open.pop()
    } else if (current) current.awaitsAgent = false
    const card: Open = {
      number: cards.length + 1,
      version: '3.0',
      properties: [],
      brokenAt: null,
      awaitsAgent: false,
    }
    open.push(card)
    cards.push(card)
  }
  for (;;) {
    const card = open.at(-1)
    const line = takeLogicalLine(lines, card?.version ?? '3.0')
    if (line === null) break
    if (CARD_BEGIN.test(line.text)) begin(line)
    else if (CARD_END.test(line.text)) open.pop()
    else if (card) {
      const read = readProperty(line)
      // Nothing above and below the cards is a card.
      if (!read) card.brokenAt ??= line.line + lineOffset
      else take(card, { ...read, line: read.line + lineOffset })
    }
  }
  for (const card of open) card.brokenAt ??= lines.line - 1 + lineOffset

  function take(card: Open, property: RawProperty): void {
    card.properties.push(property)
    card.awaitsAgent = property.name === 'AGENT' && property.value.trim() === ''
    if (property.name === 'VERSION') card.version = versionOf(property.value)
    if (property.name !== 'AGENT' || depth >= DEEPEST) return
    if (CARD_BEGIN.test(property.value)) {
      card.awaitsAgent = true
      begin({ text: property.value, line: property.line - lineOffset })
    } else if (/BEGIN:VCARD/i.test(property.value)) {
      // 3.0 writes the card into the value, its line ends as \n.
      const nested = property.value.replace(/\\([\\;,nN])/g, (_, sign: string) =>
        sign === 'n' || sign === 'N' ? '\n' : sign,
      )
      readInto(new PhysicalLines(bytesOfText(nested)), cards, depth + 1, property.line - 1)
    }
  }
}

const versionOf = (value: string): CardVersion => {
  const version = value.trim()
  return version === '2.1' || version === '4.0' ? version : '3.0'
}

/** Lines of the journal as the bytes of closed packs. */

/** Bytes of one closed pack: small enough that finding one entry means decoding a few milliseconds' worth. */
const PACK_BYTES = 256 * 1024
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Lines as the bytes of a segment: each ended by a line feed. */
export const linesToBytes = (lines: readonly string[]): Uint8Array =>
  encoder.encode(lines.length === 0 ? '' : `${lines.join('\n')}\n`)

export const bytesToLines = (bytes: Uint8Array): string[] => {
  const lines = decoder.decode(bytes).split('\n')
  lines.pop()
  return lines
}

/** Cuts lines into runs of about `PACK_BYTES`. */
export const cutIntoPacks = (from: number, lines: readonly string[]): { from: number; lines: string[] }[] => {
  const packs: { from: number; lines: string[] }[] = []
  let current: string[] = []
  let size = 0
  for (const [index, line] of lines.entries()) {
    if (current.length > 0 && size + line.length > PACK_BYTES) {
      packs.push({ from: from + index - current.length, lines: current })
      current = []
      size = 0
    }
    current.push(line)
    size += line.length
  }
  if (current.length > 0) packs.push({ from: from + lines.length - current.length, lines: current })
  return packs
}

/** Where ascending numbers follow one another: places `[from, to)` of each stretch. */
export const stretchesOf = (numbers: readonly number[]): [number, number][] => {
  const stretches: [number, number][] = []
  for (const [at, number] of numbers.entries()) {
    const last = stretches.at(-1)
    if (last !== undefined && numbers[at - 1] === number - 1) last[1] = at + 1
    else stretches.push([at, at + 1])
  }
  return stretches
}

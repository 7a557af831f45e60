/** Bytes as text, by the decoders of the platform. */
import type { Decode } from './import-plan'

type Decoder = new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string }

/** `Decode` by the platform's TextDecoder, whose Shift_JIS is CP932. */
export const decodeWith =
  (TextDecoder: Decoder): Decode =>
  (bytes, encoding, lenient) => {
    const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding
    try {
      return new TextDecoder(label, { fatal: !lenient, ignoreBOM: false }).decode(bytes)
    } catch {
      // Only `fatal` throws: the bytes are not of this encoding.
      return null
    }
  }

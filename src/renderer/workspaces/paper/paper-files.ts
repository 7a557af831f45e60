import { err, ok, type Result } from '../../../shared/base/result'
import type { HostCall } from '../../../shared/contract/host-api'
import { dayIn } from '../../../shared/domain/written/date-text'

export type PdfFailure = 'NoBrowser' | 'PdfFailed'

/** A page as PDF, made by the host. */
export const makePdf = async (
  call: HostCall,
  html: string,
): Promise<Result<Uint8Array<ArrayBuffer>, PdfFailure>> => {
  try {
    const made = await call('paper.pdf', { html })
    if (!made.ok) return err(made.error.type)
    return ok(Uint8Array.from(atob(made.value.pdf), (sign) => sign.charCodeAt(0)))
  } catch {
    // The way to the host was lost in between; nothing was made, and it can be asked again.
    return err('PdfFailed')
  }
}

/** `連絡先一覧_2026-11-22.pdf`: signs that some system forbids in file names become `_`. */
export const sheetFileName = (title: string, at: string, zone: string, extension: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const name = title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^\.+|[. ]+$/g, '_')
  return `${name}_${dayIn(zone, new Date(at))}.${extension}`
}

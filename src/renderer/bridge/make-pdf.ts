import { err, ok, type Result } from '../../shared/base/result'
import type { HostCall } from '../../shared/contract/host-api'

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

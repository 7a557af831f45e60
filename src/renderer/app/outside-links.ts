/**
 * Every link that leads outside (https, mailto, tel) is opened by the host, in both shells: a page of the Electron
 * shell may not leave itself, and the window of the web shell would become the page it leads to.
 */
import type { Result } from '../../shared/base/result'
import type { NamedFailure } from '../ui/failure-sentence'

export type OpenOutside = (url: string) => Promise<Result<null, NamedFailure>>

const OUTSIDE = new Set(['https:', 'mailto:', 'tel:'])

/** Where a press leads when it leads outside; null: it stays within Daicho, or is no link. */
export const outsideOf = (pressed: EventTarget | null): string | null => {
  const link = pressed instanceof Element ? pressed.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return null
  return OUTSIDE.has(link.protocol) && link.origin !== location.origin ? link.href : null
}

/** Hears every press of a link of the document, by mouse or keyboard. */
export const watchOutsideLinks = (open: OpenOutside, onFailure: (failure: NamedFailure) => void): void => {
  const follow = (event: MouseEvent): void => {
    const url = outsideOf(event.target)
    // A press of the right button opens the menu that copies the address.
    if (url === null || event.button > 1) return
    event.preventDefault()
    void open(url).then((done) => {
      if (!done.ok) onFailure(done.error)
    })
  }
  document.addEventListener('click', follow)
  document.addEventListener('auxclick', follow)
}

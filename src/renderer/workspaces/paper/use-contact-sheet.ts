import { useEffect, useState } from 'react'
import type { ContactListInput } from '../../print/contact-list'
import { contactListPage, contactListText, contactListTitle } from '../../print/contact-list-page'
import { loadFonts } from '../../print/load-fonts'

export type ContactSheet = {
  readonly title: string
  /** The page; null until its fonts are here for the first time. */
  readonly html: string | null
  /** The fonts could not be read. */
  readonly failed: boolean
}

/** The page of an input with its fonts; the last one stays until the next is ready. */
export const useContactSheet = (input: ContactListInput): ContactSheet => {
  const [html, setHtml] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let current = true
    loadFonts(contactListText(input)).then(
      (fonts) => {
        if (!current) return
        setFailed(false)
        setHtml(contactListPage(input, fonts))
      },
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [input])
  return { title: contactListTitle(input.options), html, failed }
}

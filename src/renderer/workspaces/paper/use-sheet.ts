import { useEffect, useState } from 'react'
import { loadFonts } from '../../print/load-fonts'
import { type Sheet, sheetOf, sheetText } from '../../print/sheet'
import type { SheetInput } from '../../print/sheet-input'

export type DrawnSheet = {
  /** The sheet with the input it was drawn from; null until its fonts are here for the first time. */
  readonly drawn: { readonly sheet: Sheet; readonly input: SheetInput } | null
  /** The fonts could not be read. */
  readonly failed: boolean
}

/** The sheet of an input with its fonts; the last one stays until the next is ready. */
export const useSheet = (input: SheetInput): DrawnSheet => {
  const [drawn, setDrawn] = useState<DrawnSheet['drawn']>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let current = true
    loadFonts(sheetText(input)).then(
      (fonts) => {
        if (!current) return
        setFailed(false)
        setDrawn({ sheet: sheetOf(input, fonts), input })
      },
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [input])
  return { drawn, failed }
}

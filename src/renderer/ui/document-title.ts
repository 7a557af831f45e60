import { createContext, useContext, useEffect } from 'react'

/** What stands behind the screen's name in the window title, such as the office; and before it, such as SAMPLE. */
export const TitleContext = createContext<{ readonly before: string; readonly after: string }>({
  before: '',
  after: 'Daicho',
})

/** Names the window after the screen: `[SAMPLE] 人 — 情報システム課`. */
export const useDocumentTitle = (screen: string): void => {
  const { before, after } = useContext(TitleContext)
  useEffect(() => {
    document.title = `${before}${screen}${after ? ` — ${after}` : ''}`
  }, [before, screen, after])
}

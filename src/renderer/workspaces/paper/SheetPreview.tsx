import { SegmentedControl } from '@mantine/core'
import { type RefObject, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ListWorkshop.module.css'
import type { DrawnSheet } from './use-sheet'

type SheetPreviewProps = {
  readonly drawn: DrawnSheet['drawn']
  readonly title: string
  readonly frame: RefObject<HTMLIFrameElement | null>
}

/** White around a sheet on the desk, in CSS pixels. */
const AROUND = 28

/** The sheet page by page, byte for byte what becomes the PDF, the paper and the file. */
export const SheetPreview = ({ drawn, title, frame }: SheetPreviewProps) => {
  const { t } = useTranslation(['lists', 'paper'])
  const [zoom, setZoom] = useState<'fit' | 'actual'>('fit')
  const html = drawn?.sheet.html ?? null

  /** Only the screen is made smaller: paper and file know nothing of it. */
  const adjust = useCallback(() => {
    const inner = frame.current?.contentDocument
    const page = inner?.querySelector<HTMLElement>('.page')
    if (!inner?.head || !page || !frame.current) return
    const style = inner.querySelector('style[data-fit]') ?? inner.createElement('style')
    style.setAttribute('data-fit', '')
    style.textContent = ''
    inner.head.append(style)
    const share = (frame.current.clientWidth - AROUND) / page.offsetWidth
    if (zoom === 'fit' && share < 1)
      style.textContent = `@media screen { main { zoom: ${Math.max(0.3, share).toFixed(3)}; } }`
  }, [frame, zoom])

  useEffect(() => {
    adjust()
    const inside = frame.current
    if (!inside) return
    const watch = new ResizeObserver(adjust)
    watch.observe(inside)
    return () => watch.disconnect()
  }, [adjust, frame])

  return (
    <div className={classes.desk} aria-busy={html === null}>
      <div className={classes.deskBar}>
        <span role="status">
          {drawn &&
            t('pagesOf', {
              count: drawn.sheet.pages,
              paper: t(drawn.sheet.paper.orientation, { size: drawn.sheet.paper.size }),
            })}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t('zoom')}
          value={zoom}
          onChange={(value) => setZoom(value === 'actual' ? 'actual' : 'fit')}
          data={[
            { value: 'fit', label: t('fit') },
            { value: 'actual', label: t('actual') },
          ]}
        />
      </div>
      {html !== null && (
        <iframe
          ref={frame}
          className={classes.preview}
          title={t('paper:previewOf', { title })}
          // No script runs in the sheet; this page reaches in to print it and to fit it.
          sandbox="allow-same-origin allow-modals"
          srcDoc={html}
          onLoad={adjust}
        />
      )}
    </div>
  )
}

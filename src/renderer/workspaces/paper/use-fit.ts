import { useElementSize } from '@mantine/hooks'
import { type CSSProperties, type RefObject, useCallback, useState } from 'react'

/** Desk to see at the left and right of the sheet, in CSS pixels. */
const DESK = 12
/** Below this nobody could read it: the rest is scrolled to. */
const LEAST_SCALE = 0.55

/** How a preview of some size is drawn on a desk: a sheet that is wider is shown smaller, so that it is seen whole. */
export const fitted = (
  desk: { readonly width: number; readonly height: number },
  sheet: number,
): { readonly width: number; readonly height: number; readonly scale: number } | null => {
  const wanted = sheet + 2 * DESK
  if (desk.width === 0 || wanted <= desk.width) return null
  const scale = Math.max(LEAST_SCALE, desk.width / wanted)
  return { width: wanted, height: desk.height / scale, scale }
}

/** Fits what a frame shows to the width of the desk around it. */
export const useFit = (frame: RefObject<HTMLIFrameElement | null>) => {
  const { ref: desk, width, height } = useElementSize<HTMLDivElement>()
  const [sheet, setSheet] = useState(0)
  // A sheet is as wide as its paper, whatever the window is.
  const look = useCallback(
    () => setSheet(frame.current?.contentDocument?.querySelector('main')?.offsetWidth ?? 0),
    [frame],
  )
  const fit = fitted({ width, height }, sheet)
  const style: CSSProperties = fit
    ? { width: fit.width, height: fit.height, transform: `scale(${fit.scale})`, transformOrigin: '0 0' }
    : {}
  // What is drawn smaller still takes its own room: the desk scrolls only where the sheet really goes beyond it.
  const deskStyle: CSSProperties = fit && fit.scale > LEAST_SCALE ? { overflow: 'hidden' } : {}
  return { desk, look, style, deskStyle }
}

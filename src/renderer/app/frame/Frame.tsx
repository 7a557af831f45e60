import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation } from 'react-router'
import { notify } from '../../ui/notify'
import { SwitchUser } from '../../workspaces/users/SwitchUser'
import { useOpenLedger } from '../open-ledger-context'
import { CommandPalette } from './CommandPalette'
import classes from './Frame.module.css'
import { HeaderBar } from './HeaderBar'
import { KeyOverlay } from './KeyOverlay'
import { Navigation } from './Navigation'
import { UndoKeys } from './UndoKeys'
import { useGoKeys } from './use-go-keys'

/**
 * Around every screen: skip link, header, navigation, main area. The main area is exactly the rest of the window and
 * scrolls; a screen with `room="fill"` scrolls within itself.
 */
export const Frame = () => {
  const { t } = useTranslation('frame')
  const { hostGone, opened } = useOpenLedger()
  const [narrowOpen, narrow] = useDisclosure(false)
  const main = useRef<HTMLElement>(null)
  useFocusOnArrival(main)
  useProblemsStayBehind()
  useGoKeys()
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('skipToMain')}
      </button>
      <HeaderBar onOpenNavigation={narrow.open} />
      {opened.ledger.sample && <SampleBar />}
      {hostGone && (
        <div className={classes.gone} role="alert">
          <strong>{t('hostGone')}</strong> {t('hostGoneWhat')}
        </div>
      )}
      <div className={classes.below}>
        <Navigation narrowOpen={narrowOpen} onNarrowClose={narrow.close} />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <CommandPalette />
      <KeyOverlay />
      <UndoKeys />
      <SwitchUser />
    </div>
  )
}

/** Milliseconds a screen may take to appear, when it is fetched first. */
const ARRIVAL_MS = 2000

/** After a change of screen, focus goes to its heading unless the screen has put it somewhere itself. */
const useFocusOnArrival = (main: React.RefObject<HTMLElement | null>): void => {
  const { pathname } = useLocation()
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: acts when the address changes
  useEffect(() => {
    const area = main.current
    if (first.current || !area) {
      first.current = false
      return
    }
    area.scrollTo(0, 0)
    const begun = performance.now()
    let frame = 0
    const arrive = (): void => {
      const heading = area.querySelector<HTMLElement>('[data-page-heading]')
      if (area.contains(document.activeElement) || isInDialog(document.activeElement)) return
      if (heading) heading.focus({ preventScroll: true })
      else if (performance.now() - begun < ARRIVAL_MS) frame = requestAnimationFrame(arrive)
    }
    frame = requestAnimationFrame(arrive)
    return () => cancelAnimationFrame(frame)
  }, [pathname])
}

/** What went wrong on a screen is not told on the next. */
const useProblemsStayBehind = (): void => {
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: acts when the address changes
  useEffect(() => notify.forgetProblems(), [pathname])
}

const isInDialog = (element: Element | null): boolean => element?.closest('[role="dialog"]') != null

const SampleBar = () => {
  const { t } = useTranslation('frame')
  const { leaveSample } = useOpenLedger()
  const [asking, ask] = useDisclosure(false)
  return (
    <section className={classes.sample} aria-label={t('sampleMark')}>
      <span className={classes.sampleMark}>SAMPLE</span>
      <span className={classes.sampleText}>{t('sampleBar')}</span>
      <Button variant="default" size="compact-sm" onClick={ask.open}>
        {t('sampleLeave')}
      </Button>
      <Modal opened={asking} onClose={ask.close} title={t('sampleLeaveAsk')}>
        <Text size="sm">{t('sampleLeaveWhy')}</Text>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={ask.close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button onClick={() => void leaveSample()}>{t('sampleLeave')}</Button>
        </Group>
      </Modal>
    </section>
  )
}

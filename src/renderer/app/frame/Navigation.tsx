import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { type CopyState, copyState } from '../../bridge/copy-state'
import { useCounts } from '../../store/client/hooks'
import { figures } from '../../texts/figures'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { useOpenLedger } from '../open-ledger-context'
import classes from './Navigation.module.css'
import {
  bottomItems,
  homeItem,
  type NavigationItem,
  officeItems,
  recordItems,
  workItems,
} from './navigation-items'
import { useItemLabel } from './use-item-label'

type NavigationProps = { readonly narrowOpen: boolean; readonly onNarrowClose: () => void }

/** The screens, at the left; behind a button where the window is narrow or the text large. */
export const Navigation = ({ narrowOpen, onNarrowClose }: NavigationProps) => {
  const { t } = useTranslation('frame')
  return (
    <>
      <nav className={classes.navigation} aria-label={t('navigation')}>
        <Content />
      </nav>
      <Drawer opened={narrowOpen} onClose={onNarrowClose} title={t('navigation')} size="16rem">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are what is pressed; this only closes after them */}
        <nav aria-label={t('navigation')} onClick={onNarrowClose}>
          <Content />
        </nav>
      </Drawer>
    </>
  )
}

const Content = () => {
  const { t } = useTranslation('frame')
  return (
    <div className={classes.content}>
      <Section items={[homeItem]} />
      <Section title={t('records')} items={recordItems} />
      <Section title={t('work')} items={workItems} />
      <Section title={t('office')} items={officeItems} />
      <div className={classes.rest} />
      <Section items={bottomItems} />
      <KeptLine />
    </div>
  )
}

const Section = ({
  title,
  items,
}: {
  readonly title?: string
  readonly items: readonly NavigationItem[]
}) => (
  <>
    {title && <p className={classes.title}>{title}</p>}
    <ul className={classes.items}>
      {items.map((item) => (
        <li key={item.id}>
          <Item item={item} />
        </li>
      ))}
    </ul>
  </>
)

const Item = ({ item }: { readonly item: NavigationItem }) => {
  const label = useItemLabel()(item)
  const { pathname } = useLocation()
  const counts = useCounts()
  const language = useLanguage()
  const count = item.type ? counts?.[item.type.type]?.live : undefined
  const Icon = item.icon
  return (
    <Link to={item.to} className={classes.item} aria-current={isHere(item, pathname) ? 'page' : undefined}>
      <Icon size={17} stroke={1.6} aria-hidden />
      <span className={classes.label}>{label}</span>
      {count ? <span className={classes.count}>{figures(count, language)}</span> : null}
    </Link>
  )
}

/** A record belongs to the list of its type; Help to all of its pages. */
const isHere = (item: NavigationItem, pathname: string): boolean => {
  if (item.type) {
    const type = item.type.type
    return [item.to, paths.list(type), paths.create(type), `/record/${type}:`, `/edit/${type}:`].some(
      (start) => pathname.startsWith(start),
    )
  }
  if (item.id === 'home') return pathname === '/'
  if (item.id === 'help') return pathname.startsWith('/help')
  if (item.id === 'deleted') return pathname.startsWith('/deleted/')
  if (item.id === 'import') return pathname.startsWith('/import/')
  return pathname === item.to
}

const copyLine = {
  none: 'copyNone',
  failed: 'copyFailed',
  making: 'copyMaking',
  behind: 'copyBehind',
  complete: 'copyFine',
} as const satisfies { readonly [state in CopyState]: string }

/** Where what is entered is kept, always in sight. */
const KeptLine = () => {
  const { t } = useTranslation('frame')
  const { copy, kept, opened, hostGone } = useOpenLedger()
  if (opened.ledger.sample || !copy) return null
  const state = copyState(copy)
  const late = kept === 'journalOnly' || state === 'none' || state === 'failed'
  const copyText = hostGone ? t('copyUnknown') : t(copyLine[state], { count: copy.behind })
  const text = kept === 'journalOnly' ? t('keptJournalOnly') : copyText
  return (
    <Link
      to={paths.settings()}
      className={classes.kept}
      data-tone={late ? 'late' : state === 'complete' && !hostGone ? undefined : 'wait'}
      title={t('kept')}
    >
      <span className={classes.dot} aria-hidden />
      {text}
    </Link>
  )
}

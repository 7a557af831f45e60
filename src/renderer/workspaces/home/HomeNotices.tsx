import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CopyStatus, HostInfo } from '../../../shared/contract/host-api'
import { writeInstant } from '../../../shared/domain/written/instant-text'
import { copyState } from '../../bridge/copy-state'
import { useSurroundings } from '../../fields/field-surroundings'
import type { KeptState, Opened } from '../../store/store-api'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { PathIn } from '../../ui/PathIn'
import { paths } from '../../ui/paths'
import classes from './HomeScreen.module.css'
import { openingNotices, type RestoredNote } from './opening-notices'

export type HomeNoticesProps = {
  readonly info: HostInfo
  readonly opened: Opened
  readonly restored: RestoredNote | null
  readonly copy: CopyStatus | null
  readonly kept: KeptState['where']
  /** Why the vault does not take what waits, until a person does something; null: it will when it can. */
  readonly refused: KeptState['refused']
  readonly hostGone: boolean
}

/** Red first: what is kept in one place only; then the folder; then what was found when Daicho opened. */
export const HomeNotices = ({ info, opened, restored, copy, kept, refused, hostGone }: HomeNoticesProps) => {
  const { t } = useTranslation('home')
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(dismissedHere.keys)
  const dismiss = (key: string): void => {
    dismissedHere.keys = new Set([...dismissedHere.keys, key])
    setDismissed(dismissedHere.keys)
  }
  const sentence = useFailureSentence()
  const warning = info.folderWarning
  const found = openingNotices(opened, copy, restored).filter((one) => !dismissed.has(one.key))
  return (
    <div className={classes.notices}>
      {kept === 'journalOnly' &&
        (refused ? (
          <Notice
            tone="late"
            title={t('refused')}
            actions={
              <Button component={Link} to={paths.verify()} variant="default">
                {t('toVerify')}
              </Button>
            }
          >
            {sentence(refused)}{' '}
            <PathIn path={info.dataFolder} sentence={(folder) => t('refusedWhat', { folder })} />
          </Notice>
        ) : (
          <Notice tone="late" title={t('journalOnly')}>
            {hostGone ? (
              t('journalOnlyGone')
            ) : (
              <PathIn path={info.dataFolder} sentence={(folder) => t('journalOnlyWhat', { folder })} />
            )}
          </Notice>
        ))}
      {!opened.ledger.sample && copy && !hostGone && <CopyNotice copy={copy} />}
      {copy?.setAside && (
        <Notice tone="look" title={t('setAside', { count: copy.setAside.entries })}>
          <PathIn path={copy.setAside.folder} sentence={(folder) => t('setAsideWhy', { folder })} />
        </Notice>
      )}
      {warning && (
        <Notice tone="late" title={t(warning)}>
          <PathIn path={info.dataFolder} sentence={(folder) => t(`${warning}What`, { folder })} />
        </Notice>
      )}
      {found.map((one) => (
        <Notice
          key={one.key}
          tone="calm"
          title={t(one.title, { count: one.count })}
          close={{ label: t('dismiss'), run: () => dismiss(one.key) }}
        >
          {t(one.why)}
        </Notice>
      ))}
    </div>
  )
}

/** What was put away stays away until Daicho is opened again. */
const dismissedHere: { keys: ReadonlySet<string> } = { keys: new Set() }

const CopyNotice = ({ copy }: { readonly copy: CopyStatus }) => {
  const { t } = useTranslation('home')
  const { writing } = useSurroundings()
  const sentence = useFailureSentence()
  const toSettings = (label: string) => (
    <Button component={Link} to={paths.settings()} variant="default">
      {label}
    </Button>
  )
  const state = copyState(copy)
  if (state === 'complete') return null
  if (state === 'none') {
    return (
      <Notice tone="late" title={t('oneCopy')} actions={toSettings(t('chooseCopy'))}>
        {t('oneCopyWhat')}
      </Notice>
    )
  }
  const folder = copy.folder ?? ''
  if (state === 'making') {
    return (
      <Notice tone="calm" title={t('copyMaking', { count: copy.behind })}>
        <PathIn path={folder} sentence={(shown) => t('copyMakingWhat', { folder: shown })} />
      </Notice>
    )
  }
  const since = copy.completeAt
    ? t('copyFailedSince', { at: writeInstant(copy.completeAt, writing) })
    : t('copyFailedNever')
  if (copy.failure) {
    return (
      <Notice tone="late" title={t('copyFailed')} actions={toSettings(t('toSettings'))}>
        {sentence({ type: copy.failure })} {since}
      </Notice>
    )
  }
  return (
    <Notice tone="late" title={t('copyBehind', { count: copy.behind })} actions={toSettings(t('toSettings'))}>
      <PathIn path={folder} sentence={(shown) => t('copyBehindWhat', { folder: shown })} /> {since}
    </Notice>
  )
}

import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CopyStatus, HostInfo } from '../../../shared/contract/host-api'
import { copyState } from '../../bridge/copy-state'
import { useVerify } from '../../store/client/use-verify'
import type { VerifyReport } from '../../store/store-api'
import { useFailureSentence } from '../../ui/failure-sentence'
import { paths } from '../../ui/paths'
import classes from './About.module.css'

type CheckEverythingProps = {
  readonly info: HostInfo
  readonly copy: CopyStatus | null
  readonly sample: boolean
}

type Line = { readonly name: string; readonly tone: 'safe' | 'late'; readonly text: string }

/** The ledger verified, the copy looked at, the folder's permissions: one press, one answer each. */
export const CheckEverything = ({ info, copy, sample }: CheckEverythingProps) => {
  const { t } = useTranslation(['about', 'settings'])
  const sentence = useFailureSentence()
  const { state, start, cancel } = useVerify()
  const ledgerLine = (report: VerifyReport): Line =>
    report.problems.length === 0
      ? {
          name: t('checkLedger'),
          tone: 'safe',
          text: t('ledgerFine', { entries: report.entries }),
        }
      : { name: t('checkLedger'), tone: 'late', text: t('ledgerBroken', { count: report.problems.length }) }
  const copyLine = (status: CopyStatus): Line => {
    const name = t('checkCopy')
    const { failure, behind: count } = status
    if (!status.folder) return { name, tone: 'late', text: t('copyNone') }
    if (failure) return { name, tone: 'late', text: sentence({ type: failure }) }
    const { folder } = status
    const state = copyState(status)
    if (state === 'complete') return { name, tone: 'safe', text: t('copyFine', { folder }) }
    return {
      name,
      tone: 'late',
      text: t(state === 'making' ? 'copyMaking' : 'copyBehind', { count, folder }),
    }
  }
  const folderLine: Line = info.folderWarning
    ? { name: t('checkFolder'), tone: 'late', text: t(`settings:${info.folderWarning}`) }
    : { name: t('checkFolder'), tone: 'safe', text: t('folderFine') }
  const report = state.is === 'done' && !state.report.cancelled ? state.report : null
  return (
    <section className={classes.section}>
      <h2>{t('checkAll')}</h2>
      <p>{t('checkAllWhat')}</p>
      <Group gap="xs">
        <Button variant="default" loading={state.is === 'running'} onClick={start}>
          {t('checkAll')}
        </Button>
        {state.is === 'running' && (
          <Button variant="subtle" color="gray" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
        {report && report.problems.length > 0 && <Link to={paths.verify()}>{t('toVerify')}</Link>}
      </Group>
      <div role="status">
        {report && (
          <ul className={classes.checks}>
            {[ledgerLine(report), ...(copy && !sample ? [copyLine(copy)] : []), folderLine].map((line) => (
              <li key={line.name} data-tone={line.tone}>
                {line.tone === 'safe' ? (
                  <IconCheck size={16} aria-hidden />
                ) : (
                  <IconAlertTriangle size={16} aria-hidden />
                )}
                <span>{line.name}</span>
                <span className={classes.checkText}>{line.text}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

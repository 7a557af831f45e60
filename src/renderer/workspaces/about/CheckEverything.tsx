import { Button, Group, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Result } from '../../../shared/base/result'
import type { CopyCheck, CopyStatus, HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { answered } from '../../bridge/answered'
import { copyState } from '../../bridge/copy-state'
import { useVerify } from '../../store/client/use-verify'
import type { VerifyReport } from '../../store/store-api'
import { type NamedFailure, useFailureSentence } from '../../ui/failure-sentence'
import { paths } from '../../ui/paths'
import classes from './About.module.css'

type CheckEverythingProps = {
  readonly host: HostBridge
  readonly info: HostInfo
  readonly copy: CopyStatus | null
  readonly sample: boolean
}

type Line = { readonly name: string; readonly tone: 'safe' | 'look' | 'late' | 'wait'; readonly text: string }

type CopyChecked = Result<CopyCheck, NamedFailure>

/** The ledger verified, the copy looked at, the folder's permissions: one press, one answer each. */
export const CheckEverything = ({ host, info, copy, sample }: CheckEverythingProps) => {
  const { t } = useTranslation(['about', 'settings'])
  const sentence = useFailureSentence()
  const { state, start, cancel } = useVerify()
  const ledgerLine = ({ problems, entries, waiting }: VerifyReport): Line => {
    const name = t('checkLedger')
    const waits = waiting > 0 ? ` ${t('ledgerWaiting', { count: waiting })}` : ''
    if (problems.length > 0)
      return { name, tone: 'late', text: t('ledgerBroken', { count: problems.length }) + waits }
    return { name, tone: waits ? 'look' : 'safe', text: t('ledgerFine', { count: entries }) + waits }
  }
  const [checked, setChecked] = useState<CopyChecked | null>(null)
  const check = async (): Promise<void> => {
    start()
    setChecked(null)
    if (copy?.folder && !sample)
      setChecked(await answered<CopyCheck, NamedFailure>(host.call('copy.check', {})))
  }
  const copyLine = (status: CopyStatus): Line => {
    const name = t('checkCopy')
    const { failure, behind: count } = status
    if (!status.folder) return { name, tone: 'late', text: t('copyNone') }
    if (!checked) return { name, tone: 'wait', text: t('copyChecking') }
    if (!checked.ok) return { name, tone: 'late', text: sentence(checked.error) }
    if (failure) return { name, tone: 'late', text: sentence({ type: failure }) }
    const { folder } = status
    const state = copyState(status)
    const { segments, repaired, left } = checked.value
    if (left > 0) return { name, tone: 'late', text: t('copyLeft', { count: left, folder }) }
    if (state === 'complete' && repaired > 0)
      return { name, tone: 'look', text: t('copyRepaired', { count: repaired, folder }) }
    if (state === 'complete')
      return { name, tone: 'safe', text: t('copyChecked', { count: segments, folder }) }
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
        <Button variant="default" loading={state.is === 'running'} onClick={() => void check()}>
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
                <Sign tone={line.tone} />
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

const Sign = ({ tone }: { readonly tone: Line['tone'] }) => {
  if (tone === 'wait') return <Loader size={14} />
  return tone === 'safe' ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />
}

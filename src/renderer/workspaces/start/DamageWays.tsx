import { Alert, Text } from '@mantine/core'
import { IconArrowBackUp, IconFolderOpen, IconScissors } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallArgs, DeviceDamage, HostBridge, LedgerDamage } from '../../../shared/contract/host-api'
import { useFolderPicker } from '../../ui/FolderPicker'
import { type NamedFailure, useFailureSentence } from '../../ui/failure-sentence'
import { folderSource } from '../../ui/folder-source'
import { Choice, Choices } from './Choice'
import classes from './DamagedScreen.module.css'
import { GoOnWithout } from './GoOnWithout'
import { lostEntries } from './lost-entries'

type DamageWaysProps = {
  readonly host: HostBridge
  /** The data folder. */
  readonly folder: string
  /** Null when it could not be found out; `failure` says why. */
  readonly damage: LedgerDamage | null
  readonly failure: NamedFailure | null
  /** What is lost in the files is entered again from this browser. */
  readonly browserHas: boolean
  readonly onMend: (wish: CallArgs<'ledger.mend'>) => void
}

/** What is damaged, and the three ways on; the one that loses entries asks twice. */
export const DamageWays = ({ host, folder, damage, failure, browserHas, onMend }: DamageWaysProps) => {
  const { t } = useTranslation('damage')
  const sentence = useFailureSentence()
  const [confirming, setConfirming] = useState(false)
  /** The browser enters again what the files lost. */
  const fromBrowser = browserHas && damage !== null && lostEntries(damage) !== 0
  const source = useMemo(() => folderSource(host.call, 'restore'), [host])
  const { pick, dialog } = useFolderPicker(source, t('folderPick'))
  const fromFolder = async (): Promise<void> => {
    const path = await pick()
    if (path) onMend({ with: 'folder', path })
  }
  return (
    <>
      {failure && (
        <Alert color="red" variant="light" role="alert">
          {sentence(failure)}
        </Alert>
      )}
      {damage?.devices.length === 0 && (
        <Text role="status">
          {t('nothingDamaged')} {t('nothingDamagedWhat')}
        </Text>
      )}
      {damage && damage.devices.length > 0 && (
        <>
          <Devices devices={damage.devices} />
          <section aria-labelledby="damage-ways">
            <h2 id="damage-ways" className={classes.heading}>
              {t('ways')}
            </h2>
            <Choices>
              <Choice
                icon={<IconArrowBackUp stroke={1.4} />}
                title={t('copy')}
                why={copySentence(t, damage)}
                disabled={!damage.copy || damage.copy.has === 0}
                onChoose={() => onMend({ with: 'copy' })}
              />
              <Choice
                icon={<IconFolderOpen stroke={1.4} />}
                title={t('folder')}
                why={t('folderWhat')}
                onChoose={() => void fromFolder()}
              />
              <Choice
                icon={<IconScissors stroke={1.4} />}
                title={t(fromBrowser ? 'here' : 'without')}
                why={t(
                  lostEntries(damage) === 0 ? 'withoutNone' : fromBrowser ? 'hereWithout' : 'withoutWhat',
                )}
                onChoose={() => setConfirming(true)}
              />
            </Choices>
          </section>
          <GoOnWithout
            opened={confirming}
            loses={lossSentence(t, lostEntries(damage), browserHas)}
            lost={lostEntries(damage)}
            title={t(fromBrowser ? 'hereTitle' : 'confirmTitle')}
            understand={t(fromBrowser ? 'hereUnderstood' : 'understood')}
            kept={t('confirmKept', { folder: `${folder}${folder.includes('\\') ? '\\' : '/'}damaged` })}
            goOn={t('goOn')}
            onGoOn={() => onMend({ with: 'nothing' })}
            onClose={() => setConfirming(false)}
          />
        </>
      )}
      {dialog}
    </>
  )
}

const lossSentence = (t: TFunction<'damage'>, lost: number | null, browserHas: boolean): string => {
  if (lost === 0) return t('confirmLostNone')
  if (browserHas) return lost === null ? t('hereLosesUnknown') : t('hereLoses', { count: lost })
  return lost === null ? t('confirmLostUnknown') : t('confirmLost', { count: lost })
}

const copySentence = (t: TFunction<'damage'>, damage: LedgerDamage): string => {
  if (!damage.copy) return t('copyAway')
  const { folder, has } = damage.copy
  if (has === 0) return t('copyHasNone', { folder })
  return t(has === lostEntries(damage) ? 'copyHasAll' : 'copyHas', { folder, count: has })
}

/** Where only a file about the entries is not what it was: which; else null. */
const beside = (
  t: TFunction<'damage'>,
  { device, entriesBehind, badCard, unsigned }: DeviceDamage,
): ReactNode => {
  if (entriesBehind !== 0 || (!badCard && !unsigned)) return null
  return (
    <>
      {badCard && <span>{t('badCard', { file: `vault/${device}/device.json` })}</span>}
      {unsigned && <span>{t('unsigned', { file: `vault/${device}/${unsigned}.json` })}</span>}
    </>
  )
}

const Devices = ({ devices }: { readonly devices: readonly DeviceDamage[] }) => {
  const { t } = useTranslation('damage')
  const behind = (count: number | null): string =>
    count === null ? t('behindUnknown') : count === 0 ? t('behindNone') : t('behind', { count })
  return (
    <section aria-labelledby="damage-where">
      <h2 id="damage-where" className={classes.heading}>
        {t('where')}
      </h2>
      <ul className={classes.devices}>
        {devices.map((damage) => (
          <li key={damage.device}>
            <span>{t(damage.own ? 'ownDevice' : 'otherDevice', { code: damage.code ?? damage.device })}</span>
            {beside(t, damage) ?? (
              <>
                <span>{t('from', { seq: damage.from })}</span>
                <span className={classes.behind}>{behind(damage.entriesBehind)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

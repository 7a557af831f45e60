import { Button, Code, Group, Loader, Stack, Text, Title } from '@mantine/core'
import type { TFunction } from 'i18next'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallArgs, HostBridge, LedgerDamage, Mended } from '../../../shared/contract/host-api'
import { answered } from '../../bridge/answered'
import { useDocumentTitle } from '../../ui/document-title'
import type { NamedFailure } from '../../ui/failure-sentence'
import { Plain } from '../../ui/Plain'
import classes from './DamagedScreen.module.css'
import { DamageWays } from './DamageWays'

type DamagedScreenProps = {
  readonly host: HostBridge
  /** The data folder. */
  readonly folder: string
  /** Opens the ledger again. */
  readonly onOpen: () => Promise<void>
  /** Further buttons, as for whoever asks for help. */
  readonly more?: ReactNode
  /** The ledger was open until now: what its files lost, this browser enters again. */
  readonly browserHas?: boolean
}

type State =
  | { readonly is: 'looking' | 'mending' }
  /** `failure`: why the last wish, or the looking, did not come true. */
  | { readonly is: 'asking'; readonly damage: LedgerDamage | null; readonly failure: NamedFailure | null }
  | { readonly is: 'mended'; readonly mended: Mended }

/** The ledger's files are damaged: where, how much of it the copy has, and the ways on. */
export const DamagedScreen = ({ host, folder, onOpen, more, browserHas = false }: DamagedScreenProps) => {
  const { t } = useTranslation('damage')
  const [state, setState] = useState<State>({ is: 'looking' })
  const look = useCallback(
    async (failure: NamedFailure | null = null) => {
      setState({ is: 'looking' })
      const found = await answered(host.call('ledger.damage', {}))
      if (found.ok) setState({ is: 'asking', damage: found.value, failure })
      else setState({ is: 'asking', damage: null, failure: found.error })
    },
    [host],
  )
  useEffect(() => {
    void look()
  }, [look])
  const mend = async (wish: CallArgs<'ledger.mend'>): Promise<void> => {
    setState({ is: 'mending' })
    const done = await answered(host.call('ledger.mend', wish))
    if (done.ok) setState({ is: 'mended', mended: done.value })
    else if (done.error.type === 'HostGone') setState({ is: 'asking', damage: null, failure: done.error })
    else await look(done.error)
  }
  const title = state.is === 'mended' ? doneTitle(t, browserHas ? 0 : state.mended.lost) : t('title')
  useDocumentTitle(title)
  return (
    <Plain>
      <Stack gap="md">
        <div>
          <Title order={1}>{title}</Title>
          {state.is !== 'mended' && <Text mt={6}>{t('lead')}</Text>}
        </div>
        {(state.is === 'looking' || state.is === 'mending') && (
          <Group gap="xs" role="status">
            <Loader size="xs" /> <Text size="sm">{t(state.is)}</Text>
          </Group>
        )}
        {state.is === 'asking' && (
          <>
            <DamageWays
              host={host}
              folder={folder}
              damage={state.damage}
              failure={state.failure}
              browserHas={browserHas}
              onMend={(wish) => void mend(wish)}
            />
            <Group gap="xs">
              {state.damage?.devices.length === 0 && (
                <Button onClick={() => void onOpen()}>{t('open')}</Button>
              )}
              <Button variant="default" onClick={() => void look()}>
                {t('again')}
              </Button>
              {browserHas && state.damage?.devices.length !== 0 && (
                <Button variant="default" onClick={() => void onOpen()}>
                  {t('back')}
                </Button>
              )}
              {more}
            </Group>
          </>
        )}
        {state.is === 'mended' && (
          <MendedTold mended={state.mended} browserHas={browserHas} onOpen={onOpen} />
        )}
      </Stack>
    </Plain>
  )
}

/** Whoever lost entries does not read that all is well. */
const doneTitle = (t: TFunction<'damage'>, lost: number | null): string => {
  if (lost === null) return t('doneUnknown')
  return lost > 0 ? t('doneWithout', { count: lost }) : t('done')
}

type MendedToldProps = Pick<DamagedScreenProps, 'browserHas' | 'onOpen'> & { readonly mended: Mended }

/** What stands again, what does not, and where the damaged files are. */
const MendedTold = ({ mended: { broughtBack, lost, aside }, browserHas, onOpen }: MendedToldProps) => {
  const { t } = useTranslation('damage')
  const [some, unknown] = browserHas
    ? (['hereLost', 'hereLostUnknown'] as const)
    : (['lost', 'lostUnknown'] as const)
  const left = lost === null ? t(unknown) : lost > 0 ? t(some, { count: lost }) : t('lostNone')
  return (
    <>
      <div role="status">
        {broughtBack > 0 && <Text>{t('broughtBack', { count: broughtBack })}</Text>}
        <Text className={lost === 0 || browserHas ? undefined : classes.lost}>{left}</Text>
      </div>
      <Text size="sm" c="dimmed">
        {t('aside')} <Code>{aside}</Code>
      </Text>
      <Group>
        <Button onClick={() => void onOpen()} autoFocus>
          {t('open')}
        </Button>
      </Group>
    </>
  )
}

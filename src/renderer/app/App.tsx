import { useSyncExternalStore } from 'react'
import { paths } from '../ui/paths'
import { DamagedScreen } from '../workspaces/start/DamagedScreen'
import { StartScreen } from '../workspaces/start/StartScreen'
import { OpenApp } from './OpenApp'
import { ElsewhereScreen, EndedScreen, FailedScreen, NoHostScreen, OpeningScreen } from './screens/WaysIn'
import type { StartUpControl } from './start-up'

/** What is shown at each step between an empty page and an open ledger. */
export const App = ({ control }: { readonly control: StartUpControl }) => {
  const state = useSyncExternalStore(control.subscribe, control.get)
  /** Not at the address that led to mending. */
  const openHome = (): Promise<void> => {
    history.replaceState(null, '', `#${paths.home()}`)
    return control.tryAgain()
  }
  switch (state.step) {
    case 'connecting':
      return <OpeningScreen progress={null} />
    case 'opening':
      return <OpeningScreen progress={state.progress} />
    case 'noHost':
      return <NoHostScreen />
    case 'elsewhere':
      return (
        <ElsewhereScreen
          handedOver={state.handedOver}
          kept={state.kept ?? false}
          onBring={() => control.bringHere()}
        />
      )
    case 'failed':
      return (
        <FailedScreen
          failure={state.failure}
          host={control.host}
          folder={control.info?.dataFolder ?? ''}
          onRetry={() => control.tryAgain()}
        />
      )
    case 'mending':
      return (
        <DamagedScreen
          host={control.host}
          folder={control.info?.dataFolder ?? ''}
          onOpen={openHome}
          browserHas
        />
      )
    case 'fault':
      throw state.error
    case 'ended':
      return <EndedScreen onlyHere={state.onlyHere ?? false} />
    case 'first':
      return (
        <StartScreen
          host={control.host}
          zone={control.info?.zone ?? ''}
          failure={state.failure}
          onCreate={(office) => control.createOffice(office)}
          onSample={() => control.enterSample()}
          onRestore={(path, upToDamage) => control.restore(path, upToDamage)}
        />
      )
    case 'ready':
      return <OpenApp key={state.ledger.opened.ledger.ledger} control={control} ready={state} />
  }
}

import { useMemo, useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { ListLinesProvider, type ReadListLines } from '../generic/copies/list-lines'
import { StoreProvider } from '../store/client/store-context'
import { paths } from '../ui/paths'
import { CopyFolderScreen } from '../workspaces/start/CopyFolderScreen'
import { WhoScreen } from '../workspaces/users/WhoScreen'
import { OpenLedgerContext } from './open-ledger-context'
import { Preferences } from './Preferences'
import { createRoutes } from './routes'
import { WantedDialog } from './screens/WantedDialog'
import type { StartUp, StartUpControl } from './start-up'
import { useLedgerState } from './use-ledger-state'

type OpenAppProps = {
  readonly control: StartUpControl
  readonly ready: Extract<StartUp, { step: 'ready' }>
}

/** What sheets say now is known by the workspace that makes them; it is fetched when somebody asks. */
const readListLines: ReadListLines = async (...asked) =>
  (await import('../workspaces/paper/read-list-lines')).readListLines(...asked)

/** The program over an open ledger: who writes, then the second folder after a first run, then the screens. */
export const OpenApp = ({ control, ready }: OpenAppProps) => {
  const { link, opened } = ready.ledger
  const { host, info } = control
  const kept = useLedgerState(host, link, opened.kept)
  const [askCopy, setAskCopy] = useState(ready.justMade && !opened.ledger.sample)
  const { another, restored } = ready
  const router = useMemo(() => {
    if (another) history.replaceState(null, '', `#${paths.home()}`)
    return createRoutes()
  }, [another])
  const state = useMemo(
    () =>
      info && {
        host,
        info,
        opened,
        restored,
        ...kept,
        mend: () => control.mend(),
        leaveSample: () => control.leaveSample(),
        enterSample: () => control.enterSample(),
      },
    [host, info, opened, restored, kept, control],
  )
  if (!state) return null
  return (
    <StoreProvider connection={link}>
      <OpenLedgerContext value={state}>
        <Preferences sample={opened.ledger.sample}>
          <WantedDialog
            opened={ready.wanted ?? false}
            onKeep={() => control.keepHere()}
            onGive={() => control.handOver()}
          />
          <WhoScreen>
            {askCopy ? (
              <CopyFolderScreen host={host} onDone={() => setAskCopy(false)} />
            ) : (
              <ListLinesProvider read={readListLines}>
                <RouterProvider router={router} />
              </ListLinesProvider>
            )}
          </WhoScreen>
        </Preferences>
      </OpenLedgerContext>
    </StoreProvider>
  )
}

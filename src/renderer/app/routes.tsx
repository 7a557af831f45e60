import { type ComponentType, lazy, Suspense } from 'react'
import { createHashRouter } from 'react-router'
import { routePatterns } from '../ui/paths'
import { HomeScreen } from '../workspaces/home/HomeScreen'
import { Frame } from './frame/Frame'
import { type OpenLedgerState, useOpenLedger } from './open-ledger-context'
import { NotThereScreen } from './screens/NotThereScreen'
import { ScreenFault } from './screens/ScreenFault'

type Screen = ComponentType<OpenLedgerState>

/** A screen that is fetched when it is first opened; it gets what is known of the open ledger beside its records. */
const later = (load: () => Promise<Screen>) => {
  const Fetched = lazy(async () => ({ default: await load() }))
  const Route = () => {
    const state = useOpenLedger()
    return (
      <Suspense>
        <Fetched {...state} />
      </Suspense>
    )
  }
  return <Route />
}

const HomeRoute = () => <HomeScreen {...useOpenLedger()} />

const form = later(async () => (await import('../generic/form/FormScreen')).FormScreen)

const screens = [
  { path: routePatterns.home, element: <HomeRoute /> },
  {
    path: routePatterns.list,
    element: later(async () => (await import('../generic/list/ListScreen')).ListScreen),
  },
  {
    path: routePatterns.record,
    element: later(async () => (await import('./screens/RecordScreen')).RecordScreen),
  },
  { path: routePatterns.create, element: form },
  { path: routePatterns.edit, element: form },
  {
    path: routePatterns.history,
    element: later(async () => (await import('../generic/history/HistoryScreen')).HistoryScreen),
  },
  {
    path: routePatterns.deleted,
    element: later(async () => (await import('../generic/deleted/DeletedScreen')).DeletedScreen),
  },
  {
    path: routePatterns.import,
    element: later(async () => (await import('../workspaces/import/ImportScreen')).ImportScreen),
  },
  {
    path: routePatterns.export,
    element: later(async () => (await import('../workspaces/export/ExportScreen')).ExportScreen),
  },
  {
    path: routePatterns.peopleList,
    element: later(async () => (await import('../workspaces/paper/ContactListScreen')).ContactListScreen),
  },
  {
    path: routePatterns.contactLists,
    element: later(async () => (await import('../workspaces/paper/ContactListsScreen')).ContactListsScreen),
  },
  {
    path: routePatterns.contactList,
    element: later(async () => (await import('../workspaces/paper/ContactListScreen')).ContactListScreen),
  },
  {
    path: routePatterns.copies,
    element: later(async () => (await import('../workspaces/copies/CopiesScreen')).CopiesScreen),
  },
  {
    path: routePatterns.checks,
    element: later(async () => (await import('../workspaces/check/ChecksScreen')).ChecksScreen),
  },
  {
    path: routePatterns.check,
    element: later(async () => (await import('../workspaces/check/RoundScreen')).RoundScreen),
  },
  {
    path: routePatterns.settings,
    element: later(async () => (await import('../workspaces/settings/SettingsScreen')).SettingsScreen),
  },
  {
    path: routePatterns.users,
    element: later(async () => (await import('../workspaces/users/UsersScreen')).UsersScreen),
  },
  {
    path: routePatterns.verify,
    element: later(async () => (await import('../workspaces/verify/VerifyScreen')).VerifyScreen),
  },
  {
    path: routePatterns.mend,
    element: later(async () => (await import('../workspaces/start/MendScreen')).MendScreen),
  },
  {
    path: routePatterns.help,
    element: later(async () => (await import('../workspaces/help/HelpScreen')).HelpScreen),
  },
  {
    path: routePatterns.about,
    element: later(async () => (await import('../workspaces/about/AboutScreen')).AboutScreen),
  },
  { path: '*', element: <NotThereScreen /> },
]

/** Every screen under its address. */
export const createRoutes = () =>
  createHashRouter([{ element: <Frame />, children: [{ errorElement: <ScreenFault />, children: screens }] }])

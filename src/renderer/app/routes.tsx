import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { createHashRouter } from 'react-router'
import { routePatterns } from '../ui/paths'
import { AboutScreen } from '../workspaces/about/AboutScreen'
import { HomeScreen } from '../workspaces/home/HomeScreen'
import { SettingsScreen } from '../workspaces/settings/SettingsScreen'
import { UsersScreen } from '../workspaces/users/UsersScreen'
import { VerifyScreen } from '../workspaces/verify/VerifyScreen'
import { Frame } from './frame/Frame'
import { useOpenLedger } from './open-ledger-context'
import { NotThereScreen } from './screens/NotThereScreen'
import { ScreenFault } from './screens/ScreenFault'

const others = import.meta.glob(['../generic/**/*Screen.tsx', '../workspaces/*/*Screen.tsx'])

const later = (path: string, name: string): ReactNode => {
  const load = others[path]
  if (!load) return <NotThereScreen />
  const Screen = lazy(async () => ({
    default: ((await load()) as { [name: string]: ComponentType })[name] ?? NotThereScreen,
  }))
  return (
    <Suspense>
      <Screen />
    </Suspense>
  )
}

const HomeRoute = () => <HomeScreen {...useOpenLedger()} />
const SettingsRoute = () => <SettingsScreen {...useOpenLedger()} />
const AboutRoute = () => <AboutScreen {...useOpenLedger()} />

/** Every screen under its address. */
export const createRoutes = () =>
  createHashRouter([
    {
      element: <Frame />,
      children: [
        {
          errorElement: <ScreenFault />,
          children: [
            { path: routePatterns.home, element: <HomeRoute /> },
            { path: routePatterns.list, element: later('../generic/list/ListScreen.tsx', 'ListScreen') },
            {
              path: routePatterns.record,
              element: later('../generic/detail/DetailScreen.tsx', 'DetailScreen'),
            },
            { path: routePatterns.create, element: later('../generic/form/FormScreen.tsx', 'FormScreen') },
            { path: routePatterns.edit, element: later('../generic/form/FormScreen.tsx', 'FormScreen') },
            {
              path: routePatterns.history,
              element: later('../generic/history/HistoryScreen.tsx', 'HistoryScreen'),
            },
            {
              path: routePatterns.deleted,
              element: later('../generic/deleted/DeletedScreen.tsx', 'DeletedScreen'),
            },
            {
              path: routePatterns.import,
              element: later('../workspaces/import/ImportScreen.tsx', 'ImportScreen'),
            },
            {
              path: routePatterns.peopleList,
              element: later('../workspaces/paper/PeopleListScreen.tsx', 'PeopleListScreen'),
            },
            { path: routePatterns.settings, element: <SettingsRoute /> },
            { path: routePatterns.users, element: <UsersScreen /> },
            { path: routePatterns.verify, element: <VerifyScreen /> },
            { path: routePatterns.help, element: later('../workspaces/help/HelpScreen.tsx', 'HelpScreen') },
            { path: routePatterns.about, element: <AboutRoute /> },
            { path: '*', element: <NotThereScreen /> },
          ],
        },
      ],
    },
  ])

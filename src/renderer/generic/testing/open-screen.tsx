/** Generic screens over a real store in a real browser: what the tests of this folder stand on. */
import '../../ui/layers.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '../../ui/base.css'
import { notifications } from '@mantine/notifications'
import type { Remote } from 'comlink'
import { createRoot } from 'react-dom/client'
import { createMemoryRouter, type RouteObject } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { createMemoryHost, type MemoryHost } from '../../../../test/store/memory-host'
import { createTestStore } from '../../../../test/store/open-store'
import type { Write } from '../../../shared/journal/intent'
import type { Role } from '../../../shared/records/define'
import { StoreProvider } from '../../store/client/store-context'
import type { StoreApi, StoreEvent } from '../../store/store-api'
import { setLanguage, startTexts, texts } from '../../texts/index'
import { routePatterns } from '../../ui/paths'
import { UiProviders } from '../../ui/UiProviders'
import { DeletedScreen } from '../deleted/DeletedScreen'
import { DetailScreen } from '../detail/DetailScreen'
import { FormScreen } from '../form/FormScreen'
import { HistoryScreen } from '../history/HistoryScreen'
import { ListScreen } from '../list/ListScreen'

export type OpenScreen = {
  readonly store: StoreApi
  /** Where the entries go. */
  readonly host: MemoryHost
  readonly path: () => string
  readonly go: (path: string) => Promise<void>
  readonly close: () => Promise<void>
}

let ledgers = 0

/** Opens an office with its first user (an administrator, who is a person too) and what is written beforehand. */
export const openScreen = async (
  path: string,
  {
    language = 'ja',
    writes = [],
    routes = [],
    roles,
  }: {
    language?: 'ja' | 'en'
    writes?: readonly Write[]
    /** Screens of a workspace, beside the generic ones. */
    routes?: readonly RouteObject[]
    /** Who looks at it, where that is not the administrator. */
    roles?: readonly Role[]
  } = {},
): Promise<OpenScreen> => {
  ledgers += 1
  startTexts(language)
  setLanguage(language)
  const listeners = new Set<(event: StoreEvent) => void>()
  const { store } = createTestStore()
  const host = createMemoryHost(`screens${ledgers}${crypto.randomUUID()}`)
  const opened = await store.open(host.call, (event) => {
    for (const listener of [...listeners]) listener(event)
  })
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`)
  const setUp = await store.setUp({ name: '試験事務所', language, zone: 'Asia/Tokyo', userName: '台帳 太郎' })
  if (!setUp.ok) throw new Error(`not set up: ${JSON.stringify(setUp.error)}`)
  if (writes.length > 0) {
    const written = await store.commit({ kind: 'import', writes })
    if (!written.ok) throw new Error(`not written: ${JSON.stringify(written.error)}`)
  }

  if (roles) await becomeUserOf(store, roles)

  const router = createMemoryRouter(
    [
      ...routes,
      { path: routePatterns.list, element: <ListScreen /> },
      { path: routePatterns.record, element: <DetailScreen /> },
      { path: routePatterns.create, element: <FormScreen /> },
      { path: routePatterns.edit, element: <FormScreen /> },
      { path: routePatterns.history, element: <HistoryScreen /> },
      { path: routePatterns.deleted, element: <DeletedScreen /> },
      { path: '*', element: <h1>elsewhere</h1> },
    ],
    { initialEntries: [path] },
  )
  document.documentElement.lang = language
  document.body.innerHTML = '<main id="main" style="height: 700px; width: 1000px"></main>'
  const root = createRoot(document.querySelector('main') as HTMLElement)
  root.render(
    <UiProviders texts={texts} scheme="light">
      <StoreProvider
        connection={{
          // In the program the same calls go over Comlink; here they need no worker.
          store: store as unknown as Remote<StoreApi>,
          on: (listener) => {
            listeners.add(listener)
            return () => listeners.delete(listener)
          },
        }}
      >
        <RouterProvider router={router} />
      </StoreProvider>
    </UiProviders>,
  )
  return {
    store,
    host,
    path: () => router.state.location.pathname + router.state.location.search,
    go: (to) => router.navigate(to),
    close: async () => {
      root.unmount()
      notifications.clean()
      await store.close()
    },
  }
}

const becomeUserOf = async (store: StoreApi, roles: readonly Role[]): Promise<void> => {
  const values = { name: '同僚', roles, active: 'active' }
  const done = await store.commit({ kind: 'create', writes: [{ op: 'create', id: 'user:other', values }] })
  if (!done.ok || !(await store.switchUser('user:other')).ok)
    throw new Error('the user could not be switched')
}

/** A person as the importer would write one; more fields by name. */
export const personWrite = (
  id: string,
  name: string,
  values: { readonly [field: string]: string } = {},
): Write => ({
  op: 'create',
  id: `person:${id}`,
  values: { name, ...values },
})

export const phoneWrite = (
  id: string,
  person: string,
  number: string,
  values: { readonly [field: string]: string } = {},
): Write => ({ op: 'create', id: `phone:${id}`, values: { person: `person:${person}`, number, ...values } })

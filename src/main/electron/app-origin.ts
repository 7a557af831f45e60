/** The page's origin in Electron. It is the address of its databases: it never changes. */
import { protocol, type Session } from 'electron'
import { readPageFile } from '../page/page-files'
import { pageHeaders, pagePolicy } from '../page/page-headers'

export const APP_ORIGIN = 'app://daicho'

/** Whether an address belongs to the page. */
export const isAppAddress = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`)

/** Makes `app:` a scheme with an origin, like https. Once, before Electron is ready. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])

/** Serves the built page to a session, and nothing else under `app:`. */
export const serveApp = (session: Session, pageRoot: string): void => {
  const headers = pageHeaders(pagePolicy())
  session.protocol.handle('app', async ({ url, method }) => {
    const file =
      isAppAddress(url) && method === 'GET' ? await readPageFile(pageRoot, new URL(url).pathname) : null
    if (file === null) return new Response(null, { status: 404, headers })
    return new Response(new Uint8Array(file.bytes), {
      headers: { ...headers, 'Content-Type': file.mediaType },
    })
  })
}

/** The only reader of the host: the shell this page runs in is known here and nowhere else. */
import type { HostBridge } from '../../shared/contract/host-api'
import { connectSocket } from './socket-bridge'

declare global {
  interface Window {
    /** Exposed by the preload script of the Electron shell; absent in the web shell. */
    readonly daichoHost?: HostBridge
  }
}

/** The way to the host; rejects when there is none, as in a window nobody let in. */
export const connectHost = async (): Promise<HostBridge> =>
  window.daichoHost ?? connectSocket(browserSurroundings)

const browserSurroundings = {
  openSocket: (secret: string): WebSocket =>
    new WebSocket(`ws://${location.host}/calls`, ['daicho.v1', `secret.${secret}`]),
  /** The session's secret; null when the host does not know this window. Rejects when nobody answers. */
  askSecret: async (): Promise<string | null> => {
    const reply = await fetch('/session', {
      method: 'POST',
      headers: { 'x-daicho-key': localStorage.getItem('daicho.key') ?? '' },
    })
    return reply.ok ? ((await reply.json()) as { secret: string }).secret : null
  },
  wait: (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      setTimeout(done, milliseconds)
    }),
}

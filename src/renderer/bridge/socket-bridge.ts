/**
 * One WebSocket to the host. Calls carry an id and are answered in any order. When the socket drops, calls under way
 * are rejected as `HostGone` (their outcome is unknown: repeat what is harmless to repeat), the bridge says
 * `host.gone`, connects again, takes back the lease it held and says `host.back`. Calls made meanwhile wait for the
 * attempt under way, and go over its socket only once that holds the lease again.
 */
import type { CallArgs, CallName, HostBridge, HostEvents } from '../../shared/contract/host-api'
import { hostGone } from '../../shared/contract/host-gone'

/** Pause before each further attempt to reconnect, in milliseconds; the last one repeats. */
const PAUSES = [0, 100, 300, 1000, 2000]

export type SocketSurroundings = {
  readonly openSocket: (secret: string) => WebSocket
  /** null: the host does not know this window. Rejects when nobody answers. */
  readonly askSecret: () => Promise<string | null>
  readonly wait: (milliseconds: number) => Promise<void>
}

type Waiting = { readonly resolve: (value: never) => void; readonly reject: (reason: Error) => void }
type Message =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string }
  | { readonly event: keyof HostEvents; readonly value: never }

/** Connects; rejects when the first attempt fails. */
export const connectSocket = async (surroundings: SocketSurroundings): Promise<HostBridge> => {
  const listeners = new Map<keyof HostEvents, Set<(value: never) => void>>()
  const waiting = new Map<number, Waiting>()
  /** The lease this page holds, to be claimed again after a drop. */
  let leaseWindow: string | null = null
  let lastId = 0
  /** The attempt under way, or the last one. */
  let socket: Promise<WebSocket>
  /** The socket that calls go over; the end of any other one is the affair of its attempt. */
  let inUse: WebSocket | null = null

  const tell = <E extends keyof HostEvents>(event: E, value: HostEvents[E]): void => {
    for (const listener of listeners.get(event) ?? []) listener(value as never)
  }

  const send = <N extends CallName>(open: WebSocket, name: N, args: CallArgs<N>): Promise<never> =>
    new Promise((resolve, reject) => {
      if (open.readyState !== open.OPEN) return reject(hostGone())
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      open.send(JSON.stringify({ id, name, args }))
    })

  const receive = (message: Message): void => {
    if ('event' in message) {
      tell(message.event, message.value)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if ('fault' in message) call?.reject(new Error(message.fault))
    else call?.resolve(message.value as never)
  }

  const open = async (): Promise<WebSocket> => {
    const secret = await surroundings.askSecret()
    if (secret === null) throw new NotAdmitted()
    const opened = surroundings.openSocket(secret)
    await new Promise<void>((resolve, reject) => {
      opened.onopen = () => resolve()
      opened.onclose = () => reject(hostGone())
    })
    opened.onmessage = ({ data }) => receive(JSON.parse(data as string) as Message)
    opened.onclose = () => {
      for (const call of waiting.values()) call.reject(hostGone())
      waiting.clear()
      if (opened !== inUse) return
      inUse = null
      tell('host.gone', null)
      void reconnect()
    }
    return opened
  }

  /** A socket that is open and holds the lease this page had. */
  const attempt = async (): Promise<WebSocket> => {
    const opened = await open()
    try {
      if (leaseWindow !== null) await reclaim(opened, leaseWindow)
    } catch (failure) {
      opened.close()
      throw failure
    }
    inUse = opened
    return opened
  }

  const reconnect = async (): Promise<void> => {
    for (let count = 0; ; count++) {
      await surroundings.wait(PAUSES[Math.min(count, PAUSES.length - 1)] ?? 0)
      socket = attempt()
      try {
        await socket
        return tell('host.back', null)
      } catch (failure) {
        if (failure instanceof NotAdmitted) return tell('host.closing', null)
      }
    }
  }

  const reclaim = async (opened: WebSocket, window: string): Promise<void> => {
    const claimed: { readonly ok: boolean } = await send(opened, 'lease.claim', { window, take: false })
    if (!claimed.ok) {
      leaseWindow = null
      tell('lease.lost', null)
    }
  }

  socket = attempt()
  await socket

  return {
    call: async (name, args) => {
      const open = await socket.catch(() => {
        throw hostGone()
      })
      const result = await send(open, name, args)
      if (name === 'lease.claim' && (result as { ok: boolean }).ok)
        leaseWindow = (args as CallArgs<'lease.claim'>).window
      if (name === 'lease.release') leaseWindow = null
      return result
    },
    on: (event, listener) => {
      const heard = listeners.get(event) ?? new Set()
      listeners.set(event, heard)
      heard.add(listener)
      return () => heard.delete(listener)
    },
  }
}

/** The host is there and does not know this window: its session ended with the host that gave it. */
class NotAdmitted extends Error {
  override readonly message = 'this window was not opened by Daicho'
}

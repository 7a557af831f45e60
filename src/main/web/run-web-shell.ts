/** The web shell from its first to its last moment. What belongs to the process (signals, clock, terminal) is passed in. */
import { err, ok, type Result } from '../../shared/base/result'
import type { AppWindow } from '../browser/app-window'
import type { Host, HostStartFailure } from '../host/create-host'
import { describeDefect } from '../page/describe-defect'
import { failureSentence } from '../start/failure-sentence.mjs'
import type { startTexts } from '../start/texts.mjs'
import { createIdleClock } from './idle-clock'
import type { KnownPorts } from './known-ports'
import { isPortTaken, startWebShell, type WebShell } from './web-shell'

/** Why no window can be opened on this machine. */
export type NoWindow = 'notWanted' | 'noDisplay' | 'noBrowser'

export type WebSurroundings = {
  readonly port: number
  /** The ports a page was opened on before. */
  readonly ports: KnownPorts
  /** The port of which nothing need be said. */
  readonly usualPort: number
  readonly pageRoot: string
  readonly texts: typeof startTexts.ja
  /** Whether there is a data folder; where there is none, nobody can have it open. */
  readonly isFolderThere: boolean
  /** Opens the host services; `onKnock` hears another start on the same data. */
  readonly createHost: (onKnock: () => void) => Promise<Result<Host, HostStartFailure>>
  /** Opens a window on an address with a token, or says why there is none. */
  readonly openWindow: ((address: string) => Promise<AppWindow>) | NoWindow
  /** A line for the person who started Daicho: to the terminal, or as a complaint. */
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
  /** Hears every line feed on stdin; called once, and only when addresses are printed. */
  readonly onLine: (hear: () => void) => void
  /** Hears every second the machine is awake. */
  readonly everySecond: (hear: () => void) => void
  /** Hears the signals that end a program. */
  readonly onSignal: (hear: () => void) => void
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  /** Called when the shell can be used. */
  readonly onReady?: (shell: WebShell) => void
}

/** Runs until a signal comes or nobody needs it any more. The exit code: 0, or 1 after a complaint. */
export const runWebShell = async (surroundings: WebSurroundings): Promise<number> => {
  const { port, texts, createHost, complain } = surroundings
  // A start that cannot be leaves no new folder behind. Where there is one, it may be this ledger that is open already.
  if (!surroundings.isFolderThere && (await isPortTaken(port))) {
    complain(texts.portTaken(port))
    return 1
  }
  let knocked = (): void => {}
  const host = await createHost(() => knocked())
  if (!host.ok) {
    complain(failureSentence(host.error, texts))
    return 1
  }
  const idle = createIdleClock()
  const windows = createWindows(surroundings, idle.windowExpected)
  const shell = await startWebShell({
    ...surroundings,
    host: host.value,
    onWindows: (open) => {
      idle.windowsAre(open)
      if (open === 0) return
      windows.connected()
      surroundings.ports.add(port).catch((defect) => noteDefect(host.value, 'known ports', defect))
    },
    onDefect: (where, defect) => noteDefect(host.value, where, defect),
  })
  if (!shell.ok) {
    complain(texts.portTaken(port))
    await host.value.close()
    return 1
  }
  if (port !== surroundings.usualPort && (await surroundings.ports.isNew(port)))
    surroundings.say(texts.otherPort(port))
  knocked = () => void windows.bringToFront(shell.value)
  const ended = new Promise<void>((end) => {
    surroundings.onSignal(end)
    surroundings.everySecond(() => {
      if (idle.tick()) end()
    })
  })
  await windows.open(shell.value)
  surroundings.onReady?.(shell.value)
  await ended
  await host.value.close()
  await shell.value.close()
  await windows.close()
  return 0
}

type Windows = {
  readonly open: (shell: WebShell) => Promise<void>
  readonly bringToFront: (shell: WebShell) => Promise<void>
  /** A page is connected: the launch files have done their work. */
  readonly connected: () => void
  readonly close: () => Promise<void>
}

const createWindows = (surroundings: WebSurroundings, expectWindow: () => void): Windows => {
  const { openWindow, texts, say, complain, onLine } = surroundings
  const opened: AppWindow[] = []
  let printing = false
  let connections = 0

  const printAddress = (shell: WebShell): void => {
    say(`Daicho: ${shell.freshAddress()}`)
    if (printing) return
    printing = true
    say(texts.openAddress)
    onLine(() => say(`Daicho: ${shell.freshAddress()}`))
  }

  const openOne = async (
    shell: WebShell,
    open: (address: string) => Promise<AppWindow>,
  ): Promise<Result<null, null>> => {
    try {
      const before = connections
      const window = await open(shell.freshAddress())
      opened.push(window)
      expectWindow()
      void window.ended.then((code) => {
        if (code === 0 || connections > before) return
        complain(texts.browserFailed)
        printAddress(shell)
      })
      return ok(null)
    } catch {
      return err(null)
    }
  }

  const open = async (shell: WebShell): Promise<void> => {
    if (typeof openWindow === 'string') {
      if (openWindow !== 'notWanted') say(texts[openWindow])
      printAddress(shell)
    } else if ((await openOne(shell, openWindow)).ok) {
      say(`Daicho: ${shell.address}`)
    } else {
      complain(texts.browserFailed)
      printAddress(shell)
    }
  }

  return {
    open,
    bringToFront: async (shell) => {
      for (const window of opened) if (await window.bringToFront()) return
      if (typeof openWindow === 'string') say(`Daicho: ${shell.freshAddress()}`)
      else await openOne(shell, openWindow)
    },
    connected: () => {
      connections += 1
      for (const window of opened) void window.removeLaunchFile()
    },
    close: async () => {
      for (const window of opened) await window.close()
    },
  }
}

const noteDefect = (host: Host, where: string, defect: unknown): void => {
  // The log itself may be what fails; there is nowhere else to tell.
  host
    .call('faults.add', { where: where.slice(0, 200), what: describeDefect(defect).slice(0, 2000) })
    .catch(() => {})
}

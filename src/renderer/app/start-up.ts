/**
 * From an empty page to an open ledger: host, lease, ledger, store. One state at a time, which the page shows; every
 * way in and out (first run, sample office, restoring, handing over to another window) goes through here.
 */
import type { HostBridge, HostInfo, LedgerFailure, LedgerState } from '../../shared/contract/host-api'
import type { StoreLink } from '../store/connect'
import type { CommitFailure, Opened, OpenFailure, Progress } from '../store/store-api'

export type OpenLedger = { readonly link: StoreLink; readonly opened: Opened }

export type FirstOffice = {
  readonly name: string
  readonly language: 'ja' | 'en'
  /** IANA name. */
  readonly zone: string
  readonly userName: string
  readonly reading?: string
}

/** Why a step of the first run did not happen. */
export type StartFailure = LedgerFailure | CommitFailure

export type StartUp =
  | { readonly step: 'connecting' }
  | { readonly step: 'noHost' }
  /** Daicho is open in another window; `handedOver`: this one had it until a moment ago. */
  | { readonly step: 'elsewhere'; readonly handedOver: boolean }
  | { readonly step: 'opening'; readonly progress: Progress | null }
  /** Nothing stands in the data folder yet, or a ledger without anybody in it. */
  | { readonly step: 'first'; readonly failure: StartFailure | null }
  | { readonly step: 'failed'; readonly failure: OpenFailure }
  /**
   * `justMade`: by this very start, so that the second folder is asked for. `another`: than was open in this window
   * before, so that the address of a screen does not belong to it.
   */
  | {
      readonly step: 'ready'
      readonly ledger: OpenLedger
      readonly justMade: boolean
      readonly another: boolean
    }
  /** The program ended; this window can do nothing any more. */
  | { readonly step: 'ended' }
  /** A defect on the way; the boundary shows it. */
  | { readonly step: 'fault'; readonly error: unknown }

export type StartUpParts = {
  readonly connectHost: () => Promise<HostBridge>
  readonly connectStore: (host: HostBridge) => StoreLink
  /** Takes the browser's own lock as well; false while another window of this browser keeps it. */
  readonly lockBrowser: (take: boolean, onLost: () => void) => Promise<boolean>
  readonly unlockBrowser: () => void
  /** Random name of this window. */
  readonly window: string
  /** Language of the screens now. */
  readonly language: () => 'ja' | 'en'
  /** Told once, as soon as the host has said what it is. */
  readonly onInfo: (info: HostInfo) => void
}

export class StartUpControl {
  readonly #parts: StartUpParts
  readonly #listeners = new Set<() => void>()
  #state: StartUp = { step: 'connecting' }
  #host: HostBridge | null = null
  #info: HostInfo | null = null
  #ledger: OpenLedger | null = null
  /** The ledger that was shown last. */
  #shown: string | null = null
  #begun = false
  #hostGone = false

  constructor(parts: StartUpParts) {
    this.#parts = parts
  }

  readonly get = (): StartUp => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The way to the host; a defect to ask before it is there. */
  get host(): HostBridge {
    if (!this.#host) throw new Error('The host is not connected yet')
    return this.#host
  }

  /** What the host is; null until it has said so. */
  get info(): HostInfo | null {
    return this.#info
  }

  /** Connects and opens what is there; does nothing when called again. */
  async begin(): Promise<void> {
    if (this.#begun) return
    this.#begun = true
    try {
      const host = await this.#parts.connectHost()
      this.#info = await host.call('host.info', {})
      this.#host = host
    } catch {
      this.#show({ step: 'noHost' })
      return
    }
    this.#parts.onInfo(this.#info)
    this.#host.on('lease.lost', () => void this.#handOver())
    this.#host.on('host.closing', () => void this.#end())
    this.#host.on('host.gone', () => {
      this.#hostGone = true
    })
    this.#host.on('host.back', () => {
      this.#hostGone = false
    })
    await this.#guard(() => this.#claim(false))
  }

  /** Brings Daicho from the other window to this one. */
  bringHere(): Promise<void> {
    return this.#guard(() => this.#claim(true))
  }

  /** Opens again after a failure or a defect. */
  tryAgain(): Promise<void> {
    return this.#guard(async () => {
      await this.#closeStore()
      await this.#openThere(false)
    })
  }

  /** First run: a new ledger with its office and its first user. */
  createOffice(office: FirstOffice): Promise<void> {
    return this.#guard(() => this.#createOffice(office))
  }

  async #createOffice(office: FirstOffice): Promise<void> {
    const state = await this.host.call('ledger.state', {})
    if (state.ok && state.value.state === 'none') {
      const made = await this.host.call('ledger.create', {})
      if (!made.ok) return this.#first(made.error)
    }
    const ledger = this.#ledger ?? (await this.#openStore())
    if (!ledger) return
    const done = await ledger.link.store.setUp(office)
    if (!done.ok) return this.#first(done.error)
    this.#ready(ledger, true)
  }

  /** Opens the sample office, filled on first use. */
  enterSample(): Promise<void> {
    return this.#guard(() => this.#enterSample())
  }

  async #enterSample(): Promise<void> {
    await this.#closeStore()
    const entered = await this.host.call('ledger.enterSample', {})
    if (!entered.ok) return this.#first(entered.error)
    await this.#openSample()
  }

  /** Leaves the sample office, which removes it, and opens what was there before. */
  leaveSample(): Promise<void> {
    return this.#guard(() => this.#leaveSample())
  }

  async #leaveSample(): Promise<void> {
    this.#show({ step: 'opening', progress: null })
    await this.#closeStore()
    const left = await this.host.call('ledger.leaveSample', {})
    if (left.ok) await this.#openState(left.value)
    else this.#fail(left.error)
  }

  /** First run: fills the data folder from a vault folder. */
  restore(path: string): Promise<void> {
    return this.#guard(() => this.#restore(path))
  }

  async #restore(path: string): Promise<void> {
    await this.#closeStore()
    const restored = await this.host.call('ledger.restore', { path })
    if (!restored.ok) return this.#first(restored.error)
    await this.#openState(restored.value, true)
  }

  /** A defect on the way becomes a state; a host that is gone is none. */
  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#show(this.#hostGone ? { step: 'noHost' } : { step: 'fault', error })
    }
  }

  async #claim(take: boolean): Promise<void> {
    this.#show({ step: 'opening', progress: null })
    const lease = await this.host.call('lease.claim', { window: this.#parts.window, take })
    if (!lease.ok) return this.#show({ step: 'elsewhere', handedOver: false })
    if (!(await this.#parts.lockBrowser(take, () => void this.#handOver()))) {
      await this.#release()
      return this.#show({ step: 'elsewhere', handedOver: false })
    }
    await this.#openThere(this.#info?.startInSample ?? false)
  }

  async #openThere(sample: boolean): Promise<void> {
    this.#show({ step: 'opening', progress: null })
    if (sample) return this.#enterSample()
    const state = await this.host.call('ledger.state', {})
    if (state.ok) await this.#openState(state.value)
    else this.#fail(state.error)
  }

  async #openState(state: LedgerState, justMade = false): Promise<void> {
    if (state.state === 'none') return this.#first(null)
    if (state.sample) return this.#openSample()
    const ledger = await this.#openStore()
    if (!ledger) return
    if (ledger.opened.empty) this.#first(null)
    else this.#ready(ledger, justMade)
  }

  async #openSample(): Promise<void> {
    const ledger = await this.#openStore()
    if (!ledger) return
    if (ledger.opened.empty) {
      const filled = await ledger.link.store.fillSample(this.#parts.language())
      if (!filled.ok) return this.#first(filled.error)
    }
    this.#ready(ledger, false)
  }

  async #openStore(): Promise<OpenLedger | null> {
    await this.#closeStore()
    this.#show({ step: 'opening', progress: null })
    const link = this.#parts.connectStore(this.host)
    const quiet = link.on((event) => {
      if (event.type === 'progress' && this.#state.step === 'opening')
        this.#show({ step: 'opening', progress: event.progress })
    })
    const opened = await link
      .open()
      .catch((error: unknown) => {
        // The worker may be past closing; what it had is in the vault.
        void link.close().catch(() => undefined)
        throw error
      })
      .finally(quiet)
    if (!opened.ok) {
      await link.close()
      this.#show({ step: 'failed', failure: opened.error })
      return null
    }
    this.#ledger = { link, opened: opened.value }
    return this.#ledger
  }

  async #closeStore(): Promise<void> {
    const ledger = this.#ledger
    this.#ledger = null
    await ledger?.link.close()
  }

  /** Another window takes over: what is being written is finished, then this window lets go. */
  async #handOver(): Promise<void> {
    if (this.#state.step === 'elsewhere' || this.#state.step === 'ended') return
    this.#show({ step: 'elsewhere', handedOver: true })
    await this.#closeStore()
    this.#parts.unlockBrowser()
    await this.#release()
  }

  async #end(): Promise<void> {
    this.#show({ step: 'ended' })
    await this.#closeStore()
    this.#parts.unlockBrowser()
  }

  async #release(): Promise<void> {
    await this.host.call('lease.release', { window: this.#parts.window })
  }

  #ready(ledger: OpenLedger, justMade: boolean): void {
    const id = ledger.opened.ledger.ledger
    const another = this.#shown !== null && this.#shown !== id
    this.#shown = id
    this.#show({ step: 'ready', ledger, justMade, another })
  }

  #first(failure: StartFailure | null): void {
    this.#show({ step: 'first', failure })
  }

  #fail(failure: LedgerFailure): void {
    this.#show({ step: 'failed', failure: { type: 'Host', failure } })
  }

  #show(state: StartUp): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }
}

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

export type Restored = NonNullable<Extract<LedgerState, { state: 'open' }>['restored']>

/** Why a step of the first run did not happen. */
export type StartFailure = LedgerFailure | CommitFailure

export type StartUp =
  | { readonly step: 'connecting' }
  | { readonly step: 'noHost' }
  /** Daicho is open in another window; `handedOver`: this one had it until a moment ago. */
  /** `kept`: the other window was asked for it and did not let go. */
  | { readonly step: 'elsewhere'; readonly handedOver: boolean; readonly kept?: true }
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
      /** What a restore of this very start found not to be what it was; null: nothing, or there was none. */
      readonly restored: Restored | null
      /** Another window asks for the ledger while something typed here is not saved. */
      readonly wanted?: true
    }
  /** The files of a ledger that was open are being mended; nothing is written to it meanwhile. */
  | { readonly step: 'mending' }
  /** The program ended; this window can do nothing any more. `onlyHere`: entries wait in this browser for the files. */
  | { readonly step: 'ended'; readonly onlyHere?: true }
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
  /** Something typed on the screen has not been saved. */
  readonly hasUnsaved: () => boolean
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
  /** The store that is open or being opened. */
  #link: StoreLink | null = null
  #ledger: OpenLedger | null = null
  /** Aborted when this window lets go: whatever was on its way to a ledger then stops and shows nothing any more. */
  #stay = new AbortController()
  /** The ledger that was shown last. */
  #shown: string | null = null
  #begun = false
  #hostGone = false
  /** The vault did not take yet what was entered last. */
  #onlyHere = false
  #restored: Restored | null = null

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
    this.#host.on('lease.lost', () => void this.#askedFor())
    this.#host.on('host.closing', () => void this.#end())
    this.#host.on('host.gone', () => {
      this.#hostGone = true
    })
    this.#host.on('host.back', () => {
      this.#hostGone = false
    })
    await this.#guard((stay) => this.#claim(stay, false))
  }

  /** Brings Daicho from the other window to this one. */
  bringHere(): Promise<void> {
    return this.#guard((stay) => this.#claim(stay, true))
  }

  /** Opens again after a failure or a defect. */
  tryAgain(): Promise<void> {
    return this.#guard(async (stay) => {
      await this.#closeStore()
      await this.#openThere(stay, false)
    })
  }

  /** Lets go of the open ledger while its files are mended; `tryAgain` opens it again. */
  mend(): Promise<void> {
    return this.#guard(async (stay) => {
      await this.#closeStore()
      this.#showOf(stay, { step: 'mending' })
    })
  }

  /** First run: a new ledger with its office and its first user. */
  createOffice(office: FirstOffice): Promise<void> {
    return this.#guard((stay) => this.#createOffice(stay, office))
  }

  async #createOffice(stay: AbortSignal, office: FirstOffice): Promise<void> {
    const state = await this.host.call('ledger.state', {})
    if (state.ok && state.value.state === 'none') {
      const made = await this.host.call('ledger.create', {})
      if (!made.ok) return this.#first(stay, made.error)
    }
    const ledger = this.#ledger ?? (await this.#openStore(stay))
    if (!ledger) return
    const done = await ledger.link.store.setUp(office)
    if (!done.ok) return this.#first(stay, done.error)
    this.#ready(stay, ledger, true)
  }

  /** Opens the sample office, filled on first use. */
  enterSample(): Promise<void> {
    return this.#guard((stay) => this.#enterSample(stay))
  }

  async #enterSample(stay: AbortSignal): Promise<void> {
    await this.#closeStore()
    const entered = await this.host.call('ledger.enterSample', {})
    if (!entered.ok) return this.#notEntered(stay, entered.error)
    await this.#openSample(stay)
  }

  /** The first run stays with its question; a ledger that was left for the sample is opened again from what it says. */
  async #notEntered(stay: AbortSignal, failure: LedgerFailure): Promise<void> {
    const state = await this.host.call('ledger.state', {})
    if (state.ok && state.value.state === 'none') this.#first(stay, failure)
    else this.#fail(stay, failure)
  }

  /** Leaves the sample office, which removes it, and opens what was there before. */
  leaveSample(): Promise<void> {
    return this.#guard((stay) => this.#leaveSample(stay))
  }

  async #leaveSample(stay: AbortSignal): Promise<void> {
    this.#showOf(stay, { step: 'opening', progress: null })
    await this.#closeStore()
    const left = await this.host.call('ledger.leaveSample', {})
    if (left.ok) await this.#openState(stay, left.value)
    else this.#fail(stay, left.error)
  }

  /** First run: fills the data folder from a vault folder; `upToDamage`: without what is lost there. */
  restore(path: string, upToDamage: boolean): Promise<void> {
    return this.#guard((stay) => this.#restore(stay, path, upToDamage))
  }

  async #restore(stay: AbortSignal, path: string, upToDamage: boolean): Promise<void> {
    await this.#closeStore()
    const done = await this.host.call('ledger.restore', { path, upToDamage })
    if (!done.ok) return this.#first(stay, done.error)
    this.#restored = (done.value.state === 'open' && done.value.restored) || null
    await this.#openState(stay, done.value, true)
  }

  /** A defect on the way becomes a state; a host that is gone is none. */
  async #guard(work: (stay: AbortSignal) => Promise<void>): Promise<void> {
    const stay = this.#stay.signal
    try {
      await work(stay)
    } catch (error) {
      this.#showOf(stay, this.#hostGone ? { step: 'noHost' } : { step: 'fault', error })
    }
  }

  async #claim(stay: AbortSignal, take: boolean): Promise<void> {
    this.#showOf(stay, { step: 'opening', progress: null })
    const lease = await this.host.call('lease.claim', { window: this.#parts.window, take })
    if (!lease.ok)
      return this.#showOf(stay, { step: 'elsewhere', handedOver: false, ...(take ? { kept: true } : {}) })
    if (!(await this.#parts.lockBrowser(take, () => void this.handOver()))) {
      await this.#release()
      return this.#showOf(stay, { step: 'elsewhere', handedOver: false })
    }
    await this.#openThere(stay, this.#info?.startInSample ?? false)
  }

  async #openThere(stay: AbortSignal, sample: boolean): Promise<void> {
    this.#showOf(stay, { step: 'opening', progress: null })
    if (sample) return this.#enterSample(stay)
    const state = await this.host.call('ledger.state', {})
    if (state.ok) await this.#openState(stay, state.value)
    else this.#fail(stay, state.error)
  }

  async #openState(stay: AbortSignal, state: LedgerState, justMade = false): Promise<void> {
    if (state.state === 'none') return this.#first(stay, null)
    if (state.sample) return this.#openSample(stay)
    const ledger = await this.#openStore(stay)
    if (!ledger) return
    if (ledger.opened.empty) this.#first(stay, null)
    else this.#ready(stay, ledger, justMade)
  }

  async #openSample(stay: AbortSignal): Promise<void> {
    const ledger = await this.#openStore(stay)
    if (!ledger) return
    if (ledger.opened.empty) {
      const filled = await ledger.link.store.fillSample(this.#parts.language())
      if (!filled.ok) return this.#first(stay, filled.error)
    }
    this.#ready(stay, ledger, false)
  }

  /** The opened store; null when it cannot be opened, which is shown, or when this window let go meanwhile. */
  async #openStore(stay: AbortSignal): Promise<OpenLedger | null> {
    await this.#closeStore()
    if (stay.aborted) return null
    this.#showOf(stay, { step: 'opening', progress: null })
    const link = this.#parts.connectStore(this.host)
    this.#link = link
    const quiet = link.on((event) => {
      if (event.type === 'progress' && this.#state.step === 'opening')
        this.#showOf(stay, { step: 'opening', progress: event.progress })
    })
    const opened = await Promise.race([link.open(), aborted(stay)])
      .catch((error: unknown) => {
        // The worker may be past closing; what it had is in the vault.
        void link.close().catch(() => undefined)
        throw error
      })
      .finally(quiet)
    // Who let go has closed the store too.
    if (opened === null) return null
    if (!opened.ok) {
      await this.#closeStore()
      this.#showOf(stay, { step: 'failed', failure: opened.error })
      return null
    }
    this.#ledger = { link, opened: opened.value }
    this.#onlyHere = opened.value.kept.where === 'journalOnly'
    link.on((event) => {
      if (event.type === 'kept' && this.#link === link) this.#onlyHere = event.where === 'journalOnly'
    })
    return this.#ledger
  }

  async #closeStore(): Promise<void> {
    const link = this.#link
    this.#link = null
    this.#ledger = null
    await link?.close()
  }

  /** Another window asks for the ledger; where something typed is not saved the person decides. */
  async #askedFor(): Promise<void> {
    if (this.#state.step !== 'ready' || !this.#parts.hasUnsaved()) return this.handOver()
    this.#show({ ...this.#state, wanted: true })
  }

  /** The person keeps the ledger in this window, although another one asked for it. */
  keepHere(): void {
    if (this.#state.step !== 'ready') return
    const { wanted: _, ...state } = this.#state
    this.#show(state)
  }

  /** Another window takes over: what is being written is finished, then this window lets go. */
  async handOver(): Promise<void> {
    if (this.#state.step === 'elsewhere' || this.#state.step === 'ended') return
    await this.#letGo({ step: 'elsewhere', handedOver: true })
    await this.#release()
  }

  async #end(): Promise<void> {
    // What was typed stays on the screen, which tells by itself that the way to the host is lost.
    if (this.#state.step === 'ready' && this.#parts.hasUnsaved()) return
    await this.#letGo({ step: 'ended', ...(this.#onlyHere ? { onlyHere: true } : {}) })
  }

  async #letGo(state: StartUp): Promise<void> {
    this.#stay.abort()
    this.#stay = new AbortController()
    this.#show(state)
    await this.#closeStore()
    this.#parts.unlockBrowser()
  }

  async #release(): Promise<void> {
    await this.host.call('lease.release', { window: this.#parts.window })
  }

  #ready(stay: AbortSignal, ledger: OpenLedger, justMade: boolean): void {
    const id = ledger.opened.ledger.ledger
    const another = this.#shown !== null && this.#shown !== id
    this.#shown = id
    const restored = ledger.opened.ledger.sample ? null : this.#restored
    this.#showOf(stay, { step: 'ready', ledger, justMade, another, restored })
  }

  #first(stay: AbortSignal, failure: StartFailure | null): void {
    this.#showOf(stay, { step: 'first', failure })
  }

  #fail(stay: AbortSignal, failure: LedgerFailure): void {
    this.#showOf(stay, { step: 'failed', failure: { type: 'Host', failure } })
  }

  /** Shows a state on the way to a ledger, unless this window has let go since. */
  #showOf(stay: AbortSignal, state: StartUp): void {
    if (!stay.aborted) this.#show(state)
  }

  #show(state: StartUp): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })

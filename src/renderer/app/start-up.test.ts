import { describe, expect, it } from 'vitest'
import type { CallName, HostBridge, HostEvents, LedgerState } from '../../shared/contract/host-api'
import type { StoreLink } from '../store/connect'
import type { Opened, OpenFailure, StoreEvent } from '../store/store-api'
import { StartUpControl, type StartUpParts } from './start-up'

const open: Extract<LedgerState, { state: 'open' }> = {
  state: 'open',
  ledger: 'l1',
  sample: false,
  device: 'dev1',
  code: 'A',
}
const opened: Opened = {
  ledger: open,
  filled: null,
  brought: 0,
  reentered: 0,
  kept: { where: 'vault', refused: null },
  abandonedRuns: 0,
  empty: false,
}

type Answers = { readonly [N in CallName]?: unknown }

/** A host and a store that answer as told and note what they were asked. */
const surroundings = (answers: Answers, openAnswer: Partial<Opened> | OpenFailure = {}) => {
  const asked: string[] = []
  const heard = new Map<string, (value: unknown) => void>()
  const storeHeard: ((event: StoreEvent) => void)[] = []
  const all: Answers = {
    'host.info': { language: 'ja', zone: 'Asia/Tokyo', startInSample: false },
    'lease.claim': { ok: true, value: null },
    'lease.release': null,
    'ledger.state': { ok: true, value: open },
    'ledger.create': { ok: true, value: open },
    'ledger.enterSample': { ok: true, value: { ...open, sample: true } },
    ...answers,
  }
  const host = {
    call: async (name: CallName, args: unknown) => {
      asked.push(name === 'lease.claim' ? `${name} ${(args as { take: boolean }).take}` : name)
      const answer = all[name]
      return typeof answer === 'function' ? answer() : answer
    },
    on: (event: keyof HostEvents, listener: (value: unknown) => void) => {
      heard.set(event, listener)
      return () => heard.delete(event)
    },
  } as unknown as HostBridge
  const link = {
    store: {
      setUp: async () => {
        asked.push('setUp')
        return { ok: true, value: {} }
      },
      fillSample: async () => {
        asked.push('fillSample')
        return { ok: true, value: {} }
      },
    },
    open: async () => {
      asked.push('open')
      return 'type' in openAnswer
        ? { ok: false, error: openAnswer }
        : { ok: true, value: { ...opened, ...openAnswer } }
    },
    on: (listener: (event: StoreEvent) => void) => {
      storeHeard.push(listener)
      return () => undefined
    },
    close: async () => {
      asked.push('close')
    },
  } as unknown as StoreLink
  const parts: StartUpParts = {
    connectHost: async () => host,
    connectStore: () => link,
    lockBrowser: async () => true,
    unlockBrowser: () => asked.push('unlock'),
    window: 'w1',
    hasUnsaved: () => false,
    language: () => 'ja',
    onInfo: () => undefined,
  }
  const tellStore = (event: StoreEvent): void => {
    for (const each of storeHeard) each(event)
  }
  return { asked, heard, parts, tellStore }
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done))

describe('starting', () => {
  it('opens the ledger that is there', async () => {
    const { parts, asked } = surroundings({})
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get()).toMatchObject({ step: 'ready', justMade: false })
    expect(asked).toEqual(['host.info', 'lease.claim false', 'ledger.state', 'open'])
  })

  it('connects once, however often it is asked to', async () => {
    const { parts, asked } = surroundings({})
    const control = new StartUpControl(parts)
    await Promise.all([control.begin(), control.begin()])
    expect(asked.filter((name) => name === 'open')).toHaveLength(1)
  })

  it('says so when there is no way to the host', async () => {
    const { parts } = surroundings({})
    const control = new StartUpControl({ ...parts, connectHost: () => Promise.reject(new Error('closed')) })
    await control.begin()
    expect(control.get()).toEqual({ step: 'noHost' })
  })

  it('goes straight to the sample office when it was started so, and fills it once', async () => {
    const info = { language: 'ja', zone: 'Asia/Tokyo', startInSample: true }
    const { parts, asked } = surroundings({ 'host.info': info }, { empty: true })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get().step).toBe('ready')
    expect(asked).toEqual(['host.info', 'lease.claim false', 'ledger.enterSample', 'open', 'fillSample'])
  })

  it('names why a ledger cannot be opened, and lets go of the store', async () => {
    const { parts, asked } = surroundings({}, { type: 'NewerFormat' })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get()).toEqual({ step: 'failed', failure: { type: 'NewerFormat' } })
    expect(asked.at(-1)).toBe('close')
  })

  it('hands a defect to the boundary, and can be begun again', async () => {
    const { parts } = surroundings({})
    let broken = true
    const control = new StartUpControl({
      ...parts,
      connectStore: (host) => {
        if (broken) throw new TypeError('defect')
        return parts.connectStore(host)
      },
    })
    await control.begin()
    expect(control.get()).toMatchObject({ step: 'fault', error: expect.any(TypeError) })
    broken = false
    await control.tryAgain()
    expect(control.get().step).toBe('ready')
  })

  it('says so when the host goes away on the way', async () => {
    const { parts, heard } = surroundings({
      'ledger.state': () => {
        heard.get('host.gone')?.(null)
        throw new Error('closed')
      },
    })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get()).toEqual({ step: 'noHost' })
  })

  it('shows what the host found wrong with the data folder', async () => {
    const error = { type: 'VaultDamaged', device: 'dev1', seq: 7 }
    const { parts } = surroundings({ 'ledger.state': { ok: false, error } })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get()).toEqual({ step: 'failed', failure: { type: 'Host', failure: error } })
  })
})

describe('the first run', () => {
  const none = { 'ledger.state': { ok: true, value: { state: 'none' } } }
  const office = { name: '港', language: 'ja', zone: 'Asia/Tokyo', userName: '髙橋' } as const

  it('asks what to do when nothing is there, and makes office and ledger', async () => {
    const { parts, asked } = surroundings(none, { empty: true })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get()).toEqual({ step: 'first', failure: null })
    await control.createOffice(office)
    expect(control.get()).toMatchObject({ step: 'ready', justMade: true })
    expect(asked.slice(-4)).toEqual(['ledger.state', 'ledger.create', 'open', 'setUp'])
  })

  it('goes on where it was broken off: a ledger without an office is not made again', async () => {
    const { parts, asked } = surroundings({}, { empty: true })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get().step).toBe('first')
    await control.createOffice(office)
    expect(asked).not.toContain('ledger.create')
    expect(asked.filter((name) => name === 'open')).toHaveLength(1)
    expect(control.get().step).toBe('ready')
  })

  it('stays with the question when a folder holds no vault', async () => {
    const error = { type: 'NotAVault', path: '/tmp' }
    const { parts } = surroundings({ ...none, 'ledger.restore': { ok: false, error } })
    const control = new StartUpControl(parts)
    await control.begin()
    await control.restore('/tmp', false)
    expect(control.get()).toEqual({ step: 'first', failure: error })
  })

  it('asks again without what is lost, and keeps what the host then said', async () => {
    const damaged = { type: 'VaultDamaged', device: 'dev1', seq: 2, whole: 1, lost: 29 }
    const answers = [
      { ok: false, error: damaged },
      { ok: true, value: { state: 'open', ledger: 'l1', sample: false, restored: { lost: 29, unfit: 0 } } },
    ]
    const { parts } = surroundings({ ...none, 'ledger.restore': () => answers.shift() })
    const control = new StartUpControl(parts)
    await control.begin()
    await control.restore('/tmp', false)
    expect(control.get()).toEqual({ step: 'first', failure: damaged })
    await control.restore('/tmp', true)
    expect(control.get()).toMatchObject({ step: 'ready', justMade: true, restored: { lost: 29, unfit: 0 } })
  })
})

describe('mending', () => {
  it('closes the ledger first, and opens it again afterwards', async () => {
    const { parts, asked } = surroundings({})
    const control = new StartUpControl(parts)
    await control.begin()
    await control.mend()
    expect(control.get()).toEqual({ step: 'mending' })
    expect(asked.slice(-2)).toEqual(['open', 'close'])
    await control.tryAgain()
    expect(control.get()).toMatchObject({ step: 'ready', another: false })
    expect(asked.slice(-2)).toEqual(['ledger.state', 'open'])
  })
})

describe('entering the sample office', () => {
  const full = { 'ledger.enterSample': { ok: false, error: { type: 'DiskFull' } } }

  it('that does not succeed says why and leads back to the ledger that was open', async () => {
    const { parts } = surroundings(full)
    const control = new StartUpControl(parts)
    await control.begin()
    await control.enterSample()
    expect(control.get()).toEqual({
      step: 'failed',
      failure: { type: 'Host', failure: { type: 'DiskFull' } },
    })
    await control.tryAgain()
    expect(control.get().step).toBe('ready')
  })

  it('that does not succeed stays with the question of the first run', async () => {
    const { parts } = surroundings({ ...full, 'ledger.state': { ok: true, value: { state: 'none' } } })
    const control = new StartUpControl(parts)
    await control.begin()
    await control.enterSample()
    expect(control.get()).toEqual({ step: 'first', failure: { type: 'DiskFull' } })
  })
})

describe('a second window', () => {
  it('says that Daicho is open elsewhere, and brings it here when asked', async () => {
    const held = { ok: false, error: { type: 'HeldElsewhere' } }
    const free = { ok: true, value: null }
    const leases = [held, free]
    const { parts, asked } = surroundings({ 'lease.claim': () => leases.shift() })
    const control = new StartUpControl(parts)
    await control.begin()
    expect(control.get()).toEqual({ step: 'elsewhere', handedOver: false })
    expect(asked).not.toContain('open')
    await control.bringHere()
    expect(control.get().step).toBe('ready')
    expect(asked).toContain('lease.claim true')
  })

  it('gives the lease back when the browser still holds the lock', async () => {
    const { parts, asked } = surroundings({})
    const control = new StartUpControl({ ...parts, lockBrowser: async () => false })
    await control.begin()
    expect(control.get().step).toBe('elsewhere')
    expect(asked.at(-1)).toBe('lease.release')
  })

  it('that takes over gets the ledger only after this one has closed it', async () => {
    const { parts, asked, heard } = surroundings({})
    const control = new StartUpControl(parts)
    await control.begin()
    heard.get('lease.lost')?.(null)
    await settle()
    expect(control.get()).toEqual({ step: 'elsewhere', handedOver: true })
    expect(asked.slice(-3)).toEqual(['close', 'unlock', 'lease.release'])
  })
})

describe('a window with something typed that is not saved', () => {
  it('asks before it lets go, and keeps the ledger where the person says so', async () => {
    const { parts, asked, heard } = surroundings({})
    const control = new StartUpControl({ ...parts, hasUnsaved: () => true })
    await control.begin()
    heard.get('lease.lost')?.(null)
    await settle()
    expect(control.get()).toMatchObject({ step: 'ready', wanted: true })
    expect(asked).not.toContain('close')
    control.keepHere()
    expect(control.get()).not.toHaveProperty('wanted')
    await control.handOver()
    expect(control.get()).toEqual({ step: 'elsewhere', handedOver: true })
    expect(asked.slice(-3)).toEqual(['close', 'unlock', 'lease.release'])
  })

  it('leaves the one that asked with a word about it', async () => {
    const { parts } = surroundings({
      'lease.claim': () => ({ ok: false, error: { type: 'HeldElsewhere' } }),
    })
    const control = new StartUpControl(parts)
    await control.begin()
    await control.bringHere()
    expect(control.get()).toEqual({ step: 'elsewhere', handedOver: false, kept: true })
  })
})

describe('a window that lets go while it opens', () => {
  /** A store that is opened only when told. */
  const slow = () => {
    const around = surroundings({})
    const finish: (() => void)[] = []
    const parts: StartUpParts = {
      ...around.parts,
      connectStore: (host) => {
        const link = around.parts.connectStore(host)
        return {
          ...link,
          open: async () => {
            await new Promise<void>((done) => finish.push(done))
            return link.open()
          },
        }
      },
    }
    return { ...around, parts, finish: () => finish.shift()?.() }
  }

  it('closes the store at once and never shows the ledger', async () => {
    const { parts, asked, heard, finish } = slow()
    const control = new StartUpControl(parts)
    const begun = control.begin()
    await settle()
    heard.get('lease.lost')?.(null)
    await settle()
    expect(asked.slice(-3)).toEqual(['close', 'unlock', 'lease.release'])
    finish()
    await begun
    expect(control.get()).toEqual({ step: 'elsewhere', handedOver: true })
  })

  it('opens a store of its own when it is brought back', async () => {
    const { parts, heard, finish } = slow()
    const control = new StartUpControl(parts)
    const begun = control.begin()
    await settle()
    heard.get('lease.lost')?.(null)
    await begun
    const back = control.bringHere()
    await settle()
    finish()
    await settle()
    expect(control.get().step).toBe('opening')
    finish()
    await back
    expect(control.get().step).toBe('ready')
  })

  it('stays ended when the host ends', async () => {
    const { parts, heard, asked, finish } = slow()
    const control = new StartUpControl(parts)
    const begun = control.begin()
    await settle()
    heard.get('host.closing')?.(null)
    finish()
    await begun
    expect(control.get()).toEqual({ step: 'ended' })
    expect(asked).toContain('close')
  })
})

describe('the end of the host', () => {
  it('leaves a screen with unsaved work as it is', async () => {
    const { parts, asked, heard } = surroundings({})
    const control = new StartUpControl({ ...parts, hasUnsaved: () => true })
    await control.begin()
    heard.get('host.closing')?.(null)
    await settle()
    expect(control.get().step).toBe('ready')
    expect(asked).not.toContain('close')
  })

  it('closes the ledger and says so', async () => {
    const { parts, asked, heard } = surroundings({})
    const control = new StartUpControl(parts)
    await control.begin()
    heard.get('host.closing')?.(null)
    await settle()
    expect(control.get()).toEqual({ step: 'ended' })
    expect(asked).toContain('close')
  })
  it('never says that all is saved while entries wait in the browser', async () => {
    const { parts, heard, tellStore } = surroundings({})
    const control = new StartUpControl(parts)
    await control.begin()
    tellStore({ type: 'kept', where: 'journalOnly', refused: null })
    heard.get('host.closing')?.(null)
    await settle()
    expect(control.get()).toEqual({ step: 'ended', onlyHere: true })
  })
})

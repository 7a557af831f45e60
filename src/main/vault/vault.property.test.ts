/** Random writers, failing disks and power cuts against the plain model of a vault: a list of lines. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createTearingFiles,
  type Failure,
  type Step,
  seededRandom,
  type TearingFiles,
} from '../files/testing/tearing-files'
import { LEDGER, newVaultFiles, OWN, ownKey } from './testing/bare-vault'
import { createLineMaker, hashOf, type LineMaker, struckLine } from './testing/make-lines'
import { openVault, type Vault } from './vault'

const RUNS = process.env.DAICHO_LONG === '1' ? 20_000 : 150

type Action =
  | { readonly kind: 'append'; readonly count: number; readonly size: number }
  | { readonly kind: 'again'; readonly count: number; readonly more: number }
  | { readonly kind: 'rival' | 'gap' | 'wrongPrev' | 'restart' }
  | { readonly kind: 'strike'; readonly at: number }
  /** The disk fails `times` times, from that step of the next append on. */
  | {
      readonly kind: 'fail'
      readonly step: number
      readonly times: number
      readonly code: string
      readonly written: number
      readonly count: number
    }
  | { readonly kind: 'powerCut'; readonly step: number; readonly count: number; readonly seed: number }

const count = fc.integer({ min: 1, max: 6 })
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('append'), count, size: fc.integer({ min: 0, max: 60 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('again'), count, more: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('rival', 'gap', 'wrongPrev', 'restart') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('strike'), at: fc.nat(50) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fail'),
      step: fc.integer({ min: 1, max: 8 }),
      times: fc.integer({ min: 1, max: 4 }),
      code: fc.constantFrom('ENOSPC', 'EIO'),
      written: fc.nat(900),
      count,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('powerCut'),
      step: fc.integer({ min: 1, max: 12 }),
      count,
      seed: fc.nat(),
    }),
  },
)

class Office {
  private files: TearingFiles
  private vault: Vault | null = null
  private failing: { from: number; times: number; failure: Failure } | null = null
  private readonly lines: string[] = []
  private readonly maker: LineMaker = createLineMaker(LEDGER, OWN)

  constructor() {
    this.files = createTearingFiles({ failAt: (step) => this.failureAt(step) })
  }

  private failureAt({ number }: Step): Failure | null {
    const { failing } = this
    if (!failing || number < failing.from || number >= failing.from + failing.times) return null
    return failing.failure
  }

  async start(): Promise<void> {
    await newVaultFiles(this.files)
    await this.open()
  }

  private async open(): Promise<Vault> {
    this.vault = await openVault({
      files: this.files,
      folder: '/vault',
      damagedFolder: '/damaged',
      ledger: LEDGER,
      device: OWN,
      key: ownKey,
      now: () => new Date(0),
      segmentBytes: 2000,
      onFault: () => {},
    })
    return this.vault
  }

  private async opened(): Promise<Vault> {
    return this.vault ?? this.open()
  }

  async perform(wish: Action): Promise<void> {
    const vault = await this.opened()
    switch (wish.kind) {
      case 'append':
        return this.append(this.maker.many(wish.count, wish.size))
      case 'again': {
        const old = this.lines.slice(-wish.count)
        const fresh = this.maker.many(wish.more)
        if (old.length + fresh.length === 0) return
        expect(await vault.append([...old, ...fresh])).toEqual({ ok: true, value: null })
        this.lines.push(...fresh)
        return
      }
      case 'rival': {
        if (this.lines.length === 0) return
        const answer = await vault.append([this.maker.rival()])
        expect(answer).toEqual({ ok: false, error: { type: 'OtherEntryThere', seq: this.lines.length } })
        return
      }
      case 'gap': {
        const later = createLineMaker(LEDGER, OWN, { seq: this.lines.length + 1, hash: 'a'.repeat(64) })
        const expected = this.lines.length + 1
        expect(await vault.append([later.next()])).toEqual({
          ok: false,
          error: { type: 'WrongSeq', expected },
        })
        return
      }
      case 'wrongPrev': {
        const other = createLineMaker(LEDGER, OWN, { seq: this.lines.length, hash: 'b'.repeat(64) })
        const seq = this.lines.length + 1
        expect(await vault.append([other.next()])).toEqual({ ok: false, error: { type: 'WrongPrev', seq } })
        return
      }
      case 'restart':
        await vault.close()
        await this.open()
        return
      case 'strike':
        return this.strike(vault, wish.at)
      case 'fail':
        return this.fail(vault, wish)
      case 'powerCut':
        return this.cutPower(vault, wish)
    }
  }

  private async append(lines: string[]): Promise<void> {
    expect(await (await this.opened()).append(lines)).toEqual({ ok: true, value: null })
    this.lines.push(...lines)
  }

  private async strike(vault: Vault, at: number): Promise<void> {
    if (this.lines.length === 0) return
    const index = at % this.lines.length
    const struck = struckLine(this.lines[index] ?? '')
    expect(await vault.strike(OWN, { ...struck, seq: index + 1 })).toEqual({ ok: true, value: null })
    this.lines[index] = struck.line
  }

  private async fail(vault: Vault, wish: Extract<Action, { kind: 'fail' }>): Promise<void> {
    const lines = this.maker.many(wish.count)
    await vault.settled()
    this.failing = {
      from: this.files.steps() + wish.step,
      times: wish.times,
      failure: { code: wish.code, written: wish.written },
    }
    const answer = await vault.append(lines)
    await vault.settled()
    this.failing = null
    if (!answer.ok) expect(['DiskFull', 'Unwritable']).toContain(answer.error.type)
    // The same lines again: harmless when they were written, and all of them when they were not.
    await this.append(lines)
  }

  private async cutPower(vault: Vault, wish: Extract<Action, { kind: 'powerCut' }>): Promise<void> {
    const lines = this.maker.many(wish.count)
    this.files.crashIn(wish.step)
    const answer = await vault.append(lines).catch(() => null)
    await vault.settled()
    this.files.crash()
    this.files = this.files.survivors(seededRandom(wish.seed), { failAt: (step) => this.failureAt(step) })
    await this.open()
    const found = await this.read()
    expect(found.length).toBeGreaterThanOrEqual(this.lines.length + (answer?.ok ? lines.length : 0))
    expect(found).toEqual([...this.lines, ...lines].slice(0, found.length))
    await this.append(lines)
  }

  private async read(): Promise<string[]> {
    const vault = await this.opened()
    const lines: string[] = []
    for (;;) {
      const answer = await vault.read(OWN, lines.length + 1, 3000)
      if (!answer.ok) throw new Error(answer.error.type)
      if (answer.value.count === 0) return lines
      lines.push(...answer.value.text.slice(0, -1).split('\n'))
    }
  }

  async check(): Promise<void> {
    const vault = await this.opened()
    expect(await this.read()).toEqual(this.lines)
    const last = this.lines.at(-1)
    const head = last && { device: OWN, seq: this.lines.length, hash: hashOf(last), own: true }
    expect(await vault.heads()).toEqual(head ? [head] : [])
    expect((await vault.check()).problems).toEqual([])
  }
}

test('whatever is written, fails or is cut off, the vault holds exactly the lines that were acknowledged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 14 }), async (actions) => {
      const office = new Office()
      await office.start()
      for (const wish of actions) {
        await office.perform(wish)
        await office.check()
      }
    }),
    { numRuns: RUNS },
  )
}, 3_600_000)

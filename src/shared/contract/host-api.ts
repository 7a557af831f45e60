/**
 * Every call the renderer may make to the host, with its arguments and result, and every event the host sends.
 * The renderer never knows which shell it runs in. Arguments are validated in main against these schemas; results
 * are plain JSON. Failures a person can act on come back as values with names; a handler never throws.
 */
import { z } from 'zod'
import type { Result } from '../base/result'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const device = z.string().regex(/^[a-z0-9]{4,32}$/)
const seq = z.number().int().min(1)
const path = z.string().min(1).max(4096)

/** Bytes a file of the ledger may have. */
export const FILE_BYTES = 50 * 1024 * 1024

export const callSchemas = {
  /** What this host is; never fails. */
  'host.info': z.object({}),
  /**
   * One window writes: asks for the lease. With `take`, a window that holds it elsewhere is told (`lease.lost`)
   * and the caller gets it once that window has let go.
   */
  'lease.claim': z.object({ window: z.string().max(64), take: z.boolean() }),
  'lease.release': z.object({ window: z.string().max(64) }),

  /** What stands in the data folder, without changing it. */
  'ledger.state': z.object({}),
  /** Makes a new empty ledger in the data folder; refused when there is one. */
  'ledger.create': z.object({}),
  /** Opens (and makes on first use) the sample office in its own folder. */
  'ledger.enterSample': z.object({}),
  /** Leaves the sample office and removes its folder. */
  'ledger.leaveSample': z.object({}),
  /**
   * Fills the data folder, which must have no ledger, from a vault folder; new device id and code. A folder that has
   * lost entries is refused as `VaultDamaged`, with how many stand; `upToDamage`: the person agreed to go on with
   * those, each damaged chain ending before its first lost entry.
   */
  'ledger.restore': z.object({ path, upToDamage: z.boolean().optional() }),
  /** Gives the open ledger a new device id and code here, for entries whose numbers the vault has given to others. */
  'ledger.newDevice': z.object({}),
  /** Where files of the open ledger are damaged, and how much of it the second copy has. Reads everything: may take long. */
  'ledger.damage': z.object({}),
  /**
   * Mends what `ledger.damage` names, all or nothing: with lines of the second copy, with those of a folder that was
   * given out by `folders.*`, or by ending each damaged chain before its first damaged entry. The damaged files are kept.
   * An own device that loses entries is followed by a new one: ask for `ledger.state` afterwards.
   */
  'ledger.mend': z.discriminatedUnion('with', [
    z.object({ with: z.literal('copy') }),
    z.object({ with: z.literal('folder'), path }),
    z.object({ with: z.literal('nothing') }),
  ]),

  /** Head of every device in the vault of the open ledger. */
  'vault.heads': z.object({}),
  /**
   * Appends entries of this device in order and flushes before answering. `lines` as in a segment, without line
   * feeds. The same id and hash as one that is there already counts as done.
   */
  'vault.append': z.object({
    lines: z
      .array(z.string().max(8 * 1024 * 1024))
      .min(1)
      .max(2000),
  }),
  /** Lines of one device from `from` on, as many whole ones as fit `maxBytes` (at least one). */
  'vault.read': z.object({
    device,
    from: seq,
    maxBytes: z
      .number()
      .int()
      .min(1)
      .max(16 * 1024 * 1024),
  }),
  /**
   * Replaces the body of one entry by a shortened one, wherever the host keeps its line: vault, damaged files, copy and
   * what was set aside there. Answers ok again when it was struck already; a place that is away is done when it is back.
   */
  'vault.strike': z.object({ device, seq, line: z.string(), before: hash, after: hash }),
  /** Checks closed segments of one device against their manifests and signatures. */
  'vault.check': z.object({}),

  /**
   * Keeps a file in the vault under the SHA-256 of its content, flushed before the answer; the same content again
   * changes nothing. `base64`: of `FILE_BYTES` at most.
   */
  'files.put': z.object({ base64: z.string().max(4 * Math.ceil(FILE_BYTES / 3)) }),
  /** A file of the vault, compared with its hash. */
  'files.get': z.object({ sha256: hash }),

  'copy.status': z.object({}),
  /**
   * Chooses the second folder (null: none). Answers before anything is copied, with `completeAt` null; `copy.changed`
   * tells of every step, and at the end of `completeAt` or `failure`.
   */
  'copy.set': z.object({ path: path.nullable() }),
  /** Reads the whole second copy, and writes anew what is not as in a vault that is sound there. May take long. */
  'copy.check': z.object({}),

  /** Opens the system's folder dialog; a shell without one answers `browse`, and the page draws its own. */
  'folders.choose': z.object({ purpose: z.enum(['copy', 'restore']) }),
  /**
   * Sub-folders of a folder: one that was listed, or one that a person typed (null: where to begin). Only in a shell
   * that answered `browse`.
   */
  'folders.browse': z.object({ path: path.nullable() }),
  /** Makes a folder within one that was browsed; only in a shell that answered `browse`. */
  'folders.make': z.object({ within: path, name: z.string().min(1).max(255) }),

  /** A self-contained HTML page as PDF. */
  'paper.pdf': z.object({ html: z.string().max(64 * 1024 * 1024) }),

  /** Notes a defect by ids and counts only; never user text. */
  'faults.add': z.object({ where: z.string().max(200), what: z.string().max(2000) }),
  'faults.read': z.object({}),

  /** Opens an https, mailto or tel address outside, after the page has shown it. */
  'open.external': z.object({ url: z.string().max(2048) }),
} as const

export type CallName = keyof typeof callSchemas
export type CallArgs<N extends CallName> = z.infer<(typeof callSchemas)[N]>

export type HostInfo = {
  readonly shell: 'electron' | 'web'
  readonly version: string
  readonly platform: string
  /** The whole data folder's path, for About. */
  readonly dataFolder: string
  /** Language the system asks for, before a user is known; null: it names none, and the browser's language decides. */
  readonly language: 'ja' | 'en' | null
  /** The system's time zone, as `Asia/Tokyo`. */
  readonly zone: string
  /** False when this machine has nothing that makes PDFs. */
  readonly canPdf: boolean
  /** Others can read the data folder, or a cloud client syncs it. */
  readonly folderWarning: null | 'othersCanRead' | 'cloudSynced'
  /** Started with --sample: the page goes straight to the sample office. */
  readonly startInSample: boolean
}

export type LedgerState =
  | { readonly state: 'none' }
  | {
      readonly state: 'open'
      readonly ledger: string
      readonly sample: boolean
      /** This device's id, and the code its numbers carry (A, B, …). */
      readonly device: string
      readonly code: string
      /**
       * The vault was found behind or beside what this device had written already (a data folder put back from a backup):
       * its next numbers may be given elsewhere. Once vault and browser are compared, and before anything new is
       * written, ask for `ledger.newDevice`.
       */
      readonly wentBack?: true
      /** Only in the answer to a restore that found something not to be what it was. */
      readonly restored?: {
        /** Entries that stood at or behind damage and are left out; null: nobody can tell. */
        readonly lost: number | null
        /** Cards and manifests (files about the entries, no entries) that did not fit and were made anew or left out. */
        readonly unfit: number
      }
    }

/** Damage in the vault of one device. */
export type DeviceDamage = {
  readonly device: string
  /** Null when the vault no longer says it. */
  readonly code: string | null
  readonly own: boolean
  /** First entry that is damaged or missing. */
  readonly from: number
  /**
   * Entries that stood at or behind the damage, as far as can be told; null: cannot be told. 0: no entry is lost, only a
   * closed segment is not what was signed although all its lines hold.
   */
  readonly entriesBehind: number | null
  /**
   * What says who the device is (`device.json` in its folder of the vault) is missing or not what lines and signatures
   * bear out. With `entriesBehind` 0 no entry is touched; mending writes it anew.
   */
  readonly badCard?: true
  /**
   * A closed segment (`000001`) whose manifest, the file that signs it, is gone though its lines hold. With `entriesBehind`
   * 0 no entry is touched; mending signs it anew.
   */
  readonly unsigned?: string
}

export type LedgerDamage = {
  readonly devices: readonly DeviceDamage[]
  /** `has`: entries at or behind the damage that stand again when mended with the copy; null: no copy, or it is away. */
  readonly copy: null | { readonly folder: string; readonly has: number }
}

export type Mended = {
  /** Entries at or behind the damage that stand again. */
  readonly broughtBack: number
  /** Entries that stood there and do not stand any more; null: nobody can tell. */
  readonly lost: number | null
  /** Folder where the damaged files are kept. */
  readonly aside: string
}

export type VaultHead = {
  readonly device: string
  /** Last readable entry; 0 and an empty hash when something stands there but none can be read. */
  readonly seq: number
  readonly hash: string
  readonly own: boolean
  /** The code its numbers carry (A, B, …), where its card tells it. */
  readonly code?: string
  /** An entry behind the head stands there whole but cannot be read any more: the ledger is not complete. */
  readonly damagedAt?: number
}

export type CopyStatus = {
  readonly folder: string | null
  /** ISO UTC of the moment the copy was last complete; null: never. */
  readonly completeAt: string | null
  /** Entries and new files that are not there yet. */
  readonly behind: number
  readonly failure: null | 'FolderMissing' | 'FolderUnwritable' | 'FolderFull' | 'OtherLedgerThere'
  /** Entries that the vault had lost and got back from the copy since this start. */
  readonly broughtBack: number
  /** A part of the copy that contradicts the vault, kept in this folder until a person removes it. */
  readonly setAside: null | { readonly folder: string; readonly entries: number }
  /** The folder lies on the same disk as the data folder, as far as the system tells; what breaks the disk takes both. */
  readonly sameDisk?: true
}

/** What a check of the second copy has found and done. */
export type CopyCheck = {
  /** Segments that were compared. */
  readonly segments: number
  /** Files that were not what they should be, and are again. */
  readonly repaired: number
  /** Segments left alone, because the vault's own is damaged: mend the ledger first. */
  readonly left: number
}

export type SegmentProblem = {
  readonly device: string
  /** `000001`; of a card `device`. */
  readonly segment: string
  readonly problem:
    | 'missing'
    | 'changed'
    | 'badSignature'
    | 'unsigned'
    | 'tornTail'
    | 'unreadable'
    | 'badCard'
  /** First entry the problem touches. */
  readonly seq: number
}

export type VaultFailure =
  | { readonly type: 'NoLedger' }
  | { readonly type: 'WrongSeq'; readonly expected: number }
  | { readonly type: 'WrongPrev'; readonly seq: number }
  | { readonly type: 'OtherEntryThere'; readonly seq: number }
  | { readonly type: 'DiskFull' }
  | { readonly type: 'Unwritable'; readonly code: string }
  | { readonly type: 'BadLine' }
  /** The calling window does not hold the lease. */
  | { readonly type: 'NotWriter' }

export type FilePutFailure =
  | { readonly type: 'NoLedger' }
  | { readonly type: 'DiskFull' }
  | { readonly type: 'Unwritable'; readonly code: string }
  /** The calling window does not hold the lease. */
  | { readonly type: 'NotWriter' }

export type FileGetFailure =
  | { readonly type: 'NoLedger' }
  | { readonly type: 'FileMissing' }
  /** What stands there is not what was kept. */
  | { readonly type: 'FileChanged' }
  | { readonly type: 'FileUnreadable'; readonly code: string }

export type LedgerFailure =
  | { readonly type: 'LedgerExists' }
  | { readonly type: 'NotAVault'; readonly path: string }
  | { readonly type: 'NewerFormat'; readonly found: number; readonly known: number }
  /** Of a restore: `whole` entries of all devices stand without the damage, `lost` do not (null: nobody can tell). */
  | {
      readonly type: 'VaultDamaged'
      readonly device: string
      readonly seq: number
      readonly whole?: number
      readonly lost?: number | null
    }
  | { readonly type: 'NotGranted' }
  | { readonly type: 'DiskFull' }
  | { readonly type: 'Unwritable'; readonly code: string }
  /** The calling window does not hold the lease. */
  | { readonly type: 'NotWriter' }

export type CallResults = {
  'host.info': HostInfo
  'lease.claim': Result<null, { readonly type: 'HeldElsewhere' }>
  'lease.release': null
  'ledger.state': Result<LedgerState, LedgerFailure>
  'ledger.create': Result<LedgerState, LedgerFailure>
  'ledger.enterSample': Result<LedgerState, LedgerFailure>
  'ledger.leaveSample': Result<LedgerState, LedgerFailure>
  'ledger.restore': Result<LedgerState, LedgerFailure>
  'ledger.newDevice': Result<LedgerState, LedgerFailure>
  'ledger.damage': Result<LedgerDamage, LedgerFailure | { readonly type: 'NoLedger' }>
  /** `NothingBetter`: copy or folder has none of the entries that are missing; nothing was changed. */
  'ledger.mend': Result<
    Mended,
    LedgerFailure | { readonly type: 'NoLedger' } | { readonly type: 'NothingBetter' }
  >
  'vault.heads': Result<readonly VaultHead[], VaultFailure>
  'vault.append': Result<null, VaultFailure>
  /** `text`: whole lines, each ended by a line feed; empty when there is nothing from `from` on. */
  'vault.read': Result<{ readonly text: string; readonly count: number }, VaultFailure>
  'vault.strike': Result<null, VaultFailure>
  'vault.check': Result<
    { readonly segments: number; readonly problems: readonly SegmentProblem[] },
    VaultFailure
  >
  'files.put': Result<{ readonly sha256: string }, FilePutFailure>
  'files.get': Result<{ readonly base64: string }, FileGetFailure>
  'copy.status': CopyStatus
  'copy.set': Result<
    CopyStatus,
    { readonly type: NonNullable<CopyStatus['failure']> | 'NotGranted' | 'InsideDataFolder' | 'NotWriter' }
  >
  /** `NoCopy`: none is chosen. */
  'copy.check': Result<CopyCheck, { readonly type: NonNullable<CopyStatus['failure']> | 'NoCopy' }>
  'folders.choose':
    | { readonly type: 'chosen'; readonly path: string }
    | { readonly type: 'cancelled' }
    | { readonly type: 'browse' }
  'folders.browse': Result<
    {
      readonly path: string
      readonly parent: string | null
      readonly folders: readonly { readonly name: string; readonly path: string }[]
      readonly isVault: boolean
    },
    { readonly type: 'Unreadable' | 'NotHere' | 'NoSuchFolder' | 'NotAFullPath' }
  >
  /** `path`: of the new folder, which may be used. */
  'folders.make': Result<
    { readonly path: string },
    | { readonly type: 'NotHere' | 'NotGranted' | 'BadFolderName' | 'FolderExists' | 'DiskFull' }
    | { readonly type: 'FolderNotMade'; readonly code: string }
  >
  /** `pdf`: base64. */
  'paper.pdf': Result<
    { readonly pdf: string },
    { readonly type: 'NoBrowser' } | { readonly type: 'PdfFailed' }
  >
  'faults.add': null
  'faults.read': { readonly lines: readonly string[] }
  'open.external': Result<null, { readonly type: 'AddressRefused' }>
}

export type HostEvents = {
  /** Another window takes over: finish the write under way, then answer by `lease.release`. */
  'lease.lost': null
  'copy.changed': CopyStatus
  /** The host is ending, or no longer knows this window; nothing more can be written. */
  'host.closing': null
  /**
   * Raised by the bridge, not by the host: the way to the host was lost (calls under way have been rejected), and is
   * there again. Repeating `vault.append` is harmless.
   */
  'host.gone': null
  'host.back': null
}

export type HostCall = <N extends CallName>(name: N, args: CallArgs<N>) => Promise<CallResults[N]>

/** What the bridge gives the page in either shell. */
export type HostBridge = {
  readonly call: HostCall
  readonly on: <E extends keyof HostEvents>(event: E, listener: (value: HostEvents[E]) => void) => () => void
}

/** Calls that change the ledger or where it is kept: answered only for the window that holds the lease. */
export const writerCalls: ReadonlySet<CallName> = new Set<CallName>([
  'ledger.create',
  'ledger.enterSample',
  'ledger.leaveSample',
  'ledger.restore',
  'ledger.newDevice',
  'ledger.mend',
  'vault.append',
  'vault.strike',
  'files.put',
  'copy.set',
])

/** What a host process offers a shell: the calls of its windows, and its events. */
export type HostServices = {
  /** `windows`: names under which the caller has asked for the lease; a shell itself has none. */
  readonly call: <N extends CallName>(
    name: N,
    args: CallArgs<N>,
    windows?: ReadonlySet<string>,
  ) => Promise<CallResults[N]>
  readonly on: HostBridge['on']
  /** Finishes what is under way, releases the lock. */
  readonly close: () => Promise<void>
}

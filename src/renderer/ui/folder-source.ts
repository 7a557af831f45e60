export type FolderListing = {
  /** Empty where browsing begins. */
  readonly path: string
  readonly parent: string | null
  readonly folders: readonly { readonly name: string; readonly path: string }[]
  /** The folder holds a ledger's vault. */
  readonly isVault: boolean
}

type Chosen =
  | { readonly type: 'chosen'; readonly path: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'browse' }

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly type: string } }

export type FolderSource = {
  /** Opens the system's folder dialog, or says that there is none. */
  readonly choose: () => Promise<Chosen>
  /** Folders within a folder, which may be typed; null: where to begin. */
  readonly browse: (path: string | null) => Promise<Answer<FolderListing>>
  /** Makes a folder; absent where only a folder that stands can be meant. */
  readonly make?: (within: string, name: string) => Promise<Answer<{ readonly path: string }>>
}

/** The calls of the host this needs, by shape: ui does not know the host. */
type FolderCalls = {
  (name: 'folders.choose', args: { purpose: 'copy' | 'restore' }): Promise<Chosen>
  (name: 'folders.browse', args: { path: string | null }): Promise<Answer<FolderListing>>
  (name: 'folders.make', args: { within: string; name: string }): Promise<Answer<{ readonly path: string }>>
}

/** A call that broke off: told in words, so that nobody waits for it. */
const lost = (): { readonly ok: false; readonly error: { readonly type: string } } => ({
  ok: false,
  error: { type: 'HostGone' },
})

/** Folders as the host offers them for a purpose. */
export const folderSource = (call: FolderCalls, purpose: 'copy' | 'restore'): FolderSource => ({
  // The list of folders then says what is wrong.
  choose: () => call('folders.choose', { purpose }).catch(() => ({ type: 'browse' })),
  browse: (path) => call('folders.browse', { path }).catch(lost),
  ...(purpose === 'copy'
    ? { make: (within, name) => call('folders.make', { within, name }).catch(lost) }
    : {}),
})

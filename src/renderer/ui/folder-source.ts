import type { FolderSource } from './FolderPicker'

type Choice = Awaited<ReturnType<FolderSource['choose']>>
type Browsed = Awaited<ReturnType<FolderSource['browse']>>

/** The two calls of the host this needs, by shape: ui does not know the host. */
type FolderCalls = {
  (name: 'folders.choose', args: { purpose: 'copy' | 'restore' }): Promise<Choice>
  (name: 'folders.browse', args: { path: string | null }): Promise<Browsed>
}

/** Folders as the host offers them for a purpose. */
export const folderSource = (call: FolderCalls, purpose: 'copy' | 'restore'): FolderSource => ({
  choose: () => call('folders.choose', { purpose }),
  browse: (path) => call('folders.browse', { path }),
})

import { Modal } from '@mantine/core'
import { useCallback, useState } from 'react'
import { FolderBrowser } from './FolderBrowser'
import type { FolderSource } from './folder-source'

/** Tries what the folder is wanted for: null when it is taken, or a sentence that says why not. */
export type TakeFolder = (path: string) => Promise<string | null>

type Asked = { readonly tell: (path: string | null) => void; readonly take: TakeFolder }

const takeAny: TakeFolder = async () => null

/**
 * Lets a person choose a folder: the system's dialog where the shell has one, else a list of folders drawn here, which
 * stays open and says why while `take` refuses what was chosen. Resolves to the path, or null when it was called off;
 * one from the system's dialog is not tried. Render `dialog` somewhere.
 */
export const useFolderPicker = (
  source: FolderSource,
  title: string,
): {
  readonly pick: (take?: TakeFolder) => Promise<string | null>
  readonly dialog: React.ReactNode
} => {
  const [asked, setAsked] = useState<Asked | null>(null)
  const pick = useCallback(
    async (take: TakeFolder = takeAny) => {
      const choice = await source.choose()
      if (choice.type === 'chosen') return choice.path
      if (choice.type === 'cancelled') return null
      return new Promise<string | null>((tell) => setAsked({ tell, take }))
    },
    [source],
  )
  const finish = (path: string | null): void => {
    asked?.tell(path)
    setAsked(null)
  }
  const dialog = (
    <Modal opened={asked !== null} onClose={() => finish(null)} title={title} size="lg">
      {asked && (
        <FolderBrowser source={source} take={asked.take} onChosen={finish} onCancel={() => finish(null)} />
      )}
    </Modal>
  )
  return { pick, dialog }
}

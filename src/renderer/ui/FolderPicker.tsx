import { Modal } from '@mantine/core'
import { useCallback, useState } from 'react'
import { FolderBrowser } from './FolderBrowser'
import type { FolderSource } from './folder-source'

/**
 * Lets a person choose a folder: the system's dialog where the shell has one, else a list of folders drawn here.
 * Resolves to the path, or null when it was called off. Render `dialog` somewhere.
 */
export const useFolderPicker = (
  source: FolderSource,
  title: string,
): { readonly pick: () => Promise<string | null>; readonly dialog: React.ReactNode } => {
  const [answer, setAnswer] = useState<{ readonly tell: (path: string | null) => void } | null>(null)
  const pick = useCallback(async () => {
    const choice = await source.choose()
    if (choice.type === 'chosen') return choice.path
    if (choice.type === 'cancelled') return null
    return new Promise<string | null>((tell) => setAnswer({ tell }))
  }, [source])
  const finish = (path: string | null): void => {
    answer?.tell(path)
    setAnswer(null)
  }
  const dialog = (
    <Modal opened={answer !== null} onClose={() => finish(null)} title={title} size="lg">
      {answer && <FolderBrowser source={source} onChoose={finish} onCancel={() => finish(null)} />}
    </Modal>
  )
  return { pick, dialog }
}

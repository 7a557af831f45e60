import { Button } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { JsonValue } from '../../../shared/base/json'
import type { Result } from '../../../shared/base/result'
import type { CopyLine } from '../../../shared/domain/copies/changed-lines'
import type { RecordId } from '../../../shared/journal/entry'
import type { Language } from '../../../shared/records/define'
import { paperCopy } from '../../../shared/records/paper/paper-copy'
import { useMay } from '../use-may'
import { RegisterDialog } from './RegisterDialog'

/** A sheet as it was drawn: what is given out, and by what it is known again. */
export type CopySheet = {
  readonly title: string
  /** The whole page. */
  readonly html: string
  readonly lines: readonly CopyLine[]
  /** Hash of the content. */
  readonly content: string
  readonly version: string
  /** Hash of the ledger's state; null: a ledger without entries. */
  readonly state: string | null
  /** Moment it was drawn, ISO UTC. */
  readonly at: string
  readonly language: Language
  /** The contact list it is of; null: one that was not saved. */
  readonly list: RecordId | null
  /** How an unsaved list was chosen, for asking again later. */
  readonly definition?: JsonValue
}

export type RegisterCopyProps = {
  /** Null: not drawn yet. */
  readonly sheet: CopySheet | null
  /** Makes the PDF of the page. Where it fails, or null, the page itself is kept. */
  readonly makePdf: ((html: string) => Promise<Result<Uint8Array, unknown>>) | null
  /** Name of the kept file with this extension. */
  readonly fileName: (extension: 'pdf' | 'html') => string
}

/** Copies the address asks to replace: `replaces=paperCopy:a,paperCopy:b`. */
export const REPLACES = 'replaces'

/**
 * The button that records who gets a sheet, with the exact pages. Where the address names copies to replace
 * (`replaces`), the dialog opens with them as soon as the sheet is drawn.
 */
export const RegisterCopy = ({ sheet, makePdf, fileName }: RegisterCopyProps) => {
  const { t } = useTranslation('copies')
  const may = useMay(paperCopy)
  const [query] = useSearchParams()
  const replaces = query.get(REPLACES)
  const [opened, setOpened] = useState(false)
  const ready = sheet !== null && may.write
  useEffect(() => {
    if (ready && replaces) setOpened(true)
  }, [ready, replaces])
  if (may.known && !may.write) return null
  return (
    <>
      <Button
        variant="default"
        disabled={!ready}
        leftSection={<IconClipboardText size={16} stroke={1.6} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('register')}
      </Button>
      {sheet && (
        <RegisterDialog
          sheet={sheet}
          makePdf={makePdf}
          fileName={fileName}
          replaces={(replaces?.split(',') ?? []) as readonly RecordId[]}
          opened={opened}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  )
}

import { Button, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { makePdf, type PdfFailure } from '../../bridge/make-pdf'
import type { Contact, ContactGrouping, ContactListInput, ContactListOptions } from '../../print/contact-list'
import { useOffice } from '../../store/client/hooks'
import type { Opened } from '../../store/store-api'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { Page } from '../../ui/Page'
import { saveFile } from '../../ui/save-file'
import { useLanguage } from '../../ui/use-language'
import classes from './PeopleSheet.module.css'
import { sheetFileName } from './paper-files'
import type { PeopleRead } from './read-people'
import { SheetOptions } from './SheetOptions'
import { useContactSheet } from './use-contact-sheet'
import { useFit } from './use-fit'

type PeopleSheetProps = {
  readonly read: PeopleRead
  readonly host: HostBridge
  readonly info: HostInfo
  readonly ledger: Opened['ledger']
}

/** Milliseconds without a key press before the sheet is drawn again. */
const DRAW_AFTER = 250

/** What is shown here is, byte for byte, what becomes the PDF, the paper and the file. */
export const PeopleSheet = ({ read, host, info, ledger }: PeopleSheetProps) => {
  const { t } = useTranslation('paper')
  const office = useOffice()
  const language = useLanguage()
  const [options, setOptions] = useState<ContactListOptions>(() => ({
    title: '',
    grouping: usualGrouping(read.people),
    // Readings are for Japanese eyes.
    columns: [...(language === 'ja' ? (['reading'] as const) : []), 'role', 'department', 'checked'],
    language,
  }))
  const [settled] = useDebouncedValue(options, DRAW_AFTER)
  const input = useMemo(
    (): ContactListInput => ({
      people: read.people,
      options: settled,
      office,
      drawn: {
        at: read.at,
        ledger: ledger.ledger,
        version: `${ledger.code}-${read.head?.seq ?? 0}`,
        head: read.head?.hash ?? null,
      },
    }),
    [read, settled, office, ledger],
  )
  const sheet = useContactSheet(input)
  const frame = useRef<HTMLIFrameElement>(null)
  const fit = useFit(frame)
  const [making, setMaking] = useState(false)
  const [failure, setFailure] = useState<PdfFailure | null>(null)

  const nameOf = (extension: string) => sheetFileName(sheet.title, read.at, office.zone, extension)

  const savePdf = async () => {
    if (sheet.html === null) return
    setMaking(true)
    setFailure(null)
    const made = await makePdf(host.call, sheet.html)
    setMaking(false)
    if (!made.ok) return setFailure(made.error)
    saveFile(nameOf('pdf'), made.value, 'application/pdf')
    notify.done(t('pdfSaved', { file: nameOf('pdf') }))
  }

  const saveHtml = () => {
    if (sheet.html === null) return
    saveFile(nameOf('html'), sheet.html, 'text/html;charset=utf-8')
    notify.done(t('htmlSaved', { file: nameOf('html') }))
  }

  const print = async () => {
    const page = frame.current?.contentWindow
    if (!page) return
    await page.document.fonts.ready
    page.print()
  }

  const waits = sheet.html === null
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      room="fill"
      actions={
        <>
          <Button variant="default" disabled={waits} onClick={saveHtml}>
            {t('html')}
          </Button>
          <Button
            variant="default"
            disabled={waits}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => void print()}
          >
            {t('print')}
          </Button>
          <Button
            disabled={waits || making}
            leftSection={
              making ? <Loader size={14} aria-hidden /> : <IconFileTypePdf size={16} aria-hidden />
            }
            onClick={() => void savePdf()}
          >
            {making ? t('pdfMaking') : t('pdf')}
          </Button>
        </>
      }
    >
      <div className={classes.room}>
        <div className={classes.side}>
          {failure && <Notice tone="late" title={t(failure === 'NoBrowser' ? 'noBrowser' : 'pdfFailed')} />}
          {!failure && !info.canPdf && <Notice tone="look" title={t('cannotPdf')} />}
          {sheet.failed && <Notice tone="late" title={t('fontsFailed')} />}
          <SheetOptions options={options} onChange={setOptions} />
        </div>
        <div ref={fit.desk} className={classes.desk} style={fit.deskStyle} aria-busy={waits}>
          {sheet.html !== null && (
            <iframe
              ref={frame}
              className={classes.preview}
              style={fit.style}
              onLoad={fit.look}
              title={t('previewOf', { title: sheet.title })}
              // No script runs in the sheet; this page reaches in to print it.
              sandbox="allow-same-origin allow-modals"
              srcDoc={sheet.html}
            />
          )}
        </div>
      </div>
    </Page>
  )
}

/** By department, unless nearly everybody has one of their own. */
const usualGrouping = (people: readonly Contact[]): ContactGrouping =>
  new Set(people.map(({ department }) => department)).size * 3 <= people.length + 3 ? 'department' : 'kana'

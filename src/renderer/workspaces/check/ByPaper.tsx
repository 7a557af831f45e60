import { Button, Checkbox, Loader } from '@mantine/core'
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayIn } from '../../../shared/domain/written/date-text'
import { makePdf } from '../../bridge/make-pdf'
import { type CheckSheetInput, checkSheetPage, checkSheetText } from '../../print/check-sheet'
import { loadFonts } from '../../print/load-fonts'
import { useOffice } from '../../store/client/hooks'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { saveFile } from '../../ui/save-file'
import { useLanguage } from '../../ui/use-language'
import classes from './Check.module.css'
import { paperRows, printedRows } from './paper-rows'
import type { RoundScreenProps } from './RoundScreen'
import type { Round } from './read-round'
import { keepRows } from './sheet-rows'
import { TypeIn } from './TypeIn'
import type { RoundStep } from './use-round'

type ByPaperProps = RoundScreenProps & { readonly round: Round; readonly steps: readonly RoundStep[] }
type Way = 'pdf' | 'print' | 'html'

/** The sheet to tick while calling, and below it the form it is typed in with. */
export const ByPaper = ({ host, info, opened, round, steps }: ByPaperProps) => {
  const { t } = useTranslation(['check', 'failures'])
  const language = useLanguage()
  const office = useOffice()
  const store = useStore()
  const sentence = useFailureSentence()
  const [onlyLeft, setOnlyLeft] = useState(true)
  const [busy, setBusy] = useState<Way | null>(null)
  const [failure, setFailure] = useState<'pdfFailed' | 'fontsFailed' | null>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const title = round.values.name ?? t('sheetTitle')

  /** The page; its rows are kept first, so that what is ticked can be typed in whatever happens. */
  const draw = async (): Promise<string | null> => {
    const kept = await keepRows(
      store,
      round,
      steps.map(({ number }) => number.id),
    )
    if (!kept.ok) {
      notify.problem(t('failures:title'), sentence(kept.error))
      return null
    }
    const rows = paperRows({ rows: kept.value }, steps).filter(
      ({ step }) => !onlyLeft || step.outcome === 'left',
    )
    const head = await store.head()
    const input: CheckSheetInput = {
      round: round.id,
      title,
      rows: printedRows(rows, language),
      language,
      office,
      drawn: {
        at: new Date().toISOString(),
        ledger: opened.ledger.ledger,
        version: `${opened.ledger.code}-${head?.own ?? 0}`,
        head: head?.hash ?? null,
      },
    }
    try {
      return checkSheetPage(input, await loadFonts(checkSheetText(input)))
    } catch {
      setFailure('fontsFailed')
      return null
    }
  }

  const save = async (way: 'pdf' | 'html', html: string) => {
    const day = dayIn(office.zone, new Date())
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    const name = `${title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')}_${day}.${way}`
    if (way === 'html') saveFile(name, html, 'text/html;charset=utf-8')
    else {
      const made = await makePdf(host.call, html)
      if (!made.ok) return setFailure('pdfFailed')
      saveFile(name, made.value, 'application/pdf')
    }
    notify.done(t(way === 'pdf' ? 'pdfSaved' : 'htmlSaved', { file: name }))
  }

  const print = async (html: string) => {
    const sheet = frame.current
    if (!sheet) return
    const drawn = new Promise((resolve) => {
      sheet.onload = resolve
    })
    sheet.srcdoc = html
    await drawn
    await sheet.contentDocument?.fonts.ready
    sheet.contentWindow?.print()
  }

  const make = async (way: Way) => {
    setBusy(way)
    setFailure(null)
    try {
      const html = await draw()
      if (html !== null) await (way === 'print' ? print(html) : save(way, html))
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className={classes.paper}>
      <section>
        <h2 className={classes.heading}>{t('sheetMake')}</h2>
        <p className={classes.faint}>{t('paperLead')}</p>
        <div className={classes.make}>
          <Checkbox
            size="sm"
            label={t('onlyLeft')}
            checked={onlyLeft}
            onChange={(event) => setOnlyLeft(event.currentTarget.checked)}
          />
          <Button
            disabled={busy !== null}
            leftSection={
              busy === 'pdf' ? <Loader size={14} aria-hidden /> : <IconFileTypePdf size={16} aria-hidden />
            }
            onClick={() => void make('pdf')}
          >
            {busy === 'pdf' ? t('pdfMaking') : t('pdf')}
          </Button>
          <Button
            variant="default"
            disabled={busy !== null}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => void make('print')}
          >
            {t('print')}
          </Button>
          <Button variant="default" disabled={busy !== null} onClick={() => void make('html')}>
            {t('html')}
          </Button>
        </div>
        {failure && <Notice tone="late" title={t(failure)} />}
        {!failure && !info.canPdf && <Notice tone="look" title={t('cannotPdf')} />}
        <iframe
          ref={frame}
          className={classes.unseen}
          title={t('previewOf', { title })}
          aria-hidden
          tabIndex={-1}
          // No script runs in the sheet; this page reaches in to print it.
          sandbox="allow-same-origin allow-modals"
        />
      </section>
      <TypeIn round={round} rows={paperRows(round, steps)} />
    </div>
  )
}

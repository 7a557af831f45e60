import { Anchor, Button, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDeviceFloppy, IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { JsonValue } from '../../../shared/base/json'
import type { HostBridge, HostInfo } from '../../../shared/contract/host-api'
import { datedFileName } from '../../../shared/domain/written/file-name'
import type { RecordId } from '../../../shared/journal/entry'
import { contactList } from '../../../shared/records/paper/contact-list'
import { declarationOf } from '../../../shared/records/registry'
import { makePdf, type PdfFailure } from '../../bridge/make-pdf'
import { RegisterCopy } from '../../generic/copies/RegisterCopy'
import { type Before, type Draft, draftOf, writesOf } from '../../generic/form/draft'
import { UnsavedGuard } from '../../generic/form/UnsavedGuard'
import { useMay } from '../../generic/use-may'
import { optionsOf } from '../../print/options-of'
import { prepareList, sheetTitle } from '../../print/prepared-list'
import { attentionOf } from '../../print/sheet-attention'
import type { SheetInput } from '../../print/sheet-input'
import { useCommit, useOffice } from '../../store/client/hooks'
import type { Opened } from '../../store/store-api'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { saveFile } from '../../ui/save-file'
import { useLanguage } from '../../ui/use-language'
import { AttentionPanel } from './AttentionPanel'
import { ListEditor } from './ListEditor'
import classes from './ListWorkshop.module.css'
import { keptList, rebased } from './list-draft'
import type { ContactsRead } from './read-contacts'
import { SheetPreview } from './SheetPreview'
import { useSheet } from './use-sheet'

type ListWorkshopProps = {
  /** The record the list was opened from; null for one nobody saved yet. */
  readonly before: Before | null
  readonly start: Draft
  readonly read: ContactsRead
  readonly host: HostBridge
  readonly info: HostInfo
  readonly ledger: Opened['ledger']
}

/** Milliseconds without a key press before the sheet is drawn again. */
const DRAW_AFTER = 250

/** A contact list is put together at the left and shown at the right exactly as it comes out of the printer. */
export const ListWorkshop = (props: ListWorkshopProps) => {
  const { before, start, read, host, info, ledger } = props
  const { t } = useTranslation(['lists', 'paper', 'failures'])
  const office = useOffice()
  const language = useLanguage()
  const navigate = useNavigate()
  const commit = useCommit()
  const may = useMay(contactList)
  const sentence = useFailureSentence()
  const [draft, setDraft] = useState(start)
  const [begun, setBegun] = useState(before)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  // What was saved, undone or came in from elsewhere is taken over, except for what was changed here.
  if (before && begun && before !== begun) {
    setBegun(before)
    setDraft(rebased(draft, draftOf(begun), draftOf(before)))
  }
  // Leaving is free once saved; the address changes after the guard has heard of it.
  useEffect(() => {
    if (savedAt !== null) void navigate(savedAt, { replace: true })
  }, [savedAt, navigate])
  const [settled] = useDebouncedValue(draft, DRAW_AFTER)
  const [failure, setFailure] = useState<PdfFailure | null>(null)
  const [making, setMaking] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)

  const inputOf = (of: Draft): SheetInput => ({
    list: before ? of.id : null,
    options: optionsOf(keptList(of), language),
    contacts: read.contacts,
    office,
    drawn: {
      at: read.at,
      ledger: ledger.ledger,
      version: `${ledger.code}-${read.head?.seq ?? 0}`,
      head: read.head?.hash ?? null,
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `inputOf` is made of what is listed
  const input = useMemo(() => inputOf(settled), [settled, read, office, ledger, language, before])
  const { drawn, failed } = useSheet(input)
  const attention = useMemo(() => attentionOf(input), [input])
  const options = optionsOf(keptList(draft), language)
  const title = sheetTitle(options)

  const writes = writesOf(contactList, declarationOf, before, named(draft, title))
  const dirty = savedAt === null && (before ? writes.length > 0 : (draft.children.members ?? []).length > 0)
  const save = async (): Promise<void> => {
    const done = await commit({ kind: before ? 'edit' : 'create', writes })
    if (!done.ok) return notify.problem(t('failures:title'), sentence(done.error))
    notify.done(t('saved', { name: title }))
    if (!before) setSavedAt(paths.contactList(draft.id))
  }

  const nameOf = (extension: string) => datedFileName(title, read.at, office.zone, extension)
  const pdfOf = (html: string) => makePdf(host.call, html)
  const savePdf = async () => {
    if (!drawn) return
    setMaking(true)
    setFailure(null)
    const made = await pdfOf(drawn.sheet.html)
    setMaking(false)
    if (!made.ok) return setFailure(made.error)
    saveFile(nameOf('pdf'), made.value, 'application/pdf')
    notify.done(t('paper:pdfSaved', { file: nameOf('pdf') }))
  }
  const saveHtml = () => {
    if (!drawn) return
    saveFile(nameOf('html'), drawn.sheet.html, 'text/html;charset=utf-8')
    notify.done(t('paper:htmlSaved', { file: nameOf('html') }))
  }
  const print = async () => {
    const page = frame.current?.contentWindow
    if (!page) return
    await page.document.fonts.ready
    page.print()
  }

  // What is shown is what is given out: not while a change waits to be drawn.
  const waits = drawn === null || drawn.input !== input || settled !== draft
  return (
    <Page
      title={before ? title : t('newTitle')}
      room="fill"
      before={
        <Anchor component={Link} to={paths.contactLists()} size="sm">
          {t('back')}
        </Anchor>
      }
      actions={
        <>
          {may.write && (
            <Button
              variant={dirty || !before ? 'outline' : 'default'}
              disabled={before !== null && !dirty}
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              onClick={() => void save()}
            >
              {t(before ? 'saveChanges' : 'save')}
            </Button>
          )}
          <RegisterCopy
            sheet={
              waits
                ? null
                : {
                    title,
                    html: drawn.sheet.html,
                    lines: drawn.sheet.lines,
                    content: drawn.sheet.content,
                    version: input.drawn.version,
                    state: input.drawn.head,
                    at: read.at,
                    language: options.language,
                    list: before && !dirty ? (draft.id as RecordId) : null,
                    definition: keptList(draft) as unknown as JsonValue,
                  }
            }
            makePdf={info.canPdf ? pdfOf : null}
            fileName={nameOf}
          />
          <Button variant="default" disabled={waits} onClick={saveHtml}>
            {t('paper:html')}
          </Button>
          <Button
            variant="default"
            disabled={waits}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => void print()}
          >
            {t('paper:print')}
          </Button>
          <Button
            disabled={waits || making}
            leftSection={
              making ? <Loader size={14} aria-hidden /> : <IconFileTypePdf size={16} aria-hidden />
            }
            onClick={() => void savePdf()}
          >
            {t(making ? 'paper:pdfMaking' : 'paper:pdf')}
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={dirty && may.write} onSave={save} />
      <div className={classes.room}>
        <div className={classes.side}>
          {failure && (
            <Notice tone="late" title={t(failure === 'NoBrowser' ? 'paper:noBrowser' : 'paper:pdfFailed')} />
          )}
          {!failure && !info.canPdf && <Notice tone="look" title={t('paper:cannotPdf')} />}
          {failed && <Notice tone="late" title={t('paper:fontsFailed')} />}
          <ListEditor
            draft={draft}
            options={options}
            contacts={read.contacts}
            listed={prepareList(input).listed}
            readOnly={!may.write && before !== null}
            onChange={setDraft}
            before={
              <AttentionPanel
                attention={attention}
                writing={{ language, zone: office.zone, years: office.years }}
              />
            }
          />
        </div>
        <SheetPreview drawn={drawn} title={title} frame={frame} />
      </div>
    </Page>
  )
}

/** A list is kept under the title it prints. */
const named = (draft: Draft, title: string): Draft =>
  typeof draft.values.name === 'string' && draft.values.name.trim() !== ''
    ? draft
    : { ...draft, values: { ...draft.values, name: title } }

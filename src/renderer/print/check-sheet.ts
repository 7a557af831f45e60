/** The sheet of a checking round: numbered rows to tick while calling, typed in afterwards. */
import { writeDate } from '../../shared/domain/written/date-text'
import { writeInstant } from '../../shared/domain/written/instant-text'
import { writePhone } from '../../shared/domain/written/phone-text'
import type { Writing } from '../../shared/domain/written/writing'
import { type SheetIdentity, sheetCode } from '../../shared/exchange/sheet-code'
import type { Language } from '../../shared/records/define'
import { checkTexts } from '../texts/check'
import { figures } from '../texts/figures'
import { escapeHtml } from './escape'
import type { PaperFont } from './font-slices'
import type { PaperText } from './paper-text'
import { printPage } from './print-page'
import { qrCode } from './qr-code'
import { hashOf, shortHash } from './sheet-identity'

export type CheckRow = {
  /** As it is typed in: the same for the whole round. */
  readonly row: number
  /** Who the number is of: rows of one contact name it each, and are ruled off together. */
  readonly contact: string
  readonly name: string
  /** In kana; empty where nobody gave one. */
  readonly reading: string
  /** Position and department, in words. */
  readonly who: string
  /** What the number is for, in words; empty where nobody said. */
  readonly use: string
  readonly number: string
  readonly remark: string
  readonly checkedOn: string | null
  readonly unreachedOn: string | null
}

export type CheckSheetInput = {
  /** Id of the round. */
  readonly round: string
  readonly title: string
  readonly rows: readonly CheckRow[]
  readonly language: Language
  readonly office: { readonly name: string; readonly zone: string; readonly years: Writing['years'] }
  /** The moment (ISO UTC) and the state of the ledger the sheet is drawn from. */
  readonly drawn: {
    readonly at: string
    readonly ledger: string
    readonly version: string
    readonly head: string | null
  }
}

/** The page, whole. Pure: the same input gives the same page. `fonts`: as `checkSheetText` asks. */
export const checkSheetPage = (input: CheckSheetInput, fonts: readonly PaperFont[]): string =>
  printPage({ ...layOut(input), fonts })

/** The characters of the page by weight, to bring the fonts for it. */
export const checkSheetText = (input: CheckSheetInput): PaperText => {
  const { title, organisation, foot, body } = layOut(input)
  const text = `${title}${organisation}${foot.flat().join('')}${body}0123456789/ 　\u00a0…`
  const bold = [...body.matchAll(/<(h1|th|b)\b[^>]*>(.*?)<\/\1>/gs)].map((found) => found[2]).join('')
  return { 400: text, 700: `${title}${bold}…` }
}

const identityOf = ({ round, rows, drawn, office }: CheckSheetInput): SheetIdentity => ({
  ledger: drawn.ledger,
  sheet: `check-${hashOf([round]).slice(0, 8)}`,
  version: drawn.version,
  content: hashOf({
    sheet: 'check',
    organisation: office.name,
    rows: rows.map(({ row, name, number }) => [row, name, number]),
  }),
  head: drawn.head,
})

const layOut = (input: CheckSheetInput) => {
  const { language, office, drawn, title } = input
  const words = checkTexts[language]
  const writing: Writing = { language, zone: office.zone, years: office.years }
  const identity = identityOf(input)
  const asOf = words.sheetAsOf.replace('{{at}}', () => writeInstant(drawn.at, writing))
  return {
    language,
    title,
    organisation: office.name,
    orientation: 'portrait' as const,
    foot: [
      [words.sheetPersonal],
      [
        asOf,
        `${words.sheetVersion} ${identity.version}`,
        `${words.sheetContent} ${shortHash(identity.content)}`,
        ...(identity.head === null ? [] : [`${words.sheetLedger} ${shortHash(identity.head)}`]),
      ],
    ],
    css,
    body: [heading(input, asOf, identity), table(input, writing)].join('\n'),
  }
}

const heading = (
  { title, rows, language, office }: CheckSheetInput,
  asOf: string,
  identity: SheetIdentity,
): string => {
  const words = checkTexts[language]
  const count = words.sheetCount
    .replace('{{people}}', figures(new Set(rows.map(({ contact }) => contact)).size, language))
    .replace('{{numbers}}', figures(rows.length, language))
  return `<header class="head">
<div class="head-text">
<p class="organisation">${escapeHtml(office.name)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="as-of">${escapeHtml(asOf)}　${escapeHtml(count)}　<span class="care">${escapeHtml(words.sheetPersonal)}</span></p>
<p class="how">${escapeHtml(words.sheetHow)}</p>
<dl class="blanks"><div><dt>${escapeHtml(words.sheetDay)}</dt><dd>${escapeHtml(words.sheetDateBlank)}</dd></div><div><dt>${escapeHtml(words.sheetCaller)}</dt><dd></dd></div></dl>
</div>
${qrCode(sheetCode(identity), escapeHtml(words.sheetQr))}
</header>`
}

const table = ({ rows, language }: CheckSheetInput, writing: Writing): string => {
  const words = checkTexts[language]
  if (rows.length === 0) return `<p class="empty">${escapeHtml(words.sheetEmpty)}</p>`
  const heads = [
    ['row', words.sheetRow],
    ['who', words.sheetWho],
    ['number', words.sheetNumber],
    ['tick reached', words.sheetReached],
    ['tick unreached', words.sheetUnreached],
    ['new', words.sheetNew],
  ] as const
  const cols = heads.map(([name]) => `<col class="${name}">`).join('')
  const head = heads
    .map(([name, text]) => `<th scope="col" class="${name}">${escapeHtml(text)}</th>`)
    .join('')
  const body = rows.map((row, at) => line(row, rows[at + 1]?.contact === row.contact, writing)).join('')
  return `<table class="rows"><colgroup>${cols}</colgroup><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

const line = (row: CheckRow, goesOn: boolean, writing: Writing): string => {
  const words = checkTexts[writing.language]
  const last = row.unreachedOn
    ? words.sheetLastVain.replace('{{day}}', () => writeDate(row.unreachedOn ?? '', writing))
    : row.checkedOn
      ? words.sheetLast.replace('{{day}}', () => writeDate(row.checkedOn ?? '', writing))
      : words.sheetNever
  const below = [row.remark, last].filter(Boolean).join('　')
  return `<tr${goesOn ? ' class="goes-on"' : ''}><td class="row">${row.row}</td><td class="who"><span class="name">${escapeHtml(row.name)}${reading(row, writing.language)}</span><span class="small">${escapeHtml(row.who)}</span></td><td class="number"><span class="use">${escapeHtml(row.use)}</span><b>${escapeHtml(writePhone(row.number))}</b><span class="small">${escapeHtml(below)}</span></td><td class="tick"><i></i></td><td class="tick"><i></i></td><td class="new"></td></tr>`
}

/** Foreign eyes have no use for it; nor has a name that is written in kana itself. */
const reading = ({ name, reading }: CheckRow, language: Language): string =>
  language !== 'ja' || reading === '' || reading === name
    ? ''
    : ` <span class="reading">${escapeHtml(reading)}</span>`

/** Rows are high enough to write in by hand: 10 mm at least. */
const css = `
.head { display: flex; justify-content: space-between; gap: 6mm; border-bottom: 0.6pt solid #000; padding-bottom: 2.5mm; }
.head-text { flex: 1; min-width: 0; }
.organisation { margin: 0; font-size: 10pt; }
h1 { margin: 0.5mm 0 1.5mm; font-size: 17pt; line-height: 1.3; font-weight: 700; }
.as-of, .how { margin: 0 0 1mm; font-size: 9pt; }
.care { border: 0.5pt solid #000; padding: 0 1.5mm; white-space: nowrap; }
.blanks { display: flex; gap: 6mm; margin: 2mm 0 0; font-size: 9pt; }
.blanks div { display: flex; flex: 1; gap: 2mm; align-items: flex-end; }
.blanks dt { white-space: nowrap; }
.blanks dd { flex: 1; margin: 0; min-height: 8mm; padding-top: 3mm; border-bottom: 0.4pt solid #000; white-space: pre; }
.qr { flex: none; width: 25mm; height: 25mm; margin: -1mm -1mm 0 0; }
.empty { margin: 20mm 0; text-align: center; }
.rows { width: 100%; margin-top: 2mm; border-collapse: collapse; table-layout: fixed; }
.rows thead { display: table-header-group; }
.rows tr { break-inside: avoid; }
.rows th { padding: 0.8mm 1.2mm; border-bottom: 0.6pt solid #000; font-size: 8.5pt; font-weight: 700; text-align: left; vertical-align: bottom; }
.rows td { height: 10mm; padding: 0.6mm 1.2mm; border-bottom: 0.4pt solid #000; vertical-align: middle; line-height: 1.3; }
.rows .goes-on td { border-bottom: 0.25pt dotted #666; }
.rows tr > *:not(:first-child) { border-left: 0.25pt solid #999; }
col.row { width: 9mm; }
col.who { width: 43mm; }
col.tick { width: 13mm; }
col.reached, col.unreached { width: 19mm; }
col.new { width: 40mm; }
td.row { font-size: 11pt; text-align: right; }
.name { display: block; font-size: 10.5pt; }
.small { display: block; font-size: 7.5pt; }
.reading { font-size: 7pt; }
.use { display: inline-block; min-width: 9mm; margin-right: 1mm; font-size: 8pt; }
td.number b { font-size: 11.5pt; font-weight: 700; white-space: nowrap; }
.rows .tick { text-align: center; }
.tick i { display: inline-block; width: 5mm; height: 5mm; border: 0.6pt solid #000; vertical-align: middle; }
@media screen and (max-width: 160mm) {
  .rows, .rows tbody, .rows tr, .rows td { display: block; border: 0; }
  .rows thead, .rows colgroup, td.tick, td.new { display: none; }
  .rows tr { padding: 1.5mm 0; border-bottom: 0.25pt solid #999; }
  .rows td { height: auto; text-align: left; }
}
`

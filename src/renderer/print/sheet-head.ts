/** What every contact list begins with: organisation, title, moment, who it is for, what signs mean, hashes and QR code. */
import { writeInstant } from '../../shared/domain/written/instant-text'
import { writePhone } from '../../shared/domain/written/phone-text'
import { sheetCode } from '../../shared/exchange/sheet-code'
import { contactList } from '../../shared/records/paper/contact-list'
import { figures } from '../texts/figures'
import { escapeHtml } from './escape'
import type { Listed, ListedPhone, Prepared } from './prepared-list'
import { qrCode } from './qr-code'
import { deputyOf, identityOf, printedPhones } from './sheet-facts'
import { hashOf, shortHash } from './sheet-identity'
import { lengthOf, linesOf, linesOfParts, mm } from './text-measure'

/** Signs that hold without colour. */
export const UNCHECKED = '▲'
export const NO_PHONE = '×'

/** A sentence of the sheet with its values. */
export const fill = (
  { options }: Pick<Prepared, 'options'>,
  sentence: string,
  values: { readonly [name: string]: number | string },
): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? figures(value, options.language) : value
  })

/** What stands where there is no number to print: whether there is one that is masked, the sheet does not say. */
export const noPhoneWords = ({ hidesNumbers, words }: Prepared): string =>
  hidesNumbers ? words.sheetNoneShown : words.sheetNoPhone

type Marks = {
  /** Those whose numbers are printed. */
  readonly printed: readonly Listed[]
  readonly phones: readonly ListedPhone[]
  readonly unchecked: number
  readonly unreached: boolean
  readonly noPhone: number
}

/** What wants checking among those that are printed. */
const marksOf = (prepared: Prepared, printed: readonly Listed[]): Marks => {
  const phones = printed.flatMap((each) => printedPhones(each, prepared))
  // Who takes over stands on a tree with a number too, which is counted once where they are on it themselves.
  const deputies =
    prepared.options.layout === 'tree' ? printed.flatMap((each) => deputyOf(each, prepared)?.phone ?? []) : []
  const all = [...new Set([...phones, ...deputies])]
  return {
    printed,
    phones,
    unchecked: all.filter(({ unchecked }) => unchecked).length,
    unreached: all.some(({ unchecked, unreachedOn }) => unchecked && unreachedOn !== null),
    noPhone: printed.filter((each) => printedPhones(each, prepared).length === 0).length,
  }
}

const audienceText = (prepared: Prepared): string => {
  const { audience, language } = prepared.options
  if (audience === null) return ''
  const { label } = contactList.fields.audience.choices[audience]
  return fill(prepared, prepared.words.sheetAudience, { audience: label[language] })
}

const asOfText = (prepared: Prepared): string =>
  prepared.words.sheetAsOf.replace('{{at}}', () => writeInstant(prepared.input.drawn.at, prepared.writing))

/** The foot of every sheet; loose ones are read alone, so what signs mean stands on each of them. */
export const sheetFoot = (prepared: Prepared, printed: readonly Listed[]): readonly (readonly string[])[] => {
  const { words, input } = prepared
  const marks = marksOf(prepared, printed)
  const { version, content, head } = identityOf(input, hashOf)
  const days = input.office.uncheckedAfterDays
  const audience = audienceText(prepared)
  return [
    [
      ...(marks.unchecked > 0
        ? [
            `${UNCHECKED} ${fill(prepared, marks.unreached ? words.sheetFootUnreached : words.sheetFootUnchecked, { days })}`,
          ]
        : []),
      ...(marks.noPhone > 0 ? [`${NO_PHONE} ${noPhoneWords(prepared)}`] : []),
      ...(audience === '' ? [] : [audience]),
      words.sheetPersonal,
    ],
    [
      asOfText(prepared),
      `${words.sheetVersion} ${version}`,
      `${words.sheetContent} ${shortHash(content)}`,
      ...(head === null ? [] : [`${words.sheetLedger} ${shortHash(head)}`]),
    ],
  ]
}

export type SheetHead = {
  readonly html: string
  /** Millimetres it takes, what stands before the content included. */
  readonly height: number
}

/** Millimetres of the QR code, and of the white beside it. */
const CODE = 25
const BESIDE = 6

/**
 * `printed`: those whose numbers the sheet has; `more`: sentences of one layout, above the content. A `brief` head
 * leaves to the foot what signs mean.
 */
export const sheetHead = (
  prepared: Prepared,
  printed: readonly Listed[],
  width: number,
  more: readonly string[] = [],
  brief = false,
): SheetHead => {
  const { words, input, title, options } = prepared
  const marks = marksOf(prepared, printed)
  const identity = identityOf(input, hashOf)
  const { version, content, head } = identity
  const asOf = asOfText(prepared)
  const audience = audienceText(prepared)
  const summary = summaryOf(prepared, marks)
  const cares = [audience, words.sheetPersonal].filter((text) => text !== '')
  const signs = brief ? [] : legendOf(prepared, marks)
  const note = options.note.trim()
  const verify = head === null || brief ? '' : words.sheetVerify
  const text = width - CODE - BESIDE
  const marksText = [
    [words.sheetVersion, version],
    [words.sheetContent, shortHash(content)],
    ...(head === null ? [] : [[words.sheetLedger, shortHash(head)]]),
  ] as const
  const beside =
    linesOf(input.office.name, 10, text) * mm(14.5) +
    linesOf(title, 17, text, 700) * mm(22.1) +
    2 +
    linesOfParts(
      [asOf, summary, ...cares].map((part) => lengthOf(part, 9) + 3.6),
      3.2,
      text,
    ) *
      5.2 +
    1.5 +
    linesOfParts(
      marksText.map((part) => lengthOf(part.join(' '), 8) + 1),
      5,
      text,
    ) *
      mm(11.6)
  const below =
    (note === '' ? 0 : 2 + linesOf(note, 10, width - 4) * mm(15) + 2) +
    more.reduce((sum, line) => sum + 1.2 + linesOf(line, 9, width) * mm(13.5), 0) +
    (signs.length === 0
      ? 0
      : 2 +
        linesOfParts(
          signs.map((sign) => lengthOf(sign.text, 8.5)),
          6.5,
          width,
        ) *
          mm(12.5)) +
    (verify === '' ? 0 : 1.2 + linesOf(verify, 8, width) * mm(11.6))
  const mark = ([label, value]: readonly [string, string] | readonly string[]) =>
    `<div><dt>${escapeHtml(label ?? '')}</dt><dd>${escapeHtml(value ?? '')}</dd></div>`
  return {
    height: Math.max(beside, CODE - 1) + 3 + below + 3,
    html: `<header class="head">
<div class="head-text">
<p class="organisation">${escapeHtml(input.office.name)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="as-of">${escapeHtml(asOf)}　${escapeHtml(summary)}${cares.map((care) => `　<span class="care">${escapeHtml(care)}</span>`).join('')}</p>
<dl class="marks">${marksText.map(mark).join('')}</dl>
</div>
${qrCode(sheetCode(identity), escapeHtml(words.sheetQr))}
</header>
${note === '' ? '' : `<p class="note">${escapeHtml(note)}</p>`}${more.map((line) => `<p class="how">${escapeHtml(line)}</p>`).join('')}
${signs.length === 0 ? '' : `<p class="legend">${signs.map(({ html }) => `<span>${html}</span>`).join(' ')}</p>`}${verify === '' ? '' : `<p class="verify">${escapeHtml(verify)}</p>`}`,
  }
}

const summaryOf = (prepared: Prepared, { printed, phones }: Marks): string => {
  const { words } = prepared
  const people = printed.every(({ subject }) => subject === 'person' || subject === 'contact')
  return people
    ? fill(prepared, words.sheetSummary, { people: printed.length, phones: phones.length })
    : fill(prepared, words.sheetEntries, { count: printed.length, phones: phones.length })
}

const legendOf = (prepared: Prepared, { unchecked, noPhone }: Marks) => {
  const { words, hidesNumbers } = prepared
  const days = prepared.input.office.uncheckedAfterDays
  const sign = (mark: string, sentence: string) => ({
    text: `${mark} ${sentence}`,
    html: `<b>${mark}</b> ${escapeHtml(sentence)}`,
  })
  return [
    ...(unchecked > 0
      ? [sign(UNCHECKED, fill(prepared, words.sheetLegendUnchecked, { days, count: unchecked }))]
      : []),
    ...(noPhone > 0
      ? [
          sign(
            NO_PHONE,
            hidesNumbers
              ? words.sheetNoneShown
              : fill(prepared, words.sheetLegendNoPhone, { count: noPhone }),
          ),
        ]
      : []),
  ]
}

/** A number as it is read where nothing says what kind it is: one that rings only inside says so itself. */
export const writtenPhone = (
  { use, number }: Pick<ListedPhone, 'use' | 'number'>,
  prepared: Pick<Prepared, 'options' | 'words'>,
): string => {
  const written = writePhone(number)
  return use !== 'extension' || /内線|ext/i.test(written)
    ? written
    : fill(prepared, prepared.words.sheetExtension, { number: written })
}

/** What stands before a number: its kind, unless the number says it itself. */
export const kindOf = ({ use, label }: Pick<ListedPhone, 'use' | 'label'>): string =>
  use === 'extension' ? '' : label

/** The look of the head; sizes as they are reckoned above. */
export const sheetHeadCss = `
.head { display: flex; justify-content: space-between; gap: ${BESIDE}mm; border-bottom: 0.6pt solid #000; padding-bottom: 2.5mm; }
.head-text { flex: 1; min-width: 0; }
.organisation { font-size: 10pt; line-height: 14.5pt; }
h1 { margin: 0.5mm 0 1.5mm; font-size: 17pt; line-height: 22.1pt; font-weight: 700; }
.as-of { margin: 0 0 1mm; font-size: 9pt; line-height: 5mm; }
.care { border: 0.5pt solid #000; padding: 0 1.5mm; white-space: nowrap; }
.marks { display: flex; flex-wrap: wrap; gap: 0 5mm; font-size: 8pt; line-height: 11.6pt; }
.marks div { display: flex; gap: 1.5mm; white-space: nowrap; }
.qr { flex: none; width: ${CODE}mm; height: ${CODE}mm; margin: -1mm -1mm 0 0; }
.note { margin: 2mm 0 0; padding: 0.5mm 1.5mm; border: 0.5pt solid #000; font-size: 10pt; line-height: 15pt; white-space: pre-line; }
.how { margin: 1.2mm 0 0; font-size: 9pt; line-height: 13.5pt; }
.legend { margin: 2mm 0 0; font-size: 8.5pt; line-height: 12.5pt; }
.legend span { display: inline-block; margin-right: 5mm; }
.legend b { font-weight: 400; }
.verify { margin: 1.2mm 0 0; font-size: 8pt; line-height: 11.6pt; }
.empty { margin: 20mm 0; text-align: center; }
`

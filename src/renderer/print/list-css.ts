/**
 * The look of an A4 list: numbers are what the eye goes to, everything else is quiet. Good in black and white, at arm's
 * length. Sizes and line heights are those of `list-columns.ts` and `list-rows.ts`, which know how much room they take.
 */
import type { ListGrid } from './list-columns'
import { BY_NAME } from './list-rows'

export const listCss = ({ columns, useWidth }: ListGrid): string => `
.list { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 0; margin-top: 2mm; }
.page:not(.first) .list { margin-top: 0; }
${columns.map(({ column, width }) => `col.${column} { width: ${width.toFixed(2)}mm; }`).join('\n')}
.list th, .list td { text-align: left; vertical-align: top; font-weight: 400; padding: 0.7mm 1.5mm; }
.list thead th { padding: 0.6mm 1.5mm; border-bottom: 0.6pt solid #000; font-size: 9pt; line-height: 13pt; font-weight: 700; white-space: nowrap; }
.list thead th.phone { padding-left: 7mm; }
.list .group th { height: 8mm; padding: 0 1.5mm 0.5mm; border-bottom: 0.4pt solid #000; vertical-align: bottom; }
.group h2, .group div { margin: 0; font-size: 10.5pt; line-height: 1.4; font-weight: 700; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.count { margin-left: 1.5mm; font-size: 9pt; font-weight: 400; }
.list .person > * { font-size: 9.5pt; line-height: 13pt; border-bottom: 0.25pt solid #999; }
.list .person.detailed > * { border-bottom: 0; padding-bottom: 0; }
.list .details td { padding: 0 1.5mm 0.8mm; font-size: 8.5pt; line-height: 11.5pt; border-bottom: 0.25pt solid #999; }
.details i { font-style: normal; padding: 0 0.8mm; border: 0.3pt solid #777; font-size: 8pt; }
.details span { margin-right: 2mm; }
.list td.phone { padding-left: 3mm; }
.reading { display: block; font-size: 8pt; line-height: 10pt; }
.list td.by-name { padding-top: calc(0.7mm + ${BY_NAME}pt); }
.full-name { display: block; font-size: 11.5pt; line-height: 15pt; }
.line { height: 16pt; line-height: 16pt; white-space: nowrap; }
.line.long { height: auto; white-space: normal; }
.phone .line { padding-left: 4mm; }
.sign { display: inline-block; width: 4mm; margin-left: -4mm; font-size: 9pt; }
.use { display: inline-block; width: ${useWidth}mm; font-size: 9pt; }
.line.long .use { width: auto; margin-right: 2mm; }
.line.long .number { display: block; }
.none { font-size: 9pt; }
.number { font-weight: 700; font-size: 12pt; }
.checked .line { font-size: 9pt; }
/* The day stands on the base line of its number. */
.checked .line::before { content: ""; font-size: 12pt; font-weight: 700; }
.list td.mail { font-size: 9pt; }
.whole { white-space: nowrap; }
/* The saved page on a phone: a card per person, the number to tap. */
@media screen and (max-width: 160mm) {
  .head { gap: 3mm; }
  .list, .list tbody, .list .person > *, .list .details, .list .details td { display: block; }
  .list thead, .list colgroup { display: none; }
  .list .group, .list .group th { display: block; height: auto; padding-top: 3mm; }
  .list .person { display: grid; grid-template-columns: auto 1fr; padding: 1.5mm 0 0; }
  .list .person > * { grid-column: 1 / -1; border: 0; padding: 0.3mm 0; }
  .list .person > td.phone { grid-column: 1; }
  .list .person > td.checked { grid-column: 2; padding-left: 4mm; }
  .list .details td { padding: 0.3mm 0 1.5mm; }
  .phone .line, .checked .line { line-height: 20pt; height: 20pt; }
  .phone .line.long { height: auto; }
  .number { font-size: 13pt; }
  .number a { text-decoration: underline; }
}
`

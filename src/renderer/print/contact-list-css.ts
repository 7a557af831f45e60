/**
 * The look of a contact list: numbers are what the eye goes to, everything else is quiet. Good in black and white, at
 * arm's length. The sizes are those of `contact-list-columns.ts`, which knows how wide they run.
 */
export const contactListCss = `
.head { display: flex; justify-content: space-between; gap: 6mm; border-bottom: 0.6pt solid #000; padding-bottom: 2.5mm; }
.head-text { flex: 1; min-width: 0; }
.organisation { margin: 0; font-size: 10pt; }
h1 { margin: 0.5mm 0 1.5mm; font-size: 17pt; line-height: 1.3; font-weight: 700; }
.as-of { margin: 0 0 1mm; font-size: 9pt; }
.care { border: 0.5pt solid #000; padding: 0 1.5mm; white-space: nowrap; }
.marks { display: flex; flex-wrap: wrap; gap: 0 5mm; margin: 0; font-size: 8pt; }
.marks div { display: flex; gap: 1.5mm; white-space: nowrap; }
.marks dt, .marks dd { margin: 0; }
.qr { flex: none; width: 25mm; height: 25mm; margin: -1mm -1mm 0 0; }
.legend { margin: 2mm 0 0; font-size: 8.5pt; }
.legend span { display: inline-block; margin-right: 5mm; }
.legend b { font-weight: 400; }
.verify { margin: 2.5mm 0 0; font-size: 8pt; break-before: avoid; }
.empty { margin: 20mm 0; text-align: center; }
table { width: 100%; border-collapse: separate; border-spacing: 0; }
thead { display: table-header-group; break-inside: avoid; }
tr { break-inside: avoid; }
/* The heads of the columns stand once on every page, above whatever groups are on it. */
.list { margin-top: 2mm; }
.list > thead td, .list > tbody > tr > td { padding: 0; }
.list > tbody > tr { break-inside: auto; }
.heads { display: flex; border-bottom: 0.6pt solid #000; font-size: 9pt; }
.heads b { flex: none; padding: 0.8mm 1.5mm; white-space: nowrap; }
.heads b:last-child { flex: 1; }
.heads .phone { padding-left: 7mm; }
.heads .name, col.name { width: var(--name); }
.heads .department, col.department { width: var(--department); }
.heads .role, col.role { width: var(--role); }
.heads .phone, col.phone { width: var(--phone); }
.heads .checked, col.checked { width: var(--checked); }
.heads .mail, col.mail { width: var(--mail); }
h2 { margin: 0; padding: 2mm 1.5mm 0.5mm; border-bottom: 0.4pt solid #000; font-size: 10.5pt; line-height: 1.4; break-after: avoid; }
.count { margin-left: 1.5mm; font-size: 9pt; font-weight: 400; }
/*
 * The head of a group's table repeats on every page the group runs over, and says that it goes on. Where the group
 * begins that head is cut off: what a fragment clips is its own, so the later ones stay.
 */
.rows { display: flow-root; overflow: clip; }
.rows table { table-layout: fixed; }
.rows .again { height: 8mm; padding: 0; vertical-align: bottom; }
.again div { display: flex; align-items: flex-end; height: 8mm; padding: 0 1.5mm 0.5mm; border-bottom: 0.4pt solid #000; font-size: 10.5pt; line-height: 1.4; }
.again b { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.again span { flex: none; white-space: pre; }
.rows.grouped table { margin-top: -8mm; }
/* For readers of the page; on paper these words stand above. */
.columns th { height: 0; padding: 0; font-size: 0; line-height: 0; }
/*
 * At least three rows stay with the heading, and two go to the next page. What a group's first row asks for before it, or its last
 * after it, would bind whole groups to each other.
 */
.person:nth-child(-n+2):not(:last-child) { break-after: avoid; }
.person:last-child:not(:first-child) { break-before: avoid; }
/* One or two people at the very end are not left alone on a page. */
section.small:last-child { break-before: avoid; }
.person > * { text-align: left; vertical-align: top; font-weight: 400; font-size: 9.5pt; padding: 0.7mm 1.5mm; border-bottom: 0.25pt solid #999; line-height: 13pt; }
td.phone { padding-left: 3mm; }
.reading { display: block; font-size: 8pt; line-height: 10pt; }
.full-name { font-size: 11.5pt; line-height: 15pt; }
.line { height: 16pt; line-height: 16pt; white-space: nowrap; }
.line.long { height: auto; white-space: normal; }
.sign { display: inline-block; width: 4mm; font-size: 9pt; }
.use { display: inline-block; width: var(--use); font-size: 9pt; }
.none { font-size: 9pt; }
.number { font-weight: 700; font-size: 12pt; }
.number a { color: inherit; text-decoration: none; }
.checked .line { font-size: 9pt; }
/* The day stands on the base line of its number. */
.checked .line::before { content: ""; font-size: 12pt; font-weight: 700; }
td.mail { font-size: 9pt; }
.whole { white-space: nowrap; }
/* The saved page on a phone: a card per person, the number to tap. */
@media screen and (max-width: 160mm) {
  .head { gap: 3mm; }
  .list, .list > tbody, .list > tbody > tr, .list > tbody > tr > td, .rows table, .rows tbody, .person > * { display: block; }
  thead, colgroup { display: none; }
  .rows.grouped table { margin-top: 0; }
  .person { display: grid; grid-template-columns: auto 1fr; padding: 1.5mm 0; border-bottom: 0.25pt solid #999; }
  .person > * { grid-column: 1 / -1; border: 0; padding: 0.3mm 0; }
  .person > td.phone { grid-column: 1; }
  .person > td.checked { grid-column: 2; padding-left: 4mm; }
  .phone .line, .checked .line { line-height: 20pt; height: 20pt; }
  .phone .line.long { height: auto; }
  .number { font-size: 13pt; }
  .number a { text-decoration: underline; }
}
`

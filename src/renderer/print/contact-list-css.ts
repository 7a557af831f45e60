/** The look of a contact list: numbers are what the eye goes to, everything else is quiet. Good in black and white. */
export const contactListCss = `
.head { display: flex; justify-content: space-between; gap: 6mm; border-bottom: 0.6pt solid #000; padding-bottom: 3mm; }
.head-text { flex: 1; min-width: 0; }
.organisation { margin: 0; font-size: 9pt; }
h1 { margin: 0.5mm 0 1.5mm; font-size: 17pt; line-height: 1.3; font-weight: 700; }
.as-of { margin: 0 0 1mm; font-size: 8.5pt; }
.care { border: 0.5pt solid #000; padding: 0 1.5mm; white-space: nowrap; }
.marks { display: flex; flex-wrap: wrap; gap: 0 5mm; margin: 0; font-size: 7.5pt; }
.marks div { display: flex; gap: 1.5mm; white-space: nowrap; }
.marks dt, .marks dd { margin: 0; }
.qr { flex: none; width: 25mm; height: 25mm; margin: -1mm -1mm 0 0; }
.legend { margin: 2mm 0 0; font-size: 8pt; }
.legend span { display: inline-block; margin-right: 5mm; }
.legend b { font-weight: 400; }
.verify { margin: 2.5mm 0 0; font-size: 7pt; }
.empty { margin: 20mm 0; text-align: center; }
table { width: 100%; margin-top: 2.5mm; border-collapse: collapse; }
thead { display: table-header-group; }
thead th { font-size: 8pt; font-weight: 700; text-align: left; vertical-align: bottom; padding: 0.8mm 1.5mm; border-bottom: 0.6pt solid #000; white-space: nowrap; }
tr { break-inside: avoid; }
tbody th, td { text-align: left; vertical-align: top; font-weight: 400; padding: 0.7mm 1.5mm; border-bottom: 0.25pt solid #999; line-height: 12.5pt; }
tr.group { break-after: avoid; }
tr.group th { padding: 2mm 1.5mm 0.5mm; border-bottom: 0.4pt solid #000; font-size: 9.5pt; }
.count { margin-left: 1.5mm; font-size: 8pt; font-weight: 400; }
th.name { min-width: 32mm; }
.reading { display: block; font-size: 7pt; line-height: 8pt; }
.full-name { font-size: 11.5pt; line-height: 13pt; }
td.phone, th.phone, td.checked, th.checked { white-space: nowrap; width: 1%; }
.line { height: 12.5pt; }
.line.long { height: auto; white-space: normal; width: 62mm; }
.sign { display: inline-block; width: 4mm; font-size: 7.5pt; }
th.phone { padding-left: 5.5mm; }
.use { display: inline-block; min-width: 8.5mm; font-size: 7.5pt; }
:lang(en) .use { min-width: 14mm; }
.number { font-weight: 700; font-size: 10.5pt; letter-spacing: 0.02em; }
.number a { color: inherit; text-decoration: none; }
td.checked .line { font-size: 8pt; }
/* The day stands on the base line of its number. */
td.checked .line::before { content: ""; font-size: 10.5pt; font-weight: 700; }
td.mail { font-size: 8pt; }
/* The saved page on a phone: a card per person, the number to tap. */
@media screen and (max-width: 160mm) {
  .head { gap: 3mm; }
  table, tbody, tr, tbody th, td { display: block; }
  td.phone, td.checked { width: auto; }
  thead { display: none; }
  tbody tr:not(.group) { display: grid; grid-template-columns: auto 1fr; padding: 1.5mm 0; border-bottom: 0.25pt solid #999; }
  tbody tr:not(.group) > * { grid-column: 1 / -1; border: 0; padding: 0.3mm 0; }
  tbody tr > td.phone { grid-column: 1; }
  tbody tr > td.checked { grid-column: 2; padding-left: 4mm; }
  td.phone .line, td.checked .line { line-height: 20pt; height: 20pt; }
  td.phone .line.long { height: auto; }
  .number { font-size: 13pt; }
  .number a { text-decoration: underline; }
}
`

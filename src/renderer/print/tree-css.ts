/** The look of a call tree; sizes and line heights as `tree-box.ts` reckons them. */
export const treeCss = (box: number): string => `
.tree { position: relative; margin-top: 2mm; }
.lines { position: absolute; left: 0; top: 0; overflow: visible; }
.lines .line { fill: none; stroke: #000; stroke-width: 0.3; }
.box { position: absolute; width: ${box}mm; padding: 1.1mm 1.6mm; border: 0.5pt solid #000; border-radius: 0.8mm; background: #fff; }
.box.top { border-width: 1.2pt; padding: 0.9mm 1.4mm; }
.box.more { border-style: dashed; }
.name { display: flex; justify-content: space-between; align-items: baseline; gap: 2mm; font-size: 11pt; line-height: 15pt; }
.name .role { flex: none; font-size: 8pt; line-height: 1; }
.box .reading { font-size: 8pt; line-height: 10pt; }
.box > .role { font-size: 8pt; line-height: 11pt; }
.duty { font-size: 8.5pt; line-height: 12pt; text-decoration: underline; text-underline-offset: 2pt; }
.call { font-size: 12pt; line-height: 16pt; }
.call.none { font-size: 9pt; }
.mark { display: inline-block; width: 4mm; font-size: 9pt; line-height: 1; }
.kind { margin-right: 1.5mm; font-size: 8pt; line-height: 1; }
.number { font-size: 12pt; font-weight: 700; }
.deputy { font-size: 8pt; line-height: 11.5pt; }
.deputy i { margin-right: 0.6mm; font-style: normal; }
.absent { font-size: 8pt; line-height: 11pt; }
.again { font-size: 9pt; line-height: 13pt; }
.goes-on { font-size: 9pt; line-height: 13pt; font-weight: 700; text-align: right; }
.whole { white-space: nowrap; }
.from { position: absolute; font-size: 9pt; line-height: 5mm; font-weight: 700; white-space: nowrap; }
.uncalled { position: absolute; left: 0; right: 0; padding: 1.5mm 2mm 2mm; border: 1.2pt dashed #000; }
.uncalled h2 { margin: 0; font-size: 10.5pt; line-height: 5mm; }
.uncalled > p { font-size: 8.5pt; line-height: 4.5mm; }
.uncalled > div { display: flex; flex-wrap: wrap; gap: 2mm 2.5mm; margin-top: 1mm; }
.uncalled .box { position: static; }
`

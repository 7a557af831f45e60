import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cssString, escapeHtml } from './escape'

describe('text in a page', () => {
  it('holds no sign that HTML reads', () => {
    expect(escapeHtml(`<b title="a">'&amp;\u0000\u0008</b>`)).toBe(
      '&lt;b title=&quot;a&quot;&gt;&#39;&amp;amp;&lt;/b&gt;',
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(escapeHtml(text))))
  })

  it('holds no sign that ends a CSS string or a style element', () => {
    expect(cssString('A"\\\n</style>高')).toBe('"A\\22 \\5c \\a \\3c \\2f style\\3e 高"')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = cssString(text).slice(1, -1)
        expect(inner).not.toMatch(/["'<>{}\n\r\f]|\\(?![0-9a-f]{1,6} )/)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Collected, collect, collectFrom, type InputWatch, readingOf } from './kana-collector'

/** Types one composition at the end of the name: the steps as an input method shows them, then what was chosen. */
const typed = (before: string, steps: readonly string[], chosen: string): InputWatch[] => [
  { type: 'compositionStart' },
  ...steps.flatMap((data): InputWatch[] => [
    { type: 'compositionUpdate', data },
    { type: 'input', value: before + data },
  ]),
  { type: 'compositionEnd', data: chosen, value: before + chosen, caret: (before + chosen).length },
]

const readingAfter = (events: readonly InputWatch[], from: Collected = collectFrom('', '')) =>
  readingOf(events.reduce(collect, from))

describe('the reading collected while a name is typed', () => {
  it('is the kana before conversion', () => {
    const events = typed('', ['y', 'や', 'やm', 'やま', 'やまd', 'やまだ', '山田'], '山田')
    expect(readingAfter(events)).toEqual({ text: 'やまだ', certain: true })
  })

  it('keeps the space between family and given name', () => {
    const events = [
      ...typed('', ['さとう', '佐藤'], '佐藤'),
      { type: 'input', value: '佐藤　' } as const,
      ...typed('佐藤　', ['はな', 'はなk', 'はなこ', '花子'], '花子'),
    ]
    expect(readingAfter(events)).toEqual({ text: 'さとう はなこ', certain: true })
  })

  it('stays the same while candidates are looked through', () => {
    const events = typed('', ['さいとう', '斎藤', '齋藤', '斉藤', '西東'], '齋藤')
    expect(readingAfter(events)).toEqual({ text: 'さいとう', certain: true })
  })

  it('follows live conversion, where kana are appended to what is converted already', () => {
    const steps = ['や', 'やま', 'やまだ', '山田', '山田t', '山田た', '山田たろ', '山田たろう', '山田太郎']
    expect(readingAfter(typed('', steps, '山田太郎'))).toEqual({ text: 'やまだたろう', certain: true })
  })

  it('turns an n that waited at conversion into ん', () => {
    expect(readingAfter(typed('', ['k', 'け', 'けn', '健'], '健'))).toEqual({ text: 'けん', certain: true })
  })

  it('writes katakana and half-width kana as hiragana', () => {
    expect(readingAfter(typed('', ['さとう', 'サトウ'], 'サトウ')).text).toBe('さとう')
    expect(readingAfter(typed('', ['さとう', 'ｻﾄｳ'], 'ｻﾄｳ')).text).toBe('さとう')
  })

  it('follows letters taken back before conversion', () => {
    const steps = ['すz', 'すず', 'すずき', 'すず', 'すずk', 'すずか', '鈴鹿']
    expect(readingAfter(typed('', steps, '鈴鹿')).text).toBe('すずか')
  })

  it('forgets a part that was deleted and takes the part that was typed instead', () => {
    const events: InputWatch[] = [
      ...typed('', ['やまだ', '山田'], '山田'),
      ...typed('山田', ['たろう', '太郎'], '太郎'),
      { type: 'input', value: '山田太' },
      { type: 'input', value: '山田' },
      ...typed('山田', ['じろう', '次郎'], '次郎'),
    ]
    expect(readingAfter(events)).toEqual({ text: 'やまだじろう', certain: true })
  })

  it('changes only the word that was replaced in a name that stood already', () => {
    const from = collectFrom('山田 花子', 'やまだ はなこ')
    const events: InputWatch[] = [
      { type: 'compositionStart' },
      { type: 'compositionUpdate', data: 'すずき' },
      { type: 'compositionUpdate', data: '鈴木' },
      { type: 'compositionEnd', data: '鈴木', value: '鈴木 花子', caret: 2 },
    ]
    expect(readingAfter(events, from)).toEqual({ text: 'すずき はなこ', certain: true })
  })

  it('puts what is typed in front where the caret says', () => {
    const from = collectFrom('田中', 'たなか')
    const end: InputWatch = { type: 'compositionEnd', data: '田村', value: '田村田中', caret: 2 }
    const events: InputWatch[] = [
      { type: 'compositionStart' },
      { type: 'compositionUpdate', data: 'たむら' },
      { type: 'compositionUpdate', data: '田村' },
      end,
    ]
    expect(readingAfter(events, from).text).toBe('たむらたなか')
  })

  it('takes a space put between two names without losing the reading', () => {
    const events: InputWatch[] = [
      ...typed('', ['やまだたろう', '山田太郎'], '山田太郎'),
      { type: 'input', value: '山田 太郎' },
    ]
    expect(readingAfter(events)).toEqual({ text: 'やまだたろう', certain: true })
  })

  it('says that it does not know what was pasted', () => {
    expect(readingAfter([{ type: 'input', value: '髙橋' }])).toEqual({ text: '', certain: false })
    expect(readingAfter([{ type: 'input', value: 'さくら' }])).toEqual({ text: 'さくら', certain: true })
  })

  it('takes letters and figures as they are, without a doubt about the reading', () => {
    const from = collectFrom('山田 太郎', 'やまだ たろう')
    expect(readingAfter([{ type: 'input', value: '山田 太郎 Jr.' }], from)).toEqual({
      text: 'やまだ たろう',
      certain: true,
    })
  })

  it('does not know how a word is read that was cut', () => {
    const from = collectFrom('John', 'じょん')
    expect(readingAfter([{ type: 'input', value: 'Joh' }], from).certain).toBe(false)
  })

  it('does not trust a suggestion that was taken before the word was typed out', () => {
    expect(readingAfter(typed('', ['や', '山田太郎'], '山田太郎')).certain).toBe(false)
  })

  it('does not know half of what was converted as one', () => {
    const events: InputWatch[] = [
      ...typed('', ['やまだたろう', '山田太郎'], '山田太郎'),
      { type: 'input', value: '山田太' },
    ]
    expect(readingAfter(events).certain).toBe(false)
  })

  it('always covers exactly the text that stands in the input', () => {
    const texts = fc.string({ unit: fc.constantFrom('山', '田', 'あ', ' ', 'a'), maxLength: 6 })
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 8 }), (values) => {
        const end = values.reduce<Collected>(
          (state, value) => collect(state, { type: 'input', value }),
          collectFrom('', ''),
        )
        expect(end.pieces.map((piece) => piece.text).join('')).toBe(values.at(-1) ?? '')
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  compareReadings,
  findTextProblem,
  foldForSearch,
  foldKanaWidth,
  foldLatinWidth,
  isWellFormed,
  kanaIndex,
  kanaRows,
  readingKey,
  TEXT_LIMIT_BYTES,
  utf8Length,
  wellFormed,
} from './text'

// A busy machine must not fail a property.
vi.setConfig({ testTimeout: 120_000 })

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
})

describe('well-formed text', () => {
  test('survives UTF-8, and only lone surrogates are changed', () => {
    expect(wellFormed('a\uD800b\uDC00𠮷')).toBe('a\uFFFDb\uFFFD𠮷')
    fc.assert(
      fc.property(anyText, (text) => {
        const made = wellFormed(text)
        expect(isWellFormed(made)).toBe(true)
        expect(isWellFormed(text)).toBe(made === text)
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))).toBe(
          made,
        )
      }),
    )
  })

  test('has the length that UTF-8 gives it', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
      }),
    )
  })

  test('has no control characters but line feed and tab in long text', () => {
    expect(findTextProblem('東京　1号館 \u00a0')).toBeNull()
    for (const bad of ['\n', '\t', '\u0000', '\u001f', '\u007f', '\u0080', '\u009f']) {
      expect(findTextProblem(`a${bad}`)).toBe('controlCharacters')
    }
    expect(findTextProblem('a\n\tb', true)).toBeNull()
    expect(findTextProblem('a\r\nb', true)).toBe('controlCharacters')
  })

  test('has at most 64 KiB', () => {
    expect(findTextProblem('a'.repeat(TEXT_LIMIT_BYTES))).toBeNull()
    expect(findTextProblem('a'.repeat(TEXT_LIMIT_BYTES + 1))).toBe('tooLong')
    expect(findTextProblem('あ'.repeat(21845))).toBeNull()
    expect(findTextProblem('あ'.repeat(21846))).toBe('tooLong')
  })
})

describe('what is the same when searching', () => {
  test.each([
    ['ﾀｶﾊｼ ﾊﾅｺ', 'たかはし はなこ'],
    ['ヴァイオリン', 'ゔぁいおりん'],
    ['ＡＢＣ１２３', 'abc123'],
    ['髙橋', '高橋'],
    ['﨑山', '崎山'],
    ['嵜', '崎'],
    ['齋藤', '斉藤'],
    ['斎藤', '斉藤'],
    ['齊藤', '斉藤'],
    ['渡邊', '渡辺'],
    ['渡邉', '渡辺'],
    ['渡辺\u{E0101}', '渡辺'],
    ['濱田', '浜田'],
    ['𠮷野家', '吉野家'],
    ['國學院', '国学院'],
    ['神社', '神社'],
    ['03‐1234−5678', '03-1234-5678'],
    ['０３−１２３４', '03-1234'],
    ['サーバー', 'さーばー'],
    ['㍿', '株式会社'],
    ['山田　　太郎 ', '山田 太郎'],
    ['STRASSE', 'strasse'],
  ])('%s is found under %s', (text, folded) => {
    expect(foldForSearch(text)).toBe(foldForSearch(folded))
    expect(foldForSearch(folded)).toBe(folded.normalize('NFKC').replace(/斎/g, '斉'))
  })

  test('different things stay different', () => {
    const texts = [
      '高橋',
      '高端',
      '崎',
      '埼',
      '碕',
      '間',
      '閑',
      '坂',
      '阪',
      'は',
      'ば',
      'ぱ',
      'つ',
      'っ',
      'あー',
      'ああ',
    ]
    expect(new Set(texts.map(foldForSearch)).size).toBe(texts.length)
  })

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[ァ-ヶ亜-龠ｦ-ﾟ０-ｚ ]*$/)), (text) => {
        const once = foldForSearch(wellFormed(text))
        expect(foldForSearch(once)).toBe(once)
      }),
    )
  })
})

describe('readings', () => {
  test.each([
    ['あおき', 'あ'],
    ['ｳﾒﾀﾞ', 'あ'],
    ['ヴェルナー', 'あ'],
    ['ぁ', 'あ'],
    ['がくえん', 'か'],
    ['ヶ', 'か'],
    ['ｻﾄｳ', 'さ'],
    ['ッ', 'た'],
    ['ぬま', 'な'],
    ['ぱ', 'は'],
    ['みき', 'ま'],
    ['ょ', 'や'],
    ['ろ', 'ら'],
    ['ヲ', 'わ'],
    ['ん', 'わ'],
    ['Ｓｍｉｔｈ', 'A'],
    ['Éva', 'A'],
    ['123', '#'],
    ['ーあ', 'あ'],
    ['ーびす', 'は'],
    ['ー', null],
    ['髙橋', '#'],
    ['  ', null],
    ['', null],
    [null, null],
  ])('%s stands under %s', (reading, row) => {
    expect(kanaIndex(reading)).toBe(row)
  })

  test('come in the order of a Japanese list, those without one last', () => {
    const inOrder = [
      'あおき',
      'いとう',
      'ウエダ',
      'おの',
      'かとう',
      'かとう たろう',
      'カトウ・はな',
      'がとう',
      'かとうだ',
      'かとお',
      'カトー',
      'ｷﾑﾗ',
      'さとう',
      'たかはし',
      'はやし',
      'ばやし',
      'ぱやし',
      'ふじい',
      'わだ',
      'Adams',
      'smith',
      '123',
      null,
    ]
    const shuffled = [...inOrder.slice(7), ...inOrder.slice(0, 7)].reverse()
    expect(shuffled.sort(compareReadings)).toEqual(inOrder)
  })

  test('are equal in hiragana, katakana and half width', () => {
    expect(compareReadings('たかはし', 'タカハシ')).toBe(0)
    expect(compareReadings('がっこう', 'ｶﾞｯｺｳ')).toBe(0)
    expect(compareReadings('', null)).toBe(0)
  })

  test('stand in the order of the index', () => {
    // A reading begins with a sound; a mark alone is none and has no key.
    const reading = fc.stringMatching(/^[ぁ-んァ-ヶｦ-ｯｱ-ﾝa-zA-Z0-9][ぁ-んァ-ヶーｦ-ﾟa-zA-Z0-9]{0,5}$/)
    const place = (text: string) => kanaRows.indexOf(kanaIndex(text) ?? '#')
    fc.assert(
      fc.property(reading, reading, (a, b) => {
        if (compareReadings(a, b) < 0) expect(place(a)).toBeLessThanOrEqual(place(b))
        expect(Math.sign(compareReadings(a, b)) + Math.sign(compareReadings(b, a))).toBe(0)
        expect(readingKey(a) < readingKey(b)).toBe(compareReadings(a, b) < 0)
      }),
    )
  })
})

describe('widths that do not print everywhere', () => {
  test('half-width katakana becomes full-width with its marks, and nothing else changes', () => {
    expect(foldKanaWidth('ﾀｶｱｷ ｶﾞﾊﾟｰ')).toBe('タカアキ ガパー')
    expect(foldKanaWidth('カﾞ｢ｱ･ｲ｣')).toBe('ガ「ア・イ」')
    expect(foldKanaWidth('ﾞ')).toBe('゛')
    for (const text of ['①㈱Ａ１＠', '髙﨑', 'か\u3099']) expect(foldKanaWidth(text)).toBe(text)
  })

  test('full-width Latin becomes half-width, and kana stays', () => {
    expect(foldLatinWidth('ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ ｱ①')).toBe('yamada@example.jp ｱ①')
  })
})

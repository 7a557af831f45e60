import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { areas } from './index'

/** Names that are written in Latin letters in Japanese as well. */
const latinInJapanese = new Set([
  'about:platform',
  'frame:english',
  'frame:productName',
  'export:format_csvUtf8',
  'export:format_csvCp932',
  'export:format_vcard',
  'import:encoding_utf8',
  'import:encoding_sjis',
  'import:encoding_eucjp',
  'import:encoding_utf16le',
  'import:encoding_utf16be',
])
/** A language is offered under its own name; the order of the kana is named by its first. */
const japaneseInEnglish = new Set(['frame:japanese'])

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

const pairs = Object.entries(areas).flatMap(([area, { ja, en }]) => {
  const english: { readonly [key: string]: string | undefined } = en
  return Object.entries(ja as { readonly [key: string]: string }).map(([key, value]) => ({
    name: `${area}:${key}`,
    ja: value,
    en: english[key],
  }))
})

/** `{{placeholders}}` of a text, each once: a language may name one twice. */
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort()

/** Every source file but the texts and the tests, as one text. */
const source = ((): string => {
  const folder = resolve(import.meta.dirname, '../..')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/renderer[\\/]texts|\.test\./.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
})()

/** Written whole in quotes, with its beginning or end in a template, or as a word of a sheet. */
const isUsed = (key: string): boolean => {
  const base = key.replace(/_one$/, '')
  const start = /^[a-zA-Z]+_/.exec(base)?.[0]
  const end = /(?:One|Many|What)$/.exec(base)?.[0]
  return (
    new RegExp(`['":]${base}['"]`).test(source) ||
    (base.startsWith('sheet') && source.includes(`.${base}`)) ||
    (start !== undefined && new RegExp(`['\`:]${start}(\\$\\{|['"])`).test(source)) ||
    (end !== undefined && source.includes(`}${end}\``))
  )
}

describe('the texts of the screens', () => {
  it('are all used somewhere', () => {
    const unused = pairs.filter(({ name }) => !isUsed(name.slice(name.indexOf(':') + 1)))
    expect(unused.map(({ name }) => name)).toEqual([])
  })

  it('have the same keys in both languages', () => {
    for (const [area, { ja, en }] of Object.entries(areas))
      expect(Object.keys(en), area).toEqual(Object.keys(ja))
    expect(pairs.length).toBeGreaterThan(300)
  })

  it('are never empty', () => {
    expect(pairs.filter(({ ja, en }) => !ja.trim() || !en?.trim()).map(({ name }) => name)).toEqual([])
  })

  it('are written in Japanese in the Japanese screens', () => {
    // What is left of signs and placeholders alone has no language.
    const words = (text: string): string => text.replace(/\{\{[^}]+\}\}/g, '')
    const latin = pairs.filter(
      ({ name, ja }) => !latinInJapanese.has(name) && /\p{L}/u.test(words(ja)) && !japanese.test(ja),
    )
    expect(latin.map(({ name }) => name)).toEqual([])
  })

  it('show no Japanese in the English screens', () => {
    const found = pairs.filter(({ name, en = '' }) => !japaneseInEnglish.has(name) && japanese.test(en))
    expect(found.map(({ name }) => name)).toEqual([])
  })

  it('are filled with the same words', () => {
    // Only the plural of one may leave out the figure.
    const differing = pairs.filter(({ name, ja, en = '' }) => {
      const [inJa, inEn] = [placeholders(ja), placeholders(en)].map((all) =>
        name.endsWith('_one') ? all.filter((one) => one !== '{{count}}') : all,
      )
      return JSON.stringify(inJa) !== JSON.stringify(inEn)
    })
    expect(differing.map(({ name }) => name)).toEqual([])
  })

  it('never suggest clearing data', () => {
    const clearing =
      /(データ|台帳|フォルダー|記録)を?(消去|初期化|クリア)|(clear|delete|reset|wipe) (the |your |all )?(browser|site|data|storage|cache|folder|vault|database)/i
    expect(
      pairs.filter(({ ja, en = '' }) => clearing.test(ja) || clearing.test(en)).map(({ name }) => name),
    ).toEqual([])
  })
})

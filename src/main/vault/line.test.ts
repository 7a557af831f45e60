import { describe, expect, test } from 'vitest'
import { readLine, sha256, strikesIn } from './line'
import { createLineMaker, struckLine } from './testing/make-lines'

const read = (line: string) => readLine(Buffer.from(line))

describe('a line', () => {
  const maker = createLineMaker('abcd0123', 'dev1')
  const line = maker.next()
  const [hash, head, body] = line.split('\t') as [string, string, string]

  test('is read as far as the vault needs it', () => {
    expect(read(line)).toEqual({
      device: 'dev1',
      seq: 1,
      ledger: 'abcd0123',
      hash,
      prev: null,
      format: 1,
      sealedBody: sha256(body),
      body: sha256(body),
    })
    expect(read(maker.next())?.prev).toBe(hash)
  })

  test.each([
    ['a body that is not the sealed one', `${hash}\t${head}\t${body.replace('佐藤', '鈴木')}`],
    ['a head that is not the hashed one', `${hash}\t${head.replace('dev1:1', 'dev1:2')}\t${body}`],
    ['a hash of something else', `${'0'.repeat(64)}\t${head}\t${body}`],
    ['upper-case hex', `${hash.toUpperCase()}\t${head}\t${body}`],
    ['a missing part', `${hash}\t${head}`],
    ['a fourth part', `${line}\tmore`],
    ['nothing', ''],
    ['zeros', '\0'.repeat(200)],
  ])('is none with %s', (_what, text) => expect(read(text)).toBeNull())

  test.each([
    ['an id that is none', { id: 'dev1' }],
    ['number zero', { id: 'dev1:0' }],
    ['a device in capitals', { id: 'DEV1:1' }],
    ['no ledger', { ledger: 7 }],
    ['a previous hash that is none', { prev: 'x' }],
    ['no format', { v: '1' }],
  ])('is none with %s, though its hashes fit', (_what, change) => {
    const other = JSON.stringify({ ...(JSON.parse(head) as object), ...change })
    expect(read(`${sha256(other)}\t${other}\t${body}`)).toBeNull()
  })

  test('is none when it is not UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${hash}\t`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`\t${body}`),
    ])
    expect(readLine(bytes)).toBeNull()
  })

  test('with a struck-out body still is one, and shows both hashes', () => {
    const struck = struckLine(line)
    expect(read(struck.line)).toMatchObject({ sealedBody: struck.before, body: struck.after, hash })
  })

  test('names the strikes it vouches for', () => {
    const strikes = [{ entry: 'dev1:1' as const, fields: [], before: 'a', after: 'b' }]
    expect(strikesIn(Buffer.from(maker.next(3, strikes)))).toEqual(strikes)
    expect(strikesIn(Buffer.from(line))).toEqual([])
  })
})

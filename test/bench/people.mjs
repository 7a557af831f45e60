/**
 * The people every measure uses: the same texts for the ledger and for the plain rows it is measured against. Plain
 * functions without imports: they also run inside the browser, from their source text.
 */

/** Records written by number: the same number gives the same person. @param {number} n */
export const personOf = (n) => {
  const family = [
    'さとう',
    'すずき',
    'たかはし',
    'たなか',
    'いとう',
    'わたなべ',
    'やまもと',
    'なかむら',
    'こばやし',
    'かとう',
  ]
  const given = [
    'はなこ',
    'たろう',
    'じろう',
    'さくら',
    'けんいち',
    'ゆうこ',
    'まさる',
    'あきら',
    'みどり',
    'のぼる',
  ]
  const kanji = ['佐藤', '鈴木', '髙橋', '田中', '伊藤', '渡邉', '山本', '中村', '小林', '加藤']
  const departments = [
    '情報システム課',
    '総務部',
    '営業一課',
    '営業二課',
    '製造部',
    '品質保証室',
    '経理課',
    '海外事業部',
  ]
  // A fixed shuffle: neighbours in number are no neighbours in any order.
  const mixed = (Math.imul(n + 1, 2654435761) >>> 0) % 1_000_003
  const number = String(n).padStart(6, '0')
  return {
    name: `${kanji[mixed % 10]} ${kanji[(mixed >> 4) % 10]}${number}`,
    reading: `${family[mixed % 10]} ${given[(mixed >> 3) % 10]}`,
    role: `担当 ${mixed % 37}`,
    department: String(departments[mixed % 8]),
    mail: `person.${number}@example.jp`,
    employeeNumber: `E${number}`,
    note: `入社 ${1990 + (mixed % 35)} 年。席は ${mixed % 12} 階の ${mixed % 200} 番。社用の端末は ${mixed % 9973} 号で、年に一度、棚卸しのときに確かめる。引き継ぎの相手は同じ課の ${mixed % 41} 番の席で、鍵は総務部の棚 ${mixed % 67} に預けてある。`,
  }
}

/** Ids of records: `person:` and 16 letters that scatter as random ones do. @param {number} n */
export const personIdOf = (n) => {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  let id = ''
  let state = (n + 1) | 0
  for (let at = 0; at < 16; at += 1) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at
    id += letters[(state >>> 9) & 31]
  }
  // The number itself keeps ids apart whatever the letters say.
  return `person:${id.slice(0, 12)}${n
    .toString(32)
    .replace(/[ilou]/g, (letter) => ({ i: 'w', l: 'x', o: 'y', u: 'z' })[letter] ?? letter)
    .padStart(4, '0')}`
}

/** The plain row of twelve fields, about 600 bytes of JSON. @param {number} n */
export const plainRowOf = (n) => ({
  id: personIdOf(n),
  ...personOf(n),
  life: 'live',
  createdAt: '2026-11-22T05:00:00.000Z',
  createdBy: 'user:0000000000000000',
  entry: `device000000:${n + 2}`,
})

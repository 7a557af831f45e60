/**
 * Writes the address files in `people/`: what offices and programs really save, with plainly invented people.
 * `node test/data/write-people-files.mjs`
 */
import { writeFileSync } from 'node:fs'
import Encoding from 'encoding-japanese'

/** @param {string} name @param {Uint8Array | string} bytes */
const write = (name, bytes) => writeFileSync(new URL(`people/${name}`, import.meta.url), bytes)
/** @param {string} text @param {'SJIS' | 'EUCJP'} encoding */
const bytesIn = (text, encoding) =>
  Uint8Array.from(Encoding.convert(Encoding.stringToCode(text), { to: encoding, from: 'UNICODE' }))
/** @param {string} text @param {boolean} littleEndian */
const utf16 = (text, littleEndian) => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), littleEndian)
  return bytes
}
/** @param {string[]} lines */
const crlf = (...lines) => `${lines.join('\r\n')}\r\n`
/** @param {string[]} lines */
const lf = (...lines) => `${lines.join('\n')}\n`

// What a Japanese Excel saves as CSV: CP932 with characters beyond JIS X 0208.
write(
  'cp932.csv',
  bytesIn(
    crlf(
      '社員番号,姓,名,セイ,メイ,部署,役職,携帯電話,内線,自宅電話,E-mail,最終更新日',
      'T001,髙橋,花子,タカハシ,ハナコ,情報システム部,部長,090-0000-0001,2001,03-0000-0001,hanako@example.jp,2026/4/1',
      'T002,﨑山,太郎,サキヤマ,タロウ,情報システム部,主任,090-0000-0002,2002,,taro@example.jp,2026/4/1',
      'T003,表,ソ能,オモテ,ソノウ,総務部,,０８０－００００－０００３,２００３,,sono@example.jp,2026/4/1',
      'T004,渡邉,一郎,ﾜﾀﾅﾍﾞ,ｲﾁﾛｳ,総務部,担当,,2004,,,2026/4/1',
    ),
    'SJIS',
  ),
)

// A web address book: UTF-8 with a mark, a cell over two lines, quotes within a cell.
write(
  'utf8-bom.csv',
  `\ufeff${crlf(
    '氏名,ふりがな,所属,電話番号1,電話番号2,緊急連絡先,メールアドレス,備考',
    '𠮷野 さくら,よしの さくら,営業一課,03-0000-0011,090-0000-0011,0466-00-0011,sakura@example.jp,"火・木は在宅\r\n「急ぎは""携帯""へ」"',
    '山﨑　健,やまざき　けん,営業一課,03-0000-0012,,,ken@example.jp,',
    '伊藤 優,いとう ゆう,製造部,03-0000-0013 / 090-0000-0013,,,yu@example.jp,',
  )}`,
)

// "Unicode text" of Excel: UTF-16 with a mark, tabs.
write(
  'utf16le.txt',
  utf16(
    `\ufeff${crlf('名前\tカナ\t部門\t携帯\tメール', '林 彩\tハヤシ アヤ\t品質保証課\t090-0000-0021\taya@example.jp', '森 浩\tモリ ヒロシ\t製造部\t090-0000-0022\thiroshi@example.jp')}`,
    true,
  ),
)
write(
  'utf16be-no-mark.csv',
  utf16(
    crlf(
      '氏名,よみ,電話番号',
      '小林 翔,こばやし しょう,03-0000-0031',
      '加藤 美咲,かとう みさき,03-0000-0032',
    ),
    false,
  ),
)

// An old UNIX groupware.
write(
  'euc-jp.csv',
  bytesIn(
    lf(
      '氏名,フリガナ,部署,電話',
      '佐藤 健,サトウ ケン,総務部,03-0000-0041',
      '鈴木 一郎,スズキ イチロウ,経理課,03-0000-0042',
      '長谷川 花子,ハセガワ ハナコ,総務部,03-0000-0043',
    ),
    'EUCJP',
  ),
)

// CP932 in which only half-width kana and ASCII occur.
write(
  'half-width-kana.csv',
  bytesIn(crlf('ﾅﾏｴ,ﾃﾞﾝﾜ', 'ﾔﾏﾀﾞ ﾀﾛｳ,03-0000-0051', 'ﾀﾅｶ ﾊﾅｺ,03-0000-0052', 'ｱﾍﾞ ｹﾝｲﾁ,03-0000-0053'), 'SJIS'),
)

// A European Excel.
write(
  'semicolons.csv',
  lf(
    'Last name;First name;Job title;Department;Mobile;Business phone;E-mail;Notes',
    'Müller;Anna;"Head; service desk";IT;+49 151 00000001;+49 30 0000001;anna@example.com;',
    "O'Neill;John;Engineer;IT;+353 85 000 0002;;john@example.com;on call",
  ),
)

// Commas too few and too many.
write(
  'ragged.csv',
  crlf(
    '氏名,部署,電話,メール',
    '中村 太郎,総務部,03-0000-0061,nakamura@example.jp',
    '浜田 優,製造部',
    '',
    '石井 健,営業一課,03-0000-0063,ishii@example.jp,余りのセル',
    '岡田 翔,営業一課,03-0000-0064,okada@example.jp,,,',
  ),
)

write(
  'duplicate-headers.csv',
  crlf('電話,電話,,氏名,氏名', '03-0000-0071,090-0000-0071,memo,上田 彩,別の名', ',090-0000-0072,,上野 浩,'),
)

write(
  'no-header.csv',
  crlf(
    '松本 花子,まつもと はなこ,03-0000-0081,matsumoto@example.jp',
    '井上 健,いのうえ けん,03-0000-0082,inoue@example.jp',
  ),
)

// What spreadsheets do to numbers, and how people guard against it.
write(
  'spreadsheet-damage.csv',
  crlf(
    '氏名,携帯,内線,社員番号,備考',
    '木村 太郎,9.01E+10,2091,00091,',
    '清水 花子,9000000092,2092,00092,',
    "山口 健,'090-0000-0093,2093,'00093,",
    '阿部 優,"=""090-0000-0094""",2094,"=""00094""",',
    '池田 翔,090-0000-0095,2095,00095,"=HYPERLINK(""http://example.com"",""x"")"',
  ),
)

// One row per number.
write(
  'row-per-number.csv',
  crlf(
    '氏名,部署,種別,電話番号',
    '橋本 彩,総務部,携帯,090-0000-0101',
    '橋本 彩,総務部,会社,03-0000-0101',
    '山下 浩,製造部,会社,03-0000-0102',
  ),
)

// One mailbox for a whole section.
write(
  'shared-mailbox.csv',
  crlf(
    '氏名,メール,内線',
    '石川 花子,soumu@example.jp,2111',
    '前田 太郎,soumu@example.jp,2112',
    '藤田 健,kenji@example.jp,2113',
  ),
)

write('broken-quotes.csv', crlf('氏名,備考', '小川 優,"閉じない', '岡本 翔,あり'))
write('old-mac.csv', '氏名,電話\r後藤 彩,03-0000-0131\r長谷川 浩,03-0000-0132\r')
write('only-header.csv', crlf('氏名,電話,メール'))
write(
  'one-wrong-byte.csv',
  Uint8Array.from([
    ...bytesIn(crlf('氏名,部署', '近藤 花子,総務部', '村上 '), 'SJIS').slice(0, -2),
    0xfd,
    0xff,
    0x0d,
    0x0a,
  ]),
)
write('utf8-torn.csv', new TextEncoder().encode(crlf('氏名,部署', '遠藤 太郎,総務部')).slice(0, -6))

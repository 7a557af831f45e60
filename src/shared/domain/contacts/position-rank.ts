/** The rank of a position by its words, so that a list can begin with who decides. */
import { foldForSearch } from '../../base/text'

/** Rank and its words; words are looked for in this order, so that those that hold others come first. */
const ranks: readonly (readonly [rank: number, words: readonly string[]])[] = [
  [0, ['代表取締役会長', '会長', 'chairman', 'chairwoman', 'chairperson']],
  [2, ['副社長', 'vice president', 'vice-president']],
  [1, ['社長', '代表取締役', '理事長', 'president', 'chief executive', 'ceo', 'owner']],
  [3, ['専務', 'senior managing director']],
  [4, ['常務', 'managing director']],
  [5, ['取締役', '監査役', '理事', 'board']],
  [6, ['執行役員', 'executive', 'cio', 'cfo', 'cto', 'coo']],
  [9, ['副本部長', '副部長', '副工場長', '次長', 'deputy head', 'deputy manager', 'assistant manager']],
  [
    7,
    ['本部長', '事業部長', '工場長', '支社長', '支店長', '所長', 'センター長', 'director', 'plant manager'],
  ],
  [8, ['部長', 'department head', 'head of', 'general manager']],
  [11, ['課長代理', '課長補佐', '副課長']],
  [10, ['課長', '室長', '店長', 'section head', 'manager']],
  [12, ['係長', 'リーダー', '班長', 'leader', 'supervisor', 'chief']],
  [13, ['主任', 'senior']],
]

/** Behind every rank of the table. */
const OTHER = 14

/** 0 for the highest; every position without a known word comes behind, no position last. */
export const positionRank = (role: string): number => {
  const folded = foldForSearch(role)
  if (folded === '') return OTHER + 1
  const found = ranks.find(([, words]) => words.some((word) => folded.includes(foldForSearch(word))))
  return found?.[0] ?? OTHER
}

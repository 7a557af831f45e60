/** People nobody has ever met, for sheets and lists: the same ones for the same count. */
import { bareContact, type Contact, type ContactPhone } from '../../src/shared/domain/contacts/contact'

const families = [
  ['髙橋', 'たかはし'],
  ['山﨑', 'やまざき'],
  ['𠮷野', 'よしの'],
  ['佐藤', 'さとう'],
  ['鈴木', 'すずき'],
  ['渡邉', 'わたなべ'],
  ['齋藤', 'さいとう'],
  ['伊藤', 'いとう'],
  ['濵田', 'はまだ'],
  ['中村', 'なかむら'],
  ['小林', 'こばやし'],
  ['加藤', 'かとう'],
  ['勅使河原', 'てしがわら'],
  ['長谷川', 'はせがわ'],
  ['森', 'もり'],
  ['林', 'はやし'],
  ['蘆屋', 'あしや'],
] as const

const givens = [
  ['花子', 'はなこ'],
  ['太郎', 'たろう'],
  ['一郎', 'いちろう'],
  ['さくら', 'さくら'],
  ['健', 'けん'],
  ['優', 'ゆう'],
  ['龍之介', 'りゅうのすけ'],
  ['美咲', 'みさき'],
  ['翔', 'しょう'],
  ['彩', 'あや'],
  ['浩', 'ひろし'],
] as const

const departments = ['情報システム部', '総務部', '営業一課', '製造部', '品質保証課', '物流センター', '']
const roles = ['部長', '課長', '主任', '担当', 'ヘルプデスク', 'サーバー・ネットワーク担当', '']
const foreigners = ['Anna Müller', 'John O’Neill', 'Nguyễn Văn An']

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

const day = (index: number): string =>
  new Date(Date.UTC(2026, 10, 22) - ((index * 37) % 420) * 86_400_000).toISOString().slice(0, 10)

/** A number of an invented person or organisation. */
export const inventedPhone = (
  use: string | null,
  number: string,
  checkedOn: string | null,
  remark = '',
): ContactPhone => ({ use, number, checkedOn, unreachedOn: null, remark })

const phonesOf = (index: number): readonly ContactPhone[] => {
  const tail = String(1000 + index).slice(-4)
  const mobile = inventedPhone('mobile', `090-0000-${tail}`, index % 5 === 0 ? null : day(index))
  const office = inventedPhone('office', `03-0000-${tail}`, day(index + 3))
  const extension = inventedPhone('extension', String(2000 + index), day(index + 8))
  if (index % 13 === 12) return []
  if (index % 7 === 3) return [mobile, office, extension]
  return index % 3 === 0 ? [mobile] : [mobile, extension]
}

/** `count` invented people of one office. */
export const inventedPeople = (count: number): readonly Contact[] =>
  Array.from({ length: count }, (_, index) => {
    const [family, familyReading] = at(families, index * 5 + Math.floor(index / 17))
    const [given, givenReading] = at(givens, index * 3 + Math.floor(index / 11))
    const foreign = index % 19 === 18 ? at(foreigners, index) : null
    return {
      ...bareContact('person', idOf(index), foreign ?? `${family} ${given}`),
      reading: foreign || index % 23 === 22 ? '' : `${familyReading} ${givenReading}`,
      role: at(roles, index * 2 + Math.floor(index / 7)),
      department: at(departments, index + Math.floor(index / 9)),
      mail: index % 6 === 5 ? '' : `person${index}@example.jp`,
      phones: phonesOf(index),
    }
  })

const idOf = (index: number): string => `person:${String(index).padStart(4, '0')}`

/** An office nobody works at: people with sites, roles and a call tree, organisations, sites; the same one for the same count. */
import type { SheetInput, SheetOptions } from '../../src/renderer/print/sheet-input'
import { bareContact, type Contact } from '../../src/shared/domain/contacts/contact'
import { inventedPeople, inventedPhone } from './invented-people'

const sites = [
  [
    'site:head',
    '本社',
    'ほんしゃ',
    '100-0000',
    '東京都みほん区台帳1-2-3 みほんビル4階',
    'みほん公園（北口を出て右へ徒歩3分）',
  ],
  [
    'site:plant',
    '第二工場',
    'だいにこうじょう',
    '252-0000',
    '神奈川県みほん市工場町45-6',
    '工場正門前駐車場',
  ],
  ['site:store', '物流倉庫', 'ぶつりゅうそうこ', '', '', ''],
] as const

const duties = ['対策本部長', '安否確認', '復旧班', '', '', '', '', '通信・情報収集', '', '', '']

const named = (contacts: readonly Contact[], id: string | undefined) => {
  const found = contacts.find((each) => each.id === id)
  return found ? { id: found.id, name: found.name } : null
}

/** People in a tree of calls: each calls up to `calls`, the last of them is called by nobody. */
const inTree = (people: readonly Contact[], calls: number): readonly Contact[] =>
  people.map((each, index) => ({
    ...each,
    site: { id: sites[index % 2 === 0 ? 0 : 1][0], name: sites[index % 2 === 0 ? 0 : 1][1] },
    emergencyRole: duties[index % duties.length] ?? '',
    deputy: index % 4 === 0 ? named(people, people[index + 1]?.id) : null,
    calledBy:
      index === 0 || (index === people.length - 1 && index > 1)
        ? null
        : named(people, people[Math.floor((index - 1) / calls)]?.id),
  }))

const inventedSites = (head: Contact | undefined): readonly Contact[] =>
  sites.map(([id, name, reading, postcode, address, assemblyPoint], index) => ({
    ...bareContact('site', id, name),
    reading,
    postcode,
    address,
    assemblyPoint,
    head: head && index < 2 ? { id: head.id, name: head.name } : null,
    access: index === 0 ? '地下鉄みほん線「台帳駅」2番出口から徒歩5分。エレベーター停止時は東階段。' : '',
    keys: index === 0 ? '鍵は総務部キーボックスと守衛室。警備会社には守衛室から連絡する。' : '',
    phones: [
      inventedPhone('main', `03-0000-90${index}0`, '2026-10-01'),
      inventedPhone('guard', `03-0000-90${index}1`, '2026-01-10', '夜間・休日'),
      ...(index === 0 ? [inventedPhone('satellite', '+881-0-0000-0000', null)] : []),
    ],
  }))

const inventedOrganisations = (): readonly Contact[] => {
  const make = (
    key: string,
    name: string,
    kinds: readonly string[],
    site: number | null,
    given: Partial<Contact>,
  ): Contact => ({
    ...bareContact('organisation', `organisation:${key}`, name),
    kinds,
    site: site === null ? null : { id: sites[site]?.[0] ?? '', name: sites[site]?.[1] ?? '' },
    ...given,
  })
  return [
    make('line', '見本通信株式会社 法人サポートセンター', ['carrier', 'supplier'], 0, {
      reading: 'みほんつうしん',
      hours: '平日9時〜18時、故障受付は24時間',
      contractNumber: 'C-2024-00815',
      lineNumber: 'CAF0000000001',
      accountNumber: '0000-1234',
      phones: [
        inventedPhone('support', '0120-000-113', '2026-09-01', '音声案内で2番'),
        inventedPhone('emergency', '03-0000-0113', '2026-09-01'),
      ],
    }),
    make('power', 'みほん電力 本社営業所', ['utility'], 0, {
      reading: 'みほんでんりょく',
      hours: '24時間（停電のお問い合わせ）',
      lineNumber: '03-0000-0000-0000-0000-0000',
      phones: [inventedPhone('emergency', '0120-000-995', null)],
    }),
    make('server', 'サンプルシステムズ株式会社', ['supplier'], null, {
      reading: 'さんぷるしすてむず',
      hours: '平日8時30分〜17時30分',
      contractNumber: 'MA-0042',
      emergencyDesk: '夜間は担当の携帯へ。連絡前に契約番号を用意。',
      phones: [
        inventedPhone('support', '03-0000-4210', '2026-08-20'),
        inventedPhone('account', '090-0000-4211', '2026-08-20', '担当 例田'),
        inventedPhone('fax', '03-0000-4219', null),
      ],
    }),
    make('insurer', '架空火災海上保険', ['insurer'], null, {
      accountNumber: '証券 F-000-555',
      phones: [inventedPhone('emergency', '0120-000-119', '2025-01-01')],
    }),
    make('fire', 'みほん消防署', ['authority'], 0, {
      phones: [inventedPhone('main', '03-0000-0119', '2026-06-01')],
    }),
    make('police', 'みほん警察署', ['authority'], null, {
      phones: [inventedPhone('main', '03-0000-0110', '2026-06-01')],
    }),
    make('nobody', '番号のない取引先', ['customer'], 1, {}),
  ]
}

/** `count` people with three sites, seven organisations and one person at one of these. */
export const inventedOffice = (count: number, calls = 4): readonly Contact[] => {
  const people = inTree(inventedPeople(count), calls)
  return [
    ...people,
    {
      ...bareContact('contact', 'person:outside', '例田 外'),
      reading: 'れいだ そと',
      role: '保守担当',
      organisation: { id: 'organisation:server', name: 'サンプルシステムズ株式会社' },
      phones: [inventedPhone('mobile', '080-0000-4211', '2026-10-10')],
    },
    ...inventedOrganisations(),
    ...inventedSites(people[0]),
  ]
}

export const usualOptions: SheetOptions = {
  title: '',
  layout: 'list',
  audience: null,
  masked: [],
  choice: { chosen: 'rules', subjects: ['person'], rules: [], members: [] },
  grouping: 'department',
  order: 'reading',
  columns: ['reading', 'role', 'checked'],
  paper: 'auto',
  note: '',
  language: 'ja',
}

/** A sheet of these contacts, drawn at a set moment. */
export const sheetInput = (
  contacts: readonly Contact[],
  options: Partial<SheetOptions> = {},
): SheetInput => ({
  list: null,
  options: { ...usualOptions, ...options },
  contacts,
  office: { name: 'みほん商事 情報システム部', zone: 'Asia/Tokyo', years: 'era', uncheckedAfterDays: 180 },
  drawn: {
    at: '2026-11-22T05:05:00.000Z',
    ledger: '4k2mz8c0q1xw7n3d',
    version: 'A-152',
    head: '9f3a77c04be1d2a8'.repeat(4),
  },
})

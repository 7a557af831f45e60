import { describe, expect, it } from 'vitest'
import {
  afterWrites,
  imported,
  prepared,
  short,
  tryImport,
  verdictsOf,
} from '../../../test/data/person-import'

const type = 'organisation'

describe('organisations from a file', () => {
  const file = [
    '会社名,ふりがな,区分,代表電話,サポート窓口,緊急窓口,FAX,契約番号,供給地点特定番号,お客様番号,受付時間',
    'テレコム見本株式会社,てれこむみほん,通信事業者,03-0000-0101,0120-000-101,0120-000-102,03-0000-0102,K-1001,,,平日9時〜18時',
    '見本電力,みほんでんりょく,電気,03-0000-0201,,,,,03-0000-0000-0000-0000-0000,77,',
    '見本保守,みほんほしゅ,Supplier / Customer,,0120-000-301,,,H-77,,,',
  ].join('\n')

  it('bring their numbers under the uses of organisations, their kinds by labels of both languages', async () => {
    const plan = await prepared(file, { type })
    expect(verdictsOf(plan)).toEqual([
      [2, 'create'],
      [3, 'create'],
      [4, 'create'],
    ])
    expect(short(afterWrites([], plan.writes, type))).toEqual([
      {
        name: 'テレコム見本株式会社',
        reading: 'てれこむみほん',
        kinds: ['carrier'],
        contractNumber: 'K-1001',
        supportHours: '平日9時〜18時',
        phones: ['main 03-0000-0101', 'support 0120-000-101', 'emergency 0120-000-102', 'fax 03-0000-0102'],
      },
      {
        name: '見本電力',
        reading: 'みほんでんりょく',
        kinds: ['utility'],
        lineNumber: '03-0000-0000-0000-0000-0000',
        accountNumber: '77',
        phones: ['main 03-0000-0201'],
      },
      {
        name: '見本保守',
        reading: 'みほんほしゅ',
        kinds: ['customer', 'supplier'],
        contractNumber: 'H-77',
        phones: ['support 0120-000-301'],
      },
    ])
    expect(plan.writes.filter(({ id }) => id.startsWith('organisationPhone:'))).toHaveLength(6)
  })

  it('are known by their name: a new contract number is a change, and the same file changes nothing', async () => {
    const records = await imported(file, { type })
    expect((await prepared(file, { type, records })).writes).toEqual([])
    const newer = await prepared(file.replace('K-1001', 'K-2002'), { type, records })
    expect(newer.preview.counts).toMatchObject({ change: 1, same: 2, create: 0 })
    expect(newer.preview.verdicts[0]?.changes).toEqual([
      { field: 'contractNumber', before: 'K-1001', after: 'K-2002' },
    ])
  })

  it('are proposed where their table was taken for one of people', async () => {
    const tried = await tryImport(file)
    expect(tried.ok && tried.value.preview.likelyType).toBe('organisation')
    const own = await tryImport(file, { type })
    expect(own.ok && own.value.preview.likelyType).toBeNull()
  })
})

describe('sites from a file', () => {
  it('bring their numbers and their head', async () => {
    const others = { person: [{ id: 'person:1', values: { name: '台帳 太郎' } }] } as const
    const sites = await imported(
      '拠点名,〒,住所,代表電話,守衛,衛星電話,拠点長,避難場所\n川口工場,332-0000,川口市見本町1,048-000-0001,048-000-0002,881-000-0003,台帳太郎,正門前',
      {
        type: 'site',
        others,
      },
    )
    expect(short(sites)).toEqual([
      {
        name: '川口工場',
        postcode: '332-0000',
        address: '川口市見本町1',
        head: 'person:1',
        assemblyPoint: '正門前',
        phones: ['main 048-000-0001', 'guard 048-000-0002', 'satellite 881-000-0003'],
      },
    ])
  })
})

describe('the way to work', () => {
  it.each([
    ['40', 40],
    ['40分', 40],
    ['0:40', 40],
    ['0:40:00', 40],
    ['１時間１０分', 70],
    ['約90分', 90],
  ])('%s takes %i minutes', async (cell, minutes) => {
    const [one] = await imported(`氏名,通勤時間\n甲 一,${cell}`)
    expect(one?.values.commuteMinutes).toBe(minutes)
  })

  it('that is no length of time is named', async () => {
    expect(verdictsOf(await prepared('氏名,通勤時間\n甲 一,遠い'))).toEqual([[2, 'refused', 'notADuration']])
  })
})

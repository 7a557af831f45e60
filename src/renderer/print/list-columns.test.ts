import { describe, expect, it } from 'vitest'
import { sheetInput } from '../../../test/data/invented-office'
import { inventedPhone } from '../../../test/data/invented-people'
import { bareContact, type Contact } from '../../shared/domain/contacts/contact'
import { listGrid } from './list-columns'
import { prepareList } from './prepared-list'
import type { SheetColumn } from './sheet-input'

const person = (given: Partial<Contact> = {}): Contact => ({
  ...bareContact('person', 'person:1', '髙橋 花子'),
  reading: 'たかはし はなこ',
  role: 'サーバー・ネットワーク担当',
  department: '情報システム部',
  mail: 'hanako.takahashi@example.co.jp',
  phones: [inventedPhone('mobile', '090-0000-0001', null)],
  ...given,
})

const texts = {
  ja: {
    heads: {
      name: '氏名',
      unit: '部署・区分',
      site: '拠点',
      emergencyRole: '緊急時の役割',
      role: '役職・担当',
      phone: '電話',
      checked: '最終確認',
      mail: 'メール',
    },
    days: ['令和8年11月22日', '未確認'],
  },
  en: {
    heads: {
      name: 'Name',
      unit: 'Department, kind',
      site: 'Site',
      emergencyRole: 'Emergency role',
      role: 'Position',
      phone: 'Phone',
      checked: 'Last checked',
      mail: 'Mail',
    },
    days: ['2026-11-22', 'never'],
  },
} as const

const lay = (columns: readonly SheetColumn[], language: 'ja' | 'en' = 'ja', people = [person()]) =>
  listGrid(prepareList(sheetInput(people, { language })).listed, columns, texts[language])

const widthOf = (layout: ReturnType<typeof lay>, column: string): number =>
  layout.columns.find((each) => each.column === column)?.width ?? 0

describe('the columns of a contact list', () => {
  it.each(['ja', 'en'] as const)(
    'fit an upright sheet without mail, and a sheet on its side with mail and department (%s)',
    (language) => {
      const upright = lay(['role', 'department', 'checked'], language)
      expect(upright.paper.orientation).toBe('portrait')
      expect(upright.columns.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(175)
      const lying = lay(['role', 'department', 'checked', 'mail'], language)
      expect(lying.paper.orientation).toBe('landscape')
      expect(lying.columns.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(267)
      for (const layout of [upright, lying]) {
        expect(widthOf(layout, 'unit')).toBeGreaterThanOrEqual(30)
      }
      expect(widthOf(lying, 'mail')).toBeGreaterThanOrEqual(45)
    },
  )

  it('give names and positions their best width where there is room, and no more', () => {
    const layout = lay(['role', 'checked'])
    expect([widthOf(layout, 'name'), widthOf(layout, 'role')]).toEqual([45, 40])
    expect(widthOf(lay(['role', 'checked'], 'ja', [person({ role: '部長' })]), 'role')).toBe(25)
  })

  it('are as wide for numbers as the longest one', () => {
    const one = (number: string) => [person({ phones: [inventedPhone(null, number, null)] })]
    const [short, long] = ['090-0000-0001', '03-0000-0000 内線 1234'].map((number) =>
      lay(['checked'], 'ja', one(number)),
    )
    expect(widthOf(long as ReturnType<typeof lay>, 'phone')).toBeGreaterThan(
      widthOf(short as ReturnType<typeof lay>, 'phone'),
    )
  })

  it('leave what is left of the line to the last of them, and none to what nobody has', () => {
    const { columns } = lay(['role', 'site', 'emergencyRole', 'checked'])
    expect(columns.map(({ column }) => column)).toEqual(['name', 'role', 'phone', 'checked'])
    expect(columns.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(175)
  })

  it('are squeezed onto the sheet when all of them are wanted', () => {
    const everything: readonly SheetColumn[] = [
      'role',
      'department',
      'site',
      'emergencyRole',
      'checked',
      'mail',
    ]
    const site = { id: 'site:1', name: 'とても長い名前の第二物流センター' }
    const all = lay(everything, 'en', [
      person({ site, emergencyRole: 'Communication and gathering of information' }),
    ])
    expect(all.columns).toHaveLength(8)
    expect(all.columns.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(267)
    for (const { width } of all.columns) expect(width).toBeGreaterThan(15)
  })
})

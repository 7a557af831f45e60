import { describe, expect, it } from 'vitest'
import type { ContactColumn, ListedContact } from './contact-list'
import { layoutCss, listLayout } from './contact-list-columns'

const person = (given: Partial<ListedContact> = {}): ListedContact => ({
  id: 'person:1',
  name: '髙橋 花子',
  reading: 'たかはし はなこ',
  role: 'サーバー・ネットワーク担当',
  department: '情報システム部',
  mail: 'hanako.takahashi@example.co.jp',
  phones: [{ use: 'mobile', number: '090-0000-0001', checkedOn: null, unchecked: true }],
  ...given,
})

const texts = {
  ja: {
    heads: {
      name: '氏名',
      department: '部署',
      role: '役職・担当',
      phone: '電話',
      checked: '最終確認',
      mail: 'メール',
    },
    uses: ['携帯', '内線'],
    days: ['令和8年11月22日', '未確認'],
  },
  en: {
    heads: {
      name: 'Name',
      department: 'Department',
      role: 'Position',
      phone: 'Phone',
      checked: 'Last checked',
      mail: 'Mail',
    },
    uses: ['Mobile', 'Extension'],
    days: ['2026-11-22', 'never'],
  },
} as const

const lay = (columns: readonly ContactColumn[], language: 'ja' | 'en' = 'ja', people = [person()]) =>
  listLayout(people, columns, texts[language])

const widthOf = (layout: ReturnType<typeof lay>, column: string): number =>
  layout.columns.find((each) => each.column === column)?.width ?? 0

describe('the columns of a contact list', () => {
  it.each(['ja', 'en'] as const)(
    'fit an upright sheet without mail, and a sheet on its side with mail and department (%s)',
    (language) => {
      const upright = lay(['role', 'department', 'checked'], language)
      expect(upright.orientation).toBe('portrait')
      expect(upright.columns.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(175)
      const lying = lay(['role', 'department', 'checked', 'mail'], language)
      expect(lying.orientation).toBe('landscape')
      expect(lying.columns.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(267)
      for (const layout of [upright, lying]) {
        expect(widthOf(layout, 'department')).toBeGreaterThanOrEqual(30)
      }
      expect(widthOf(lying, 'mail')).toBeGreaterThanOrEqual(45)
    },
  )

  it('give names and positions their best width where there is room, and no more', () => {
    const layout = lay(['role', 'checked'])
    expect([widthOf(layout, 'name'), widthOf(layout, 'role')]).toEqual([45, 40])
    expect(widthOf(lay(['role', 'checked'], 'ja', [person({ role: '部長' })]), 'role')).toBe(25)
  })

  it('are as wide for numbers as the longest one, and break only what no column could hold', () => {
    const one = (number: string) => [
      person({ phones: [{ use: null, number, checkedOn: null, unchecked: true }] }),
    ]
    const [short, long] = ['090-0000-0001', '03-0000-0000 内線 1234'].map((number) =>
      lay([], 'ja', one(number)),
    )
    expect(widthOf(long as ReturnType<typeof lay>, 'phone')).toBeGreaterThan(
      widthOf(short as ReturnType<typeof lay>, 'phone'),
    )
    expect(long?.isLong('03-0000-0000 内線 1234')).toBe(false)
    const endless = '03-0000-0000 内線 1234（夜間は守衛室へ転送）'
    expect(lay([], 'ja', one(endless)).isLong(endless)).toBe(true)
  })

  it('leave what is left of the line to the last of them', () => {
    expect(layoutCss(lay(['checked']))).toMatch(/--name: 45mm;.*--phone: \d+mm; --checked: auto;/)
  })
})

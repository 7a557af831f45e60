import { describe, expect, it } from 'vitest'
import type { ContactPhone } from './contact'
import { firstNumber } from './first-number'
import { withoutLegalForm } from './legal-form'
import { positionRank } from './position-rank'

const phones = (...uses: readonly (string | null)[]): readonly ContactPhone[] =>
  uses.map((use) => ({ use, number: String(use), checkedOn: null, unreachedOn: null, remark: '' }))

describe('the number to call first', () => {
  it('is the one for emergencies, else the first that rings outside the office', () => {
    expect(firstNumber(phones('extension', 'mobile', 'emergency'))?.use).toBe('emergency')
    expect(firstNumber(phones('extension', 'fax', 'home', 'mobile'))?.use).toBe('home')
    expect(firstNumber(phones(null, 'mobile'))?.use).toBeNull()
  })

  it('is an extension where there is nothing else, and never a fax', () => {
    expect(firstNumber(phones('fax', 'extension'))?.use).toBe('extension')
    expect(firstNumber(phones('fax'))).toBeNull()
    expect(firstNumber([])).toBeNull()
  })
})

describe('the rank of a position', () => {
  it.each([
    [
      '代表取締役会長',
      '代表取締役社長',
      '副社長',
      '専務取締役',
      '常務',
      '社外取締役',
      '執行役員',
      '工場長',
      '総務部長',
      '副部長',
      '情報システム課長',
      '課長代理',
      '係長',
      '主任',
      '受付',
      '',
    ],
    [
      'Chairman',
      'CEO',
      'Vice President, Sales',
      'Senior Managing Director',
      'Managing Director',
      'Plant manager',
      'Head of IT',
      'Deputy Head of IT',
      'Office Manager',
      'Team Leader',
      'Senior Engineer',
      'Clerk',
      '',
    ],
  ])('goes from the top down: %s', (...roles) => {
    const ranks = roles.map(positionRank)
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(new Set(ranks).size).toBe(ranks.length)
  })
})

describe('the name of a company', () => {
  it.each([
    ['見本通信株式会社', '見本通信', '株式会社'],
    ['結線ネットワーク 合同会社', '結線ネットワーク', '合同会社'],
    ['株式会社みほん', '株式会社みほん', ''],
    ['株式会社', '株式会社', ''],
  ])('%s ends in what it is by law', (whole, name, form) => {
    expect(withoutLegalForm(whole)).toEqual([name, form])
  })
})

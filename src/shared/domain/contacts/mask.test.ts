import { describe, expect, it } from 'vitest'
import { bareContact, type Contact, type ContactPhone } from './contact'
import { type Mask, maskContact, proposedMasks } from './mask'

const phone = (use: string | null, number: string): ContactPhone => ({
  use,
  number,
  checkedOn: null,
  unreachedOn: null,
  remark: '',
})

const someone: Contact = {
  ...bareContact('person', 'person:1', '見本 花子'),
  mail: 'hanako@example.jp',
  postcode: '100-0000',
  address: '東京都みほん区1-2-3',
  commute: '徒歩',
  commuteMinutes: 40,
  phones: [
    phone('mobile', '090-0000-0001'),
    phone('home', '03-0000-0002'),
    phone('office', '080-0000-0003'),
    phone(null, '０７０ー００００ー０００４'),
    phone('emergency', '+81-90-0000-0005'),
    phone('extension', '2101'),
    phone(null, '03-0000-0006'),
  ],
}
const supplier: Contact = {
  ...bareContact('organisation', 'organisation:1', '見本通信'),
  address: '大阪府みほん市1',
  contractNumber: 'C-1',
  lineNumber: 'L-1',
  siteCode: 'S-1',
  accountNumber: 'A-1',
  phones: [phone('account', '090-0000-0007')],
}

const numbers = (contact: Contact, masked: readonly Mask[]) =>
  maskContact(contact, masked).phones.map(({ number }) => number)

describe('what is masked', () => {
  it('is nothing unless asked for', () => {
    expect(maskContact(someone, [])).toEqual(someone)
    expect(maskContact(supplier, [])).toEqual(supplier)
  })

  it('of home phones is those, and nothing else', () => {
    expect(numbers(someone, ['home'])).toEqual(
      someone.phones.map(({ number }) => number).filter((n) => n !== '03-0000-0002'),
    )
  })

  it('of mobile phones is every private mobile number, under whatever kind and in whatever writing', () => {
    expect(numbers(someone, ['mobile'])).toEqual(['03-0000-0002', '080-0000-0003', '2101', '03-0000-0006'])
  })

  it('leaves numbers and addresses of organisations and sites', () => {
    expect(numbers(supplier, ['mobile', 'home'])).toEqual(['090-0000-0007'])
    expect(maskContact(supplier, ['address']).address).toBe(supplier.address)
  })

  it('of addresses is all that tells where somebody lives', () => {
    expect(maskContact(someone, ['address'])).toMatchObject({
      postcode: '',
      address: '',
      commute: '',
      commuteMinutes: null,
      mail: someone.mail,
    })
  })

  it('of contract numbers is all of them', () => {
    expect(maskContact(supplier, ['numbers'])).toMatchObject({
      contractNumber: '',
      lineNumber: '',
      siteCode: '',
      accountNumber: '',
    })
  })

  it('is proposed the more of, the further a list goes', () => {
    const { itStaff, managers, everyone, outside } = proposedMasks
    expect(itStaff).toEqual([])
    for (const [near, far] of [
      [itStaff, managers],
      [managers, everyone],
      [everyone, outside],
    ] as const)
      expect(far).toEqual(expect.arrayContaining([...near]))
  })
})

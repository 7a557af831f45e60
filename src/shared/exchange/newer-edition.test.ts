import { describe, expect, it } from 'vitest'
import { afterWrites, person, prepared, verdictsOf } from '../../../test/data/person-import'
import type { FieldMapping } from './import-plan'

const records = [
  person('a', { name: '甲 一', employeeNumber: 'E1' }),
  person('b', { name: '乙 二', employeeNumber: 'E2' }),
  person('c', { name: '丙 三', employeeNumber: 'E3' }, [{ use: 'mobile', number: '090-0000-0003' }]),
]
const file = '氏名,社員番号,部署\n甲 一,E1,\n乙 二,E2,総務部\n丁 四,E4,'

const mappingOf = async (text: string, changed: Partial<FieldMapping>) => ({
  ...(await prepared(text, { records })).preview.mapping,
  ...changed,
})

describe('a newer edition of a file', () => {
  it('shows what is new, changed, the same, and gone; what is gone stays unless the person says otherwise', async () => {
    const plan = await prepared(file, { records })
    expect(plan.preview.counts).toMatchObject({ all: 3, same: 1, change: 1, create: 1, gone: 1, delete: 0 })
    expect(plan.preview.deletable).toBe(1)
    expect(afterWrites(records, plan.writes).map(({ values }) => values.name)).toEqual([
      '甲 一',
      '乙 二',
      '丙 三',
      '丁 四',
    ])
  })

  it('deletes what is gone in the same run', async () => {
    const plan = await prepared(file, { records, mapping: await mappingOf(file, { deleteGone: true }) })
    expect(verdictsOf(plan).at(-1)).toEqual([0, 'delete'])
    expect(plan.writes.at(-1)).toEqual({ op: 'delete', id: 'person:c' })
  })

  it('deletes nothing while a row is refused: it may be about the one that seems gone', async () => {
    const torn = `${file}\n丙,E3,\n,,なし`.replace('丙,E3,', '別人,E3,')
    const plan = await prepared(torn, { records, mapping: await mappingOf(torn, { deleteGone: true }) })
    expect(plan.preview.counts).toMatchObject({ refused: 2, delete: 0, gone: 0 })
  })

  it('never deletes a user of Daicho, nor whom a row names', async () => {
    const users = new Set(['person:c'] as const)
    const mapping = await mappingOf(file, { deleteGone: true })
    const plan = await prepared(file, { records, users, mapping })
    expect(plan.preview.counts).toMatchObject({ gone: 1, delete: 0 })
    const named = '氏名,社員番号,代理\n甲 一,E1,丙 三\n乙 二,E2,'
    const again = await prepared(named, { records, mapping: await mappingOf(named, { deleteGone: true }) })
    expect(again.preview.counts).toMatchObject({ gone: 0, delete: 0 })
  })
})

describe('a key of several columns', () => {
  const two = [person('a', { name: '佐藤 健', department: '総務部' }), person('b', { name: '佐藤 健' })]
  const text = '氏名,部署,役職\n佐藤 健,総務部,課長\n佐藤 健,,主任\n佐藤 健,営業部,部長'

  it('finds whoever has all of them, empty ones too', async () => {
    const { mapping } = (await prepared(text, { records: two })).preview
    const plan = await prepared(text, {
      records: two,
      mapping: { ...mapping, key: [['name', 'department']] },
    })
    expect(plan.preview.verdicts.map(({ action, record }) => [action, record])).toEqual([
      ['change', 'person:a'],
      ['change', 'person:b'],
      ['create', expect.stringMatching(/^person:/)],
    ])
    const after = afterWrites(two, plan.writes)
    const again = await prepared(text, { records: after, mapping: plan.preview.mapping })
    expect(again.writes).toEqual([])
  })

  it('leaves two people of one name refused without it', async () => {
    expect(verdictsOf(await prepared(text, { records: two })).map(([, action]) => action)).toContain(
      'refused',
    )
  })
})

describe('a file of numbers alone', () => {
  it('changes the record that its number finds, and needs no name for it', async () => {
    const plan = await prepared('社員番号,携帯\nE3,090-0000-0009\nE9,090-0000-0010', { records })
    expect(verdictsOf(plan)).toEqual([
      [2, 'change'],
      [3, 'refused', 'required'],
    ])
    expect(plan.preview.verdicts[0]).toMatchObject({ title: '丙 三', record: 'person:c' })
  })
})

describe('a mapping of an earlier import', () => {
  const headers = ['氏名', '社員番号', '部署']
  it('is used again for the same columns of the same type, and not for others', async () => {
    const mapping = await mappingOf(file, { key: [['employeeNumber']] })
    const remembered = [{ headers, mapping }]
    const plan = await prepared(file, { records, remembered })
    expect(plan.preview).toMatchObject({ mappingFrom: 'remembered', mapping: { key: [['employeeNumber']] } })
    const other = await prepared(file.replace('部署', '役職'), { records, remembered })
    expect(other.preview.mappingFrom).toBe('proposed')
  })
})

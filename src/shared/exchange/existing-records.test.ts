import { describe, expect, it } from 'vitest'
import { afterWrites, person, prepared, short } from '../../../test/data/person-import'

describe('an existing record', () => {
  const hanako = person('1', { name: '髙橋 花子', mail: 'Hanako@Example.jp', department: '総務部' }, [
    { use: 'mobile', number: '090-0000-0001', checkedOn: '2026-10-01' },
    { number: '03-0000-0001' },
  ])

  it('is found by its mail, and keeps what the file does not say', async () => {
    const plan = await prepared('氏名,メール,役職,部署\n髙橋 花子,hanako@example.jp,部長,', {
      records: [hanako],
    })
    expect(plan.preview.verdicts[0]).toMatchObject({ action: 'change', record: 'person:1' })
    expect(plan.writes).toEqual([
      { op: 'set', id: 'person:1', values: { mail: 'hanako@example.jp', role: '部長' } },
    ])
  })

  it('is found by its name when nothing stronger speaks against it', async () => {
    const found = async (line: string) =>
      (await prepared(`氏名,メール,社員番号\n${line}`, { records: [hanako] })).preview.verdicts[0]?.action
    expect(await found('髙橋花子,,E1')).toBe('change')
    expect(await found('髙橋 花子,other@example.jp,E1')).toBe('create')
    expect(await found('高橋 花子,,E1')).toBe('create')
  })

  it('is never looked for when every row is to be new', async () => {
    const line = '氏名,メール\n髙橋 花子,hanako@example.jp'
    const { mapping } = (await prepared(line)).preview
    expect(
      (await prepared(line, { records: [hanako], mapping: { ...mapping, key: [] } })).preview.counts.create,
    ).toBe(1)
  })

  it('keeps numbers in another writing, learns their use, and takes new ones', async () => {
    const plan = await prepared(
      '氏名,携帯,会社電話,内線\n髙橋 花子,０９０ー００００ー０００１,0300000001,2001',
      {
        records: [hanako],
      },
    )
    expect(plan.preview.verdicts[0]?.changes).toEqual([
      { field: 'phones', use: 'office', before: '03-0000-0001', after: '03-0000-0001' },
      { field: 'phones', use: 'extension', before: '', after: '2001' },
    ])
    expect(short(afterWrites([hanako], plan.writes))[0]?.phones).toEqual([
      'mobile 090-0000-0001',
      'office 03-0000-0001',
      'extension 2001',
    ])
  })

  it('gets the new number in place of the only one of its use', async () => {
    const plan = await prepared('氏名,携帯\n髙橋 花子,090-0000-0009', { records: [hanako] })
    expect(plan.writes).toEqual([{ op: 'set', id: 'phone:10', values: { number: '090-0000-0009' } }])
  })

  it('does not lose a number to one that the same row names for something else', async () => {
    const plan = await prepared('氏名,電話,携帯\n髙橋 花子,03-0000-0002,03-0000-0001', { records: [hanako] })
    expect(short(afterWrites([hanako], plan.writes))[0]?.phones).toContain('03-0000-0002')
    expect(short(afterWrites([hanako], plan.writes))[0]?.phones).toContain('mobile 03-0000-0001')
  })
})

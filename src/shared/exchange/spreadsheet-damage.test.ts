import { describe, expect, it } from 'vitest'
import { afterWrites, peopleFile, prepared, short, verdictsOf } from '../../../test/data/person-import'

describe('what a spreadsheet did', async () => {
  const plan = await prepared(peopleFile('spreadsheet-damage.csv'))

  it('is named: lost digits, lost zeros, formulas', async () => {
    expect(verdictsOf(plan)).toEqual([
      [2, 'refused', 'mangledNumber'],
      [3, 'create', 'lostZero'],
      [4, 'create'],
      [5, 'create'],
      [6, 'create', 'formulaLike'],
    ])
  })

  it('may be none: a section 1E2 or a number 3E12 is taken as it stands, and looked at', async () => {
    const odd = await prepared('氏名,部署,社員番号\n清水 花子,1E2,3E12')
    expect(verdictsOf(odd)).toEqual([[2, 'create', 'maybeMangled', 'maybeMangled']])
    expect(short(afterWrites([], odd.writes))).toMatchObject([{ department: '1E2', employeeNumber: '3E12' }])
  })

  it('is taken off where it was a guard, and never computed', async () => {
    expect(short(afterWrites([], plan.writes))).toMatchObject([
      { name: '清水 花子', phones: ['mobile 9000000092', 'extension 2092'] },
      { employeeNumber: '00093', phones: ['mobile 090-0000-0093', 'extension 2093'] },
      { employeeNumber: '00094', phones: ['mobile 090-0000-0094', 'extension 2094'] },
      { note: '=HYPERLINK("http://example.com","x")' },
    ])
  })

  it('is undone for lost zeros when the person says so', async () => {
    const mapping = { ...plan.preview.mapping, restoreZero: true }
    const mended = await prepared(peopleFile('spreadsheet-damage.csv'), { mapping })
    expect(short(afterWrites([], mended.writes))[0]?.phones).toEqual(['mobile 09000000092', 'extension 2092'])
    expect(verdictsOf(mended)[1]).toEqual([3, 'create'])
  })

  it('is not done to numbers that have their 0 by now: the same file again changes nothing, by default too', async () => {
    const mapping = { ...plan.preview.mapping, restoreZero: true }
    const records = afterWrites(
      [],
      (await prepared(peopleFile('spreadsheet-damage.csv'), { mapping })).writes,
    )
    const again = await prepared(peopleFile('spreadsheet-damage.csv'), { records })
    expect(verdictsOf(again).slice(1)).toEqual([
      [3, 'same'],
      [4, 'same'],
      [5, 'same'],
      [6, 'same', 'formulaLike'],
    ])
    expect(again.writes).toEqual([])
    // And where the 0 is still missing, it can be put back later.
    const without = afterWrites([], plan.writes)
    const later = await prepared(peopleFile('spreadsheet-damage.csv'), { records: without, mapping })
    expect(short(afterWrites(without, later.writes))[0]?.phones).toEqual([
      'mobile 09000000092',
      'extension 2092',
    ])
  })
})

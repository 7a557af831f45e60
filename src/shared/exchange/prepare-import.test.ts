import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterWrites,
  type ImportTry,
  peopleFile,
  prepared,
  tryImport,
} from '../../../test/data/person-import'
import type { RecordDeclaration } from '../records/define'
import { phone as phoneDeclared } from '../records/people/phone'
import type { ExistingRecord, PreparedImport } from './import-plan'
import { prepareImport } from './prepare-import'
import type { Table } from './read-table'

const person = (
  id: string,
  values: ExistingRecord['values'],
  phones: readonly { readonly [field: string]: string }[] = [],
): ExistingRecord => ({
  id: `person:${id}`,
  values,
  children: {
    phones: phones.map((phone, index) => ({
      id: `phone:${id}${index}`,
      values: { person: `person:${id}`, order: `a${index + 1}`, ...phone },
    })),
  },
})

/** Verdicts in short: row, what happens, and what is wrong. */
const verdicts = ({ preview }: PreparedImport) =>
  preview.verdicts.map(({ row, action, problems }) => [
    row,
    action,
    ...problems.map(({ problem }) => problem),
  ])

const people = (records: readonly ExistingRecord[]) =>
  records.map(({ values, children }) => ({
    ...values,
    phones: (children.phones ?? []).map((phone) => `${phone.values.use ?? ''} ${phone.values.number}`.trim()),
  }))

const imported = (file: Uint8Array | string, given?: ImportTry) =>
  afterWrites(given?.records ?? [], prepared(file, given).writes)

describe('people from the files of offices', () => {
  it('come with joined names, hiragana readings, half-width figures and several phones', () => {
    expect(people(imported(peopleFile('cp932.csv')))).toEqual([
      {
        name: '髙橋 花子',
        reading: 'たかはし はなこ',
        department: '情報システム部',
        role: '部長',
        mail: 'hanako@example.jp',
        employeeNumber: 'T001',
        phones: ['mobile 090-0000-0001', 'extension 2001', 'home 03-0000-0001'],
      },
      {
        name: '﨑山 太郎',
        reading: 'さきやま たろう',
        department: '情報システム部',
        role: '主任',
        mail: 'taro@example.jp',
        employeeNumber: 'T002',
        phones: ['mobile 090-0000-0002', 'extension 2002'],
      },
      {
        name: '表 ソ能',
        reading: 'おもて そのう',
        department: '総務部',
        mail: 'sono@example.jp',
        employeeNumber: 'T003',
        phones: ['mobile 080-0000-0003', 'extension 2003'],
      },
      {
        name: '渡邉 一郎',
        reading: 'わたなべ いちろう',
        department: '総務部',
        role: '担当',
        employeeNumber: 'T004',
        phones: ['extension 2004'],
      },
    ])
  })

  it('keep lines and quotes in a note, spaces of any width as one', () => {
    const [sakura, ken, yu] = people(imported(peopleFile('utf8-bom.csv')))
    expect(sakura).toMatchObject({ name: '𠮷野 さくら', note: '火・木は在宅\n「急ぎは"携帯"へ」' })
    expect(ken).toMatchObject({ name: '山﨑 健', reading: 'やまざき けん' })
    expect(yu?.phones).toEqual(['03-0000-0013', '090-0000-0013'])
  })

  it('stand in Latin letters given name first', () => {
    expect(people(imported(peopleFile('semicolons.csv')))).toMatchObject([
      {
        name: 'Anna Müller',
        role: 'Head; service desk',
        phones: ['mobile +49 151 00000001', 'office +49 30 0000001'],
      },
      { name: "John O'Neill" },
    ])
  })

  it('are one person when the file has a row per number', () => {
    expect(verdicts(prepared(peopleFile('row-per-number.csv')))).toEqual([
      [2, 'create'],
      [3, 'change'],
      [4, 'create'],
    ])
    expect(people(imported(peopleFile('row-per-number.csv')))[0]?.phones).toEqual([
      '090-0000-0101',
      '03-0000-0101',
    ])
  })

  it('are one person when a later row adds to an earlier one', () => {
    const records = imported('氏名,部署,携帯\n橋本 彩,,090-0000-0001\n橋本 彩,総務部,090-0000-0002')
    expect(people(records)).toEqual([
      { name: '橋本 彩', department: '総務部', phones: ['mobile 090-0000-0001', 'mobile 090-0000-0002'] },
    ])
  })

  it('keep every number that rows of theirs name', () => {
    const records = [person('1', { name: '橋本 彩' }, [{ use: 'mobile', number: '090-0000-0001' }])]
    const file = '氏名,携帯\n橋本 彩,090-0000-0001\n橋本 彩,090-0000-0002'
    expect(people(imported(file, { records }))[0]?.phones).toEqual([
      'mobile 090-0000-0001',
      'mobile 090-0000-0002',
    ])
  })

  it('stay several when they share a mailbox', () => {
    const records = imported(peopleFile('shared-mailbox.csv'))
    expect(records.map(({ values }) => values.name)).toEqual(['石川 花子', '前田 太郎', '藤田 健'])
    expect(prepared(peopleFile('shared-mailbox.csv'), { records }).preview.counts).toMatchObject({ same: 3 })
  })
})

describe('a row that is refused', () => {
  it('names the column and the value', () => {
    const { verdicts: [row] = [] } = prepared('氏名,メール,フリガナ\n山田 太郎,なし,山田').preview
    expect(row).toMatchObject({ row: 2, action: 'refused', title: '山田 太郎', changes: [] })
    expect(row?.problems).toEqual([
      { column: 1, problem: 'notAMail', value: 'なし', refuses: true },
      { column: 2, problem: 'notKana', value: '山田', refuses: true },
    ])
  })

  it('has more cells than the table, or no name', () => {
    expect(verdicts(prepared(peopleFile('ragged.csv')))).toEqual([
      [2, 'create'],
      [3, 'create', 'raggedRow'],
      [5, 'refused', 'raggedRow'],
      [6, 'create'],
    ])
    expect(verdicts(prepared('氏名,電話\n,03-0000-0000'))).toEqual([[2, 'refused', 'required']])
  })

  it('says something else than an earlier row about the same person', () => {
    const { preview, writes } = prepared(
      '氏名,メール,部署\n森 花,hana@example.jp,総務部\n森 花,hana@example.jp,経理課',
    )
    expect(preview.verdicts[1]?.problems).toEqual([
      { column: -1, problem: 'repeatedRow', value: '2', refuses: true },
    ])
    expect(writes).toHaveLength(1)
  })

  it('fits two records', () => {
    const records = [person('1', { name: '佐藤 健' }), person('2', { name: '佐藤 健' })]
    expect(verdicts(prepared('氏名,部署\n佐藤 健,総務部', { records }))).toEqual([
      [2, 'refused', 'twoMatches'],
    ])
    expect(prepared('氏名\n佐藤 健', { records }).preview.counts).toMatchObject({ same: 1 })
  })

  it('holds bytes that could not be read', () => {
    const plan = prepared(peopleFile('one-wrong-byte.csv'), { choice: { encoding: 'shift_jis' } })
    expect(verdicts(plan)).toEqual([
      [2, 'create'],
      [3, 'refused', 'undecodable', 'raggedRow'],
    ])
  })
})

describe('what a spreadsheet did', () => {
  const plan = prepared(peopleFile('spreadsheet-damage.csv'))

  it('is named: lost digits, lost zeros, formulas', () => {
    expect(verdicts(plan)).toEqual([
      [2, 'refused', 'mangledNumber'],
      [3, 'create', 'lostZero'],
      [4, 'create'],
      [5, 'create'],
      [6, 'create', 'formulaLike'],
    ])
  })

  it('may be none: a section 1E2 or a number 3E12 is taken as it stands, and looked at', () => {
    const odd = prepared('氏名,部署,社員番号\n清水 花子,1E2,3E12')
    expect(verdicts(odd)).toEqual([[2, 'create', 'maybeMangled', 'maybeMangled']])
    expect(people(afterWrites([], odd.writes))).toMatchObject([{ department: '1E2', employeeNumber: '3E12' }])
  })

  it('is taken off where it was a guard, and never computed', () => {
    expect(people(afterWrites([], plan.writes))).toMatchObject([
      { name: '清水 花子', phones: ['mobile 9000000092', 'extension 2092'] },
      { employeeNumber: '00093', phones: ['mobile 090-0000-0093', 'extension 2093'] },
      { employeeNumber: '00094', phones: ['mobile 090-0000-0094', 'extension 2094'] },
      { note: '=HYPERLINK("http://example.com","x")' },
    ])
  })

  it('is undone for lost zeros when the person says so', () => {
    const mapping = { ...plan.preview.mapping, restoreZero: true }
    const mended = prepared(peopleFile('spreadsheet-damage.csv'), { mapping })
    expect(people(afterWrites([], mended.writes))[0]?.phones).toEqual([
      'mobile 09000000092',
      'extension 2092',
    ])
    expect(verdicts(mended)[1]).toEqual([3, 'create'])
  })

  it('is not done to numbers that have their 0 by now: the same file again changes nothing, by default too', () => {
    const mapping = { ...plan.preview.mapping, restoreZero: true }
    const records = afterWrites([], prepared(peopleFile('spreadsheet-damage.csv'), { mapping }).writes)
    const again = prepared(peopleFile('spreadsheet-damage.csv'), { records })
    expect(verdicts(again).slice(1)).toEqual([
      [3, 'same'],
      [4, 'same'],
      [5, 'same'],
      [6, 'same', 'formulaLike'],
    ])
    expect(again.writes).toEqual([])
    // And where the 0 is still missing, it can be put back later.
    const without = afterWrites([], plan.writes)
    const later = prepared(peopleFile('spreadsheet-damage.csv'), { records: without, mapping })
    expect(people(afterWrites(without, later.writes))[0]?.phones).toEqual([
      'mobile 09000000092',
      'extension 2092',
    ])
  })
})

describe('an existing record', () => {
  const hanako = person('1', { name: '髙橋 花子', mail: 'Hanako@Example.jp', department: '総務部' }, [
    { use: 'mobile', number: '090-0000-0001', checkedOn: '2026-10-01' },
    { number: '03-0000-0001' },
  ])

  it('is found by its mail, and keeps what the file does not say', () => {
    const plan = prepared('氏名,メール,役職,部署\n髙橋 花子,hanako@example.jp,部長,', { records: [hanako] })
    expect(plan.preview.verdicts[0]).toMatchObject({ action: 'change', record: 'person:1' })
    expect(plan.writes).toEqual([
      { op: 'set', id: 'person:1', values: { mail: 'hanako@example.jp', role: '部長' } },
    ])
  })

  it('is found by its name when nothing stronger speaks against it', () => {
    const found = (line: string) =>
      prepared(`氏名,メール,社員番号\n${line}`, { records: [hanako] }).preview.verdicts[0]?.action
    expect(found('髙橋花子,,E1')).toBe('change')
    expect(found('髙橋 花子,other@example.jp,E1')).toBe('create')
    expect(found('高橋 花子,,E1')).toBe('create')
  })

  it('is never looked for when every row is to be new', () => {
    const line = '氏名,メール\n髙橋 花子,hanako@example.jp'
    const { mapping } = prepared(line).preview
    expect(
      prepared(line, { records: [hanako], mapping: { ...mapping, key: [] } }).preview.counts.create,
    ).toBe(1)
  })

  it('keeps numbers in another writing, learns their use, and takes new ones', () => {
    const plan = prepared('氏名,携帯,会社電話,内線\n髙橋 花子,０９０ー００００ー０００１,0300000001,2001', {
      records: [hanako],
    })
    expect(plan.preview.verdicts[0]?.changes).toEqual([
      { field: 'phones', use: 'office', before: '03-0000-0001', after: '03-0000-0001' },
      { field: 'phones', use: 'extension', before: '', after: '2001' },
    ])
    expect(people(afterWrites([hanako], plan.writes))[0]?.phones).toEqual([
      'mobile 090-0000-0001',
      'office 03-0000-0001',
      'extension 2001',
    ])
  })

  it('gets the new number in place of the only one of its use, unchecked', () => {
    const plan = prepared('氏名,携帯\n髙橋 花子,090-0000-0009', { records: [hanako] })
    expect(plan.writes).toEqual([
      { op: 'set', id: 'phone:10', values: { number: '090-0000-0009', checkedOn: null } },
    ])
  })

  it('does not lose a number to one that the same row names for something else', () => {
    const plan = prepared('氏名,電話,携帯\n髙橋 花子,03-0000-0002,03-0000-0001', { records: [hanako] })
    expect(people(afterWrites([hanako], plan.writes))[0]?.phones).toContain('03-0000-0002')
    expect(people(afterWrites([hanako], plan.writes))[0]?.phones).toContain('mobile 03-0000-0001')
  })
})

// Time for a machine that is busy with other tests.
describe('any file', { timeout: 60_000 }, () => {
  const cells = fc.constantFrom(
    '',
    '佐藤 健',
    '佐藤健',
    'さとう けん',
    'サトウ　タケシ',
    'Anna',
    'Müller',
    'a@example.jp',
    'A@EXAMPLE.JP',
    'b@example.jp',
    '090-0000-0001',
    '０９０００００００１',
    '03-0000-0001/03-0000-0002',
    '9000000001',
    '9.01E+10',
    '2001',
    "'0001",
    '=1+1',
    '-',
    '総務部',
  )
  const headers = fc.constantFrom(
    '氏名',
    '姓',
    '名',
    'よみ',
    'メール',
    '社員番号',
    '電話',
    '携帯',
    '内線',
    '部署',
    '備考',
  )
  const files = fc.uniqueArray(headers, { minLength: 1, maxLength: 6 }).chain((head) =>
    fc
      .array(fc.array(cells, { minLength: head.length, maxLength: head.length }), {
        minLength: 1,
        maxLength: 8,
      })
      .map((rows) => [head, ...rows].map((line) => line.map((cell) => `"${cell}"`).join(',')).join('\n')),
  )

  it('twice changes nothing the second time', () => {
    fc.assert(
      fc.property(files, files, (file, earlier) => {
        const choice = { headerRow: true, delimiter: ',' } as const
        const before = tryImport(earlier, { choice })
        const records = before.ok ? afterWrites([], before.value.writes) : []
        const first = tryImport(file, { records, choice })
        if (!first.ok) return
        const after = afterWrites(records, first.value.writes)
        const second = prepared(file, { records: after, choice })
        expect(second.writes).toEqual([])
        // A row refused at first may turn out to say nothing new; a row taken at first always does.
        first.value.preview.verdicts.forEach(({ action }, index) => {
          const again = second.preview.verdicts[index]?.action
          if (action === 'refused') expect(['refused', 'same']).toContain(again)
          else expect(again).toBe('same')
        })
      }),
      { numRuns: 400 },
    )
  })

  it('of random bytes gives a plan or a named problem, never a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const tried = tryImport(bytes)
        if (tried.ok) afterWrites([], tried.value.writes)
      }),
      { numRuns: 300 },
    )
  })

  it('writes nothing for refused rows', () => {
    fc.assert(
      fc.property(files, (file) => {
        const tried = tryImport(file, { choice: { headerRow: true, delimiter: ',' } })
        if (!tried.ok) return
        const { preview, writes } = tried.value
        const created = writes.filter(({ op, id }) => op === 'create' && id.startsWith('person:'))
        expect(created).toHaveLength(preview.counts.create)
      }),
    )
  })
})

describe('widths', () => {
  it('of kana and of mail addresses become usual ones, and the same file again changes nothing', () => {
    const csv = '氏名,部署,メール\nﾀｶｱｷ ﾊﾅｺﾞ,ｼｽﾃﾑ部,ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ\n'
    const records = imported(csv)
    expect(people(records)).toEqual([
      { name: 'タカアキ ハナゴ', department: 'システム部', mail: 'yamada@example.jp', phones: [] },
    ])
    expect(prepared(csv, { records }).writes).toEqual([])
  })
})

describe('a day that has not come yet', () => {
  it('is named at its cell', () => {
    const table: Table = {
      rows: [
        { row: 2, cells: ['甲', '2026/11/22'], ragged: null },
        { row: 3, cells: ['乙', '2026/11/23'], ragged: null },
      ],
      headers: ['番号', '最終確認日'],
      found: { encoding: 'utf-8', delimiter: ',', headerRow: true, rows: 2 },
    }
    const declaration: RecordDeclaration = {
      ...phoneDeclared,
      title: 'note',
      fields: {
        note: { kind: 'text', label: phoneDeclared.label },
        checkedOn: phoneDeclared.fields.checkedOn,
      },
    }
    const done = prepareImport(
      'phones.csv',
      table,
      {
        recordType: 'phone',
        columns: [
          { to: 'field', field: 'note' },
          { to: 'field', field: 'checkedOn' },
        ],
        key: [],
      },
      { declaration, children: [], today: '2026-11-22' },
      { records: [] },
      (type) => `${type}:1`,
    )
    expect(done.preview.verdicts.map(({ action, problems }) => [action, problems])).toEqual([
      ['create', []],
      ['refused', [{ column: 1, problem: 'afterToday', value: '2026-11-23', refuses: true }]],
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterWrites, prepared, tryImport } from '../../../test/data/person-import'

/** `npm run test:long` draws a hundred thousand. */
const RUNS = process.env.DAICHO_LONG ? 25_000 : 300

// Time for a machine that is busy with other tests.
describe('any file', { timeout: 1_800_000 }, () => {
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

  it('twice changes nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, async (file, earlier) => {
        const choice = { headerRows: 1, delimiter: ',' } as const
        const before = await tryImport(earlier, { choice })
        const records = before.ok ? afterWrites([], before.value.writes()) : []
        const tried = await tryImport(file, { records, choice })
        if (!tried.ok) return
        const first = await prepared(file, { records, choice })
        const after = afterWrites(records, first.writes)
        const second = await prepared(file, { records: after, choice })
        expect(second.writes).toEqual([])
        // A row refused at first may turn out to say nothing new; a row taken at first always does.
        const rows = first.preview.verdicts.filter(({ row }) => row > 0)
        rows.forEach(({ action }, index) => {
          const again = second.preview.verdicts[index]?.action
          if (action === 'refused') expect(['refused', 'same']).toContain(again)
          else expect(again).toBe('same')
        })
      }),
      { numRuns: RUNS },
    )
  })

  it('of random bytes gives a plan or a named problem, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const tried = await tryImport(bytes)
        if (tried.ok) afterWrites([], tried.value.writes())
        else expect(tried.error.type).toMatch(/^[A-Z]/)
      }),
      { numRuns: RUNS },
    )
  })

  it('writes nothing for refused rows', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const tried = await tryImport(file, { choice: { headerRows: 1, delimiter: ',' } })
        if (!tried.ok) return
        const { preview, writes } = tried.value
        const created = writes().filter(({ op, id }) => op === 'create' && id.startsWith('person:'))
        expect(created).toHaveLength(preview.counts.create)
      }),
      { numRuns: RUNS },
    )
  })
})

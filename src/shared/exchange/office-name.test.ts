import { describe, expect, test } from 'vitest'
import type { RecordId } from '../journal/entry'
import { decodeWith } from './decode-bytes'
import { bytesInMemory } from './file-bytes'
import { previewImport } from './preview-import'

/** What is said of the organisation of somebody whose card names one. */
const saidOf = async (company: string, office: string) => {
  const card = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:台帳 太郎', `ORG:${company};総務部`, 'END:VCARD'].join(
    '\r\n',
  )
  const prepared = await previewImport(
    {
      file: { name: 'card.vcf', bytes: bytesInMemory(new TextEncoder().encode(card)) },
      recordType: 'person',
    },
    {
      decode: decodeWith(TextDecoder),
      view: { records: [], others: { organisation: [], site: [] }, office },
      newId: (type) => `${type}:new` as RecordId,
    },
  )
  if (!prepared.ok) throw new Error(prepared.error.type)
  const [verdict] = prepared.value.verdicts.window('all', 0, 1)
  return {
    action: verdict?.action,
    fields: verdict?.changes.map(({ field }) => field),
    problems: verdict?.problems.map(({ problem }) => problem),
  }
}

describe('A card that names the office itself', () => {
  const own = { action: 'create', fields: ['name', 'department'], problems: [] }

  test.each([
    ['株式会社みほん製作所', '株式会社みほん製作所'],
    ['㈱みほん製作所', '株式会社みほん製作所'],
    ['みほん製作所（株）', '株式会社みほん製作所'],
    ['Mihon Works Co.\\, Ltd.', 'Mihon Works Co., Ltd.'],
    ['Mihon Works\\, Inc.', 'Mihon Works'],
  ])('as %s brings one of our own (%s)', async (company, office) => {
    expect(await saidOf(company, office)).toEqual(own)
  })

  test('is told from one that names another', async () => {
    const said = await saidOf('株式会社みほん', '株式会社みほん製作所')
    expect(said).toMatchObject({ action: 'refused', problems: ['noSuchRecord'] })
  })
})

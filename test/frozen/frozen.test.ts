import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FOLD_VERSION } from '../../src/shared/journal/fold'
import { foldFrozen, frozenSummary } from './fold-frozen'

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((item) => item.isDirectory())
  .map((item) => item.name)

const cure = 'An office has entries like these: fix the model, never the fixture.'

test('a journal is frozen', () => {
  expect(folders.length).toBeGreaterThan(0)
})

describe.each(folders)('the journal frozen as %s', (name) => {
  const folder = join(import.meta.dirname, name)
  const kept = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'))
  const { rows, ...summary } = frozenSummary(foldFrozen(folder))

  test('says today what it said then', () => {
    expect(rows, cure).toBe(readFileSync(join(folder, 'rows.jsonl'), 'utf8'))
  })

  test('has its entries and what was struck out of them', () => {
    expect(summary.kinds, cure).toEqual(kept.kinds)
    expect(summary.struck, cure).toEqual(kept.struck)
  })

  test('folds to the very same rows, or the fold has a new version', () => {
    const changed = 'Stored views are filled again only when FOLD_VERSION is raised.'
    if (FOLD_VERSION === kept.foldVersion) expect(summary.folded, changed).toBe(kept.folded)
    else expect(FOLD_VERSION).toBeGreaterThan(kept.foldVersion)
  })
})

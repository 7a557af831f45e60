import { describe, expect, it } from 'vitest'
import { inventedOffice, sheetInput } from '../../../test/data/invented-office'
import { prepareList } from './prepared-list'
import { sheetOf } from './sheet'
import { siteSheets } from './site-sheets'

describe('a call tree that goes on beside itself', () => {
  it('leads to the right column and back to the left one', () => {
    const { html } = sheetOf(
      sheetInput(inventedOffice(60, 2), { layout: 'tree', paper: 'a4', columns: ['role'] }),
      [],
    )
    expect(html.match(/→ 右の列へ/g)?.length).toBeGreaterThan(0)
    expect(html.match(/← 左の列から/g)?.length).toBe(html.match(/→ 右の列へ/g)?.length)
  })
})

describe('the page of every site', () => {
  it('has the contracts of no site in particular, and no customers among them', () => {
    const contacts = inventedOffice(10).map((each) =>
      each.id === 'organisation:nobody' ? { ...each, site: null } : each,
    )
    const sheets = siteSheets(
      prepareList(
        sheetInput(contacts, {
          layout: 'sites',
          choice: { chosen: 'rules', subjects: ['organisation', 'site'], rules: [], members: [] },
        }),
      ),
    )
    expect(sheets).toHaveLength(3)
    for (const { shared } of sheets)
      expect(shared.map(({ id }) => id).sort()).toEqual(['organisation:insurer', 'organisation:server'])
  })
})

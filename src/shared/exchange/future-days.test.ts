import { expect, it } from 'vitest'
import { prepared } from '../../../test/data/person-import'

it('A day that has not come yet is named at its cell, where it tells of something that has happened', async () => {
  const file = '氏名,携帯,最終確認日\n甲 一,090-0000-0001,2026/11/22\n乙 二,090-0000-0002,2026/11/23'
  const { preview } = await prepared(file, { today: '2026-11-22' })
  expect(preview.verdicts.map(({ action, problems }) => [action, problems])).toEqual([
    ['create', []],
    ['refused', [{ column: 2, problem: 'afterToday', value: '2026-11-23', refuses: true }]],
  ])
})

import { expect, test } from 'vitest'
import { datedFileName } from './file-name'

test.each([
  ['連絡先一覧', '連絡先一覧_2026-11-22.pdf'],
  ['a/b\\c:d*e?f"g<h>i|j\u0000', 'a_b_c_d_e_f_g_h_i_j__2026-11-22.pdf'],
  ['..hidden', '_hidden_2026-11-22.pdf'],
  ['end. ', 'end__2026-11-22.pdf'],
])('A file called %s has a name that every system takes, with the day in the office', (title, name) => {
  // Past midnight in Tokyo already.
  expect(datedFileName(title, '2026-11-21T15:30:00Z', 'Asia/Tokyo', 'pdf')).toBe(name)
})

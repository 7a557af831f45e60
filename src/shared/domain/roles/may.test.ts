import { describe, expect, test } from 'vitest'
import { mayWrite, type Role, type WishToWrite, type WriteOp } from './may'

const roles: readonly Role[] = ['administrator', 'desk', 'approver', 'auditor', 'viewer']
const ops: readonly WriteOp[] = ['create', 'set', 'delete', 'restore', 'strike']
const wish = (op: WriteOp, writers: readonly Role[], ownPreferences = false): WishToWrite => ({
  op,
  writers,
  ownPreferences,
})

describe('may', () => {
  test.each(ops)('R1 an administrator %s', (op) => {
    expect(mayWrite(['administrator'], wish(op, []))).toBe(true)
  })

  test.each(ops)('R2, R5 writers %s, but do not strike', (op) => {
    expect(mayWrite(['desk'], wish(op, ['desk']))).toBe(op !== 'strike')
    expect(mayWrite(['desk'], wish(op, ['approver']))).toBe(false)
    expect(mayWrite(['viewer', 'desk'], wish(op, ['desk']))).toBe(op !== 'strike')
  })

  test.each(ops)('R3 no viewer and no auditor %s, whatever a record type says', (op) => {
    expect(mayWrite(['viewer'], wish(op, roles))).toBe(false)
    expect(mayWrite(['auditor'], wish(op, roles))).toBe(false)
    expect(mayWrite([], wish(op, roles))).toBe(false)
  })

  test('R4 everyone sets own preferences', () => {
    for (const role of roles) expect(mayWrite([role], wish('set', [], true))).toBe(true)
    expect(mayWrite(['viewer'], wish('delete', [], true))).toBe(false)
  })
})

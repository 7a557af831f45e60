/**
 * What a role may write, in one place. Roles limit writing and screens; whoever has a copy of the ledger can read it.
 * Rules: R1 an administrator may write everything; R2 everybody else what the record type names them a writer of;
 * R3 viewers and auditors write nothing; R4 everyone may change the preferences of their own user record; R5 only an
 * administrator strikes out.
 */

export type Role = 'administrator' | 'desk' | 'approver' | 'auditor' | 'viewer'

export type WriteOp = 'create' | 'set' | 'delete' | 'restore' | 'strike'

const READERS: readonly Role[] = ['viewer', 'auditor']

export type WishToWrite = {
  readonly op: WriteOp
  /** Roles the record type names as its writers. */
  readonly writers: readonly Role[]
  /** Nothing but preferences of the asker's own user record is touched. */
  readonly ownPreferences: boolean
}

/** True for somebody whose user record holds these roles. */
export function mayWrite(roles: readonly Role[], wish: WishToWrite): boolean {
  if (isAdministrator(roles)) return true
  if (wish.op === 'strike') return false
  if (wish.op === 'set' && wish.ownPreferences) return true
  return roles.some((role) => !READERS.includes(role) && wish.writers.includes(role))
}

/** Whether roles allow administration: users, settings, striking out. */
export const isAdministrator = (roles: readonly Role[]): boolean => roles.includes('administrator')

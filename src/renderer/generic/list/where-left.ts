/** Where a list was left, for coming back to it from a record. */
export type WhereLeft = {
  /** The address it was left under; another question begins at the top. */
  readonly address: string
  readonly index: number
  /** Pixels. */
  readonly scroll: number
}

/** By open ledger, then list; forgotten with the ledger. */
const left = new WeakMap<object, Map<string, WhereLeft>>()

export const leaveAt = (ledger: object, list: string, where: WhereLeft): void => {
  const lists = left.get(ledger) ?? new Map<string, WhereLeft>()
  lists.set(list, where)
  left.set(ledger, lists)
}

/** Null when the list was not left, or was asked for something else. */
export const whereLeft = (ledger: object, list: string, address: string): WhereLeft | null => {
  const where = left.get(ledger)?.get(list)
  return where?.address === address ? where : null
}

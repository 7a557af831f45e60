/** Where a list was left, for coming back to it from a record. Kept while the window is open. */
export type WhereLeft = {
  /** The address it was left under; another question begins at the top. */
  readonly address: string
  readonly index: number
  readonly scroll: number
}

const left = new Map<string, WhereLeft>()

export const leaveAt = (list: string, where: WhereLeft): void => {
  left.set(list, where)
}

/** Null when the list was not left, or was asked for something else. */
export const whereLeft = (list: string, address: string): WhereLeft | null => {
  const where = left.get(list)
  return where?.address === address ? where : null
}

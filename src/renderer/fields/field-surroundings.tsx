import { createContext, type ReactNode, useContext } from 'react'
import type { Writing } from '../../shared/domain/written/writing'

export type FoundRecord = { readonly id: string; readonly title: string }

/** What field kinds need to know beyond their declaration and value. */
export type FieldSurroundings = {
  readonly writing: Writing
  /** The day it is in the office, "YYYY-MM-DD". */
  readonly today: string
  /** Live records of a type that hold these words, the first few. */
  readonly find: (type: string, text: string) => Promise<readonly FoundRecord[]>
  /** Title of a record that is referred to, where known. */
  readonly titleOf: (id: string) => string | undefined
  /** Saves a file of the ledger where the person wants it, and tells them when that cannot be done. */
  readonly saveStored: (file: { readonly sha256: string; readonly name: string }) => Promise<void>
}

const Surroundings = createContext<FieldSurroundings>({
  writing: { language: 'ja', zone: 'Asia/Tokyo', years: 'western' },
  today: '1970-01-01',
  find: async () => [],
  titleOf: () => undefined,
  saveStored: async () => undefined,
})

export const FieldSurroundingsProvider = ({
  value,
  children,
}: {
  readonly value: FieldSurroundings
  readonly children: ReactNode
}) => <Surroundings value={value}>{children}</Surroundings>

export const useSurroundings = (): FieldSurroundings => useContext(Surroundings)

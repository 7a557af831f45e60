/** A file as a table, by what stands in it. */
import type { Result } from '../base/result'
import type { FileBytes } from './file-bytes'
import type { ImportProblem } from './import-plan'
import { readTable, type TableReading } from './read-table'
import type { Table } from './table'

export type ChosenFile = { readonly name: string; readonly bytes: FileBytes }

/** Reads the head of a table; its rows follow when they are asked for. */
export const tableOfFile = (
  { bytes }: ChosenFile,
  reading: TableReading,
): Promise<Result<Table, ImportProblem>> => readTable(bytes, reading)

/**
 * What stands on a sheet, record by record, in the words of the sheet: kept with a copy that was given out, so that it
 * can be told later which lines changed.
 */
export type SheetLine = {
  /** Id of the record the line is of; `sheet` for the title and the words of the sheet itself. */
  readonly key: string
  /** Name of the record as it stands on the sheet. */
  readonly title: string
  /** The rest of the line, parts divided by ` / `. */
  readonly text: string
}

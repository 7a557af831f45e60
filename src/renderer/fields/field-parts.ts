import type { ComponentType } from 'react'
import type { JsonValue } from '../../shared/base/json'
import type { InputWatch } from '../../shared/domain/reading/kana-collector'
import type { Field } from '../../shared/records/define'

/** What every editor gets. `value` null is "empty"; what could not be read as the kind is handed on as typed text. */
export type EditorProps<F extends Field = Field> = {
  readonly field: F
  readonly value: JsonValue
  readonly onChange: (value: JsonValue) => void
  /** Of the control that takes the focus: the label points to it. */
  readonly id: string
  /** Name of the control where no visible label points to it, as in a table. */
  readonly label: string
  /** Ids of the help and the problem shown beside it. */
  readonly describedBy?: string
  readonly invalid?: boolean
  readonly placeholder?: string
  /** The value can be changed but not emptied: what is chosen from offers no way to nothing. */
  readonly neverEmpty?: boolean
  /** Text editors only: hears how the text came about, for the reading. */
  readonly watch?: (event: InputWatch) => void
}

export type CellProps<F extends Field = Field> = {
  readonly field: F
  readonly value: JsonValue
  /** Title of what is referred to, or text of child records, where the kind has no text of its own. */
  readonly shown?: string
  /** In a list: one line, nothing to click. On a page: links, line breaks. */
  readonly place: 'list' | 'page'
}

/** Share of a list's width, and the least a column takes in pixels. */
export type ColumnWidth = { readonly share: number; readonly least: number }

/** What it takes to show and edit one kind. */
export type FieldParts<F extends Field> = {
  readonly Editor: ComponentType<EditorProps<F>>
  readonly Cell: ComponentType<CellProps<F>>
  readonly column: ColumnWidth & { readonly align?: 'end' }
}

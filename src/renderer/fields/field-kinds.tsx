import type { Field, FieldKind, TextField } from '../../shared/records/define'
import { ChildrenCell } from './children/ChildrenCell'
import { ChildrenEditor } from './children/ChildrenEditor'
import { ChoiceCell } from './choice/ChoiceCell'
import { ChoiceEditor } from './choice/ChoiceEditor'
import { DateEditor } from './date/DateEditor'
import { DecimalEditor } from './decimal/DecimalEditor'
import { DurationEditor } from './duration/DurationEditor'
import { FiguresCell } from './FiguresCell'
import type { CellProps, ColumnWidth, EditorProps, FieldParts } from './field-parts'
import { useSurroundings } from './field-surroundings'
import { fieldText } from './field-text'
import { FileCell } from './file/FileCell'
import { FileEditor } from './file/FileEditor'
import { InstantEditor } from './instant/InstantEditor'
import { IntegerEditor } from './integer/IntegerEditor'
import { LongTextCell } from './longText/LongTextCell'
import { LongTextEditor } from './longText/LongTextEditor'
import { MoneyEditor } from './money/MoneyEditor'
import { RefCell } from './ref/RefCell'
import { RefEditor } from './ref/RefEditor'
import { TagsCell } from './tags/TagsCell'
import { TagsEditor } from './tags/TagsEditor'
import { TextCell } from './text/TextCell'
import { TextEditor } from './text/TextEditor'
import { UncertainTimeEditor } from './uncertainTime/UncertainTimeEditor'

/** A cell of figures in the words of the kind. */
const FiguresOf = ({ field, value, place }: CellProps) => {
  const { writing, titleOf } = useSurroundings()
  return <FiguresCell text={fieldText(field, value, { writing, titleOf })} place={place} />
}

/** How every kind is edited and shown. A kind without a line here does not compile. */
export const fieldKinds = {
  text: {
    Editor: TextEditor,
    Cell: TextCell,
    column: { share: 3, least: 120 },
  },
  longText: {
    Editor: LongTextEditor,
    Cell: LongTextCell,
    column: { share: 4, least: 160 },
  },
  integer: {
    Editor: IntegerEditor,
    Cell: FiguresOf,
    column: { share: 1, least: 80, align: 'end' },
  },
  decimal: {
    Editor: DecimalEditor,
    Cell: FiguresOf,
    column: { share: 1, least: 90, align: 'end' },
  },
  money: {
    Editor: MoneyEditor,
    Cell: FiguresOf,
    column: { share: 1, least: 110, align: 'end' },
  },
  choice: {
    Editor: ChoiceEditor,
    Cell: ChoiceCell,
    column: { share: 1, least: 90 },
  },
  tags: {
    Editor: TagsEditor,
    Cell: TagsCell,
    column: { share: 2, least: 120 },
  },
  date: {
    Editor: DateEditor,
    Cell: FiguresOf,
    column: { share: 1, least: 110 },
  },
  instant: {
    Editor: InstantEditor,
    Cell: FiguresOf,
    column: { share: 1, least: 150 },
  },
  uncertainTime: {
    Editor: UncertainTimeEditor,
    Cell: FiguresOf,
    column: { share: 2, least: 200 },
  },
  duration: {
    Editor: DurationEditor,
    Cell: FiguresOf,
    column: { share: 1, least: 90, align: 'end' },
  },
  ref: {
    Editor: RefEditor,
    Cell: RefCell,
    column: { share: 2, least: 120 },
  },
  children: {
    Editor: ChildrenEditor,
    Cell: ChildrenCell,
    column: { share: 3, least: 190 },
  },
  file: {
    Editor: FileEditor,
    Cell: FileCell,
    column: { share: 2, least: 140 },
  },
} as const satisfies { readonly [K in FieldKind]: FieldParts<Extract<Field, { kind: K }>> }

/** The parts of a field's kind; the map gives every field the parts of its own kind. */
export const partsOf = (field: Field): FieldParts<Field> => fieldKinds[field.kind] as FieldParts<Field>

/** A mail address is longer than a name, a reading about as long as one. */
const textWidths: { readonly [F in NonNullable<TextField['format']>]?: ColumnWidth } = {
  email: { share: 3.5, least: 160 },
  kana: { share: 2.8, least: 112 },
  phone: { share: 2, least: 120 },
}

/** Width of the field's column in a list. */
export const columnOf = (field: Field): ColumnWidth =>
  (field.kind === 'text' && field.format && textWidths[field.format]) || partsOf(field).column

/** The editor of the field's kind. */
export const FieldEditor = (props: EditorProps) => {
  const { Editor } = partsOf(props.field)
  return <Editor {...props} />
}

/** The value of a field as it is shown in lists and on pages. */
export const FieldCell = (props: CellProps) => {
  const { Cell } = partsOf(props.field)
  return <Cell {...props} />
}

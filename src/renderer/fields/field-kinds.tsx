import type { JsonValue } from '../../shared/base/json'
import { writeDate } from '../../shared/domain/written/date-text'
import { writeDecimal } from '../../shared/domain/written/decimal-text'
import { writeDuration } from '../../shared/domain/written/duration-text'
import { writeInstant } from '../../shared/domain/written/instant-text'
import type { Field, FieldKind } from '../../shared/records/define'
import { ChildrenCell } from './children/ChildrenCell'
import { ChildrenEditor } from './children/ChildrenEditor'
import { ChoiceCell } from './choice/ChoiceCell'
import { ChoiceEditor } from './choice/ChoiceEditor'
import { choiceText } from './choice/choice-text'
import { DateEditor } from './date/DateEditor'
import { DecimalEditor } from './decimal/DecimalEditor'
import { DurationEditor } from './duration/DurationEditor'
import { FiguresCell } from './FiguresCell'
import type { CellProps, EditorProps, FieldParts, TextOptions } from './field-parts'
import { useSurroundings } from './field-surroundings'
import { FileCell, fileText } from './file/FileCell'
import { FileEditor } from './file/FileEditor'
import { InstantEditor } from './instant/InstantEditor'
import { IntegerEditor } from './integer/IntegerEditor'
import { LongTextCell } from './longText/LongTextCell'
import { LongTextEditor } from './longText/LongTextEditor'
import { MoneyEditor } from './money/MoneyEditor'
import { isMoney, writeMoney } from './money/money-text'
import { RefCell } from './ref/RefCell'
import { RefEditor } from './ref/RefEditor'
import { TagsCell } from './tags/TagsCell'
import { TagsEditor } from './tags/TagsEditor'
import { tagsOf } from './tags/tags-text'
import { TextCell } from './text/TextCell'
import { TextEditor } from './text/TextEditor'
import { textText } from './text/text-text'
import { UncertainTimeEditor } from './uncertainTime/UncertainTimeEditor'
import { uncertainTimeText } from './uncertainTime/uncertain-time-text'

const string = (value: JsonValue): string => (typeof value === 'string' ? value : '')

/** A cell of figures in the words of the kind. */
const FiguresOf = ({ field, value, place }: CellProps) => {
  const { writing, titleOf } = useSurroundings()
  return <FiguresCell text={fieldText(field, value, { writing, titleOf })} place={place} />
}

/** How every kind is edited, shown and put into words. A kind without a line here does not compile. */
export const fieldKinds = {
  text: {
    Editor: TextEditor,
    Cell: TextCell,
    text: textText,
    column: { share: 3, least: 120 },
  },
  longText: {
    Editor: LongTextEditor,
    Cell: LongTextCell,
    text: (_, value) => string(value),
    column: { share: 4, least: 160 },
  },
  integer: {
    Editor: IntegerEditor,
    Cell: FiguresOf,
    text: (_, value) => (value === null ? '' : String(value)),
    column: { share: 1, least: 80, align: 'end' },
  },
  decimal: {
    Editor: DecimalEditor,
    Cell: FiguresOf,
    text: (_, value) => writeDecimal(string(value)),
    column: { share: 1, least: 90, align: 'end' },
  },
  money: {
    Editor: MoneyEditor,
    Cell: FiguresOf,
    text: (_, value, { writing }) => (isMoney(value) ? writeMoney(value, writing.language) : string(value)),
    column: { share: 1, least: 110, align: 'end' },
  },
  choice: {
    Editor: ChoiceEditor,
    Cell: ChoiceCell,
    text: (field, value, { writing }) => choiceText(field.choices, value, writing.language),
    column: { share: 1, least: 90 },
  },
  tags: {
    Editor: TagsEditor,
    Cell: TagsCell,
    text: (field, value, { writing }) =>
      tagsOf(value)
        .map((tag) => choiceText(field.choices, tag, writing.language))
        .join(writing.language === 'ja' ? '\u3001' : ', '),
    column: { share: 2, least: 120 },
  },
  date: {
    Editor: DateEditor,
    Cell: FiguresOf,
    text: (_, value, { writing }) => writeDate(string(value), writing),
    column: { share: 1, least: 110 },
  },
  instant: {
    Editor: InstantEditor,
    Cell: FiguresOf,
    text: (_, value, { writing }) => (string(value) ? writeInstant(string(value), writing) : ''),
    column: { share: 1, least: 150 },
  },
  uncertainTime: {
    Editor: UncertainTimeEditor,
    Cell: FiguresOf,
    text: (_, value, { writing }) => uncertainTimeText(value, writing),
    column: { share: 2, least: 200 },
  },
  duration: {
    Editor: DurationEditor,
    Cell: FiguresOf,
    text: (_, value, { writing }) =>
      typeof value === 'number' ? writeDuration(value, writing.language) : string(value),
    column: { share: 1, least: 90, align: 'end' },
  },
  ref: {
    Editor: RefEditor,
    Cell: RefCell,
    text: (_, value, { titleOf }) => titleOf?.(string(value)) ?? string(value),
    column: { share: 2, least: 120 },
  },
  children: {
    Editor: ChildrenEditor,
    Cell: ChildrenCell,
    text: () => '',
    column: { share: 2, least: 130 },
  },
  file: {
    Editor: FileEditor,
    Cell: FileCell,
    text: (_, value) => fileText(value),
    column: { share: 2, least: 140 },
  },
} as const satisfies { readonly [K in FieldKind]: FieldParts<Extract<Field, { kind: K }>> }

/** The parts of a field's kind; the map gives every field the parts of its own kind. */
export const partsOf = (field: Field): FieldParts<Field> => fieldKinds[field.kind] as FieldParts<Field>

/** A value in words, by the kind of its field. */
export const fieldText = (field: Field, value: JsonValue, options: TextOptions): string =>
  partsOf(field).text(field, value, options)

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

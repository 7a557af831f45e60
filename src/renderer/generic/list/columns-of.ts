import type { Field, Language, RecordDeclaration } from '../../../shared/records/define'
import { columnOf } from '../../fields/field-kinds'

export type Column = {
  readonly name: string
  readonly field: Field
  readonly title: boolean
}

/** The columns of a list: what the declaration puts there, the title always first; readings are for Japanese eyes. */
export const listColumns = (declaration: RecordDeclaration, language: Language): readonly Column[] => {
  const shown = Object.entries(declaration.fields)
    .filter(([name, field]) => !field.hidden && (field.inList || name === declaration.title))
    .filter(([, field]) => language === 'ja' || !(field.kind === 'text' && field.format === 'kana'))
    .map(([name, field]) => ({ name, field, title: name === declaration.title }))
  return [...shown].sort((a, b) => Number(b.title) - Number(a.title))
}

/** Widths as CSS grid tracks; `lead` stands before the columns. */
export const gridTracks = (columns: readonly Column[], lead: string): string =>
  [
    lead,
    ...columns.map(({ field, title }) => {
      const { share, least } = columnOf(field)
      return `minmax(${title ? least * 1.2 : least}px, ${title ? share * 1.2 : share}fr)`
    }),
  ].join(' ')

/** The least width at which every column can be read, in pixels. */
export const leastWidth = (columns: readonly Column[], lead: number): number =>
  columns.reduce(
    (sum, { field, title }) => sum + columnOf(field).least * (title ? 1.2 : 1),
    lead + columns.length * 12,
  )

// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn only where they are in sight and placed by hand, which a table cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells (aria-activedescendant)
import { IconCheck } from '@tabler/icons-react'
import { type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { rowLabel } from '../../../shared/domain/reading/initials'
import { FieldCell, partsOf } from '../../fields/field-kinds'
import type { ListRow } from '../../store/store-api'
import { useLanguage } from '../../ui/use-language'
import { nameOfRecord } from '../record-name'
import { ChildrenColumn } from './ChildrenColumn'
import type { Column } from './columns-of'
import classes from './RecordGrid.module.css'

type GridRowProps = {
  readonly id: string
  readonly index: number
  /** Pixels from the top of all rows. */
  readonly top: number
  /** Undefined while it is fetched. */
  readonly row: ListRow | undefined
  readonly columns: readonly Column[]
  /** Whether the records listed stand or are deleted. */
  readonly live: boolean
  readonly active: boolean
  readonly selected: boolean
  /** Whether the list is in the order of its index. */
  readonly indexed: boolean
  /** The first record of its letter. */
  readonly firstOfIndex: boolean
  readonly onClick: (event: MouseEvent, index: number, row: ListRow) => void
}

/** One record as a line of the grid. */
export const GridRow = memo((props: GridRowProps) => {
  const { id, index, top, row, columns, live, active, selected, indexed, firstOfIndex, onClick } = props
  const { t } = useTranslation('generic')
  const language = useLanguage()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the grid, which holds the focus for its rows
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      tabIndex={-1}
      data-active={active || undefined}
      data-first={(indexed && firstOfIndex && index > 0) || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => row && onClick(event, index, row)}
    >
      <span className={classes.check} data-check aria-hidden title={t('keySelect')}>
        <span className={classes.box}>{selected && <IconCheck size={12} stroke={3} />}</span>
      </span>
      <span className={classes.kana} aria-hidden>
        {indexed && row && firstOfIndex
          ? row.index === null
            ? '—'
            : language === 'ja'
              ? rowLabel(row.index)
              : row.index
          : ''}
      </span>
      {columns.map(({ name, field, title }, at) => (
        <div
          key={name}
          role="gridcell"
          aria-colindex={at + 1}
          className={classes.cell}
          data-title={title || undefined}
          data-align={partsOf(field).column.align}
        >
          {row && (
            <>
              {field.kind === 'children' ? (
                <ChildrenColumn field={field} rows={row.children[name] ?? []} live={live} />
              ) : title && row.values[name] === undefined ? (
                <span className={classes.struck}>{nameOfRecord(row.id, row.values, language)}</span>
              ) : (
                <FieldCell
                  field={field}
                  value={row.values[name] ?? null}
                  shown={row.shown[name]}
                  place="list"
                />
              )}
              {indexed && row.index === null && field.kind === 'text' && field.format === 'kana' && (
                <span className={classes.noReading}>{t('noReading')}</span>
              )}
            </>
          )}
        </div>
      ))}
    </div>
  )
})

// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn only where they are in sight and placed by hand, which a table cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells (aria-activedescendant)
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordDeclaration } from '../../../shared/records/define'
import type { LiveList } from '../../store/client/use-list'
import type { ListQuery, ListRow } from '../../store/store-api'
import { isComposing } from '../../ui/key-bindings'
import { useLanguage } from '../../ui/use-language'
import { type Column, gridTracks, leastWidth, listColumns } from './columns-of'
import { GridRow } from './GridRow'
import classes from './RecordGrid.module.css'
import type { Selection } from './use-selection'

type RecordGridProps = {
  readonly declaration: RecordDeclaration
  readonly label: string
  readonly list: LiveList
  readonly sort: NonNullable<ListQuery['sort']>
  readonly onSort: (field: string) => void
  /** The row that keys act on. */
  readonly active: number
  readonly onActive: (index: number) => void
  readonly selection: Selection
  readonly onOpen: (row: ListRow) => void
  readonly onSelectAll: () => void
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Where the list is scrolled to at first, in pixels. */
  readonly startAt: number
  /** Marks the first record of each letter, and records that have no reading. */
  readonly indexed: boolean
  /** The topmost row in sight. */
  readonly onTopRow: (index: number) => void
}

/** Height of a row in rem: about 34 px at the usual text size, and growing with it. */
const ROW_REM = 2.125
/** Check box and kana mark, in pixels. */
const LEAD = 56

/** Height of a row in pixels at the text size of the moment. */
export const rowPixels = (): number =>
  Math.round(ROW_REM * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16))

/** Rows of any number as a grid that is scrolled, walked by keys and read aloud. */
export const RecordGrid = (props: RecordGridProps) => {
  const { declaration, label, list, sort, onSort, active, onActive, selection, onOpen } = props
  const { onSelectAll, scroller, startAt, indexed, onTopRow } = props
  const language = useLanguage()
  const prefix = useId()
  const columns = useMemo(() => listColumns(declaration, language), [declaration, language])
  const rowHeight = rowPixels()
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: startAt,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const topVisible = Math.floor((virtual.scrollOffset ?? 0) / rowHeight)
  useEffect(() => list.look(first, last), [list, first, last])
  useEffect(() => onTopRow(topVisible), [onTopRow, topVisible])
  // Only a move of the active row scrolls: rows that come in must not.
  const shown = useRef(active)
  useEffect(() => {
    if (shown.current !== active) virtual.scrollToIndex(active)
    shown.current = active
  }, [virtual, active])

  const rowId = (index: number) => `${prefix}-row-${index}`
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.target !== event.currentTarget) return
    const row = list.row(active)
    const mod = event.ctrlKey || event.metaKey
    if (mod && event.key.toLowerCase() === 'a') onSelectAll()
    else if (mod || event.altKey) return
    else if (event.key === 'Enter' && row) onOpen(row)
    else if (event.key === ' ' && row) selection.toggle(row.id)
    else if (event.key === 'Escape' && selection.ids.size > 0) selection.clear()
    else {
      const wished = keyTarget(event.key, active, page, list.total)
      if (wished === null) return
      const to = Math.max(0, Math.min(list.total - 1, wished))
      if (event.shiftKey) selection.add(idsBetween(list, active, to))
      onActive(to)
    }
    event.preventDefault()
  }

  const click = (event: MouseEvent, index: number, row: ListRow) => {
    const onCheck = (event.target as HTMLElement).closest('[data-check]') !== null
    if (event.shiftKey) {
      selection.add(idsBetween(list, active, index))
      onActive(index)
    } else if (onCheck || event.ctrlKey || event.metaKey) {
      selection.toggle(row.id)
      onActive(index)
    } else {
      onActive(index)
      onOpen(row)
    }
  }
  // Rows are drawn again only when they change, not whenever the grid scrolls.
  const latestClick = useRef(click)
  latestClick.current = click
  const onRowClick = useCallback<typeof click>((...args) => latestClick.current(...args), [])

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={list.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={items.some(({ index }) => index === active) ? rowId(active) : undefined}
      tabIndex={0}
      data-selecting={selection.ids.size > 0 || undefined}
      onKeyDown={onKeyDown}
      style={
        {
          '--tracks': gridTracks(columns, '2rem 1.5rem'),
          '--least': `${leastWidth(columns, LEAD)}px`,
          '--row': `${rowHeight}px`,
        } as React.CSSProperties
      }
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.row}>
          <span aria-hidden />
          <span aria-hidden />
          {columns.map((column, at) => (
            <HeadCell key={column.name} column={column} at={at} sort={sort} onSort={onSort}>
              {column.field.label[language]}
            </HeadCell>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = list.row(index)
          const before = index === 0 ? undefined : list.row(index - 1)
          return (
            <GridRow
              key={row?.id ?? index}
              id={rowId(index)}
              index={index}
              top={start}
              row={row}
              columns={columns}
              live={list.query.life === 'live'}
              active={index === active}
              selected={row !== undefined && selection.ids.has(row.id)}
              indexed={indexed}
              firstOfIndex={row !== undefined && (index === 0 || (!!before && before.index !== row.index))}
              onClick={onRowClick}
            />
          )
        })}
      </div>
    </div>
  )
}

const HeadCell = ({
  column,
  at,
  sort,
  onSort,
  children,
}: {
  readonly column: Column
  readonly at: number
  readonly sort: NonNullable<ListQuery['sort']>
  readonly onSort: (field: string) => void
  readonly children: string
}) => {
  const { t } = useTranslation('generic')
  const sorted = sort.field === column.name
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      tabIndex={-1}
      className={classes.headCell}
    >
      <button
        type="button"
        className={classes.sort}
        title={t('sortBy', { label: children })}
        onClick={() => onSort(column.name)}
      >
        {children}
        {sorted && <Arrow size={14} aria-hidden />}
      </button>
    </div>
  )
}

/** Where a key leads from a row; null for keys that lead nowhere. */
const keyTarget = (key: string, from: number, page: number, total: number): number | null => {
  switch (key) {
    case 'ArrowDown':
      return from + 1
    case 'ArrowUp':
      return from - 1
    case 'PageDown':
      return from + page
    case 'PageUp':
      return from - page
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

/** Ids of the rows between two places that have arrived. */
const idsBetween = (list: LiveList, a: number, b: number): readonly string[] => {
  const ids: string[] = []
  for (let index = Math.min(a, b); index <= Math.max(a, b); index += 1) {
    const row = list.row(index)
    if (row) ids.push(row.id)
  }
  return ids
}

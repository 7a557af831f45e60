import { Button } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Alphabet } from '../../../shared/domain/reading/initials'
import type { RecordId } from '../../../shared/journal/entry'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useCounts } from '../../store/client/hooks'
import { useSession } from '../../store/client/store-context'
import { useList } from '../../store/client/use-list'
import type { ListQuery, ListRow } from '../../store/store-api'
import { EmptyState } from '../../ui/EmptyState'
import { type KeyBinding, useKeys } from '../../ui/key-bindings'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { nameOfRecord } from '../record-name'
import type { Named } from '../use-record-actions'
import { IndexBar } from './IndexBar'
import { ListBar } from './ListBar'
import type { ListAct, ListTake } from './list-act'
import { type Asked, readAsked, toQuery, writeAsked } from './list-address'
import { RecordGrid, rowPixels } from './RecordGrid'
import classes from './RecordList.module.css'
import { useSelection } from './use-selection'
import { leaveAt, whereLeft } from './where-left'

type RecordListProps = {
  readonly declaration: RecordDeclaration
  readonly life: ListQuery['life']
  /** Keys besides those every list has. */
  readonly keys?: readonly KeyBinding[]
  readonly act?: ListAct
  readonly take?: ListTake
  readonly onEdit?: (id: RecordId) => void
  /** Stands where no record of this life is yet. */
  readonly empty: ReactNode
}

/** Rows asked for when coming back, before it is known how high the list is. */
const ROWS_AT_RETURN = 80

/** The field whose heading shows the order a list stands in before another is asked for. */
const firstSort = (declaration: RecordDeclaration, alphabet: Alphabet): string => {
  const order = declaration.orderBy ?? declaration.title
  const field = declaration.fields[order]
  const isReading = field?.kind === 'text' && field.format === 'kana'
  return isReading && alphabet === 'latin' ? (field.readingOf ?? declaration.title) : order
}

const isPlain = ({ text, filters }: Pick<ListQuery, 'text' | 'filters'>): boolean =>
  !text?.trim() && !filters?.length

/** Whether the focus is on nothing a key could be meant for: the page, the main area, a heading. */
const isNowhere = (focused: Element | null): boolean =>
  focused === null ||
  focused === document.body ||
  focused.tagName === 'MAIN' ||
  focused.hasAttribute('data-page-heading')

/** Whether a screen that was just opened may take the focus: nobody has begun to type in it, and no dialog is open. */
const mayTakeFocus = (rows: HTMLElement | null): boolean => {
  const focused = document.activeElement
  const inScreen = rows?.closest('main')?.contains(focused) ?? false
  return (!inScreen || isNowhere(focused)) && document.querySelector('[aria-modal="true"]') === null
}

/** A list of records to search, narrow down, sort, walk through and act on, by mouse or keys alone. */
export const RecordList = ({ declaration, life, keys = [], act, take, onEdit, empty }: RecordListProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const navigate = useNavigate()
  const { search } = useLocation()
  const [params, setParams] = useSearchParams()
  const asked = useMemo(() => readAsked(declaration, params), [declaration, params])
  const alphabet = language === 'en' ? 'latin' : 'kana'
  const query = useMemo(
    () => ({ ...toQuery(declaration.type, life, asked), alphabet }) as const,
    [declaration.type, life, asked, alphabet],
  )
  const session = useSession()
  const list = useList(query)
  const total = useCounts()?.[declaration.type]?.[life]
  const place = `${life} ${declaration.type}`
  const [returned] = useState(() => whereLeft(session, place, search))
  const [active, setActive] = useState(returned?.index ?? 0)
  const [topRow, setTopRow] = useState(0)
  const selection = useSelection()
  const scroller = useRef<HTMLDivElement>(null)
  const searchBox = useRef<HTMLInputElement>(null)

  const at = Math.max(0, Math.min(active, list.total - 1))
  const row = list.row(at)
  const focusRows = useCallback(() => scroller.current?.focus({ preventScroll: true }), [])
  const scrollTo = (index: number) => scroller.current?.scrollTo({ top: index * rowPixels() })

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, before the first rows are fetched
  useEffect(() => {
    if (returned) list.look(returned.index, returned.index + ROWS_AT_RETURN)
  }, [])
  const hasRows = list.ready && list.total > 0
  const arrived = useRef(false)
  useEffect(() => {
    // Arriving at the list, keys act on its rows at once.
    if (!hasRows || arrived.current) return
    arrived.current = true
    if (mayTakeFocus(scroller.current)) focusRows()
  }, [hasRows, focusRows])

  const ask = (change: Partial<Asked>) => {
    setParams((now) => writeAsked({ ...readAsked(declaration, now), ...change }), { replace: true })
    setActive(0)
    scrollTo(0)
  }
  const sort = asked.sort ?? { field: firstSort(declaration, alphabet), descending: false }
  const sortBy = (field: string) =>
    ask({ sort: { field, descending: field === sort.field && !sort.descending } })

  const named = (one: ListRow): Named => ({ id: one.id, name: nameOfRecord(one.id, one.values, language) })
  const open = (one: ListRow) => {
    leaveAt(session, place, { address: search, index: at, scroll: scroller.current?.scrollTop ?? 0 })
    void navigate(paths.record(one.id))
  }
  const jumpTo = (index: number) => {
    setActive(index)
    scrollTo(index)
  }
  const step = (by: number) => {
    setActive(Math.max(0, Math.min(list.total - 1, at + by)))
    focusRows()
  }
  const actOn = async () => {
    const chosen = [...selection.ids] as RecordId[]
    const one = chosen.length === 0 || chosen[0] === row?.id ? row : undefined
    const records = chosen.length > 1 || !one ? chosen.map((id) => ({ id, name: nameOf(id) })) : [named(one)]
    if (records.length === 0 || !(await act?.run(records))) return
    selection.clear()
    focusRows()
  }
  /** A name as far as the row is in sight; toasts of several records only count them. */
  const nameOf = (id: RecordId): string => {
    for (let index = topRow; index < topRow + ROWS_AT_RETURN; index += 1) {
      const found = list.row(index)
      if (found?.id === id) return named(found).name
    }
    return declaration.label[language]
  }

  const onRows = () => {
    const focused = document.activeElement
    return isNowhere(focused) || focused === scroller.current
  }
  useKeys(t('keysList'), [
    { keys: 'j', label: t('keyDown'), run: () => step(1) },
    { keys: 'k', label: t('keyUp'), run: () => step(-1) },
    { keys: 'Enter', label: t('keyOpen'), when: onRows, run: () => row && open(row) },
    { keys: 'x', label: t('keySelect'), run: () => row && selection.toggle(row.id) },
    ...(onEdit ? [{ keys: 'e', label: t('edit'), run: () => row && onEdit(row.id) }] : []),
    ...(act ? [{ keys: act.key, label: act.label, when: onRows, run: () => void actOn() }] : []),
    { keys: '/', label: t('keySearch'), run: () => searchBox.current?.focus() },
    ...keys,
  ])

  const isEmpty = total === 0 || (list.ready && list.total === 0 && isPlain(list.query))
  if (isEmpty && isPlain(asked)) return empty
  return (
    <div className={classes.list}>
      <ListBar
        declaration={declaration}
        life={life}
        asked={asked}
        onAsk={ask}
        searchBox={searchBox}
        onSearched={focusRows}
        found={list.ready ? list.total : null}
        total={total}
        chosen={selection.ids.size}
        act={act}
        onAct={() => void actOn()}
        take={take}
        onTake={() => take?.run([...selection.ids] as RecordId[])}
        onClear={() => {
          selection.clear()
          focusRows()
        }}
      />
      {list.ready && list.total === 0 && (
        <EmptyState
          icon={<IconSearchOff />}
          title={t('noResults')}
          actions={
            <Button variant="default" onClick={() => ask({ text: '', filters: [] })}>
              {t('showAll')}
            </Button>
          }
        >
          {t('noResultsHow')}
        </EmptyState>
      )}
      {hasRows && (
        <div className={classes.rows}>
          <RecordGrid
            declaration={declaration}
            label={declaration.labelMany[language]}
            list={list}
            sort={sort}
            onSort={sortBy}
            active={at}
            onActive={setActive}
            selection={selection}
            onOpen={open}
            onSelectAll={() => void list.ids().then(selection.add)}
            scroller={scroller}
            startAt={returned?.scroll ?? 0}
            indexed={list.marks.length > 0}
            onTopRow={setTopRow}
          />
          {list.marks.length > 0 && (
            <IndexBar
              alphabet={alphabet}
              marks={list.marks}
              current={list.row(topRow)?.index}
              onJump={jumpTo}
            />
          )}
        </div>
      )}
    </div>
  )
}

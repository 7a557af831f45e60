import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import type { RecordId } from '../../../shared/journal/entry'
import type { Field, RecordDeclaration } from '../../../shared/records/define'
import { FieldEditor } from '../../fields/field-kinds'
import { useSurroundings } from '../../fields/field-surroundings'
import { isComposing } from '../../ui/key-bindings'
import { useLanguage } from '../../ui/use-language'
import { inSentence } from '../type-words'
import classes from './ChildTable.module.css'
import { lostCheck, withTyped } from './checks-of-title'
import type { ChildDraft } from './draft'
import { type Problems, problemKey } from './field-problems'
import { leftForField } from './left-for-field'
import { columnsOf } from './split-fields'
import { useProblemSentence } from './use-problem-sentence'

type ChildTableProps = {
  readonly id: string
  readonly label: string
  readonly child: RecordDeclaration
  readonly rows: readonly ChildDraft[]
  /** The records as they stood when the form was opened. */
  readonly before: readonly ChildDraft[]
  readonly problems: Problems
  readonly newId: () => RecordId
  readonly onChange: (rows: readonly ChildDraft[]) => void
  /** A refused field is being corrected. */
  readonly onForget: (record: RecordId, field: string) => void
  /** A field is left: what stands there can be looked at. */
  readonly onLeave: (record: RecordId, field: string, declared: Field, value: JsonValue) => void
}

/** Child records as lines of a table: filled in, added, removed and put in order without leaving the form. */
export const ChildTable = ({
  id,
  label,
  child,
  rows,
  before,
  problems,
  newId,
  onChange,
  onForget,
  onLeave,
}: ChildTableProps) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { today } = useSurroundings()
  const sentence = useProblemSentence()
  const table = useRef<HTMLTableElement>(null)
  const columns = columnsOf(child)
  const cellId = (row: RecordId, field: string) => `${id}-${row}-${field}`
  // New lines are drawn before they can take the focus.
  const focusLater = (find: () => HTMLElement | null | undefined) =>
    requestAnimationFrame(() => find()?.focus())

  const stoodOf = (row: RecordId) => before.find(({ id: one }) => one === row)?.values
  const set = (row: RecordId, field: string, value: JsonValue) => {
    const typed = (one: ChildDraft): ChildDraft => ({
      ...one,
      values: withTyped(child, stoodOf(row), one.values, field, value),
    })
    onChange(rows.map((one) => (one.id === row ? typed(one) : one)))
    onForget(row, field)
  }
  const add = () => {
    const row = { id: newId(), values: {} }
    onChange([...rows, row])
    focusLater(() => document.getElementById(cellId(row.id, columns[0]?.name ?? '')))
  }
  const remove = (at: number) => {
    onChange(rows.filter((_, other) => other !== at))
    focusLater(() => {
      const lines = table.current?.querySelectorAll<HTMLElement>('tbody tr')
      const next = lines?.[Math.min(at, lines.length - 1)]
      return next?.querySelector<HTMLElement>('input') ?? document.getElementById(`${id}-add`)
    })
  }
  const move = (at: number, by: number) => {
    const to = at + by
    const row = rows[at]
    if (!row || to < 0 || to >= rows.length) return
    const next = rows.filter((one) => one !== row)
    next.splice(to, 0, row)
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null
    onChange(next)
    focusLater(() => focused)
  }

  return (
    <div className={classes.children}>
      {rows.length > 0 && (
        <table ref={table} className={classes.table} aria-label={label}>
          <thead>
            <tr>
              {columns.map(({ name, field }) => (
                <th key={name} scope="col">
                  {field.label[language]}
                </th>
              ))}
              <th scope="col">
                <span className={classes.unseen}>{t('rowActions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr
                key={row.id}
                onKeyDown={(event) => {
                  if (!event.altKey || isComposing(event.nativeEvent)) return
                  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
                  if (by === 0) return
                  event.preventDefault()
                  event.stopPropagation()
                  move(at, by)
                }}
              >
                {columns.map(({ name, field }) => {
                  const problem = problems.get(problemKey(row.id, name))
                  const said = problem ? sentence(problem, field) : null
                  const note =
                    name === child.checked && !said && lostCheck(child, stoodOf(row.id), row.values)
                      ? t('checkLost', { label: child.fields[child.title]?.label[language] ?? '' })
                      : null
                  const below = said ?? note
                  const cell = cellId(row.id, name)
                  const cellLabel = t('cellLabel', { label: field.label[language], row: at + 1, of: label })
                  return (
                    <td
                      key={name}
                      data-kind={field.kind}
                      onBlur={(event) => {
                        if (leftForField(event)) onLeave(row.id, name, field, row.values[name] ?? null)
                      }}
                    >
                      <div className={classes.cell}>
                        <FieldEditor
                          field={field}
                          id={cell}
                          label={cellLabel}
                          value={row.values[name] ?? null}
                          invalid={!!problem}
                          describedBy={below ? `${cell}-below` : undefined}
                          onChange={(value) => set(row.id, name, value)}
                        />
                        {child.checked === name && (
                          <Button
                            variant="default"
                            className={classes.today}
                            disabled={row.values[name] === today}
                            title={t('checkedTodayHint')}
                            onClick={() => set(row.id, name, today)}
                          >
                            {t('checkedToday')}
                          </Button>
                        )}
                      </div>
                      {below && (
                        <p
                          id={`${cell}-below`}
                          className={said ? classes.problem : classes.note}
                          role={said ? 'alert' : 'status'}
                        >
                          {below}
                        </p>
                      )}
                    </td>
                  )
                })}
                <td className={classes.actions}>
                  <RowButton
                    label={t('moveUp', { row: at + 1 })}
                    disabled={at === 0}
                    run={() => move(at, -1)}
                  >
                    <IconArrowUp size={16} stroke={1.6} />
                  </RowButton>
                  <RowButton
                    label={t('moveDown', { row: at + 1 })}
                    disabled={at === rows.length - 1}
                    run={() => move(at, 1)}
                  >
                    <IconArrowDown size={16} stroke={1.6} />
                  </RowButton>
                  <RowButton label={t('removeRow', { row: at + 1 })} run={() => remove(at)}>
                    <IconTrash size={16} stroke={1.6} />
                  </RowButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button
        id={`${id}-add`}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={add}
        title={t('reorderHint')}
      >
        {t('addRow', { type: inSentence(child.label, language) })}
      </Button>
    </div>
  )
}

const RowButton = ({
  label,
  disabled,
  run,
  children,
}: {
  readonly label: string
  readonly disabled?: boolean
  readonly run: () => void
  readonly children: React.ReactNode
}) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    aria-label={label}
    title={label}
    disabled={disabled}
    onClick={run}
  >
    {children}
  </ActionIcon>
)

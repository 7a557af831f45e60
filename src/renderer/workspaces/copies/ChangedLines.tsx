import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CopyLine,
  changedParts,
  type LineChange,
  type LinePart,
} from '../../../shared/domain/copies/changed-lines'
import { writeDate } from '../../../shared/domain/written/date-text'
import { useSurroundings } from '../../fields/field-surroundings'
import classes from './Copies.module.css'

/** Lines shown before a person asks for more. */
const AT_FIRST = 6

type ChangedLinesProps = { readonly title: string; readonly changes: readonly LineChange[] }

/** What the paper says against what the ledger says now; the parts that differ stand out. */
export const ChangedLines = ({ title, changes }: ChangedLinesProps) => {
  const { t } = useTranslation('copies')
  const [all, setAll] = useState(false)
  const shown = all ? changes : changes.slice(0, AT_FIRST)
  return (
    <>
      <table className={classes.changes} aria-label={t('changesOf', { title })}>
        <thead>
          <tr>
            <th scope="col">{t('onPaper')}</th>
            <th scope="col">{t('now')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change, at) => {
            const { before, after } = sidesOf(change)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a key may stand there twice, and lines have no state
              <tr key={at}>
                <td>
                  {before ? (
                    <Line parts={before} as="del" />
                  ) : (
                    <span className={classes.faint}>{t('notOnPaper')}</span>
                  )}
                </td>
                <td>
                  {after ? (
                    <Line parts={after} as="ins" />
                  ) : (
                    <span className={classes.faint}>{t('notAnyMore')}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown.length < changes.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('moreChanges', { count: changes.length - shown.length })}
        </Button>
      )}
    </>
  )
}

type Sides = { readonly before: readonly LinePart[] | null; readonly after: readonly LinePart[] | null }

const sidesOf = (change: LineChange): Sides => {
  if (change.kind === 'changed') return changedParts(change.before, change.after)
  const whole = (line: CopyLine): readonly LinePart[] =>
    [line.title, ...line.text.split(' / ')].filter(Boolean).map((text) => ({ text, differs: true }))
  return change.kind === 'gone'
    ? { before: whole(change.before), after: null }
    : { before: null, after: whole(change.after) }
}

/** The day a part ends with, such as the one a number was last checked on; lines are kept with days as YYYY-MM-DD. */
const DAY_AT_END = /(?<=^| )(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

const Line = ({ parts, as: Mark }: { readonly parts: readonly LinePart[]; readonly as: 'del' | 'ins' }) => {
  const { writing } = useSurroundings()
  return parts.map(({ text, differs }, at) => {
    const shown = text.replace(DAY_AT_END, (day) => writeDate(day, writing))
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no state
      <span key={at} className={classes.part}>
        {differs ? <Mark>{shown}</Mark> : shown}
      </span>
    )
  })
}

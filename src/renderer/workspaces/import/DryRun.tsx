import { SegmentedControl } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview, RowVerdict } from '../../../shared/exchange/import-plan'
import type { RecordDeclaration } from '../../../shared/records/define'
import { phone } from '../../../shared/records/people/phone'
import { choiceText } from '../../fields/choice/choice-text'
import { useLanguage } from '../../ui/use-language'
import classes from './ImportScreen.module.css'
import { cellProblem } from './problem-words'

type DryRunProps = { readonly preview: ImportPreview; readonly declaration: RecordDeclaration }

type Shown = 'all' | RowVerdict['action'] | 'look'

/** Height of a row on one line, in pixels; longer ones are measured. */
const ROW = 34

const isShown = (shown: Shown, { action, problems }: RowVerdict): boolean => {
  if (shown === 'all') return true
  return shown === 'look' ? action !== 'refused' && problems.length > 0 : action === shown
}

/** Every row of the file with its verdict. */
export const DryRun = ({ preview, declaration }: DryRunProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const [chosen, setChosen] = useState<Shown>('all')
  const scroll = useRef<HTMLDivElement>(null)
  const { verdicts, counts } = preview
  const looks = useMemo(() => verdicts.filter((verdict) => isShown('look', verdict)).length, [verdicts])
  const numbers: { readonly [S in Shown]: number } = { all: verdicts.length, ...counts, look: looks }
  // A kind that a correction has emptied gives way to all.
  const shown = numbers[chosen] === 0 ? 'all' : chosen
  const rows = useMemo(() => verdicts.filter((verdict) => isShown(shown, verdict)), [verdicts, shown])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.row ?? index,
    overscan: 12,
  })
  const inSight = virtual.getVirtualItems()
  const kinds = (['all', 'create', 'change', 'same', 'refused', 'look'] as const).filter(
    (kind) => kind === 'all' || numbers[kind] > 0,
  )
  return (
    <>
      <SegmentedControl
        size="xs"
        className={classes.kinds}
        aria-label={t('show')}
        value={shown}
        data={kinds.map((kind) => ({ value: kind, label: t(kind, { count: numbers[kind] }) }))}
        onChange={(value) => setChosen(value as Shown)}
      />
      <section
        ref={scroll}
        className={classes.verdicts}
        aria-label={t('dryRunRows')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
      >
        <table aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>
                {t('row')}
              </th>
              <th scope="col" className={classes.action}>
                {t('verdict')}
              </th>
              <th scope="col" className={classes.name}>
                {declaration.fields[declaration.title]?.label[language]}
              </th>
              <th scope="col">{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            <Gap height={inSight[0]?.start ?? 0} />
            {inSight.map(({ index, key }) => {
              const verdict = rows[index]
              return (
                verdict && (
                  <tr
                    key={key}
                    ref={virtual.measureElement}
                    data-index={index}
                    data-action={verdict.action}
                    aria-rowindex={index + 2}
                  >
                    <VerdictCells verdict={verdict} preview={preview} declaration={declaration} />
                  </tr>
                )
              )
            })}
            <Gap height={virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
      </section>
    </>
  )
}

/** Room of the rows that are not in sight. */
const Gap = ({ height }: { readonly height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td colSpan={4} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null

/** Verdicts hold without colour. */
const signs = { create: '＋', change: '≠', same: '＝', refused: '×' } as const

type VerdictCellsProps = DryRunProps & { readonly verdict: RowVerdict }

const VerdictCells = ({ verdict, preview, declaration }: VerdictCellsProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const fieldLabel = (field: string, use?: string | null) => {
    if (use) return t('target_phoneOf', { use: choiceText(phone.fields.use.choices, use, language) })
    return declaration.fields[field]?.label[language] ?? field
  }
  const shownValue = (field: string, value: string) => {
    const declared = declaration.fields[field]
    return declared?.kind === 'choice' ? choiceText(declared.choices, value, language) : value
  }
  // The name of a new record stands beside it already.
  const changes = verdict.changes.filter(
    ({ field }) => verdict.action !== 'create' || field !== declaration.title,
  )
  return (
    <>
      <td className={classes.number}>{verdict.row}</td>
      <td className={classes.action}>
        <span aria-hidden>{signs[verdict.action]}</span> {t(`verdict_${verdict.action}`)}
      </td>
      <th scope="row" className={classes.name}>
        {verdict.title}
      </th>
      <td>
        {verdict.problems.map((problem) => (
          <span
            key={`${problem.column} ${problem.problem} ${problem.value}`}
            className={classes.problem}
            data-refuses={problem.refuses || undefined}
          >
            {cellProblem(t, preview, problem)}
          </span>
        ))}
        {changes.length > 0 && (
          <span className={classes.changes}>
            {changes.map(({ field, before, after, use }) => (
              <span key={`${field} ${before} ${after}`} className={classes.change}>
                {before === '' || before === after
                  ? t('newValue', { field: fieldLabel(field, use), after: shownValue(field, after) })
                  : t('fromTo', {
                      field: fieldLabel(field, use),
                      before: shownValue(field, before),
                      after: shownValue(field, after),
                    })}
              </span>
            ))}
          </span>
        )}
      </td>
    </>
  )
}

import { SegmentedControl } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview, VerdictKind } from '../../../shared/exchange/import-plan'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import classes from './ImportScreen.module.css'
import { useVerdicts } from './use-verdicts'
import { VerdictCells } from './VerdictCells'

type DryRunProps = {
  readonly preview: ImportPreview
  readonly declaration: RecordDeclaration
  /** Number of the dry run, and whether another one is made. */
  readonly answer: number
  readonly busy: boolean
}

/** Height of a row on one line, in pixels; longer ones are measured. */
const ROW = 34

const kindsInOrder = ['all', 'create', 'change', 'same', 'refused', 'gone', 'delete', 'look'] as const

/** Every row of the file with its verdict. */
export const DryRun = ({ preview, declaration, answer, busy }: DryRunProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const [chosen, setChosen] = useState<VerdictKind>('all')
  const scroll = useRef<HTMLDivElement>(null)
  const { counts, table } = preview
  // A kind that a correction has emptied gives way to all.
  const shown = counts[chosen] === 0 ? 'all' : chosen
  const verdicts = useVerdicts(answer, shown, busy)
  const virtual = useVirtualizer({
    count: counts[shown],
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    getItemKey: (index) => `${shown} ${index}`,
    overscan: 12,
  })
  const inSight = virtual.getVirtualItems()
  const [first, last] = [inSight[0]?.index ?? 0, inSight.at(-1)?.index ?? 0]
  const { look } = verdicts
  useEffect(() => look(first, last), [look, first, last])
  const kinds = kindsInOrder.filter((kind) => kind === 'all' || counts[kind] > 0)
  return (
    <>
      <SegmentedControl
        size="xs"
        className={classes.kinds}
        aria-label={t('show')}
        value={shown}
        data={kinds.map((kind) => ({ value: kind, label: t(kind, { count: counts[kind] }) }))}
        onChange={(value) => setChosen(value as VerdictKind)}
      />
      <section
        ref={scroll}
        className={classes.verdicts}
        aria-label={t('dryRunRows')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
      >
        <table aria-rowcount={counts[shown] + 1}>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>
                {t(table.format === 'cards' ? 'card' : 'row')}
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
              const verdict = verdicts.row(index)
              return (
                <tr
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  data-action={verdict?.action}
                  aria-rowindex={index + 2}
                >
                  {verdict ? (
                    <VerdictCells verdict={verdict} preview={preview} declaration={declaration} />
                  ) : (
                    <td colSpan={4} style={{ height: ROW }} />
                  )}
                </tr>
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

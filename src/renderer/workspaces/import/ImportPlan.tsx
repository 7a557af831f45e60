import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { childrenOf } from '../../../shared/exchange/preview-import'
import type { RecordDeclaration } from '../../../shared/records/define'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { ColumnTable } from './ColumnTable'
import { DryRun } from './DryRun'
import { FoundTable } from './FoundTable'
import { ImportBar } from './ImportBar'
import classes from './ImportScreen.module.css'
import { KeyChoice } from './KeyChoice'
import type { Import } from './use-import'

type ImportPlanProps = {
  readonly declaration: RecordDeclaration
  readonly work: Import
  /** Whether the user's role may import. */
  readonly may: boolean
}

/** What is wrong with a row rather than with one of its cells. */
const ofRows: ReadonlySet<string> = new Set([
  'required',
  'twoMatches',
  'otherName',
  'repeatedRow',
  'raggedRow',
])

/** What was found and what would happen, side by side; corrections work at once. */
export const ImportPlan = ({ declaration, work, may }: ImportPlanProps) => {
  const { t } = useTranslation('import')
  const sentence = useFailureSentence()
  const { state } = work
  if (!('preview' in state)) return null
  const { preview } = state
  const running = state.step === 'running'
  const { mapping } = preview
  const losesZeros =
    mapping.restoreZero ||
    preview.verdicts.some(({ problems }) => problems.some(({ problem }) => problem === 'lostZero'))
  const renamesSomebody =
    mapping.renames ||
    preview.verdicts.some(({ problems }) => problems.some(({ problem }) => problem === 'otherName'))
  const refusesCells =
    mapping.leaveOutBadCells ||
    preview.verdicts.some(({ problems }) =>
      problems.some(({ problem, column, refuses }) => refuses && column >= 0 && !ofRows.has(problem)),
    )
  return (
    <div className={classes.plan} aria-busy={running || (state.step === 'preview' && state.busy)}>
      {state.step === 'failed' && (
        <Notice tone="late" title={t('failedTitle')}>
          {sentence(state.failure)}
        </Notice>
      )}
      <FoundTable
        preview={preview}
        disabled={running}
        onChoice={(choice) => void work.reread(choice)}
        onRestart={work.restart}
      />
      <div className={classes.panes}>
        <section className={classes.pane} aria-labelledby="import-columns">
          <h2 id="import-columns">{t('columnsTitle')}</h2>
          <p className={classes.hint}>{t('columnsWhat')}</p>
          <div className={classes.scroll}>
            <ColumnTable
              preview={preview}
              declaration={declaration}
              kinds={childrenOf(declaration)}
              disabled={running}
              onMapping={(changed) => void work.remap(changed)}
            />
            <KeyChoice
              mapping={mapping}
              declaration={declaration}
              disabled={running}
              onKey={(key) => void work.remap({ ...mapping, key })}
            />
            {losesZeros && (
              <Checkbox
                mt="md"
                label={t('restoreZero')}
                checked={mapping.restoreZero ?? false}
                disabled={running}
                onChange={(event) =>
                  void work.remap({ ...mapping, restoreZero: event.currentTarget.checked })
                }
              />
            )}
            {renamesSomebody && (
              <Checkbox
                mt="md"
                label={t('renames')}
                checked={mapping.renames ?? false}
                disabled={running}
                onChange={(event) => void work.remap({ ...mapping, renames: event.currentTarget.checked })}
              />
            )}
            {refusesCells && (
              <Checkbox
                mt="md"
                label={t('leaveOutBadCells')}
                checked={mapping.leaveOutBadCells ?? false}
                disabled={running}
                onChange={(event) =>
                  void work.remap({ ...mapping, leaveOutBadCells: event.currentTarget.checked })
                }
              />
            )}
          </div>
        </section>
        <section className={classes.pane} aria-labelledby="import-verdicts">
          <h2 id="import-verdicts">{t('dryRunTitle')}</h2>
          <p className={classes.hint}>{t('dryRunWhat')}</p>
          <DryRun preview={preview} declaration={declaration} />
        </section>
      </div>
      <ImportBar key={preview.file} work={work} preview={preview} may={may} />
    </div>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { inSentence } from '../../generic/type-words'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { ColumnTable } from './ColumnTable'
import { Decisions } from './Decisions'
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

/** What was found and what would happen, side by side; corrections work at once. */
export const ImportPlan = ({ declaration, work, may }: ImportPlanProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const navigate = useNavigate()
  const sentence = useFailureSentence()
  const { state } = work
  if (!('answer' in state)) return null
  const { preview } = state
  const running = state.step === 'running'
  const busy = state.step === 'preview' && state.busy
  const { mapping, mappingFrom, likelyType } = preview
  const likely = likelyType === null ? undefined : declarationOf(likelyType)
  return (
    <div className={classes.plan} aria-busy={running || busy}>
      {state.step === 'failed' && (
        <Notice tone="late" title={t('failedTitle')}>
          {sentence(state.failure)}
        </Notice>
      )}
      {likely && (
        <Notice
          tone="look"
          title={t('likelyType', { records: inSentence(likely.labelMany, language) })}
          actions={
            <Button
              variant="default"
              onClick={() => void navigate(paths.import(likely.type), { replace: true })}
            >
              {t('readAsType', { records: inSentence(likely.labelMany, language) })}
            </Button>
          }
        />
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
          <p className={classes.hint}>
            {t(mappingFrom === 'remembered' ? 'columnsRemembered' : 'columnsWhat')}{' '}
            {mappingFrom !== 'proposed' && (
              <Button
                variant="subtle"
                size="compact-xs"
                disabled={running}
                onClick={() => void work.propose()}
              >
                {t('proposeAgain')}
              </Button>
            )}
          </p>
          <div className={classes.scroll}>
            <ColumnTable
              preview={preview}
              declaration={declaration}
              disabled={running}
              onMapping={(changed) => void work.remap(changed)}
            />
            <KeyChoice
              mapping={mapping}
              declaration={declaration}
              disabled={running}
              onKey={(key) => void work.remap({ ...mapping, key })}
            />
          </div>
        </section>
        <section className={classes.pane} aria-labelledby="import-verdicts">
          <h2 id="import-verdicts">{t('dryRunTitle')}</h2>
          <p className={classes.hint}>{t('dryRunWhat')}</p>
          <Decisions
            preview={preview}
            declaration={declaration}
            disabled={running}
            onMapping={(changed) => void work.remap(changed)}
          />
          <DryRun preview={preview} declaration={declaration} answer={state.answer} busy={busy} />
        </section>
      </div>
      <ImportBar key={preview.file} work={work} preview={preview} may={may} />
    </div>
  )
}

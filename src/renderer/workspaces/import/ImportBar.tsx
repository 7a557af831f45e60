import { Button, Checkbox, Loader } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../shared/exchange/import-plan'
import classes from './ImportScreen.module.css'
import type { Import } from './use-import'

type ImportBarProps = { readonly work: Import; readonly preview: ImportPreview; readonly may: boolean }

/** The one button that imports; while it cannot, it says why. */
export const ImportBar = ({ work, preview, may }: ImportBarProps) => {
  const { t } = useTranslation('import')
  const [skips, setSkips] = useState(false)
  const { create, change, refused, same, delete: deleted } = preview.counts
  const running = work.state.step === 'running'
  const busy = work.state.step === 'preview' && work.state.busy
  const reason = () => {
    if (!may) return t('mayNotImport')
    if (create + change + deleted === 0) return t(refused === 0 && same > 0 ? 'whyAllSame' : 'whyNothing')
    return refused > 0 && !skips ? t('whyRefused', { count: refused }) : null
  }
  const why = reason()
  return (
    <div className={classes.bar}>
      {refused > 0 && create + change > 0 && (
        <Checkbox
          label={t('skipRefused', { count: refused })}
          checked={skips}
          disabled={running}
          onChange={(event) => setSkips(event.currentTarget.checked)}
        />
      )}
      <span id="import-why" className={classes.why} role="status">
        {why}
      </span>
      <Button
        disabled={why !== null || running || busy}
        aria-describedby="import-why"
        leftSection={running ? <Loader size={14} aria-hidden /> : undefined}
        onClick={() => void work.run()}
      >
        {running ? t('running') : t(whatRuns(create, change, deleted), { create, change, deleted })}
      </Button>
    </div>
  )
}

const whatRuns = (create: number, change: number, deleted: number) => {
  if (deleted > 0) return 'runWithDelete'
  if (create > 0) return change > 0 ? 'runBoth' : 'runCreate'
  return change > 0 ? 'runChange' : 'runNothing'
}

import { Progress as Bar, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Progress } from '../../store/store-api'
import { verifyTexts } from '../../texts/verify'
import classes from './Verify.module.css'

type StepKey = Extract<keyof (typeof verifyTexts)['ja'], `step_${string}`>

const isStep = (key: string): key is StepKey => Object.hasOwn(verifyTexts.ja, key)

/** What is being verified now, and how far. */
export const VerifyProgress = ({ progress }: { readonly progress: Progress | null }) => {
  const { t } = useTranslation('verify')
  const key = `step_${progress?.step ?? ''}`
  const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0
  return (
    <div className={classes.progress} role="status">
      <Text size="sm">{isStep(key) ? t(key) : t('running')}</Text>
      <Bar value={share} aria-label={t('running')} size="sm" mt={4} />
      {progress && progress.total > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('stepDone', { done: progress.done, total: progress.total })}
        </Text>
      )}
    </div>
  )
}

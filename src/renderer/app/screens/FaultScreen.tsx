import { Button, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '../../ui/document-title'
import { Plain } from '../../ui/Plain'
import { FaultBody } from './FaultBody'

type FaultScreenProps = {
  readonly id: string
  readonly readLog: (() => Promise<{ readonly lines: readonly string[] }>) | null
  readonly onAgain: () => void
}

/** A defect that took the frame with it. */
export const FaultScreen = ({ id, readLog, onAgain }: FaultScreenProps) => {
  const { t } = useTranslation('frame')
  useDocumentTitle(t('fault'))
  return (
    <Plain>
      <Title order={1} mb="xs">
        {t('fault')}
      </Title>
      <FaultBody id={id} readLog={readLog}>
        <Button variant="default" onClick={onAgain}>
          {t('faultBack')}
        </Button>
      </FaultBody>
    </Plain>
  )
}

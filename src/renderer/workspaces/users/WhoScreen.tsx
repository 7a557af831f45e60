import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrentUser } from '../../store/client/hooks'
import { useDocumentTitle } from '../../ui/document-title'
import { Plain } from '../../ui/Plain'
import { ChooseUser } from './ChooseUser'

/** Asks who writes before anything else is shown, when the ledger cannot know. */
export const WhoScreen = ({ children }: { readonly children: ReactNode }) => {
  const current = useCurrentUser()
  if (current === undefined) return null
  return current === null ? <Who /> : children
}

const Who = () => {
  const { t } = useTranslation('users')
  useDocumentTitle(t('whoTitle'))
  return (
    <Plain>
      <Stack gap="sm">
        <Title order={1}>{t('whoTitle')}</Title>
        <Text>{t('whoLead')}</Text>
        <ChooseUser onChosen={() => undefined} />
      </Stack>
    </Plain>
  )
}

import { useMantineColorScheme } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommit, useCurrentUser } from '../store/client/hooks'
import { useFailureSentence } from '../ui/failure-sentence'
import { notify } from '../ui/notify'

type Preference = { readonly language: 'ja' | 'en' } | { readonly theme: 'light' | 'dark' | 'system' }

/** Language and appearance of the user who writes now, kept in the user's record. */
export const useOwnPreference = () => {
  const { t } = useTranslation('failures')
  const user = useCurrentUser()
  const commit = useCommit()
  const sentence = useFailureSentence()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const id = user?.id
  const setOwn = useCallback(
    async (values: Preference) => {
      if (!id) return
      if ('theme' in values) setColorScheme(values.theme === 'system' ? 'auto' : values.theme)
      const done = await commit({ kind: 'edit', writes: [{ op: 'set', id, values }] })
      if (!done.ok) notify.problem(t('title'), sentence(done.error))
    },
    [id, commit, sentence, setColorScheme, t],
  )
  return { scheme: colorScheme === 'auto' ? ('system' as const) : colorScheme, setOwn }
}

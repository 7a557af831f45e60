import { useTranslation } from 'react-i18next'
import type { RecordDeclaration } from '../../shared/records/define'
import { user } from '../../shared/records/office/user'
import { Notice } from '../ui/Notice'
import { useLanguage } from '../ui/use-language'
import { inSentence } from './type-words'

/** In place of what only writers can use: one sentence that says who they are. */
export const WhoMayWrite = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const { choices } = user.fields.roles
  const roles = (['administrator', ...declaration.writers] as const).map(
    (role) => choices[role].label[language],
  )
  return (
    <Notice
      tone="look"
      title={t('mayNotWrite', {
        type: inSentence(declaration.labelMany, language),
        roles: [...new Set(roles)].join(t('listSeparator')),
      })}
    />
  )
}

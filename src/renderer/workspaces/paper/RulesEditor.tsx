import { ActionIcon, Autocomplete, Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/domain/contacts/contact'
import type { RuleSubject } from '../../../shared/domain/contacts/select'
import { contactListRule } from '../../../shared/records/paper/contact-list-rule'
import { organisation } from '../../../shared/records/people/organisation'
import type { ChildDraft } from '../../generic/form/draft'
import { useLanguage } from '../../ui/use-language'
import classes from './ListWorkshop.module.css'
import { newId } from './list-draft'

type RulesEditorProps = {
  readonly rules: readonly ChildDraft[]
  readonly contacts: readonly Contact[]
  readonly readOnly: boolean
  readonly onChange: (rules: readonly ChildDraft[]) => void
}

/** Values proposed at once. */
const PROPOSED = 12

/** The conditions of a list, each a field and words it holds; what is in the ledger is proposed. */
export const RulesEditor = ({ rules, contacts, readOnly, onChange }: RulesEditorProps) => {
  const { t } = useTranslation('lists')
  const language = useLanguage()
  const subjects = contactListRule.fields.subject.choices
  const known = useMemo(() => knownValues(contacts, language), [contacts, language])
  const change = (id: string, values: ChildDraft['values']) =>
    onChange(
      rules.map((rule) => (rule.id === id ? { ...rule, values: { ...rule.values, ...values } } : rule)),
    )
  return (
    <fieldset className={classes.part}>
      <legend>{t('rules')}</legend>
      <p className={classes.hint}>{t(rules.length === 0 ? 'rulesNone' : 'rulesWhat')}</p>
      {rules.map(({ id, values }) => {
        const subject = (values.subject ?? 'role') as RuleSubject
        return (
          <div key={id} className={classes.rule}>
            <NativeSelect
              size="xs"
              aria-label={t('ruleSubject')}
              value={subject}
              disabled={readOnly}
              data={Object.entries(subjects).map(([value, { label }]) => ({ value, label: label[language] }))}
              onChange={(event) => change(id, { subject: event.currentTarget.value })}
            />
            <Autocomplete
              size="xs"
              aria-label={t('ruleValue')}
              value={typeof values.value === 'string' ? values.value : ''}
              readOnly={readOnly}
              maxLength={80}
              limit={PROPOSED}
              data={['*', ...(known[subject] ?? [])]}
              onChange={(value) => change(id, { value })}
            />
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={t('ruleRemove')}
              disabled={readOnly}
              onClick={() => onChange(rules.filter((rule) => rule.id !== id))}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        )
      })}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            onChange([
              ...rules,
              { id: newId('contactListRule'), values: { subject: 'department', value: '' } },
            ])
          }
        >
          {t('ruleAdd')}
        </Button>
      )}
    </fieldset>
  )
}

const knownValues = (
  contacts: readonly Contact[],
  language: 'ja' | 'en',
): { readonly [S in RuleSubject]: readonly string[] } => {
  const of = (texts: readonly (string | undefined)[]): readonly string[] =>
    [...new Set(texts.filter((text): text is string => text !== undefined && text !== ''))].sort((a, b) =>
      a.localeCompare(b, language),
    )
  return {
    role: of(contacts.map(({ role }) => role)),
    department: of(contacts.map(({ department }) => department)),
    site: of(contacts.map((each) => (each.subject === 'site' ? each.name : each.site?.name))),
    emergencyRole: of(contacts.map(({ emergencyRole }) => emergencyRole)),
    organisation: of(
      contacts.map((each) => (each.subject === 'organisation' ? each.name : each.organisation?.name)),
    ),
    kinds: Object.values(organisation.fields.kinds.choices).map(({ label }) => label[language]),
  }
}

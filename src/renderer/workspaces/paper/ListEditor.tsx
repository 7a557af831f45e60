import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonValue } from '../../../shared/base/json'
import type { Contact } from '../../../shared/domain/contacts/contact'
import type { Audience } from '../../../shared/domain/contacts/mask'
import type { FieldValues } from '../../../shared/journal/intent'
import type { Choice } from '../../../shared/records/define'
import { contactList } from '../../../shared/records/paper/contact-list'
import type { ChildDraft, Draft } from '../../generic/form/draft'
import { choiceOf, tagsOf } from '../../print/options-of'
import { type Listed, sheetTitle } from '../../print/prepared-list'
import type { SheetColumn, SheetLayout, SheetOptions } from '../../print/sheet-input'
import { useLanguage } from '../../ui/use-language'
import { ByHand } from './ByHand'
import classes from './ListWorkshop.module.css'
import { withAudience, withLayout } from './list-draft'
import { RulesEditor } from './RulesEditor'

const { fields } = contactList

/** The columns that mean something in each layout. */
const columnsIn: { readonly [L in SheetLayout]: readonly SheetColumn[] } = {
  list: [
    'reading',
    'role',
    'department',
    'site',
    'emergencyRole',
    'deputy',
    'numbers',
    'hours',
    'checked',
    'mail',
    'address',
  ],
  tree: ['reading', 'role', 'department', 'emergencyRole'],
  wallet: ['role', 'emergencyRole', 'numbers'],
  wall: ['role', 'department', 'emergencyRole', 'numbers', 'hours'],
  sites: [],
}

type ListEditorProps = {
  readonly draft: Draft
  readonly options: SheetOptions
  readonly contacts: readonly Contact[]
  readonly listed: readonly Listed[]
  readonly readOnly: boolean
  readonly onChange: (draft: Draft) => void
  /** Stands above the fields: what wants mending. */
  readonly before: ReactNode
}

/** Who stands on a list and how it is laid out. */
export const ListEditor = ({
  draft,
  options,
  contacts,
  listed,
  readOnly,
  onChange,
  before,
}: ListEditorProps) => {
  const { t } = useTranslation('lists')
  const language = useLanguage()
  const { values, children } = draft
  const setValues = (next: FieldValues) => onChange({ ...draft, values: next })
  const set = (name: string, value: JsonValue) => setValues({ ...values, [name]: value })
  const setChildren = (name: 'rules' | 'members', drafts: readonly ChildDraft[]) =>
    onChange({ ...draft, children: { ...children, [name]: drafts } })
  const { layout } = options
  const labelOf = (choices: { readonly [key: string]: Choice }, key: string) =>
    choices[key]?.label[language] ?? key
  const choice = (name: 'grouping' | 'order' | 'paper' | 'chosen' | 'language') => (
    <NativeSelect
      label={fields[name].label[language]}
      value={choiceOf(values, name) ?? options.language}
      disabled={readOnly}
      data={Object.entries(fields[name].choices).map(([value, each]) => ({
        value,
        label: (each as Choice).label[language],
      }))}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  )
  const tags = (
    name: 'masked' | 'subjects' | 'columns',
    keys: readonly string[] = Object.keys(fields[name].choices),
    description?: string,
  ) => (
    <Checkbox.Group
      label={fields[name].label[language]}
      description={description}
      value={[...tagsOf(values, name)]}
      onChange={(chosen) => set(name, chosen.length === 0 && name !== 'masked' ? null : [...chosen].sort())}
    >
      <div className={classes.boxes}>
        {keys.map((key) => (
          <Checkbox
            key={key}
            value={key}
            label={labelOf(fields[name].choices, key)}
            disabled={readOnly || (name === 'columns' && layout === 'list' && key === options.grouping)}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
  return (
    <section className={classes.editor} aria-label={t('options')}>
      <TextInput
        label={fields.name.label[language]}
        value={typeof values.name === 'string' ? values.name : ''}
        maxLength={80}
        placeholder={sheetTitle({ ...options, title: '' })}
        readOnly={readOnly}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      {before}
      <Radio.Group
        label={fields.layout.label[language]}
        value={layout}
        onChange={(next) => setValues(withLayout(values, next as SheetLayout, options.language, contacts))}
      >
        <Stack gap={6} mt={4}>
          {Object.entries(fields.layout.choices).map(([key, { label }]) => (
            <Radio key={key} value={key} label={label[language]} disabled={readOnly} />
          ))}
        </Stack>
      </Radio.Group>
      <NativeSelect
        label={fields.audience.label[language]}
        description={fields.audience.help[language]}
        value={options.audience ?? ''}
        disabled={readOnly}
        data={[
          { value: '', label: t('audienceNone') },
          ...Object.entries(fields.audience.choices).map(([value, { label }]) => ({
            value,
            label: label[language],
          })),
        ]}
        onChange={(event) =>
          setValues(withAudience(values, (event.currentTarget.value || null) as Audience | null))
        }
      />
      {tags('masked', undefined, t('maskedHint'))}
      <h2>{t('whom')}</h2>
      {tags('subjects')}
      {choice('chosen')}
      {options.choice.chosen === 'rules' && (
        <RulesEditor
          rules={children.rules ?? []}
          contacts={contacts}
          readOnly={readOnly}
          onChange={(rules) => setChildren('rules', rules)}
        />
      )}
      <ByHand
        members={children.members ?? []}
        contacts={contacts}
        listed={listed}
        inOrder={options.order === 'hand'}
        readOnly={readOnly}
        onChange={(members) => setChildren('members', members)}
      />
      <h2>{t('appearance')}</h2>
      {(layout === 'list' || layout === 'wall') && choice('grouping')}
      {choice('order')}
      {columnsIn[layout].length > 0 && tags('columns', columnsIn[layout])}
      {(layout === 'tree' || layout === 'wall') && choice('paper')}
      {choice('language')}
      <Textarea
        label={fields.note.label[language]}
        placeholder={t('noteHint')}
        value={options.note}
        readOnly={readOnly}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => set('note', event.currentTarget.value || null)}
      />
    </section>
  )
}

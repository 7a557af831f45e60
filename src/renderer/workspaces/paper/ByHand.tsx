import { ActionIcon, Select } from '@mantine/core'
import { IconArrowUp, IconUserMinus, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldForSearch } from '../../../shared/base/text'
import type { Contact } from '../../../shared/domain/contacts/contact'
import type { ChildDraft } from '../../generic/form/draft'
import type { Listed } from '../../print/prepared-list'
import classes from './ListWorkshop.module.css'
import { withMember } from './list-draft'

type ByHandProps = {
  readonly members: readonly ChildDraft[]
  readonly contacts: readonly Contact[]
  readonly listed: readonly Listed[]
  /** The order of those added is that of the list. */
  readonly inOrder: boolean
  readonly readOnly: boolean
  readonly onChange: (members: readonly ChildDraft[]) => void
}

/** Records found at once. */
const FOUND = 15

/** Who is added and left out by hand, and who stands on the list with all that. */
export const ByHand = ({ members, contacts, listed, inOrder, readOnly, onChange }: ByHandProps) => {
  const { t } = useTranslation('lists')
  const [text, setText] = useState('')
  const known = useMemo(() => new Map(contacts.map((each) => [each.id, each])), [contacts])
  const found = useMemo(
    () => find(contacts, new Set(listed.map(({ id }) => id)), text),
    [contacts, listed, text],
  )
  const nameOf = (record: unknown): string => known.get(String(record))?.name || t('recordGone')
  const without = (id: string) => onChange(members.filter((member) => member.id !== id))
  const up = (index: number) => {
    const moved = [...members]
    const [one] = moved.splice(index, 1)
    if (one) moved.splice(index - 1, 0, one)
    onChange(moved)
  }
  const hand = new Set(members.map(({ values }) => values.record))
  const byRules = listed.filter(({ id }) => !hand.has(id))
  return (
    <fieldset className={classes.part}>
      <legend>{t('who', { count: listed.length })}</legend>
      {!readOnly && (
        <Select
          size="sm"
          aria-label={t('byHand')}
          placeholder={t('byHandHint')}
          searchable
          searchValue={text}
          onSearchChange={setText}
          nothingFoundMessage={t('byHandNone')}
          value={null}
          data={found.map((each) => ({ value: each.id, label: described(each) }))}
          // They were found already, also by reading and old forms of characters.
          filter={({ options }) => options}
          onChange={(record) => {
            if (record) onChange(withMember(members, record, 'add'))
            setText('')
          }}
        />
      )}
      {listed.length === 0 && <p className={classes.hint}>{t('whoNone')}</p>}
      {members.length > 0 && (
        <ul className={classes.people}>
          {members.map(({ id, values }, index) => {
            const name = nameOf(values.record)
            const isOut = values.how === 'leaveOut'
            return (
              <li key={id} data-out={isOut || undefined}>
                <span className={classes.who}>{name}</span>
                <span className={classes.how}>{t(isOut ? 'leftOut' : 'added')}</span>
                {!readOnly && inOrder && !isOut && index > 0 && (
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={t('upOf', { name })}
                    title={t('up')}
                    onClick={() => up(index)}
                  >
                    <IconArrowUp size={14} />
                  </ActionIcon>
                )}
                {!readOnly && (
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={t('takeBackOf', { name })}
                    title={t('takeBack')}
                    onClick={() => without(id)}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {byRules.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard
        <ul className={classes.people} tabIndex={0} aria-label={t('who', { count: listed.length })}>
          {byRules.map(({ id, name, role, unit }) => (
            <li key={id}>
              <span className={classes.who}>{name}</span>
              <span className={classes.how}>{role || unit}</span>
              {!readOnly && (
                <ActionIcon
                  variant="subtle"
                  size="sm"
                  aria-label={t('leaveOutOf', { name })}
                  title={t('leaveOut')}
                  onClick={() => onChange(withMember(members, id, 'leaveOut'))}
                >
                  <IconUserMinus size={14} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}

const described = ({ name, role, department, organisation, kinds }: Contact): string => {
  const more = [organisation?.name, department, role].filter((text) => text)
  return more.length === 0 || kinds.length > 0 ? name : `${name}（${more.join(' ')}）`
}

/** Those whose words hold all that is looked for, without those on the list already. */
const find = (
  contacts: readonly Contact[],
  listed: ReadonlySet<string>,
  text: string,
): readonly Contact[] => {
  const wanted = foldForSearch(text).split(' ').filter(Boolean)
  const found: Contact[] = []
  for (const each of contacts) {
    if (listed.has(each.id)) continue
    const words = foldForSearch(
      [each.name, each.reading, each.role, each.department, each.organisation?.name ?? ''].join(' '),
    )
    if (wanted.every((word) => words.includes(word))) found.push(each)
    if (found.length === FOUND) break
  }
  return found
}

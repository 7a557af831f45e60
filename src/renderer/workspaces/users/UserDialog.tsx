import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newRecordId } from '../../../shared/base/random'
import type { RecordId } from '../../../shared/journal/entry'
import type { FieldValues } from '../../../shared/journal/intent'
import type { Role } from '../../../shared/records/define'
import { user as userDeclaration } from '../../../shared/records/office/user'
import { FieldEditor } from '../../fields/field-kinds'
import { useCommit } from '../../store/client/hooks'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import { useLanguage } from '../../ui/use-language'
import type { UserLine } from './use-users'

type UserDialogProps = { readonly user: UserLine | 'new' | null; readonly onClose: () => void }

/** Adds a user or changes one: name, person, roles with what they allow, state. */
export const UserDialog = ({ user, onClose }: UserDialogProps) => {
  const { t } = useTranslation('users')
  const title = user === 'new' ? t('add') : user ? t('editOf', { name: user.name }) : ''
  return (
    <Modal opened={user !== null} onClose={onClose} title={title} size="lg">
      {user && (
        <UserForm
          key={user === 'new' ? 'new' : user.id}
          user={user === 'new' ? null : user}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

const roleKeys = {
  administrator: 'roleAdministrator',
  desk: 'roleDesk',
  approver: 'roleApprover',
  auditor: 'roleAuditor',
  viewer: 'roleViewer',
} as const satisfies { readonly [R in Role]: string }

const roles = Object.keys(roleKeys) as readonly Role[]

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

const UserForm = ({ user, onClose }: { readonly user: UserLine | null; readonly onClose: () => void }) => {
  const { t } = useTranslation(['users', 'failures'])
  const language = useLanguage()
  const commit = useCommit()
  const sentence = useFailureSentence()
  const store = useStore()
  /** One id however often it is sent, so that a repetition after an unanswered try makes nobody twice. */
  const [newUser] = useState(() => newRecordId('user', randomBytes))
  const [name, setName] = useState(user?.name ?? '')
  const [person, setPerson] = useState<string | null>(user?.person ?? null)
  const [chosen, setChosen] = useState<readonly string[]>(user?.roles ?? ['desk'])
  const [active, setActive] = useState(user?.active ?? true)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const { choices } = userDeclaration.fields.roles

  const takePerson = async (id: string | null): Promise<void> => {
    setPerson(id)
    if (!id || name.trim() !== '') return
    // Somebody who is a person already is called the same.
    const found = await store.record(id as RecordId)
    if (typeof found?.row.values.name === 'string') setName(found.row.values.name)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || chosen.length === 0) return
    const values: FieldValues = {
      name: name.trim(),
      person,
      roles: [...chosen].sort(),
      active: active ? 'active' : 'inactive',
    }
    setBusy(true)
    const done = await commit(
      user
        ? { kind: 'edit', writes: [{ op: 'set', id: user.id, values }] }
        : { kind: 'create', writes: [{ op: 'create', id: newUser, values }] },
    )
    setBusy(false)
    if (!done.ok) return setFailure(sentence(done.error))
    notify.done(t('saved'))
    onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && name.trim() === '' ? t('needName') : undefined}
          autoComplete="off"
          data-autofocus
        />
        <div>
          <Text component="label" htmlFor="user-person" size="sm" fw={500}>
            {t('linkedPerson')}
          </Text>
          <FieldEditor
            field={userDeclaration.fields.person}
            id="user-person"
            label={t('linkedPerson')}
            value={person}
            onChange={(value) => void takePerson(typeof value === 'string' ? value : null)}
          />
        </div>
        <Checkbox.Group
          label={t('roles')}
          description={t('rolesWhy')}
          value={[...chosen]}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t('needRole') : undefined}
        >
          <Stack gap={6} mt={6}>
            {roles.map((role) => (
              <Checkbox
                key={role}
                value={role}
                size="xs"
                label={choices[role].label[language]}
                description={t(roleKeys[role])}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {user && (
          <div>
            <Text size="sm" fw={500} id="user-state">
              {t('state')}
            </Text>
            <SegmentedControl
              aria-labelledby="user-state"
              value={active ? 'active' : 'inactive'}
              onChange={(value) => setActive(value === 'active')}
              data={[
                { value: 'active', label: t('active') },
                { value: 'inactive', label: t('inactive') },
              ]}
            />
            <Text size="xs" c="dimmed">
              {t('inactiveNote')}
            </Text>
          </div>
        )}
        {failure && (
          <Text c="red" size="sm" role="alert">
            {failure}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

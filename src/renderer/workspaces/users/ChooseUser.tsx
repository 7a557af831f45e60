import { Button, Group, Kbd, PasswordInput, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrentUser, useSwitchUser } from '../../store/client/hooks'
import { useFailureSentence } from '../../ui/failure-sentence'
import { isComposing } from '../../ui/key-bindings'
import classes from './ChooseUser.module.css'
import { type UserLine, useUsers } from './use-users'

/** The users to choose from, by number, letter or arrow, and the PIN of one who has it. */
export const ChooseUser = ({ onChosen }: { readonly onChosen: (user: UserLine) => void }) => {
  const { t } = useTranslation('users')
  const users = useUsers()
  const current = useCurrentUser()
  const switchUser = useSwitchUser()
  const sentence = useFailureSentence()
  const list = useRef<HTMLUListElement>(null)
  const [asked, setAsked] = useState<UserLine | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  if (!users) return null
  const active = users.filter((user) => user.active)

  const choose = async (user: UserLine, pin?: string): Promise<void> => {
    const answer = await switchUser(user.id, pin)
    if (answer.ok) return onChosen(user)
    if (answer.error.type === 'PinNeeded' && pin === undefined) {
      setProblem(null)
      setAsked(user)
    } else setProblem(sentence(answer.error))
  }
  if (asked) {
    return (
      <PinPrompt
        user={asked}
        problem={problem}
        onPin={(pin) => choose(asked, pin)}
        onBack={() => {
          setAsked(null)
          setProblem(null)
        }}
      />
    )
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const numbered = /^[1-9]$/.test(event.key) ? active[Number(event.key) - 1] : undefined
    if (numbered) void choose(numbered)
    else if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus()
    else if (event.key === 'ArrowUp') buttons.at(at <= 0 ? -1 : at - 1)?.focus()
    else if (event.key.length === 1 && event.key !== ' ') focusByLetter(buttons, active, at, event.key)
    else return
    event.preventDefault()
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('switchLead')}
      </Text>
      {active.length === 0 && <Text>{t('nobody')}</Text>}
      <ul ref={list} className={classes.users} onKeyDown={onKeyDown}>
        {active.map((user, at) => (
          <li key={user.id}>
            <button
              type="button"
              className={classes.user}
              aria-current={user.id === current?.id || undefined}
              data-autofocus={at === 0 || undefined}
              // The first may be pressed at once; the dialog or screen has nothing else.
              // biome-ignore lint/a11y/noAutofocus: choosing is the only task here
              autoFocus={at === 0}
              onClick={() => void choose(user)}
            >
              <span className={classes.number}>{at < 9 && <Kbd size="xs">{at + 1}</Kbd>}</span>
              <span className={classes.name}>{user.name}</span>
              {user.id === current?.id && <span className={classes.note}>{t('you')}</span>}
              {user.hasPin && <IconLock size={15} role="img" aria-label={t('pinSet')} />}
            </button>
          </li>
        ))}
      </ul>
      {problem && (
        <Text c="red" size="sm" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  )
}

/** Next user after the one in focus whose name begins with the letter. */
const focusByLetter = (
  buttons: readonly HTMLButtonElement[],
  users: readonly UserLine[],
  from: number,
  letter: string,
): void => {
  const order = users.map((_, at) => (from + 1 + at) % users.length)
  const found = order.find((at) => users[at]?.name.toLowerCase().startsWith(letter.toLowerCase()))
  if (found !== undefined) buttons[found]?.focus()
}

type PinPromptProps = {
  readonly user: UserLine
  readonly problem: string | null
  readonly onPin: (pin: string) => Promise<void>
  readonly onBack: () => void
}

const PinPrompt = ({ user, problem, onPin, onBack }: PinPromptProps) => {
  const { t } = useTranslation('users')
  const [pin, setPin] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setPin('')
    void onPin(pin)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <PasswordInput
          label={t('pinOf', { name: user.name })}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={problem}
          inputMode="numeric"
          visibilityToggleButtonProps={{ 'aria-label': t('showPin') }}
          autoComplete="off"
          autoFocus
          data-autofocus
        />
        <Group gap="xs">
          <Button type="submit">{t('pinEnter')}</Button>
          <Button variant="default" onClick={onBack}>
            {t('back')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

type Action = { readonly label: string; readonly run: () => void }

let count = 0
/** The last toast that told of something done: the next takes its place, so that they never pile up. */
let lastDone: string | null = null
/** Toasts that told of problems since the screen was opened. */
const problems = new Set<string>()

const show = (
  message: string,
  options: {
    readonly color: string
    /** Milliseconds until it goes away by itself. */
    readonly close: number
    readonly replaces: boolean
    readonly title?: string
    readonly action?: Action
  },
): string => {
  count += 1
  const id = `toast-${count}`
  const { action } = options
  if (options.replaces) {
    if (lastDone) notifications.hide(lastDone)
    lastDone = id
  }
  notifications.show({
    id,
    color: options.color,
    autoClose: options.close,
    withBorder: true,
    ...(options.title ? { title: options.title } : {}),
    message: action ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" c="inherit" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {message}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
          flex="none"
          onClick={() => {
            notifications.hide(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      </Group>
    ) : (
      message
    ),
  })
  return id
}

/** Toasts; each is read aloud by screen readers. */
export const notify = {
  /** Something was done; goes away by itself. */
  done: (message: string, action?: Action): void =>
    void show(message, {
      color: 'indigo',
      close: action ? 8000 : 5000,
      replaces: true,
      ...(action ? { action } : {}),
    }),
  /** Something could not be done and why; goes away by itself, and with the screen it was about. */
  problem: (title: string, message: string, action?: Action): void => {
    problems.add(
      show(message, { color: 'red', close: 10_000, replaces: false, title, ...(action ? { action } : {}) }),
    )
  },
  /** The screen changed: problems of the last one go away with it. */
  forgetProblems: (): void => {
    for (const id of problems) notifications.hide(id)
    problems.clear()
  },
} as const

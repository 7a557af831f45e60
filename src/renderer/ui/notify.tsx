import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

type Action = { readonly label: string; readonly run: () => void }

let count = 0
/** The last toast that told of something done: the next takes its place, so that they never pile up. */
let lastDone: string | null = null

const show = (
  message: string,
  options: {
    readonly color: string
    readonly close: number | false
    readonly title?: string
    readonly action?: Action
  },
): void => {
  count += 1
  const id = `toast-${count}`
  const { action } = options
  if (options.close !== false) {
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
        <Text size="sm" c="inherit">
          {message}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
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
}

/** Toasts; each is read aloud by screen readers. */
export const notify = {
  /** Something was done; goes away by itself. */
  done: (message: string, action?: Action): void =>
    show(message, { color: 'indigo', close: action ? 8000 : 5000, ...(action ? { action } : {}) }),
  /** Something could not be done and why; stays until it is closed. */
  problem: (title: string, message: string, action?: Action): void =>
    show(message, { color: 'red', close: false, title, ...(action ? { action } : {}) }),
} as const

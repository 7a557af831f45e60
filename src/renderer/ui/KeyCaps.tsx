import { Kbd } from '@mantine/core'
import { Fragment } from 'react'

const onMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

const names: { readonly [key: string]: string } = {
  mod: onMac ? '⌘' : 'Ctrl',
  shift: 'Shift',
  alt: onMac ? '⌥' : 'Alt',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  delete: 'Delete',
  space: 'Space',
}

const nameOf = (key: string): string =>
  names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)

/** A key or a sequence of keys (`mod+shift+z`, `g h`) as it is printed on the keyboard. */
export const KeyCaps = ({ keys }: { readonly keys: string }) => (
  <span className="daicho-keys">
    {keys.split(' ').map((chord, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the keys of one binding never change their order
      <Fragment key={at}>
        {at > 0 && ' → '}
        {chord.split('+').map((key, index) => (
          <Fragment key={key}>
            {index > 0 && '+'}
            <Kbd size="xs">{nameOf(key)}</Kbd>
          </Fragment>
        ))}
      </Fragment>
    ))}
  </span>
)

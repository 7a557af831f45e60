/**
 * Keys of the whole program and of the screen that is shown. One listener; who asked last is asked first. Keys never
 * act while an input method composes (`isComposing`, key code 229); single keys and undo act only outside text fields.
 */
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/**
 * `keys`: `mod+k` (Ctrl, on a Mac Command), `mod+shift+z`, `F1`, `?`, `Delete`, or a sequence of single keys such as
 * `g h`. Letters are compared by `event.key` without regard to case.
 */
export type KeyBinding = {
  readonly keys: string
  /** What it does, in the user's language: shown under `?`. */
  readonly label: string
  readonly run: () => void
  /** Acts inside text fields too; never the case for single keys. */
  readonly inText?: boolean
  /** Acts while a dialog is open. */
  readonly overDialogs?: boolean
  /** Acts only while this holds, such as "the focus is on the rows"; absent: always. */
  readonly when?: () => boolean
}

export type KeyGroup = { readonly title: string; readonly bindings: readonly KeyBinding[] }

/** What of a keyboard event decides; a plain object so that it can be tested. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing' | 'keyCode'
>

export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing || press.keyCode === 229

/** Whether the key press is this chord. Shift counts for letters and named keys, not for signs such as `?`. */
export const isChord = (chord: string, press: KeyPress): boolean => {
  const parts = chord.split('+')
  const key = parts.at(-1) ?? ''
  const mod = press.ctrlKey || press.metaKey
  if (press.key.toLowerCase() !== key.toLowerCase()) return false
  if (mod !== parts.includes('mod') || press.altKey !== parts.includes('alt')) return false
  const shiftMatters = key.length > 1 || key.toLowerCase() !== key.toUpperCase()
  return !shiftMatters || press.shiftKey === parts.includes('shift')
}

/** A place where keys are typed: there, single keys are letters and Ctrl+Z belongs to the field. */
export const isTextPlace = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['button', 'checkbox', 'radio', 'submit', 'reset', 'file', 'range', 'color'].includes(target.type)
  )
}

/** Milliseconds within which the second key of a sequence must follow. */
export const SEQUENCE_MS = 1500

const groups: { current: readonly KeyGroup[] } = { current: [] }
const listeners = new Set<() => void>()
const setGroups = (next: readonly KeyGroup[]): void => {
  groups.current = next
  for (const listener of listeners) listener()
}

let pending: { readonly key: string; readonly at: number } | null = null

const mayAct = (binding: KeyBinding, inText: boolean, inDialog: boolean): boolean =>
  (!inText || !!binding.inText) && (!inDialog || !!binding.overDialogs) && (binding.when?.() ?? true)

/** Finds the binding a key press means; newest group first. Remembers the first key of a sequence. */
const findBinding = (press: KeyPress, now: number, inText: boolean, inDialog: boolean): KeyBinding | null => {
  const first = pending && now - pending.at <= SEQUENCE_MS ? pending.key : null
  pending = null
  const all = groups.current.flatMap((group) => group.bindings).filter((one) => mayAct(one, inText, inDialog))
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey
  if (first && plain) {
    const second = all.find((one) => one.keys.toLowerCase() === `${first} ${press.key.toLowerCase()}`)
    if (second) return second
  }
  const chord = all.find((one) => !one.keys.includes(' ') && isChord(one.keys, press))
  if (chord) return chord
  const starts = (one: KeyBinding): boolean =>
    one.keys.toLowerCase().startsWith(`${press.key.toLowerCase()} `)
  if (plain && press.key.length === 1 && all.some(starts)) pending = { key: press.key.toLowerCase(), at: now }
  return null
}

export const isDialogOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null

/** What has opened a menu, a drop-down list or a small dialog beside it. */
const OPENER = '[aria-haspopup][aria-expanded="true"]'

/** Whether the Escape under way closes one of these: by the time it comes back to the window, it is closed already. */
let escapeCloses = false
const onKeyDownFirst = (event: KeyboardEvent): void => {
  escapeCloses = event.key === 'Escape' && document.querySelector(OPENER) !== null
}

const onKeyDown = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || isComposing(event) || escapeCloses) return
  const binding = findBinding(event, event.timeStamp, isTextPlace(event.target), isDialogOpen())
  if (!binding) return
  event.preventDefault()
  binding.run()
}

/** Binds keys while the component is shown. */
export const useKeys = (title: string, bindings: readonly KeyBinding[]): void => {
  const latest = useRef(bindings)
  latest.current = bindings
  // The set of keys and labels decides whether the list changed; what they run is read when pressed.
  const shape = JSON.stringify(bindings.map((one) => [one.keys, one.label, one.inText, one.overDialogs]))
  // What is on the screen can be acted on: keys are bound before it is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for `bindings`, which is new at every render
  useLayoutEffect(() => {
    const group: KeyGroup = {
      title,
      bindings: latest.current.map((one, at) => ({
        ...one,
        when: () => latest.current[at]?.when?.() ?? true,
        run: () => latest.current[at]?.run(),
      })),
    }
    if (groups.current.length === 0) {
      window.addEventListener('keydown', onKeyDownFirst, { capture: true })
      window.addEventListener('keydown', onKeyDown)
    }
    setGroups([group, ...groups.current])
    return () => {
      setGroups(groups.current.filter((other) => other !== group))
      if (groups.current.length > 0) return
      window.removeEventListener('keydown', onKeyDownFirst, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [title, shape])
}

/** Every key that acts now, for the `?` overlay. */
export const useKeyGroups = (): readonly KeyGroup[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => groups.current,
  )

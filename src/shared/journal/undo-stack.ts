/**
 * What each user can take back on this device, derived from the folded entries of this device, so that it lasts over
 * restarts. A new intent empties redo; an undo moves its intent there; a redo moves it back.
 */
import type { EntryHead, EntryId, IntentKind, RecordId } from './entry'

/** Most intents of one user that can be taken back. */
export const UNDO_LIMIT = 200
/** Undo and redo entries remembered; more than can lie above a value that still can be taken back. */
const CHAIN_LIMIT = 2 * UNDO_LIMIT

export type UndoItem = {
  readonly intent: string
  readonly kind: IntentKind
  /** The entry, of a run the closing one. */
  readonly entry: EntryId
  /** Number of the intent's first entry on this device; greater ones up to `entry` belong to it. */
  readonly first: number
  /** Name of the first record it touched. */
  readonly name: string
}

export type UndoStack = {
  /** The last is taken back first. */
  readonly undo: readonly UndoItem[]
  readonly redo: readonly UndoItem[]
  /** Undo and redo entries: what they set counts as set by the intent they brought back (`planUndo`). */
  readonly chain: readonly EntryId[]
}

/** Actor → stack. */
export type UndoStacks = { readonly [actor: RecordId]: UndoStack }

export const emptyUndoStack: UndoStack = { undo: [], redo: [], chain: [] }

const NOT_UNDOABLE: readonly IntentKind[] = ['setUp', 'sample', 'strike', 'abandon']

export const isUndoable = (kind: IntentKind): boolean => !NOT_UNDOABLE.includes(kind)

const last = <T>(items: readonly T[], count: number): readonly T[] =>
  items.length > count ? items.slice(items.length - count) : items

/** The stack after an intent of its actor on this device was folded. */
export function pushIntent(stack: UndoStack, head: EntryHead, item: UndoItem): UndoStack {
  if (!isUndoable(head.kind)) return stack
  if (head.kind !== 'undo' && head.kind !== 'redo') {
    return { undo: last([...stack.undo, item], UNDO_LIMIT), redo: [], chain: stack.chain }
  }
  const without = (items: readonly UndoItem[]) => items.filter(({ intent }) => intent !== head.undoes)
  const isUndo = head.kind === 'undo'
  const undo = without(stack.undo)
  const redo = without(stack.redo)
  return {
    undo: last(isUndo ? undo : [...undo, item], UNDO_LIMIT),
    redo: last(isUndo ? [...redo, item] : redo, UNDO_LIMIT),
    chain: last([...stack.chain, item.entry], CHAIN_LIMIT),
  }
}

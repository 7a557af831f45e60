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
  /** Of an undo or redo: what the intent was that it took back or brought back, however often since. */
  readonly of?: IntentKind
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

const NOT_UNDOABLE: readonly IntentKind[] = ['setUp', 'sample', 'strike', 'abandon']

export const isUndoable = (kind: IntentKind): boolean => !NOT_UNDOABLE.includes(kind)

type GrowingStack = {
  undo: UndoItem[]
  redo: UndoItem[]
  readonly chain: EntryId[]
  /** The last snapshot, while it still holds. */
  snapshot: UndoStack | null
}

export type GrowingStacks = {
  /** Takes an intent of this device when it is folded. */
  push(head: EntryHead, item: UndoItem): void
  /** Gives the items of an entry another name. */
  rename(actor: RecordId, isMeant: (item: UndoItem) => boolean, name: string): void
  /** The stacks as they are; later intents do not change them. A stack that stayed the same is the same object. */
  snapshot(): UndoStacks
}

/** Stacks that grow while entries are folded. */
export function growStacks(start: UndoStacks): GrowingStacks {
  const stacks = new Map<RecordId, GrowingStack>()
  for (const [actor, stack] of Object.entries(start) as [RecordId, UndoStack][]) {
    const { undo, redo, chain } = stack
    stacks.set(actor, { undo: [...undo], redo: [...redo], chain: [...chain], snapshot: stack })
  }

  function stackOf(actor: RecordId): GrowingStack {
    const known = stacks.get(actor)
    if (known) return known
    const stack: GrowingStack = { undo: [], redo: [], chain: [], snapshot: null }
    stacks.set(actor, stack)
    return stack
  }

  return {
    push(head, item) {
      if (!isUndoable(head.kind)) return
      const stack = stackOf(head.actor)
      stack.snapshot = null
      if (head.kind === 'undo' || head.kind === 'redo') {
        const meant = [...stack.undo, ...stack.redo].find(({ intent }) => intent === head.undoes)
        const of = meant?.of ?? meant?.kind
        const isOther = ({ intent }: UndoItem) => intent !== head.undoes
        stack.undo = stack.undo.filter(isOther)
        stack.redo = stack.redo.filter(isOther)
        keep(
          head.kind === 'undo' ? stack.redo : stack.undo,
          of === undefined ? item : { ...item, of },
          UNDO_LIMIT,
        )
        keep(stack.chain, item.entry, CHAIN_LIMIT)
      } else {
        keep(stack.undo, item, UNDO_LIMIT)
        if (stack.redo.length > 0) stack.redo = []
      }
    },
    rename(actor, isMeant, name) {
      const stack = stacks.get(actor)
      if (stack === undefined) return
      const rename = (item: UndoItem) => (isMeant(item) ? { ...item, name } : item)
      stack.snapshot = null
      stack.undo = stack.undo.map(rename)
      stack.redo = stack.redo.map(rename)
    },
    snapshot: () =>
      Object.fromEntries(
        [...stacks].map(([actor, stack]) => {
          stack.snapshot ??= { undo: [...stack.undo], redo: [...stack.redo], chain: [...stack.chain] }
          return [actor, stack.snapshot]
        }),
      ),
  }
}

/** Appends; what is beyond the limit falls off the beginning. */
function keep<T>(items: T[], item: T, limit: number): void {
  items.push(item)
  if (items.length > limit) items.shift()
}

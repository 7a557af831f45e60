import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerValues, type CheckAnswer, nextPlace } from '../../../shared/domain/checks/check-round'
import { foldPhone } from '../../../shared/domain/written/phone-text'
import type { RecordId } from '../../../shared/journal/entry'
import { useCommit, useUndo } from '../../store/client/hooks'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { notify } from '../../ui/notify'
import type { RoundStep } from './use-round'

export const sameNumber = (a: string, b: string): boolean => foldPhone(a) === foldPhone(b)

/** An answer of this visit: what it wrote, and about whom. */
type Given = { readonly intent: string; readonly id: RecordId; readonly name: string }

export type Walk = {
  /** Place of the number that is called now; null: nothing is left. */
  readonly at: number | null
  /** Answers given here that can be taken back one by one. */
  readonly given: number
  readonly goTo: (at: number) => void
  readonly skip: () => void
  readonly back: () => void
  readonly answer: (answer: CheckAnswer) => void
  readonly undo: () => Promise<void>
}

/**
 * Going through the numbers: each answer is an entry of its own, written at once, and the next number is there before it
 * is; an answer that could not be kept leads back to its number.
 */
export const useWalk = (steps: readonly RoundStep[], today: string): Walk => {
  const { t } = useTranslation(['check', 'failures'])
  const commit = useCommit()
  const store = useStore()
  const { undo } = useUndo()
  const sentence = useFailureSentence()
  const [chosen, setChosen] = useState<RecordId | null>(null)
  const [given, setGiven] = useState<readonly Given[]>([])
  /** Answered here, whether the list says so already or not. */
  const answered = useRef(new Set<RecordId>())
  const [over, setOver] = useState(false)

  const isWanted = (at: number): boolean => {
    const step = steps[at]
    return step?.outcome === 'left' && !answered.current.has(step.number.id)
  }
  const chosenAt = steps.findIndex(({ number }) => number.id === chosen)
  const firstLeft = nextPlace(steps.length, -1, 1, isWanted)
  const at = over ? null : chosenAt >= 0 ? chosenAt : firstLeft

  const goTo = (place: number) => {
    setOver(false)
    setChosen(steps[place]?.number.id ?? null)
  }
  /** The next one that is left behind `from`, or from the beginning again. */
  const goOn = (from: number) => {
    const next =
      nextPlace(steps.length, from, 1, isWanted) ??
      nextPlace(from, -1, 1, isWanted) ??
      (isWanted(from) ? from : null)
    if (next === null) setOver(true)
    else goTo(next)
  }

  const answer = async (one: CheckAnswer): Promise<void> => {
    const step = at === null ? undefined : steps[at]
    if (!step || at === null) return
    const { number, contact } = step
    const values = answerValues(number, one, today, sameNumber)
    answered.current.add(number.id)
    goOn(at)
    if (!values) return
    const done = await commit({ kind: 'edit', writes: [{ op: 'set', id: number.id, values }] })
    if (done.ok) {
      if (done.value.intent !== '')
        setGiven((before) => [...before, { intent: done.value.intent, id: number.id, name: contact.name }])
      return
    }
    answered.current.delete(number.id)
    setOver(false)
    setChosen(number.id)
    notify.problem(t('failures:title'), sentence(done.error))
  }

  const takeBack = async (): Promise<void> => {
    const last = given.at(-1)
    const done = await undoOf(last)
    if (!done.ok) return notify.problem(t('failures:title'), sentence(done.error))
    if (!last || !done.value) return
    setGiven((before) => before.filter((one) => one !== last))
    answered.current.delete(last.id)
    setOver(false)
    setChosen(last.id)
    notify.done(t('undone', { name: last.name }))
  }
  /** Takes back the last thing done; `value`: whether it was this answer. */
  const undoOf = async (last: Given | undefined) => {
    const state = await store.undoState()
    const isLast = state.undo?.intent === last?.intent
    if (!isLast) setGiven([])
    const done = await undo()
    return done.ok ? { ok: true as const, value: isLast } : done
  }

  return {
    at,
    given: given.length,
    goTo,
    skip: () => {
      if (at !== null) goOn(at)
    },
    back: () => {
      const before = nextPlace(steps.length, at ?? steps.length, -1, () => true)
      if (before !== null) goTo(before)
    },
    answer: (one) => void answer(one),
    undo: takeBack,
  }
}

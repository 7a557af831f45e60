import { useRef, useState } from 'react'
import {
  type Collected,
  collect,
  collectFrom,
  type InputWatch,
  readingOf,
} from '../../../shared/domain/reading/kana-collector'
import type { FieldValues } from '../../../shared/journal/intent'
import type { RecordDeclaration } from '../../../shared/records/define'

type Readings = {
  /** Hears the input of a field that has a reading; undefined for other fields. */
  readonly watch: (source: string) => ((event: InputWatch) => void) | undefined
  /** Says that a person wrote in the reading: from then on it is left alone, until it is emptied. */
  readonly written: (reading: string, empty: boolean) => void
  /** Reading fields that want a look, as part of the name was not typed in kana. */
  readonly uncertain: ReadonlySet<string>
}

type Followed = {
  readonly source: string
  readonly reading: string
  collected: Collected
  /** A person wrote in the reading. */
  leftAlone: boolean
}

const textOf = (values: FieldValues, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}

const followAll = (declaration: RecordDeclaration, values: FieldValues): readonly Followed[] =>
  Object.entries(declaration.fields).flatMap(([reading, field]) => {
    if (field.kind !== 'text' || field.format !== 'kana' || field.readingOf === undefined) return []
    const source = field.readingOf
    const collected = collectFrom(textOf(values, source), textOf(values, reading))
    return [{ source, reading, collected, leftAlone: false }]
  })

/** Fills readings while names are typed. `values` is what stands in the form, `set` puts a reading there. */
export const useReadings = (
  declaration: RecordDeclaration,
  values: FieldValues,
  set: (field: string, value: string | null) => void,
): Readings => {
  const [followed] = useState(() => followAll(declaration, values))
  const [uncertain, setUncertain] = useState<ReadonlySet<string>>(new Set())
  const latest = useRef(values)
  latest.current = values

  const mark = (reading: string, doubtful: boolean) =>
    setUncertain((before) =>
      doubtful ? new Set([...before, reading]) : new Set([...before].filter((one) => one !== reading)),
    )

  const hear = (one: Followed, event: InputWatch) => {
    one.collected = collect(one.collected, event)
    if (event.type === 'compositionStart' || event.type === 'compositionUpdate' || one.leftAlone) return
    const { text, certain } = readingOf(one.collected)
    const stands = latest.current[one.reading] ?? null
    // Half a reading does not replace a whole one; it only asks to be looked at.
    if (!certain && stands !== null) return mark(one.reading, true)
    const reading = text === '' ? null : text
    if (stands !== reading) set(one.reading, reading)
    mark(one.reading, !certain && reading !== null)
  }

  return {
    watch: (source) => {
      const one = followed.find((candidate) => candidate.source === source)
      return one && ((event) => hear(one, event))
    },
    written: (reading, empty) => {
      const one = followed.find((candidate) => candidate.reading === reading)
      if (!one) return
      one.leftAlone = !empty
      mark(reading, false)
    },
    uncertain,
  }
}

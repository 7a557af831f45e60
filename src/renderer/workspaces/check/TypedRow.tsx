import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { writePhone } from '../../../shared/domain/written/phone-text'
import { isComposing, isTextPlace } from '../../ui/key-bindings'
import { useLanguage } from '../../ui/use-language'
import classes from './Check.module.css'
import { kindOf, kindOptions, newUseOf } from './contact-words'
import type { PaperRow } from './paper-rows'
import { isNoNumber, type TypedAnswer } from './typed-answers'

type TypedRowProps = {
  readonly row: PaperRow
  readonly given: TypedAnswer | null
  /** The one row that the Tab key reaches. */
  readonly isCurrent: boolean
  readonly tried: boolean
  readonly onCurrent: () => void
  readonly onAnswer: (given: TypedAnswer | null) => void
  /** Goes so many rows down (or up). */
  readonly onMove: (by: number) => void
}

const NEW: TypedAnswer = { how: 'new', number: '', alsoUnreached: false }
const byKey: { readonly [key: string]: TypedAnswer | null } = {
  '1': { how: 'reached' },
  '2': { how: 'unreached' },
  '3': NEW,
  '0': null,
}
const choices = [
  ['1', 'reached', 'reached'],
  ['2', 'unreached', 'unreached'],
  ['3', 'new', 'newNumber'],
] as const

/** One row of the sheet: a key answers it and goes on to the next. */
export const TypedRow = ({ row, given, isCurrent, tried, onCurrent, onAnswer, onMove }: TypedRowProps) => {
  const { t } = useTranslation('check')
  const language = useLanguage()
  const { contact, number, outcome } = row.step
  const newUse = given?.how === 'new' ? newUseOf(number, given.number) : null
  const choose = (chosen: TypedAnswer | null): void => {
    onAnswer(chosen?.how === 'new' && given?.how === 'new' ? given : chosen)
    // A new number is typed first.
    if (chosen?.how !== 'new') onMove(1)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return
    const inText = isTextPlace(event.target)
    const isDone = inText && event.key === 'Enter'
    const move = isDone ? 1 : event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (move !== 0) onMove(move)
    else if (!inText && Object.hasOwn(byKey, event.key)) choose(byKey[event.key] ?? null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <tr
      data-row={row.row}
      className={classes.row}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onCurrent}
      onKeyDown={onKeyDown}
    >
      <td className={classes.rowNumber}>{row.row}</td>
      <th scope="row">{contact.name}</th>
      <td className={classes.tel}>
        <span className={classes.faint}>{kindOf(number, language)}</span> {writePhone(number.number)}
      </td>
      <td>
        <div className={classes.choices}>
          {choices.map(([key, how, label]) => (
            <Button
              key={key}
              size="compact-sm"
              tabIndex={-1}
              variant={given?.how === how ? 'filled' : 'default'}
              color={how === 'unreached' ? 'red' : undefined}
              aria-pressed={given?.how === how}
              onClick={() => choose(given?.how === how ? null : (byKey[key] ?? null))}
            >
              {`${key} ${t(label)}`}
            </Button>
          ))}
        </div>
        {given?.how === 'new' && (
          <div className={classes.choices}>
            <TextInput
              autoFocus
              size="xs"
              inputMode="tel"
              aria-label={t('newNumberOf', { row: row.row })}
              value={given.number}
              error={tried && isNoNumber(given)}
              onChange={(event) => onAnswer({ ...given, number: event.currentTarget.value })}
            />
            {newUse !== null && (
              <NativeSelect
                size="xs"
                className={classes.newUse}
                aria-label={t('newUseOf', { row: row.row })}
                data={kindOptions(number, language)}
                value={given.use ?? newUse}
                onChange={(event) => onAnswer({ ...given, use: event.currentTarget.value })}
              />
            )}
            <Checkbox
              size="xs"
              label={t('newAlsoUnreached')}
              aria-label={t('newAlsoUnreachedOf', { row: row.row })}
              checked={given.alsoUnreached}
              onChange={(event) => onAnswer({ ...given, alsoUnreached: event.currentTarget.checked })}
            />
          </div>
        )}
      </td>
      <td
        className={
          outcome === 'unreached' ? classes.late : outcome === 'reached' ? classes.safe : classes.faint
        }
      >
        {t(`outcome_${outcome}`)}
      </td>
    </tr>
  )
}

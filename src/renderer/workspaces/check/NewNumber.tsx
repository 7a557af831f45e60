import { Button, Kbd, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckAnswer } from '../../../shared/domain/checks/check-round'
import { writePhone } from '../../../shared/domain/written/phone-text'
import { checkValue } from '../../../shared/journal/validate'
import { phoneFields } from '../../../shared/records/people/phone-fields'
import { useProblemSentence } from '../../generic/form/use-problem-sentence'
import { isComposing, useKeys } from '../../ui/key-bindings'
import { useLanguage } from '../../ui/use-language'
import classes from './Check.module.css'
import { kindOptions, newUseOf } from './contact-words'
import type { RoundNumber } from './read-round'

type NewNumberProps = {
  readonly number: RoundNumber
  readonly onAnswer: (answer: CheckAnswer) => void
  readonly onCancel: () => void
}

/** Another number: typed, then whether somebody answered on it. */
export const NewNumber = ({ number, onAnswer, onCancel }: NewNumberProps) => {
  const { t } = useTranslation('check')
  const problemSentence = useProblemSentence()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [ready, setReady] = useState<string | null>(null)
  const [use, setUse] = useState<string>()
  const language = useLanguage()
  const proposed = ready === null ? null : newUseOf(number, ready)
  const chosen = proposed === null ? null : (use ?? proposed)
  const answer = (how: CheckAnswer['how'], ready: string) =>
    onAnswer({ how, number: ready, ...(chosen === null || chosen === number.use ? {} : { use: chosen }) })
  useKeys(t('newNumberTitle'), [
    ...(ready === null
      ? []
      : [
          { keys: '1', label: t('reached'), run: () => answer('reached', ready) },
          { keys: '2', label: t('unreached'), run: () => answer('unreached', ready) },
        ]),
    { keys: 'Escape', label: t('cancel'), inText: true, run: onCancel },
  ])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const field = number.declaration.fields.number ?? phoneFields.number
    const checked = checkValue(field, typed.trim())
    const refused = !checked.ok ? checked.error : checked.value === null ? 'required' : null
    if (refused) return setProblem(problemSentence(refused, field))
    setReady(writePhone(typed))
  }
  if (ready !== null) {
    return (
      <fieldset className={classes.answers} aria-label={t('answers')}>
        <p className={classes.ask}>{t('newNumberAsk', { number: ready })}</p>
        {chosen !== null && (
          <NativeSelect
            label={t('newUse')}
            className={classes.ask}
            data={kindOptions(number, language)}
            value={chosen}
            onChange={(event) => setUse(event.currentTarget.value)}
          />
        )}
        <Button
          size="md"
          autoFocus
          leftSection={<Kbd className={classes.key}>1</Kbd>}
          onClick={() => answer('reached', ready)}
        >
          {t('reached')}
        </Button>
        <Button
          size="md"
          color="red"
          variant="light"
          leftSection={<Kbd className={classes.key}>2</Kbd>}
          onClick={() => answer('unreached', ready)}
        >
          {t('unreached')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </fieldset>
    )
  }
  return (
    <form className={classes.newNumber} onSubmit={submit} noValidate>
      <TextInput
        size="md"
        autoFocus
        inputMode="tel"
        label={t('newNumberTitle')}
        description={t('newNumberHow')}
        value={typed}
        error={problem}
        onKeyDown={(event) => {
          // Enter that ends a conversion is not the Enter that ends the number.
          if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault()
        }}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <Button type="submit" variant="default">
        {t('newNumberGoOn')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </form>
  )
}

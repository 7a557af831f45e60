import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeInstant } from '../../../shared/domain/written/instant-text'
import { headInCode } from '../../../shared/exchange/sheet-code'
import { useSurroundings } from '../../fields/field-surroundings'
import { useStore } from '../../store/client/store-context'
import type { HashAnswer } from '../../store/store-api'
import { Notice } from '../../ui/Notice'
import { useEntryName } from './entry-name'
import classes from './Verify.module.css'

/** Asks whether the ledger still contains the state that a printed sheet was made from. */
export const PaperHash = () => {
  const { t } = useTranslation('verify')
  const store = useStore()
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState<HashAnswer | null>(null)
  const plain = (headInCode(typed) ?? typed).normalize('NFKC').toLowerCase().replace(/\s/g, '')
  const wrong = /[^0-9a-f]/.test(plain)
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!wrong) setAnswer(await store.findHash(plain))
  }
  return (
    <section className={classes.section}>
      <h2>{t('paper')}</h2>
      <p>{t('paperWhat')}</p>
      <form className={classes.ask} onSubmit={(event) => void ask(event)}>
        <TextInput
          label={t('paperLabel')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAnswer(null)
          }}
          error={wrong ? t('answerNotHex') : undefined}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={plain === ''}>
          {t('paperCheck')}
        </Button>
      </form>
      <div role="status">{answer && <Answer answer={answer} />}</div>
    </section>
  )
}

const Answer = ({ answer }: { readonly answer: HashAnswer }) => {
  const { t } = useTranslation('verify')
  const { writing } = useSurroundings()
  const entryName = useEntryName()
  if (answer.type === 'tooShort') return <Notice tone="look" title={t('answerTooShort')} />
  if (answer.type === 'unknown') {
    return (
      <Notice tone="look" title={t('answerUnknown')}>
        {t('answerUnknownWhat')}
      </Notice>
    )
  }
  return (
    <Notice tone="safe" title={t('answerEntry')}>
      {t('answerEntryWhat', {
        at: writeInstant(answer.at, writing),
        entry: entryName(answer.entry),
        count: answer.entriesSince,
      })}{' '}
      {answer.covers === 'device' && t('answerDevice')}
    </Notice>
  )
}

import { useTranslation } from 'react-i18next'
import { parseDuration, writeDuration } from '../../../shared/domain/written/duration-text'
import type { DurationField } from '../../../shared/records/define'
import { FiguresInput } from '../FiguresInput'
import type { EditorProps } from '../field-parts'
import { useSurroundings } from '../field-surroundings'
import { useTypedText } from '../use-typed-text'

/** A length of time: 90, 1:30, 1時間30分. */
export const DurationEditor = ({ value, onChange, ...control }: EditorProps<DurationField>) => {
  const { t } = useTranslation('fields')
  const { writing } = useSurroundings()
  const write = (given: typeof value) =>
    typeof given === 'number'
      ? writeDuration(given, writing.language)
      : typeof given === 'string'
        ? given
        : ''
  const typed = useTypedText(value, write, parseDuration, onChange)
  return <FiguresInput {...control} typed={typed} inputMode="text" placeholder={t('durationHint')} />
}

import type { ChoiceField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import type { CellProps } from '../field-parts'
import classes from '../fields.module.css'
import { choiceText } from './choice-text'

export const ChoiceCell = ({ field, value, place }: CellProps<ChoiceField>) => {
  const language = useLanguage()
  const text = choiceText(field.choices, value, language)
  return text === '' ? null : <span className={place === 'list' ? classes.clip : undefined}>{text}</span>
}

import type { TagsField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import { choiceText } from '../choice/choice-text'
import type { CellProps } from '../field-parts'
import classes from '../fields.module.css'
import { tagsOf } from './tags-text'

export const TagsCell = ({ field, value, place }: CellProps<TagsField>) => {
  const language = useLanguage()
  const members = tagsOf(value)
  if (members.length === 0) return null
  return (
    <span className={place === 'list' ? classes.clip : undefined}>
      {members.map((tag) => (
        <span key={tag} className={classes.tag}>
          {choiceText(field.choices, tag, language)}
        </span>
      ))}
    </span>
  )
}

import { Anchor } from '@mantine/core'
import { telOf, writePhone } from '../../../shared/domain/written/phone-text'
import type { TextField } from '../../../shared/records/define'
import type { CellProps } from '../field-parts'
import classes from '../fields.module.css'
import { textText } from './text-text'

/** One line of text; on a page, numbers can be dialled, mail and web addresses opened. */
export const TextCell = ({ field, value, place }: CellProps<TextField>) => {
  if (typeof value !== 'string' || value === '') return null
  const shown = textText(field, value)
  if (place === 'list') {
    return (
      <span className={classes.clip} title={shown}>
        {shown}
      </span>
    )
  }
  const address = addressOf(field, value)
  if (address === null) return <span>{shown}</span>
  return (
    <Anchor href={address} className={field.format === 'phone' ? classes.figures : undefined}>
      {field.format === 'phone' ? writePhone(value) : shown}
    </Anchor>
  )
}

const addressOf = (field: TextField, value: string): string | null => {
  if (field.format === 'phone') return telOf(value)
  if (field.format === 'email') return `mailto:${value}`
  if (field.format === 'url' && /^https:/iu.test(value)) return value
  return null
}

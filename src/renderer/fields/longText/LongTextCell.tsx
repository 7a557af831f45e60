import type { LongTextField } from '../../../shared/records/define'
import type { CellProps } from '../field-parts'
import classes from '../fields.module.css'

/** Several lines on a page; in a list as one. */
export const LongTextCell = ({ value, place }: CellProps<LongTextField>) =>
  typeof value === 'string' ? (
    <span className={place === 'list' ? classes.clip : classes.paragraphs}>{value}</span>
  ) : null

import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import type { RefField } from '../../../shared/records/define'
import { paths } from '../../ui/paths'
import type { CellProps } from '../field-parts'
import { useSurroundings } from '../field-surroundings'
import classes from '../fields.module.css'

/** The title of the record referred to; on a page it leads there. */
export const RefCell = ({ value, shown, place }: CellProps<RefField>) => {
  const { titleOf } = useSurroundings()
  if (typeof value !== 'string') return null
  const title = shown || titleOf(value) || value
  if (place === 'list') return <span className={classes.clip}>{title}</span>
  return (
    <Anchor component={Link} to={paths.record(value)}>
      {title}
    </Anchor>
  )
}

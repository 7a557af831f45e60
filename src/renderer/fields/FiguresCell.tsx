import type { CellProps } from './field-parts'
import classes from './fields.module.css'

/** Figures as they are written, in columns that line up. */
export const FiguresCell = ({
  text,
  place,
}: {
  readonly text: string
  readonly place: CellProps['place']
}) =>
  text === '' ? null : (
    <span
      className={place === 'list' ? `${classes.clip} ${classes.figures}` : classes.figures}
      title={place === 'list' ? text : undefined}
    >
      {text}
    </span>
  )

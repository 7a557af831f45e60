import type { ReactNode } from 'react'
import { Logo } from './Logo'
import classes from './Plain.module.css'

type PlainProps = {
  readonly children: ReactNode
  /** Stands at the upper right, such as the choice of language. */
  readonly corner?: ReactNode
}

/** A screen without frame: one column in the middle, for what stands before or instead of the ledger. */
export const Plain = ({ children, corner }: PlainProps) => (
  <main className={classes.plain}>
    {corner && <div className={classes.corner}>{corner}</div>}
    <div className={classes.column}>
      <div className={classes.logo}>
        <Logo size={44} />
      </div>
      {children}
    </div>
  </main>
)

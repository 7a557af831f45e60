import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './StartScreen.module.css'

type ChoiceProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly why: string
  /** What cannot be chosen still says why. */
  readonly disabled?: boolean
  readonly onChoose: () => void
}

/** A list of ways on, each with what it means. */
export const Choices = ({ children }: { readonly children: ReactNode }) => (
  <ul className={classes.choices}>{children}</ul>
)

export const Choice = ({ icon, title, why, disabled, onChoose }: ChoiceProps) => (
  <li>
    <button type="button" className={classes.choice} disabled={disabled} onClick={onChoose}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <span className={classes.words}>
        <span className={classes.choiceTitle}>{title}</span>
        <span className={classes.why}>{why}</span>
      </span>
      <IconChevronRight size={18} aria-hidden className={classes.go} />
    </button>
  </li>
)

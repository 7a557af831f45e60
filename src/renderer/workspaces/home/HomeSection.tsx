import { type ReactNode, useId } from 'react'
import classes from './HomeScreen.module.css'

type HomeSectionProps = {
  readonly title: string
  readonly more?: ReactNode
  readonly children: ReactNode
}

/** A ruled part of Home. */
export const HomeSection = ({ title, more, children }: HomeSectionProps) => {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <h2 id={id}>{title}</h2>
        {more}
      </div>
      {children}
    </section>
  )
}

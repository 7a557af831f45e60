import { type ReactNode, useId } from 'react'
import classes from './Settings.module.css'

type SettingsSectionProps = {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

/** A part of the settings under a heading of its own. */
export const SettingsSection = ({ title, lead, children }: SettingsSectionProps) => {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {lead && <p>{lead}</p>}
      </div>
      <div className={classes.content}>{children}</div>
    </section>
  )
}

type SettingLineProps = {
  readonly label: string
  readonly help?: string
  /** Id for the label, where the control is named by it. */
  readonly labelId?: string
  readonly children: ReactNode
}

/** One setting: its name at the left, what it is at the right. */
export const SettingLine = ({ label, help, labelId, children }: SettingLineProps) => (
  <div className={classes.line}>
    <div className={classes.label} id={labelId}>
      {label}
    </div>
    <div className={classes.control}>
      {children}
      {help && <p className={classes.help}>{help}</p>}
    </div>
  </div>
)

import { CloseButton, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

type NoticeProps = {
  /** `late`: something is wrong and says what to do; `look`: worth a look; `calm`: for information; `safe`: all is well. */
  readonly tone: 'late' | 'look' | 'calm' | 'safe'
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Present: can be put away, under this label. */
  readonly close?: { readonly label: string; readonly run: () => void }
}

/** A standing notice within a screen. A `late` one always says why and what to do next. */
export const Notice = ({ tone, title, children, actions, close }: NoticeProps) => (
  <section className={classes.notice} data-tone={tone} role={tone === 'late' ? 'alert' : 'status'}>
    <div className={classes.text}>
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.body}>{children}</div>}
    </div>
    {actions && (
      <Group gap="xs" wrap="wrap">
        {actions}
      </Group>
    )}
    {close && <CloseButton size="sm" aria-label={close.label} title={close.label} onClick={close.run} />}
  </section>
)

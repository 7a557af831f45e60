import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

type EmptyStateProps = {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  /** What to do first. */
  readonly actions?: ReactNode
}

/** What stands where nothing is yet: says so, and what to do first. */
export const EmptyState = ({ icon, title, children, actions }: EmptyStateProps) => (
  <div className={classes.empty}>
    {icon && (
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
    )}
    <p className={classes.title}>{title}</p>
    {children && (
      <Text c="dimmed" size="sm" component="div" maw="32rem">
        {children}
      </Text>
    )}
    {actions && (
      <Group gap="xs" mt="sm" justify="center">
        {actions}
      </Group>
    )}
  </div>
)

import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useDocumentTitle } from './document-title'
import classes from './Page.module.css'

type PageProps = {
  /** Heading of the screen and name of the window. */
  readonly title: string
  /** One sentence under the heading. */
  readonly lead?: ReactNode
  /** Stands before the heading, such as a way back. */
  readonly before?: ReactNode
  /** What can be done here, at the right of the heading. */
  readonly actions?: ReactNode
  /**
   * `text` (740 px, for reading and forms), `middle` (930 px), `wide` (1160 px), `full` (all of the room, scrolls),
   * `fill` (all of the room, does not scroll: the content has its own scrolling, for lists).
   */
  readonly room?: 'text' | 'middle' | 'wide' | 'full' | 'fill'
  readonly children: ReactNode
}

/** A screen: heading, actions, content. Exactly one per route; it names the window. */
export const Page = ({ title, lead, before, actions, room = 'full', children }: PageProps) => {
  useDocumentTitle(title)
  return (
    <div className={classes.page} data-room={room}>
      <header className={classes.head}>
        <div className={classes.heading}>
          {before}
          <Title order={1} tabIndex={-1} data-page-heading>
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" size="sm">
              {lead}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" wrap="wrap">
            {actions}
          </Group>
        )}
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  )
}

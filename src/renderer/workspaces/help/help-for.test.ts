import { expect, test } from 'vitest'
import { paths } from '../../ui/paths'
import { helpFor } from './help-for'
import { helpPages } from './help-pages'

test('every screen has a page of the help', () => {
  const screens = [
    paths.home(),
    paths.list('person'),
    paths.record('person:abc'),
    paths.create('person'),
    paths.edit('user:abc'),
    paths.history(),
    paths.deleted('person'),
    paths.import('person'),
    paths.peopleList(),
    paths.settings(),
    paths.users(),
    paths.verify(),
    paths.about(),
    paths.help('printing'),
  ]
  expect(screens.map(helpFor)).toEqual([
    'first-steps',
    'people',
    'people',
    'people',
    'users-and-roles',
    'undo-and-history',
    'undo-and-history',
    'import',
    'printing',
    'where-data-is-kept',
    'users-and-roles',
    'verify',
    'verify',
    'printing',
  ])
  for (const screen of screens) expect(helpPages).toContain(helpFor(screen))
  expect(helpFor('/nowhere')).toBe('first-steps')
})

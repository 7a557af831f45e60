import { matchPath } from 'react-router'
import { describe, expect, it } from 'vitest'
import { paths, routePatterns } from './paths'

describe('addresses', () => {
  it('of records keep the id readable and lead back to it', () => {
    const path = paths.record('person:4k2m')
    expect(path).toBe('/record/person:4k2m')
    expect(matchPath(routePatterns.record, path)?.params.id).toBe('person:4k2m')
  })

  it('of lists carry words and filters, an empty value among them', () => {
    expect(paths.list('person')).toBe('/list/person')
    const query = new URLSearchParams(
      paths.list('person', { phones: '', text: '山 & 川', role: undefined }).split('?')[1],
    )
    expect(Object.fromEntries(query)).toEqual({ phones: '', text: '山 & 川' })
  })

  it('stay within their part whatever a name holds', () => {
    expect(matchPath(routePatterns.list, paths.list('a/b'))?.params.type).toBe('a/b')
  })

  it('of the help lead to its first page when none is named', () => {
    expect(matchPath(routePatterns.help, '/help')?.params.page).toBeUndefined()
    expect(matchPath(routePatterns.help, paths.help('users-and-roles'))?.params.page).toBe('users-and-roles')
  })
})

import { matchPath } from 'react-router'
import { typeOfId } from '../../../shared/records/registry'
import { routePatterns } from '../../ui/paths'
import type { helpPages } from './help-pages'

type PageId = (typeof helpPages)[number]

const ofScreens: { readonly [screen in keyof typeof routePatterns]?: PageId } = {
  history: 'undo-and-history',
  deleted: 'undo-and-history',
  import: 'import',
  export: 'export',
  peopleList: 'printing',
  contactLists: 'printing',
  contactList: 'printing',
  copies: 'paper-copies',
  checks: 'checking-numbers',
  check: 'checking-numbers',
  settings: 'where-data-is-kept',
  users: 'users-and-roles',
  verify: 'verify',
  about: 'verify',
}
const ofTypes: { readonly [type: string]: PageId } = {
  person: 'people',
  user: 'users-and-roles',
  paperCopy: 'paper-copies',
  checkRound: 'checking-numbers',
}

/** The help page for the screen at this address: the page itself for a help page, the first where there is none. */
export const helpFor = (path: string): string => {
  for (const [screen, pattern] of Object.entries(routePatterns)) {
    const found = matchPath(pattern, path)
    if (!found) continue
    const { type, id, page } = found.params as { readonly [name in 'type' | 'id' | 'page']?: string }
    const ofScreen = page ?? ofScreens[screen as keyof typeof routePatterns]
    const ofType = ofTypes[type ?? (id ? typeOfId(id) : '')]
    return ofScreen ?? ofType ?? 'first-steps'
  }
  return 'first-steps'
}

/**
 * The address of every screen, in one place: links are made by these functions, routes by `routePatterns`.
 * Addresses are hash routes (`#/list/person`), the same in both shells.
 */

const part = (text: string): string => encodeURIComponent(text).replaceAll('%3A', ':')

const withQuery = (path: string, query: { readonly [name: string]: string | undefined }): string => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

export const paths = {
  home: () => '/',
  /** `query`: words to look for (`text`) and filters by field name, members joined by commas; '' is an empty value. */
  list: (type: string, query: { readonly [name: string]: string | undefined } = {}) =>
    withQuery(`/list/${part(type)}`, query),
  record: (id: string) => `/record/${part(id)}`,
  create: (type: string) => `/new/${part(type)}`,
  edit: (id: string) => `/edit/${part(id)}`,
  history: (query: { readonly record?: string } = {}) => withQuery('/history', query),
  deleted: (type: string) => `/deleted/${part(type)}`,
  import: (type: string) => `/import/${part(type)}`,
  /** `query`: what the list is asked for, as it stands in its address. */
  export: (type: string, query = '') => `/export/${part(type)}${query}`,
  /** A contact list nobody saved yet. */
  peopleList: () => '/contact-lists/new',
  contactLists: () => '/contact-lists',
  contactList: (id: string) => `/contact-lists/${part(id)}`,
  /** `only`: stale, unreceived or collected copies; all that are in use when absent. */
  copies: (query: { readonly only?: string } = {}) => withQuery('/copies', query),
  checks: () => '/check',
  check: (round: string) => `/check/${part(round)}`,
  settings: () => '/settings',
  users: () => '/users',
  verify: () => '/verify',
  mend: () => '/mend',
  help: (page = 'first-steps') => `/help/${part(page)}`,
  about: () => '/about',
} as const

/** What `useParams` gives: `type` (record type), `id` (record id), `page` (help page). */
export const routePatterns = {
  home: '/',
  list: '/list/:type',
  record: '/record/:id',
  create: '/new/:type',
  edit: '/edit/:id',
  history: '/history',
  deleted: '/deleted/:type',
  import: '/import/:type',
  export: '/export/:type',
  peopleList: '/contact-lists/new',
  contactLists: '/contact-lists',
  contactList: '/contact-lists/:id',
  copies: '/copies',
  checks: '/check',
  check: '/check/:id',
  settings: '/settings',
  users: '/users',
  verify: '/verify',
  mend: '/mend',
  help: '/help/:page?',
  about: '/about',
} as const satisfies Record<keyof typeof paths, string>

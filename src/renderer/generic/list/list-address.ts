/** What a list is asked for stands in its address, so that Back and a bookmark lead to the same rows. */
import type { RecordDeclaration } from '../../../shared/records/define'
import type { ListFilter, ListQuery } from '../../store/store-api'

export type Asked = {
  readonly text: string
  readonly filters: readonly ListFilter[]
  /** Null: the order the declaration names. */
  readonly sort: ListQuery['sort'] | null
}

/** Members are joined by commas; commas within a member are written as %2C. */
const joinMembers = (members: readonly string[]): string =>
  members.map((member) => member.replace(/%/gu, '%25').replace(/,/gu, '%2C')).join(',')

const splitMembers = (text: string): readonly string[] =>
  text.split(',').map((member) => member.replace(/%2C/gu, ',').replace(/%25/gu, '%'))

/** Reads the query of a list's address; what names no field of the type is left out. */
export const readAsked = (declaration: RecordDeclaration, query: URLSearchParams): Asked => {
  const filters: ListFilter[] = []
  for (const field of Object.keys(declaration.fields)) {
    const members = query.get(field)
    if (members !== null) filters.push({ field, oneOf: splitMembers(members) })
  }
  const sort = query.get('sort')
  const field = sort?.replace(/^-/u, '') ?? ''
  return {
    text: query.get('text') ?? '',
    filters,
    sort: Object.hasOwn(declaration.fields, field)
      ? { field, descending: sort?.startsWith('-') ?? false }
      : null,
  }
}

/** The query part of the address of a list. */
export const writeAsked = ({ text, filters, sort }: Asked): URLSearchParams => {
  const query = new URLSearchParams()
  if (text !== '') query.set('text', text)
  for (const { field, oneOf } of filters) if (oneOf.length > 0) query.set(field, joinMembers(oneOf))
  if (sort) query.set('sort', `${sort.descending ? '-' : ''}${sort.field}`)
  return query
}

/** The question for the store. */
export const toQuery = (
  type: string,
  life: ListQuery['life'],
  { text, filters, sort }: Asked,
): ListQuery => ({
  type,
  life,
  ...(text.trim() === '' ? {} : { text }),
  ...(filters.length === 0 ? {} : { filters }),
  ...(sort ? { sort } : {}),
})

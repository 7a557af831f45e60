/** What stands on the page of each site: who has a role there, who serves it, whom to call nearby. */
import type { Listed, Prepared } from './prepared-list'

export type SiteSheet = {
  readonly site: Listed
  /** On the list, at work there, with an emergency role. */
  readonly people: readonly Listed[]
  /** On the list, for this site. */
  readonly organisations: readonly Listed[]
  /** On the list, for no site in particular: carrier, insurer and others the office calls; not customers. */
  readonly shared: readonly Listed[]
  /** Fire brigade, police and other authorities: of this site, then those of no site in particular. */
  readonly authorities: readonly Listed[]
}

/** The sites of a list: those on it, or where nobody chose any, those that others on it belong to. */
export const siteSheets = ({
  listed,
  anybody,
}: Pick<Prepared, 'listed' | 'anybody'>): readonly SiteSheet[] => {
  const chosen = listed.filter(({ subject }) => subject === 'site')
  const named = [...new Set(listed.flatMap(({ site }) => (site === null ? [] : [site.id])))]
  const sites = chosen.length > 0 ? chosen : named.flatMap((id) => anybody(id) ?? [])
  return sites.map((site) => {
    const isHere = (each: Listed) => each.site?.id === site.id
    const forHere = listed.filter(
      (each) => each.subject === 'organisation' && (isHere(each) || each.site === null),
    )
    const nearFirst = forHere.toSorted((a, b) => Number(isHere(b)) - Number(isHere(a)))
    const isAuthority = ({ kindKeys }: Listed) => kindKeys.includes('authority')
    return {
      site,
      people: listed.filter(
        (each) =>
          (each.subject === 'person' || each.subject === 'contact') &&
          isHere(each) &&
          each.emergencyRole !== '',
      ),
      organisations: forHere.filter((each) => isHere(each) && !isAuthority(each)),
      shared: forHere.filter(
        (each) =>
          each.site === null && !isAuthority(each) && each.kindKeys.some((kind) => kind !== 'customer'),
      ),
      authorities: nearFirst.filter(isAuthority),
    }
  })
}

/** Everybody on the pages, each once. */
export const recordsOn = (sheets: readonly SiteSheet[]): readonly Listed[] => [
  ...new Set(
    sheets.flatMap(({ site, people, organisations, shared, authorities }) => [
      site,
      ...people,
      ...organisations,
      ...shared,
      ...authorities,
    ]),
  ),
]

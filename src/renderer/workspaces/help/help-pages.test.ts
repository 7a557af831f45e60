import { matchPath } from 'react-router'
import { describe, expect, it } from 'vitest'
import { routePatterns } from '../../ui/paths'
import { helpPage, helpPages } from './help-pages'
import { linkTo } from './Markdown'

const languages = ['ja', 'en'] as const
const all = languages.flatMap((language) =>
  helpPages.map((id) => ({ language, id, page: helpPage(language, id) })),
)
const links = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map((found) => found[1] ?? '')

describe('the help', () => {
  it('has every page in both languages, under a title', () => {
    expect(
      all
        .filter(({ page }) => !page || page.title === page.id)
        .map(({ language, id }) => `${language}/${id}`),
    ).toEqual([])
  })

  it('links only to pages and screens that are there', () => {
    const leadsSomewhere = (href: string): boolean => {
      const to = linkTo(href)
      if (to === null) return false
      const page = matchPath(routePatterns.help, to)?.params.page
      if (page) return (helpPages as readonly string[]).includes(page)
      return Object.values(routePatterns).some((pattern) => matchPath(pattern, to))
    }
    const broken = all.flatMap(({ page }) => links(page?.text ?? '').filter((href) => !leadsSomewhere(href)))
    expect(broken).toEqual([])
    expect(all.flatMap(({ page }) => links(page?.text ?? '')).length).toBeGreaterThan(20)
  })

  it('says the same in both languages: as many sections and as many steps', () => {
    const shape = (text = ''): number[] =>
      [/^## /gm, /^\d+\. /gm, /^\| /gm].map((what) => text.match(what)?.length ?? 0)
    for (const id of helpPages)
      expect(shape(helpPage('en', id)?.text), id).toEqual(shape(helpPage('ja', id)?.text))
  })

  it('holds no HTML', () => {
    expect(all.filter(({ page }) => /<[a-z]/i.test(page?.text ?? ''))).toEqual([])
  })
})

describe('a link of the help', () => {
  it('leads out to nowhere', () => {
    expect(linkTo('https://example.com')).toBeNull()
    expect(linkTo('javascript:alert(1)')).toBeNull()
    expect(linkTo('//example.com')).toBeNull()
  })
})

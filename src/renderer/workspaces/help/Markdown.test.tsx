import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { describe, expect, it } from 'vitest'
import { Markdown } from './Markdown'

const html = (text: string): string =>
  renderToStaticMarkup(
    <MantineProvider env="test">
      <MemoryRouter>
        <Markdown text={text} />
      </MemoryRouter>
    </MantineProvider>,
  )

describe('a help page', () => {
  it('is drawn with its headings, lists and emphasis', () => {
    const drawn = html('# Title\n\n## Part\n\n1. one **two**\n2. three\n')
    expect(drawn).not.toContain('Title')
    expect(drawn).toContain('<h2>Part</h2>')
    expect(drawn).toContain('<strong>two</strong>')
    expect(drawn.match(/<li>/g)).toHaveLength(2)
  })

  it('links to other pages and screens within the program', () => {
    expect(html('See [users](users-and-roles.md) and [settings](/settings).')).toMatch(
      /href="\/help\/users-and-roles".*href="\/settings"/,
    )
  })

  it('draws what stands in double brackets as keys', () => {
    expect(html('Press [[mod+z]].')).toMatch(/<kbd[^>]*>Ctrl<\/kbd>\+<kbd[^>]*>Z<\/kbd>/)
  })

  it('shows HTML as text', () => {
    const drawn = html('a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>\n')
    expect(drawn).not.toMatch(/<(img|script)/)
    expect(drawn).toContain('&lt;img')
  })

  it('leads to no address outside', () => {
    expect(html('[out](https://example.com) [run](javascript:alert(1))')).not.toContain('href=')
  })
})

import { Table } from '@mantine/core'
import { lexer, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { KeyCaps } from '../../ui/KeyCaps'
import { paths } from '../../ui/paths'

/**
 * A help page: Markdown as React elements. HTML in the text is shown as text, never as elements. Links go to other
 * help pages (`users.md`) or to screens (`/settings`) only; `[[mod+z]]` is drawn as keys.
 */
export const Markdown = ({ text }: { readonly text: string }) => <>{lexer(text).map(block)}</>

/** Elements are drawn anew as a whole with the page, so that their place is their key. */
const block = (token: Token, at: number): ReactNode => {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      // The page's name is the heading of the screen.
      if (depth === 1) return null
      return depth === 2 ? <h2 key={at}>{inline(tokens)}</h2> : <h3 key={at}>{inline(tokens)}</h3>
    }
    case 'paragraph':
      return <p key={at}>{inline((token as Tokens.Paragraph).tokens)}</p>
    case 'list': {
      const { ordered, items } = token as Tokens.List
      const lines = items.map((item, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={line}>{item.tokens.map(block)}</li>
      ))
      return ordered ? <ol key={at}>{lines}</ol> : <ul key={at}>{lines}</ul>
    }
    case 'table':
      return <HelpTable key={at} table={token as Tokens.Table} />
    case 'blockquote':
      return <blockquote key={at}>{(token as Tokens.Blockquote).tokens.map(block)}</blockquote>
    case 'code':
      return (
        <pre key={at}>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'hr':
      return <hr key={at} />
    case 'space':
      return null
    default:
      return <Fragment key={at}>{inline([token])}</Fragment>
  }
}

const HelpTable = ({ table }: { readonly table: Tokens.Table }) => (
  <Table verticalSpacing={5}>
    <Table.Thead>
      <Table.Tr>
        {table.header.map((cell, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a page never move
          <Table.Th key={at}>{inline(cell.tokens)}</Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {table.rows.map((row, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a page never move
        <Table.Tr key={line}>
          {row.map((cell, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a page never move
            <Table.Td key={at}>{inline(cell.tokens)}</Table.Td>
          ))}
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
)

const inline = (tokens: readonly Token[] | undefined): ReactNode => tokens?.map(span)

const span = (token: Token, at: number): ReactNode => {
  switch (token.type) {
    case 'strong':
      return <strong key={at}>{inline((token as Tokens.Strong).tokens)}</strong>
    case 'em':
      return <em key={at}>{inline((token as Tokens.Em).tokens)}</em>
    case 'codespan':
      return <code key={at}>{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br key={at} />
    case 'link': {
      const { href, tokens } = token as Tokens.Link
      const to = linkTo(href)
      return to ? (
        <Link key={at} to={to}>
          {inline(tokens)}
        </Link>
      ) : (
        <Fragment key={at}>{inline(tokens)}</Fragment>
      )
    }
    case 'text':
    case 'escape': {
      const { text, tokens } = token as Tokens.Text
      return <Fragment key={at}>{tokens ? inline(tokens) : withKeys(text)}</Fragment>
    }
    default:
      return <Fragment key={at}>{withKeys(token.raw)}</Fragment>
  }
}

/** Where a link of a help page leads: another page or a screen; null for anything else. */
export const linkTo = (href: string): string | null => {
  const page = /^([a-z-]+)\.md$/.exec(href)?.[1]
  if (page) return paths.help(page)
  return /^\/[a-z]/.test(href) || href === '/' ? href : null
}

const withKeys = (text: string): ReactNode =>
  text.split(/\[\[([^\]]+)\]\]/).map((piece, at) =>
    // Every second piece stood between the brackets.
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
    at % 2 === 1 ? <KeyCaps key={at} keys={piece} /> : <Fragment key={at}>{piece}</Fragment>,
  )

/** Reads what a source file imports, in every form an import can take, and which ambient powers it uses. */
import ts from 'typescript'

export type Import = {
  readonly specifier: string
  /** 1-based. */
  readonly line: number
  /** Erased by the compiler: it cannot run at start, so it cannot make a cycle. */
  readonly typeOnly: boolean
}

/** A name or call that some folders may not use, as it is written in the table of bans. */
export type Use = { readonly what: string; readonly line: number }

export type Reading = {
  readonly imports: readonly Import[]
  readonly uses: readonly Use[]
  /** String literals and JSX text that hold Japanese words; one character alone is a sign (円, あ), not a word. */
  readonly japanese: readonly { readonly text: string; readonly line: number }[]
}

const japanese = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/

const literal = (node: ts.Node | undefined): string | null =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : null

/** `new Date()` and `Date()` read the clock; `new Date(value)` only converts. */
const usesOf = (node: ts.Node): readonly string[] => {
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
    const name = node.expression.text
    if (name === 'Date') return (node.arguments?.length ?? 0) === 0 ? ['new Date()'] : []
    return [`new ${name}`]
  }
  if (ts.isCallExpression(node)) {
    if (ts.isIdentifier(node.expression)) return [`${node.expression.text}()`]
    if (ts.isPropertyAccessExpression(node.expression)) return [`.${node.expression.name.text}()`]
  }
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return [`${node.expression.text}.${node.name.text}`, `${node.expression.text}.*`]
  }
  if (ts.isJsxAttribute(node) && ts.isIdentifier(node.name)) return [`<${node.name.text}>`]
  if (ts.isIdentifier(node)) return [node.text]
  return []
}

/** `fetch()` and `indexedDB.*` are uses of `fetch` and `indexedDB`; `.close()` of a method is of no name. */
const bareName = (what: string): string => what.replace(/\(\)$|\.\*$|^new /g, '')

const importOf = (node: ts.Node): { specifier: string; typeOnly: boolean } | null => {
  if (ts.isImportDeclaration(node)) {
    const specifier = literal(node.moduleSpecifier)
    const clause = node.importClause
    const named = clause?.namedBindings
    const allTypes =
      clause !== undefined &&
      clause.name === undefined &&
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.length > 0 &&
      named.elements.every((element) => element.isTypeOnly)
    const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes
    return specifier === null ? null : { specifier, typeOnly }
  }
  if (ts.isExportDeclaration(node)) {
    const specifier = literal(node.moduleSpecifier)
    return specifier === null ? null : { specifier, typeOnly: node.isTypeOnly }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const specifier = literal(node.argument.literal)
    return specifier === null ? null : { specifier, typeOnly: true }
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    const specifier = literal(node.moduleReference.expression)
    return specifier === null ? null : { specifier, typeOnly: node.isTypeOnly }
  }
  if (ts.isCallExpression(node)) {
    const callee = node.expression
    const loads =
      callee.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(callee) && callee.text === 'require') ||
      (ts.isPropertyAccessExpression(callee) &&
        (callee.getText() === 'import.meta.resolve' || callee.getText() === 'require.resolve'))
    if (!loads) return null
    return { specifier: literal(node.arguments[0]) ?? '(computed)', typeOnly: false }
  }
  // A worker or an asset: new URL('./worker.ts', import.meta.url)
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
    const [first, second] = node.arguments ?? []
    const specifier = literal(first)
    // Dots and slashes alone name a folder, not a module.
    const named = specifier !== null && !/^[./]*$/.test(specifier)
    if (named && second?.getText() === 'import.meta.url') return { specifier, typeOnly: false }
  }
  return null
}

const readCode = (path: string, text: string): Reading => {
  const kind = path.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : path.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : undefined
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
  const imports: Import[] = []
  const uses: Use[] = []
  const foreign: { text: string; line: number }[] = []
  /** Names the file itself gives to something: they are not the ambient ones. */
  const own = new Set<string>()
  const lineOf = (node: ts.Node): number =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
  const visit = (node: ts.Node): void => {
    const found = importOf(node)
    if (found !== null) imports.push({ ...found, line: lineOf(node) })
    const named = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)
    if (named && node.name !== undefined && ts.isIdentifier(node.name)) own.add(node.name.text)
    for (const what of usesOf(node)) uses.push({ what, line: lineOf(node) })
    const shown = ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateLiteralToken(node)
    if (shown && node.text.trim().length > 1 && japanese.test(node.text))
      foreign.push({ text: node.text.trim(), line: lineOf(node) })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { imports, uses: uses.filter(({ what }) => !own.has(bareName(what))), japanese: foreign }
}

const readMarkup = (text: string, pattern: RegExp): Reading => {
  const imports: Import[] = []
  text.split('\n').forEach((row, at) => {
    for (const match of row.matchAll(pattern)) {
      const specifier = match[1] ?? ''
      if (!specifier.startsWith('data:') && !specifier.startsWith('#')) {
        imports.push({ specifier, line: at + 1, typeOnly: false })
      }
    }
  })
  return { imports, uses: [], japanese: [] }
}

/** Reads one file by its extension; null for what holds no code. */
export const readSource = (path: string, text: string): Reading | null => {
  if (/\.(ts|tsx|mjs)$/.test(path)) return readCode(path, text)
  if (path.endsWith('.css')) {
    return readMarkup(text, /(?:@import\s+(?:url\()?|url\()\s*["']?([^"')\s]+)/g)
  }
  if (path.endsWith('.html')) return readMarkup(text, /(?:src|href)\s*=\s*["']([^"']+)["']/g)
  return null
}

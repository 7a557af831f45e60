/** Lets plain Node read the TypeScript of the product and of the page objects: types are taken out, nothing is checked. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const endings = ['.ts', '.tsx', '.mjs', '/index.ts']
const compilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  jsx: ts.JsxEmit.ReactJSX,
  verbatimModuleSyntax: true,
}

/** @param {string} path */
const isFile = (path) => existsSync(path) && statSync(path).isFile()

/**
 * Imports are written without an extension.
 * @type {import('node:module').ResolveHook}
 */
export const resolve = (specifier, context, next) => {
  if (/^\.{1,2}\//.test(specifier) && context.parentURL?.startsWith('file:')) {
    const path = fileURLToPath(new URL(specifier, context.parentURL))
    const ending = isFile(path) ? '' : endings.find((one) => isFile(path + one))
    if (ending) return next(pathToFileURL(path + ending).href, context)
  }
  return next(specifier, context)
}

/** @type {import('node:module').LoadHook} */
export const load = async (url, context, next) => {
  if (!/^file:.*\.tsx?$/.test(url)) return next(url, context)
  const fileName = fileURLToPath(url)
  // The ending tells whether `<T>` opens a type parameter or an element.
  const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions, fileName })
  return { format: 'module', source: outputText, shortCircuit: true }
}

/** The browser tests run in: the one Daicho itself would open, with what root and a machine without a display need. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/**
 * A module of the host that stands alone, as the host would see it; every runner of tests can call this, whichever
 * way it loads TypeScript itself.
 * @param {string} path from the root of the repository
 */
const importAlone = async (path) => {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 }
  const { outputText } = ts.transpileModule(text, { compilerOptions })
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`)
}

/** @type {typeof import('../../src/main/browser/find-browser')} */
const { findBrowser } = await importAlone('src/main/browser/find-browser.ts')
/** @type {typeof import('../../src/main/browser/browser-arguments')} */
const { profilePreferences, quietArguments, sandboxArguments } = await importAlone(
  'src/main/browser/browser-arguments.ts',
)

/** Null when there is none. */
export const browserPath = () => findBrowser()?.path ?? null

/** Chromium refuses to run as root with its sandbox. */
export const browserArgs = () => [...sandboxArguments(process.platform, process.getuid?.())]

/** The switches with which Daicho opens its own window. */
export const windowArgs = () => [...quietArguments, ...browserArgs()]

/**
 * Gives a new profile the preferences that Daicho gives its own.
 * @param {string} profile
 */
export const prepareProfile = (profile) => {
  const file = join(profile, 'Default', 'Preferences')
  if (existsSync(file)) return
  mkdirSync(join(profile, 'Default'), { recursive: true })
  writeFileSync(file, JSON.stringify(profilePreferences))
}

/** Brings a clone to where it can be opened. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { needsBuild, needsInstall } from './freshness.mjs'
import { runProgram } from './run-program.mjs'

/**
 * Installs and builds what is missing or old.
 * @param {string} root folder of package.json
 * @param {typeof import('./texts.mjs').startTexts.ja} texts
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} the sentence to stop with, or null
 */
export const installAndBuild = async (root, texts, say) => {
  if (needsInstall(root)) {
    say(texts.installing)
    const { program, words, shell } = npmCommand()
    // Building needs what package.json lists for development, whatever NODE_ENV says.
    const ci = [...words, 'ci', '--include=dev', '--no-audit', '--no-fund']
    if ((await runProgram(program, ci, { cwd: root, quiet: false, shell })).code !== 0)
      return texts.installFailed
  }
  if (needsBuild(root)) {
    say(texts.building)
    const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const { code, output } = await runProgram(process.execPath, [builder, 'build'], {
      cwd: root,
      quiet: true,
    })
    if (code !== 0) {
      say(output.trimEnd())
      return texts.buildFailed
    }
  }
  return null
}

/** npm as it stands beside this Node; the name alone where it is found in no usual place. */
const npmCommand = () => {
  const beside = dirname(process.execPath)
  const place = [
    process.env.npm_execpath,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => path !== undefined && /npm-cli\.js$/.test(path) && existsSync(path))
  if (place !== undefined) return { program: process.execPath, words: [place], shell: false }
  // On Windows npm is a command script, which only a shell can run.
  return { program: 'npm', words: [], shell: process.platform === 'win32' }
}

/** Brings what a fresh machine lacks before the checks can run: packages, a browser, the tools that read PDFs. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { needsInstall } from '../../src/main/start/freshness.mjs'
import { runCommand } from './step.mjs'

/** @param {string} name */
const onPath = (name) => spawnSync(name, ['-v'], { stdio: 'ignore' }).error === undefined

/**
 * @typedef {{ ok: true, did: string } | { ok: false, sentence: string, output: string }} Prepared
 */

/** @param {string} root @returns {Promise<Prepared>} */
export const preparePackages = async (root) => {
  if (!needsInstall(root)) return { ok: true, did: 'already there' }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { code, output } = await runCommand([npm, 'ci', '--no-audit', '--no-fund'])
  if (code === 0) return { ok: true, did: 'npm ci' }
  return { ok: false, sentence: 'npm ci did not bring the packages of package-lock.json.', output }
}

const isDebianRoot = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** @returns {Promise<Prepared>} */
export const prepareBrowser = async () => {
  // Reads TypeScript, so it can be loaded only once the packages are there.
  const { browserPath } = await import('./browser.mjs')
  const missing = () => [
    ...(browserPath() === null ? ['chromium'] : []),
    ...(onPath('pdftotext') && onPath('pdftoppm') ? [] : ['poppler-utils']),
  ]
  const wanted = missing()
  if (wanted.length === 0) return { ok: true, did: browserPath() ?? '' }
  let output = ''
  if (isDebianRoot()) {
    const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...wanted]
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    let tried = await runCommand(install, env)
    if (tried.code !== 0) {
      const update = await runCommand(['apt-get', 'update'], env)
      tried = await runCommand(install, env)
      output = update.output
    }
    output += tried.output
    if (missing().length === 0) return { ok: true, did: `apt-get install ${wanted.join(' ')}` }
  }
  const what = [
    ...(wanted.includes('chromium') ? ['Chromium, Chrome or Edge'] : []),
    ...(wanted.includes('poppler-utils') ? ['pdftotext and pdftoppm (poppler-utils)'] : []),
  ].join(' and ')
  return {
    ok: false,
    sentence: `The tests need ${what}: install it and run npm test again (DAICHO_BROWSER names a browser that stands elsewhere).`,
    output,
  }
}

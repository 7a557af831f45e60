/**
 * `npm run pictures -- DIR [--size 1920x1080]`: a PNG of every screen (both languages, light and dark, from the sample
 * office) and of every page of every sheet.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openProfile } from '../run/chromium.mjs'
import { damageLine } from '../run/damage.mjs'
import { startShell } from '../run/shell.mjs'
import { callStore, prepareDoor } from '../run/store-door.mjs'
import { segmentFiles } from '../run/vault-reader.mjs'
import { beforeTheDamaged, beforeTheLedger, screens, sheets } from './screens'

const HELP = `npm run pictures -- DIR [--size 1280x800]

Writes to the folder DIR a PNG of every screen of Daicho (Japanese and English, light and dark: first run, damaged
ledger, sample office) and of every page of every sheet. DIR is made where it is missing; pictures of the same name in
it are replaced. It works on ledgers of its own, which are removed at the end. Needs a build (npm run build), an
installed Chromium, Chrome or Edge, and pdftoppm.

  --size WxH   size of the window in pixels; 1280x800 when left out
  --help       shows this
`

/** Switches and folder as given; what is no switch of these is told with the help. */
const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        size: { type: 'string', default: '1280x800' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    return process.exit(2)
  }
}

const { values, positionals } = readArguments()
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
const [target] = positionals
const [width = Number.NaN, height = Number.NaN] = values.size.split('x').map(Number)
if (target === undefined || !Number.isInteger(width) || !Number.isInteger(height)) {
  console.error(HELP)
  process.exit(2)
}
const folder = resolve(process.env.INIT_CWD ?? '.', target)
mkdirSync(folder, { recursive: true })
const size = `${width}x${height}`
let count = 0

/** @param {import('playwright').Page} page @param {string} name */
const take = async (page, name) => {
  await page.evaluate(() => document.fonts.ready)
  // Moving parts (spinners, opening dialogs) come to rest; the blinking caret is left out by default.
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  count += 1
}

/** @param {string} pdf @param {string} name */
const takePages = (pdf, name) => {
  const done = spawnSync('pdftoppm', ['-png', '-r', '90', pdf, join(folder, name)])
  if (done.status !== 0) throw new Error(`pdftoppm: ${done.stderr}`)
}

const work = mkdtempSync(join(tmpdir(), 'daicho-pictures-'))

/**
 * @param {'ja' | 'en'} language
 * @param {'light' | 'dark'} scheme
 * @param {boolean} sample
 * @param {(page: import('playwright').Page) => Promise<void>} visit
 */
const withPage = async (language, scheme, sample, visit) => {
  const at = join(work, `${language}-${scheme}-${sample}`)
  const env = { LANG: language === 'ja' ? 'ja_JP.UTF-8' : 'en_GB.UTF-8' }
  const shell = await startShell({ data: join(at, 'data'), args: sample ? ['--sample'] : [], env })
  const context = await openProfile(join(at, 'profile'), { language, scheme, viewport: { width, height } })
  try {
    await prepareDoor(context)
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(await shell.freshAddress())
    await visit(page)
  } finally {
    await context.close()
    await shell.stop()
  }
}

/** A few entries more: the ledger of a first run has one. @param {import('playwright').Page} page */
const writeSome = async (page) => {
  for (let at = 1; at <= 12; at++) {
    const writes = [{ op: 'create', id: `person:more-${at}`, values: { name: `見本 ${at}` } }]
    await callStore(page, 'commit', { kind: 'create', writes })
  }
}

/** Damages the ledger that is not the sample office, and takes away what its browser had. @param {string} language @param {string} scheme */
const damageOwn = (language, scheme) => {
  const at = join(work, `${language}-${scheme}-false`)
  damageLine(segmentFiles(join(at, 'data', 'vault'))[0] ?? '', 6)
  rmSync(join(at, 'profile'), { recursive: true })
}

try {
  for (const language of /** @type {const} */ (['ja', 'en'])) {
    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      const prefix = `${language}-${scheme}-${size}`
      await withPage(language, scheme, false, async (page) => {
        for (const screen of beforeTheLedger) {
          await screen.open(page, language)
          await take(page, `${prefix}-${screen.name}`)
        }
        await writeSome(page)
      })
      damageOwn(language, scheme)
      await withPage(language, scheme, false, async (page) => {
        for (const screen of beforeTheDamaged) {
          await screen.open(page, language)
          await take(page, `${prefix}-${screen.name}`)
        }
      })
      await withPage(language, scheme, true, async (page) => {
        for (const screen of screens) {
          await screen.open(page, language)
          await take(page, `${prefix}-${screen.name}`)
        }
        if (scheme === 'dark') return
        for (const sheet of sheets) {
          const pdf = join(work, `${language}-${sheet.name}.pdf`)
          await sheet.save(page, language, pdf)
          takePages(pdf, `${language}-sheet-${sheet.name}`)
        }
      })
    }
  }
  console.log(`${count} pictures of screens in ${folder}, beside the pages of ${sheets.length} sheet(s)`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/**
 * The web shell's process: `node out/main/web.js --data DIR --port N --no-open [--sample]`. Once it can be used it prints
 * one line `Daicho: http://127.0.0.1:N/enter/<token>`. That address lets one browser profile in, once, within 60 s; the
 * profile then has a session that lives as long as the process, so reloads and `http://127.0.0.1:N/#/…` work in it.
 * With `--no-open`, every line feed on stdin prints a fresh `Daicho: …` line, for another profile or a late comer.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { openAppWindow } from '../browser/app-window'
import { browserFolder } from '../browser/browser-folder'
import { findBrowser } from '../browser/find-browser'
import { openAddress } from '../browser/open-address'
import { nodeFiles } from '../files/node-files'
import { createHost } from '../host/create-host'
import { describeDefect } from '../page/describe-defect'
import { createPdfMaker } from '../paper/make-pdf'
import { argumentSentence, readArguments, USUAL_PORT } from '../start/arguments.mjs'
import { usualDataFolder } from '../start/folders.mjs'
import { languageNamed, startTexts, systemLanguage } from '../start/texts.mjs'
import { createKnownPorts } from './known-ports'
import { type NoWindow, runWebShell } from './run-web-shell'

const language = systemLanguage(process.env)
const texts = startTexts[language]
const complain = (line: string): void => void process.stderr.write(`${line}\n`)
const programFolder = join(import.meta.dirname, '..', '..')

const run = async (): Promise<number> => {
  const args = readArguments(process.argv.slice(2))
  if (!args.ok) {
    complain(argumentSentence(args.error, texts))
    return 1
  }
  const { platform, env } = process
  const { port, data, open, sample } = args.value
  const dataDir = resolve(data ?? usualDataFolder(platform, env, homedir()))
  const browser = findBrowser()
  const userId = process.getuid?.()
  const started = browser && {
    browser,
    folder: browserFolder(browser, dataDir, homedir()),
    platform,
    userId,
  }
  const paper = started && createPdfMaker(started)
  const hasDisplay = platform !== 'linux' || !!env.DISPLAY || !!env.WAYLAND_DISPLAY
  const noWindow: NoWindow = !open ? 'notWanted' : hasDisplay ? 'noBrowser' : 'noDisplay'

  const code = await runWebShell({
    port,
    ports: createKnownPorts(nodeFiles, started?.folder ?? join(dataDir, 'browser'), dataDir),
    usualPort: USUAL_PORT,
    pageRoot: join(import.meta.dirname, '..', 'renderer'),
    texts,
    isFolderThere: existsSync(dataDir),
    createHost: (onKnock) =>
      createHost({
        dataDir,
        files: nodeFiles,
        now: () => new Date(),
        random: (bytes) => randomBytes(bytes),
        shell: 'web',
        version: readVersion(),
        platform,
        language: languageNamed(process.env),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        startInSample: sample,
        openExternal: (url) => openAddress(platform, url),
        makePdf: paper?.makePdf ?? null,
        onKnock,
      }),
    openWindow:
      open && hasDisplay && started
        ? (address) => openAppWindow({ ...started, address, title: texts.launchTitle })
        : noWindow,
    say: (line) => void process.stdout.write(`${line}\n`),
    complain,
    onLine: (hear) => void createInterface({ input: process.stdin }).on('line', hear),
    everySecond: (hear) => void setInterval(hear, 1000).unref(),
    onSignal: (hear) => void process.on('SIGINT', hear).on('SIGTERM', hear).on('SIGHUP', hear),
    now: () => performance.now(),
  })
  await paper?.close()
  return code
}

const readVersion = (): string =>
  (JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')) as { version: string }).version

const stopBroken = (defect: unknown): never => {
  complain(texts.cannotStart(describeDefect(defect)))
  process.exit(1)
}

// Who started Daicho may be gone before it; nobody reads its lines then.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
process.on('uncaughtException', stopBroken)
run().then((code) => process.exit(code), stopBroken)

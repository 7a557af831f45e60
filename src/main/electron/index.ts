/** The Electron shell's process. It wires the host to one window; what is served, answered and refused stands beside it. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { unconnected } from '../browser/browser-arguments'
import { fileCode } from '../files/file-layer'
import { makeFolderNow } from '../files/make-folder-now'
import { argumentSentence, readArguments } from '../start/arguments.mjs'
import { failureSentence } from '../start/failure-sentence.mjs'
import { usualDataFolder } from '../start/folders.mjs'
import { languageNamed, startTexts, systemLanguage } from '../start/texts.mjs'
import { registerAppScheme } from './app-origin'
import { createElectronHost } from './electron-host'
import { lockContents } from './locked-session'
import { openLedgerWindow } from './open-ledger-window'

const language = systemLanguage(process.env)
const texts = startTexts[language]

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Words for Daicho stand after the program's folder, the first word that is no switch. */
const wordsOf = (argv: readonly string[]): readonly string[] =>
  argv.slice(argv.findIndex((word, at) => at > 0 && !word.startsWith('--')) + 1)

const read = readArguments(wordsOf(process.argv))
const args = read.ok ? read.value : refuse(argumentSentence(read.error, texts))
const dataDir = resolve(args.data ?? usualDataFolder(process.platform, process.env, homedir()))
const userData = join(dataDir, 'browser', 'electron')
try {
  makeFolderNow(userData)
} catch (error) {
  const code = fileCode(error)
  if (code === null) throw error
  refuse(failureSentence({ type: 'UnwritableDataFolder', path: dataDir, code }, texts))
}
app.setPath('userData', userData)
// The lock lies in userData: one program per data folder.
if (!app.requestSingleInstanceLock()) refuse(texts.alreadyOpen)
app.enableSandbox()
for (const word of unconnected) {
  const [name = '', value] = word.slice(2).split(/=(.*)/s)
  app.commandLine.appendSwitch(name, value)
}
registerAppScheme()
lockContents()

const run = async (): Promise<void> => {
  await app.whenReady()
  let bringToFront = (): void => {}
  app.on('second-instance', () => bringToFront())
  const host = await createElectronHost({
    dataDir,
    language: languageNamed(process.env),
    sample: args.sample,
    onKnock: () => bringToFront(),
  })
  if (!host.ok) return refuse(failureSentence(host.error, texts))
  bringToFront = await openLedgerWindow(host.value, language)
  process.stdout.write('Daicho: app://daicho/\n')
}

run().catch((defect: unknown) => refuse(texts.cannotStart(String((defect as Error)?.name))))

/**
 * The web shell's process: `node out/main/web.js --data DIR --port N --no-open [--sample]`. Once it can be used it prints
 * one line `Daicho: http://127.0.0.1:N/enter/<token>`. That address lets one browser profile in, once, within 60 s; the
 * profile then has a session that lives as long as the process, so reloads and `http://127.0.0.1:N/#/…` work in it.
 * With `--no-open`, every line feed on stdin prints a fresh `Daicho: …` line, for another profile or a late comer.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { argumentSentence, readArguments, USUAL_PORT } from '../start/arguments.mjs'
import { usualDataFolder } from '../start/folders.mjs'
import { startTexts, systemLanguage } from '../start/texts.mjs'
import { createTemporaryHost } from './temporary-host'
import { startWebShell } from './web-shell'

const texts = startTexts[systemLanguage(process.env)]

const stopWith = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const run = async (): Promise<void> => {
  const args = readArguments(process.argv.slice(2))
  if (!args.ok) return stopWith(argumentSentence(args.error, texts))
  const { port, data, sample } = args.value
  const dataFolder = resolve(data ?? usualDataFolder(process.platform, process.env, homedir()))
  const host = createTemporaryHost(dataFolder, sample)
  const shell = await startWebShell({
    host,
    port,
    pageRoot: join(import.meta.dirname, '..', 'renderer'),
    now: () => performance.now(),
    onWindows: () => {},
    onDefect: (where, defect) => process.stderr.write(`${where}: ${String(defect)}\n`),
  })
  if (!shell.ok) return stopWith(texts.portTaken(port))
  if (port !== USUAL_PORT) process.stdout.write(`${texts.otherPort(port)}\n`)
  const printAddress = (): void => void process.stdout.write(`Daicho: ${shell.value.freshAddress()}\n`)
  printAddress()
  createInterface({ input: process.stdin }).on('line', printAddress)
  const end = async (): Promise<void> => {
    await shell.value.close()
    await host.close()
    process.exit(0)
  }
  process.once('SIGINT', end).once('SIGTERM', end)
}

await run()

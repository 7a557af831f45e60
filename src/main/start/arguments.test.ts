import { describe, expect, test } from 'vitest'
import { argumentSentence, readArguments, unusedSentence } from './arguments.mjs'
import { startTexts } from './texts.mjs'

const usual = {
  help: false,
  shell: null,
  port: 47600,
  portGiven: false,
  data: null,
  open: true,
  sample: false,
}

test('without words everything is as usual', () => {
  expect(readArguments([])).toEqual({ ok: true, value: usual })
})

test.each([
  [['--help'], { help: true }],
  [['--web'], { shell: 'web' }],
  [['--electron', '--electron'], { shell: 'electron' }],
  [['--port', '8080'], { port: 8080, portGiven: true }],
  [['--port=47600'], { portGiven: true }],
  [['--data', 'a folder'], { data: 'a folder' }],
  [['--data=/x=y'], { data: '/x=y' }],
  [['--no-open', '--sample'], { open: false, sample: true }],
])('%j is understood', (words, changed) => {
  expect(readArguments(words)).toEqual({ ok: true, value: { ...usual, ...changed } })
})

describe.each(['ja', 'en'] as const)('what is not understood is answered by a sentence in %s', (language) => {
  test.each([
    [['--tray'], { type: 'UnknownFlag', flag: '--tray' }],
    [['folder'], { type: 'UnknownFlag', flag: 'folder' }],
    [['--data'], { type: 'MissingValue', flag: '--data' }],
    [['--data', '--web'], { type: 'MissingValue', flag: '--data' }],
    [['--port='], { type: 'MissingValue', flag: '--port' }],
    [['--port', '80'], { type: 'BadPort', port: '80' }],
    [['--port', '65536'], { type: 'BadPort', port: '65536' }],
    [['--port', '8080x'], { type: 'BadPort', port: '8080x' }],
    // Browsers refuse to open it: it is X11's.
    [['--port', '6000'], { type: 'BadPort', port: '6000' }],
    [['--web', '--electron'], { type: 'ElectronAndWeb' }],
  ])('%j', (words, error) => {
    const read = readArguments(words)
    expect(read).toEqual({ ok: false, error })
    if (read.ok) throw new Error('unreachable')
    const sentence = argumentSentence(read.error, startTexts[language])
    expect(sentence).toMatch(language === 'ja' ? /。$/ : /\.$/)
    for (const value of [words.at(-1) ?? ''].filter((word) => /^\d/.test(word)))
      expect(sentence).toContain(value)
  })
})

test('a port that Electron has no use for is not dropped without a word', () => {
  const args = { ...usual, port: 8080, portGiven: true }
  expect(unusedSentence(args, 'electron', startTexts.en)).toContain('--port')
  expect(unusedSentence(args, 'web', startTexts.en)).toBeNull()
  expect(unusedSentence(usual, 'electron', startTexts.en)).toBeNull()
})

test('help lists every switch, in both languages', () => {
  for (const { help } of Object.values(startTexts)) {
    for (const flag of ['--electron', '--web', '--port N', '--data DIR', '--no-open', '--sample', '--help'])
      expect(help).toContain(flag)
  }
})

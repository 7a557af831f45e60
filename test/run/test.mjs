/**
 * `npm test`: everything that must hold, from a fresh clone, in one command. Plain Node, because it runs before
 * anything is installed. Stops at the first failure and names the step; the last line says what was counted.
 */
import { countOwn } from './count.mjs'
import { prepareBrowser, preparePackages } from './prepare.mjs'
import { createRun, playwrightStep, program, reportFile, root, tool, vitestStep } from './run-steps.mjs'

const kills = reportFile('kills')

const run = createRun()
await run.prepare('packages', () => preparePackages(root))
await run.prepare('browser', prepareBrowser)
await run.steps([
  [
    { name: 'build', command: [...tool('electron-vite/bin/electron-vite.js'), 'build'] },
    {
      name: 'types',
      command: [...tool('typescript/bin/tsc'), '-b', 'tsconfig.json', '--pretty', 'false'],
    },
  ],
  [
    {
      name: 'lint and format',
      command: [...tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    },
    { name: 'unused code', command: [...tool('knip/bin/knip.js'), '--no-progress'] },
    vitestStep('walls', ['--project=walls']),
  ],
  [vitestStep('unit and property tests', ['--project=unit'])],
  [vitestStep('browser tests', ['--project=browser'])],
  [playwrightStep('end-to-end tests', [])],
  [
    {
      name: 'kills',
      command: program('test/kill/kill.mjs', ['--times', '3', '--report', kills]),
      count: () => countOwn(kills),
    },
  ],
])
run.close(true)

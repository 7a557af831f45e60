/**
 * `npm run test:long`: what takes too long for every change. Many more seeds for the properties, the rules of the
 * domain in other time zones, many kills, the bench. Its last result stands in the README.
 */
import { countOwn } from './count.mjs'
import { prepareBrowser, preparePackages } from './prepare.mjs'
import { createRun, program, reportFile, root, tool, vitestStep } from './run-steps.mjs'

const kills = reportFile('kills')
/** Half an hour off, a day that was skipped, both sides of the date line, daylight saving. */
const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Apia', 'Europe/Berlin']

const run = createRun()
await run.prepare('packages', () => preparePackages(root))
await run.prepare('browser', prepareBrowser)
await run.steps([
  [{ name: 'build', command: [...tool('electron-vite/bin/electron-vite.js'), 'build'] }],
  ...zones.map((zone) => [vitestStep(`rules in ${zone}`, ['--project=unit', 'src/shared'], { TZ: zone })]),
  [
    {
      name: 'kills',
      command: program('test/kill/kill.mjs', ['--times', '60', '--report', kills]),
      count: () => countOwn(kills),
    },
  ],
  [vitestStep('properties with many seeds', ['--project=unit', 'src'], { DAICHO_LONG: '1' })],
  [{ name: 'bench', command: [process.execPath, 'test/bench/bench.mjs'] }],
])
run.close(true)

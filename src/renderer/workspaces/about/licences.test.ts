import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))

type Locked = {
  readonly version: string
  readonly dev?: true
  readonly devOptional?: true
  readonly optional?: true
}

const listed = read('resources/licences/licences.json') as readonly {
  name: string
  version: string
  licence: string
  text: string
}[]

describe('the licences in About', () => {
  it('are those of the packages that are shipped (else: node resources/licences/write-licences.mjs)', () => {
    const locked = Object.entries(read('package-lock.json').packages as { [path: string]: Locked })
      .filter(([path, one]) => path !== '' && !one.dev && !one.devOptional && !one.optional)
      .map(([path, one]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)} ${one.version}`)
    const names = new Set(listed.map((one) => `${one.name} ${one.version}`))
    expect(locked.filter((name) => !names.has(name))).toEqual([])
  })

  it('allow what Daicho does with them', () => {
    const free = /^\(?(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|OFL-1\.1)\b/
    expect(
      listed.filter((one) => !free.test(one.licence)).map((one) => `${one.name}: ${one.licence}`),
    ).toEqual([])
  })

  it('hold the fonts’ licence in full', () => {
    const font = listed.find((one) => one.name === '@fontsource-variable/noto-sans-jp')
    expect(font?.text).toContain('SIL OPEN FONT LICENSE Version 1.1')
    expect(font?.text).toContain('TERMINATION')
  })
})

import { describe, expect, it } from 'vitest'
import { describeFault } from '../../shared/base/describe-fault'
import { placeOf } from './faults'

describe('a fault in the log', () => {
  it('names its kind and its places, and nothing a person typed', () => {
    const error = new TypeError('cannot read 髙橋 由美子 of undefined')
    error.stack = [
      'TypeError: cannot read 髙橋 由美子 of undefined',
      '    at draw (http://127.0.0.1:47600/assets/index-1a2b.js:10:2345)',
      '    at http://127.0.0.1:47600/assets/index-1a2b.js:11:1',
    ].join('\n')
    expect(describeFault(error)).toBe(
      'TypeError\nat draw (/assets/index-1a2b.js:10:2345)\nat /assets/index-1a2b.js:11:1',
    )
  })

  it('does not repeat a text of several lines that looks like a place', () => {
    const error = new Error('first\nat the office: 03-1234')
    error.stack = 'Error: first\nat the office: 03-1234\n    at run (app://daicho/assets/a.js:1:2)'
    expect(describeFault(error)).not.toContain('office')
  })

  it('of something else that was thrown names only its type', () => {
    expect(describeFault('secret')).toBe('Thrown: string')
  })

  it('stays within what the log takes', () => {
    const error = new Error('long')
    error.stack = Array.from(
      { length: 200 },
      (_, at) => `    at f${at} (app://daicho/assets/a.js:1:${at})`,
    ).join('\n')
    expect(describeFault(error).length).toBeLessThanOrEqual(2000)
  })
})

describe('the place of a fault', () => {
  it('is the screen without ids and words looked for', () => {
    expect(placeOf('#/record/person:4k2m')).toBe('/record/person')
    expect(placeOf('#/list/person?text=髙橋')).toBe('/list/person')
    expect(placeOf('')).toBe('')
  })
})

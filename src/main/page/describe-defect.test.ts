import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeDefect } from './describe-defect'

test('a defect is described by kind and place, never by what it quotes', async () => {
  const defect = new TypeError('cannot read 山田太郎 of /home/yamada/secret')
  const text = describeDefect(defect)
  expect(text).toMatch(/^TypeError at .*describe-defect\.test\.ts:\d+:\d+/)
  expect(text).not.toContain('山田')
  expect(text).not.toContain('yamada')
  expect(text).not.toContain('/src/')
})

test('a failure of the system keeps its code and loses its path', async () => {
  const failure = await readFile('/nonexistent/yamada').catch((error: unknown) => error)
  expect(describeDefect(failure)).toContain('ENOENT')
  expect(describeDefect(failure)).not.toContain('yamada')
})

test('what is no error is named by its kind alone', () => {
  expect(describeDefect('山田太郎')).toBe('string')
  expect(describeDefect(null)).toBe('object')
})

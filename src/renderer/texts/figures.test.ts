import { expect, test } from 'vitest'
import { figures } from './figures'
import { startTexts, texts } from './index'

test('counts are grouped in every sentence, in both languages', () => {
  startTexts('ja')
  expect(texts.getFixedT('ja', 'home')('peopleCount', { count: 12345 })).toContain('12,345')
  expect(texts.getFixedT('en', 'home')('copyBehind', { count: 12345 })).toContain('12,345 entries')
  expect(texts.getFixedT('en', 'home')('copyBehind', { count: 1 })).toContain('one entry')
  // What is written already stays as it is.
  expect(texts.getFixedT('ja', 'home')('copyMakingWhat', { folder: '/d/12345' })).toContain('/d/12345')
})

test('a figure without a sentence is grouped alike', () => {
  expect([figures(1234567, 'ja'), figures(1234567, 'en')]).toEqual(['1,234,567', '1,234,567'])
})

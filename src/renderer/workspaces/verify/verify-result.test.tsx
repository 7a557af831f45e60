// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { beforeAll, expect, test } from 'vitest'
import type { VerifyReport } from '../../store/store-api'
import { startTexts, texts } from '../../texts/index'
import { verifyTexts } from '../../texts/verify'
import { UiProviders } from '../../ui/UiProviders'
import { VerifyResult } from './VerifyResult'

const words = verifyTexts.ja
const fine: VerifyReport = {
  entries: 5,
  rows: 3,
  segments: 1,
  struck: [],
  problems: [],
  heads: [],
  waiting: 0,
  cancelled: false,
}

beforeAll(() => startTexts('ja'))

const shown = (change: Partial<VerifyReport> = {}): string => {
  const html = renderToStaticMarkup(
    <UiProviders texts={texts} scheme="light">
      <MemoryRouter>
        <VerifyResult report={{ ...fine, ...change }} />
      </MemoryRouter>
    </UiProviders>,
  )
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
}
const waiting = (count: number) => words.waiting.replace('{{count}}', String(count))

test('where all agrees nothing else is told', () => {
  expect(shown()).toContain(words.fine)
  expect(shown()).not.toContain(words.waitingWhat)
})

test('entries that wait for the vault are told beside the result, and do not make it a bad one', () => {
  const told = shown({ waiting: 3 })
  expect(told).toContain(words.fine)
  expect(told).toContain(waiting(3))
  expect(told).toContain(words.waitingWhat)
})

test('a verification that was called off says nothing about what waits', () => {
  const told = shown({ waiting: 3, cancelled: true })
  expect(told).toContain(words.cancelled)
  expect(told).not.toContain(words.waitingWhat)
})

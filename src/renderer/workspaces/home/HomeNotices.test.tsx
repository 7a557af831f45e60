// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { beforeAll, expect, test } from 'vitest'
import type { CopyStatus, HostInfo } from '../../../shared/contract/host-api'
import type { Opened } from '../../store/store-api'
import { failureTexts } from '../../texts/failures'
import { homeTexts } from '../../texts/home'
import { startTexts, texts } from '../../texts/index'
import { UiProviders } from '../../ui/UiProviders'
import { HomeNotices, type HomeNoticesProps } from './HomeNotices'

const words = homeTexts.ja
const info = { dataFolder: '/data', folderWarning: null } as HostInfo
const opened: Opened = {
  ledger: { state: 'open', ledger: 'l1', sample: false, device: 'dev1', code: 'A' },
  filled: null,
  brought: 0,
  reentered: 0,
  kept: { where: 'vault', refused: null },
  abandonedRuns: 0,
  empty: false,
}
const copy: CopyStatus = {
  folder: '/copy',
  completeAt: '2026-11-22T05:00:00.000Z',
  behind: 0,
  failure: null,
  broughtBack: 0,
  setAside: null,
}

beforeAll(() => startTexts('ja'))

const shown = (change: Partial<HomeNoticesProps> = {}): string => {
  const html = renderToStaticMarkup(
    <UiProviders texts={texts} scheme="light">
      <MemoryRouter>
        <HomeNotices
          info={info}
          opened={opened}
          restored={null}
          copy={copy}
          kept="vault"
          refused={null}
          {...change}
        />
      </MemoryRouter>
    </UiProviders>,
  )
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
}

test('on an ordinary day there is nothing', () => {
  expect(shown()).not.toMatch(/\p{Script=Han}/u)
})

test('what waits for the vault is told apart from what it refuses for good', () => {
  const waits = shown({ kept: 'journalOnly' })
  expect(waits).toContain(words.journalOnly)
  expect(waits).not.toContain(words.refused)
  const refuses = shown({ kept: 'journalOnly', refused: { type: 'HostDefect' } })
  expect(refuses).toContain(words.refused)
  expect(refuses).toContain(failureTexts.ja.HostDefect)
  expect(refuses).not.toContain(words.journalOnly)
})

test('a copy that is being made is neither late nor up to date', () => {
  const making = shown({ copy: { ...copy, completeAt: null, behind: 1234 } })
  expect(making).toContain('残り1,234件')
  expect(making).toContain('/copy')
  expect(making).not.toContain('遅れ')
})

test('what a copy had against the ledger is named with its place', () => {
  const told = shown({ copy: { ...copy, setAside: { folder: '/copy/set-aside', entries: 3 } } })
  expect(told).toContain('3件')
  expect(told).toContain('/copy/set-aside')
})

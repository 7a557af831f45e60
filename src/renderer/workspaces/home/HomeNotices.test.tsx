// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { beforeAll, expect, test } from 'vitest'
import type { HostInfo } from '../../../shared/contract/host-api'
import { completeCopy } from '../../bridge/testing/copy-status'
import { failureTexts } from '../../texts/failures'
import { homeTexts } from '../../texts/home'
import { startTexts, texts } from '../../texts/index'
import { UiProviders } from '../../ui/UiProviders'
import { HomeNotices, type HomeNoticesProps } from './HomeNotices'
import { calmOpening } from './testing/calm-opening'

const words = homeTexts.ja
const info = { dataFolder: '/data', folderWarning: null } as HostInfo
beforeAll(() => startTexts('ja'))

const shown = (change: Partial<HomeNoticesProps> = {}): string => {
  const html = renderToStaticMarkup(
    <UiProviders texts={texts} scheme="light">
      <MemoryRouter>
        <HomeNotices
          info={info}
          opened={calmOpening}
          restored={null}
          copy={completeCopy}
          kept="vault"
          refused={null}
          hostGone={false}
          {...change}
        />
      </MemoryRouter>
    </UiProviders>,
  )
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
}

test('what a lost connection keeps from the files is not blamed on the disk, nor on the copy', () => {
  const behind = { ...completeCopy, behind: 1 }
  const text = shown({ kept: 'journalOnly', hostGone: true, copy: behind })
  expect(text).toContain(words.journalOnlyGone)
  expect(text).not.toContain('/data')
  expect(text).not.toContain(words.copyBehind_one.replace('{{count}}', '1'))
})

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
  const making = shown({ copy: { ...completeCopy, completeAt: null, behind: 1234 } })
  expect(making).toContain('残り1,234件')
  expect(making).toContain('/usb')
  expect(making).not.toContain('遅れ')
})

test('what a copy had against the ledger is named with its place', () => {
  const told = shown({ copy: { ...completeCopy, setAside: { folder: '/copy/set-aside', entries: 3 } } })
  expect(told).toContain('3件')
  expect(told).toContain('/copy/set-aside')
})

test('a long path is told by its beginning and its end, and whole on hover', () => {
  const folder = '/media/office/usb-stick/backups/2026/daicho-copy/set-aside/2026-11-22'
  const told = shown({ copy: { ...completeCopy, setAside: { folder, entries: 1 } } })
  expect(told).toContain('/media/…/daicho-copy/set-aside/2026-11-22')
  expect(told).not.toContain(folder)
})

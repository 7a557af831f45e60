import '../ui/layers.css'
import '@mantine/core/styles.layer.css'
import '../ui/base.css'
import axe from 'axe-core'
import { useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { JsonValue } from '../../shared/base/json'
import { checkValue } from '../../shared/journal/validate'
import type { Field, FieldKind } from '../../shared/records/define'
import { setLanguage, startTexts, texts } from '../texts/index'
import { UiProviders } from '../ui/UiProviders'
import { FieldCell, FieldEditor, fieldKinds } from './field-kinds'
import { FieldSurroundingsProvider } from './field-surroundings'

const label = { ja: '項目', en: 'Item' }

const choices = { low: { label: { ja: '低', en: 'Low' } }, high: { label: { ja: '高', en: 'High' } } }

/** A field of every kind. */
const fields = {
  text: { kind: 'text', label },
  longText: { kind: 'longText', label },
  integer: { kind: 'integer', label },
  decimal: { kind: 'decimal', label },
  money: { kind: 'money', label },
  choice: { kind: 'choice', label, choices },
  tags: { kind: 'tags', label },
  date: { kind: 'date', label },
  instant: { kind: 'instant', label },
  uncertainTime: { kind: 'uncertainTime', label },
  duration: { kind: 'duration', label },
  ref: { kind: 'ref', label, to: 'person' },
  children: { kind: 'children', label, of: 'phone' },
  file: { kind: 'file', label },
} as const satisfies { readonly [K in FieldKind]: Field & { kind: K } }

/** A value of every kind as it is stored, and how it is written in Japanese. */
const stored: { readonly [K in FieldKind]: { readonly value: JsonValue; readonly written: string } } = {
  text: { value: '課長', written: '課長' },
  longText: { value: '一行目\n二行目', written: '一行目\n二行目' },
  integer: { value: 12, written: '12' },
  decimal: { value: '1234.50', written: '1,234.50' },
  money: { value: { amount: '1200', currency: 'JPY' }, written: '1,200円' },
  choice: { value: 'high', written: '高' },
  tags: { value: ['甲', '乙'], written: '甲乙' },
  date: { value: '2026-11-22', written: '令和8年11月22日' },
  instant: { value: '2026-11-22T00:05:00.000Z', written: '令和8年11月22日 09:05' },
  uncertainTime: {
    value: { from: '2026-11-22T00:05:00.000Z', to: '2026-11-22T01:05:00.000Z' },
    written: '令和8年11月22日 09:05 – 令和8年11月22日 10:05',
  },
  duration: { value: 90, written: '1時間30分' },
  ref: { value: 'person:a', written: '青木' },
  children: { value: null, written: '' },
  file: { value: { sha256: 'a'.repeat(64), name: '図.pdf', bytes: 1_234_001 }, written: '図.pdf (1,235 KB)' },
}

let root: Root | undefined
let value: JsonValue = null
afterEach(() => root?.unmount())

type HarnessProps = { readonly field: Field; readonly start: JsonValue; readonly neverEmpty?: boolean }

const Harness = ({ field, start, ...more }: HarnessProps) => {
  const [now, setNow] = useState(start)
  value = now
  return <FieldEditor field={field} id="editor" label="項目" value={now} onChange={setNow} {...more} />
}

const show = (content: React.ReactNode) => {
  startTexts('ja')
  setLanguage('ja')
  document.documentElement.lang = 'ja'
  document.body.innerHTML = '<main></main>'
  root = createRoot(document.querySelector('main') as HTMLElement)
  root.render(
    <UiProviders texts={texts} scheme="light">
      <MemoryRouter>
        <FieldSurroundingsProvider
          value={{
            writing: { language: 'ja', zone: 'Asia/Tokyo', years: 'era' },
            today: '2026-11-22',
            find: async (type, text) =>
              [
                { id: `${type}:a`, title: '青木' },
                { id: `${type}:b`, title: '馬場' },
              ].filter(({ title }) => title.includes(text)),
            titleOf: (id) => (id === 'person:a' ? '青木' : undefined),
            saveStored: async (file) => {
              savedFile = file
            },
          }}
        >
          {content}
        </FieldSurroundingsProvider>
      </MemoryRouter>
    </UiProviders>,
  )
}

const edit = async (field: Field, start: JsonValue = null) => {
  show(<Harness field={field} start={start} />)
  await expect.element(page.getByRole('main')).not.toBeEmptyDOMElement()
}

/** The file that was asked to be saved. */
let savedFile: unknown

const box = (name = '項目') => page.getByRole('textbox', { name, exact: true })

describe.each(Object.keys(fieldKinds) as FieldKind[])('%s', (kind) => {
  test('is shown in words', async () => {
    const { value: given, written } = stored[kind]
    show(
      <p>
        <FieldCell field={fields[kind]} value={given} place="page" />
      </p>,
    )
    // What can be done with it, as saving a file, are buttons beside the words.
    const words = () => {
      const shown = document.querySelector('main p')?.cloneNode(true) as HTMLElement | undefined
      for (const button of shown?.querySelectorAll('button') ?? []) button.remove()
      return shown?.textContent?.trim()
    }
    await expect.poll(words).toBe(written)
  })

  test('is edited without complaints of a screen reader, and left as it was when nobody types', async () => {
    if (kind === 'children') return
    await edit(fields[kind], stored[kind].value)
    await userEvent.tab()
    await userEvent.tab()
    expect(value).toEqual(stored[kind].value)
    const checked = checkValue(fields[kind], value)
    expect(checked.ok).toBe(true)
    const { violations } = await axe.run(document.body, {
      rules: {
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
        'landmark-one-main': { enabled: false },
      },
    })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('typing', () => {
  test('a whole number in full-width figures', async () => {
    await edit(fields.integer)
    await box().fill('１，２００')
    expect(value).toBe(1200)
    await userEvent.tab()
    await expect.element(box()).toHaveValue('1200')
  })

  test('a decimal keeps every digit', async () => {
    await edit(fields.decimal)
    await box().fill('12345678901234567890.10')
    expect(value).toBe('12345678901234567890.10')
  })

  test('money has an amount and a currency', async () => {
    await edit(fields.money)
    await box().fill('1,200')
    expect(value).toEqual({ amount: '1200', currency: 'JPY' })
    await page.getByRole('combobox', { name: '項目の通貨' }).click()
    await page.getByRole('option', { name: 'EUR' }).click()
    expect(value).toEqual({ amount: '1200', currency: 'EUR' })
    await box().fill('')
    expect(value).toBeNull()
  })

  test('a day in the era of the office, today by one key, a day more by another', async () => {
    await edit(fields.date)
    await box().fill('H31.4.30')
    expect(value).toBe('2019-04-30')
    await userEvent.tab()
    await expect.element(box()).toHaveValue('平成31年4月30日')
    await box().click()
    await userEvent.keyboard(';')
    expect(value).toBe('2026-11-22')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}')
    expect(value).toBe('2026-11-23')
    await box().fill('いつか')
    expect(value).toBe('いつか')
    await userEvent.tab()
    await expect.element(box()).toHaveValue('いつか')
  })

  test('a moment from day and time', async () => {
    await edit(fields.instant)
    await box('項目（日）').fill('2026/11/22')
    await box('項目（時刻）').fill('9時5分')
    expect(value).toBe('2026-11-22T00:05:00.000Z')
    await userEvent.tab()
    await expect.element(box('項目（時刻）')).toHaveValue('09:05')
  })

  test('an uncertain time: one moment is certain, a later one makes a span', async () => {
    await edit(fields.uncertainTime)
    await box('項目（早くて）（日）').fill('2026/11/22')
    await box('項目（早くて）（時刻）').fill('0905')
    const moment = '2026-11-22T00:05:00.000Z'
    expect(value).toEqual({ from: moment, to: moment })
    await box('項目（遅くて）（時刻）').fill('1005')
    expect(value).toEqual({ from: moment, to: '2026-11-22T01:05:00.000Z' })
    expect(checkValue(fields.uncertainTime, value).ok).toBe(true)
  })

  test('a length of time in words', async () => {
    await edit(fields.duration)
    await box().fill('1:30')
    expect(value).toBe(90)
    await userEvent.tab()
    await expect.element(box()).toHaveValue('1時間30分')
  })

  test('a choice that must be one offers no way to nothing', async () => {
    const clear = () => document.querySelectorAll('.mantine-InputClearButton-root, [data-clear]').length
    await edit(fields.choice, 'high')
    expect(clear()).toBe(1)
    root?.unmount()
    show(<Harness field={fields.choice} start="high" neverEmpty />)
    await expect.element(page.getByRole('main')).not.toBeEmptyDOMElement()
    expect(clear()).toBe(0)
    await userEvent.click(page.getByLabelText('項目').first())
    await userEvent.keyboard('{Enter}')
    expect(value).toBe('high')
  })

  test('a choice by keys alone', async () => {
    await edit(fields.choice)
    const control = page.getByRole('combobox', { name: '項目' })
    document.getElementById('editor')?.focus()
    await expect.element(control).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByRole('option', { name: '低' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.poll(() => value).toBe('high')
  })

  test('tags: free words with Enter, declared ones as check boxes', async () => {
    await edit(fields.tags)
    await userEvent.tab()
    await userEvent.keyboard('乙{Enter}甲{Enter}')
    expect(value).toEqual(['乙', '甲'].sort())
    root?.unmount()
    await edit({ ...fields.tags, choices })
    await page.getByRole('checkbox', { name: '高' }).click()
    expect(value).toEqual(['high'])
    await page.getByRole('checkbox', { name: '高' }).click()
    expect(value).toBeNull()
  })

  test('a file is saved where it is shown on a page', async () => {
    show(<FieldCell field={fields.file} value={stored.file.value} place="page" />)
    await page.getByRole('button', { name: '「図.pdf」を保存' }).click()
    expect(savedFile).toEqual({ sha256: 'a'.repeat(64), name: '図.pdf' })
  })

  test('another record by its words', async () => {
    await edit(fields.ref)
    await page.getByRole('combobox', { name: '項目' }).fill('馬')
    await page.getByRole('option', { name: '馬場' }).click()
    expect(value).toBe('person:b')
    await expect.element(page.getByRole('combobox', { name: '項目' })).toHaveValue('馬場')
  })

  test('another record of any of several types, each under its own heading', async () => {
    await edit({ kind: 'ref', label, to: ['person', 'site'] })
    await page.getByRole('combobox', { name: '項目' }).fill('馬')
    const sites = page.getByRole('group', { name: '拠点' })
    await sites.getByRole('option', { name: '馬場' }).click()
    expect(value).toBe('site:b')
  })

  test('a reading becomes hiragana when it is left', async () => {
    await edit({ kind: 'text', format: 'kana', label })
    await box().fill('ｻｷﾔﾏ　ヨシノ')
    await userEvent.tab()
    await expect.element(box()).toHaveValue('さきやま よしの')
  })
})

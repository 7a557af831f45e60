import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundles } from './start-double'

const importsOf = (path: string): string[] =>
  [
    ...withoutComments(readFileSync(path, 'utf8')).matchAll(
      /(?:from|import\(|import|require\()\s*["']([^"']+)["']/g,
    ),
  ].map(([, name]) => name as string)

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\//g, '')

/** Everything a bundle loads, its own chunks followed. */
const loadedBy = (path: string, seen = new Set<string>()): string[] => {
  if (seen.has(path)) return []
  seen.add(path)
  return importsOf(path).flatMap((name) =>
    name.startsWith('.') ? loadedBy(join(dirname(path), name), seen) : [name],
  )
}

describe('the built bundles', () => {
  test('the preload is one file in CommonJS that needs nothing but electron', () => {
    expect(readdirSync(dirname(bundles.preload))).toEqual(['index.cjs'])
    expect(importsOf(bundles.preload)).toEqual(['electron'])
  })

  test('the web shell runs without electron', () => {
    const loaded = loadedBy(bundles.web)
    expect(loaded).toContain('ws')
    expect(loaded).not.toContain('electron')
  })

  test('the Electron shell needs electron, and neither server nor browser of the web shell', () => {
    const loaded = loadedBy(bundles.main)
    expect(loaded).toContain('electron')
    expect(loaded).not.toContain('ws')
    expect(loaded).not.toContain('node:http')
  })
})

describe('the source of the Electron shell', () => {
  const folder = resolve(import.meta.dirname, '../../src/main/electron')
  const sources = readdirSync(folder)
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

  test('makes windows in one place only, behind the guard', () => {
    const makers = sources.filter(({ text }) => /new BrowserWindow\(/.test(text))
    expect(makers.map(({ name }) => name)).toEqual(['guarded-window.ts'])
    expect(sources.some(({ text }) => /new (BrowserView|WebContentsView)\(/.test(text))).toBe(false)
  })

  test('opens no door for synchronous or one-way messages', () => {
    expect(sources.filter(({ text }) => /ipcMain\.(on|once)\(/.test(text))).toEqual([])
  })
})

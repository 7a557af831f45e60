import { expect, test } from 'vitest'
import { createTearingFiles, PowerCut, seededRandom } from './tearing-files'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (content: Uint8Array): string => new TextDecoder().decode(content)

/** What many power cuts leave of the same disk. */
const outcomes = async (files: ReturnType<typeof createTearingFiles>): Promise<Set<string>> => {
  files.crash()
  const found = new Set<string>()
  for (let seed = 0; seed < 300; seed += 1) {
    const contents = files.survivors(seededRandom(seed)).contents()
    found.add([...contents].map(([path, content]) => `${path}=${text(content)}`).join(' '))
  }
  return found
}

test('what was flushed, with its name, is there after every power cut', async () => {
  const files = createTearingFiles()
  await files.writeNew('/a', bytes('kept'))
  await files.flushFolder('/')
  expect(await outcomes(files)).toEqual(new Set(['/a=kept']))
})

test('a file whose folder was not flushed can be gone', async () => {
  const files = createTearingFiles()
  await files.writeNew('/a', bytes('kept'))
  expect(await outcomes(files)).toEqual(new Set(['', '/a=kept']))
})

test('what was appended and not flushed is there, partly there, holed, or gone', async () => {
  const files = createTearingFiles()
  await files.writeNew('/a', bytes('kept'))
  await files.flushFolder('/')
  const file = await files.openAppend('/a')
  await file.append(bytes('x'.repeat(80)))
  const found = [...(await outcomes(files))]
  expect(found.every((each) => each.startsWith('/a=kept'))).toBe(true)
  expect(found).toContain('/a=kept')
  expect(found.some((each) => /^\/a=keptx{1,79}$/.test(each))).toBe(true)
  expect(found.some((each) => /\0x/.test(each))).toBe(true)
})

test('a rename without a flush leaves the old file or the new one', async () => {
  const files = createTearingFiles()
  await files.writeNew('/a', bytes('old'))
  await files.writeNew('/b', bytes('new'))
  await files.flushFolder('/')
  await files.rename('/b', '/a')
  expect(await outcomes(files)).toEqual(new Set(['/a=old /b=new', '/a=new']))
})

test('a rename into another folder can leave the file in both, in one, or in none', async () => {
  const found = new Set<string>()
  for (let seed = 0; seed < 60; seed += 1) {
    const files = createTearingFiles()
    for (const folder of ['/a', '/b']) await files.makeFolder(folder)
    files.plant('/a/x', Buffer.from('x'))
    await files.flushFolder('/')
    await files.rename('/a/x', '/b/x')
    files.crash()
    found.add([...files.survivors(seededRandom(seed)).contents().keys()].sort().join(' '))
  }
  expect([...found].sort()).toEqual(['', '/a/x', '/a/x /b/x', '/b/x'])
})

test('a disk that does not flush keeps nothing for certain', async () => {
  const files = createTearingFiles({ flushes: false })
  await files.writeNew('/a', bytes('kept'))
  await files.flushFolder('/')
  expect((await outcomes(files)).has('')).toBe(true)
})

test('from the step of the power cut on, nothing works any more', async () => {
  const files = createTearingFiles({ crashAt: 5 })
  await files.writeNew('/a', bytes('a'))
  const file = await files.openAppend('/a')
  await file.append(bytes('b'))
  await expect(file.flush()).rejects.toThrow(PowerCut)
  await expect(files.read('/a')).rejects.toThrow(PowerCut)
  await expect(files.stat('/a')).rejects.toThrow(PowerCut)
})

test('a step can fail, an append after some of its bytes', async () => {
  const files = createTearingFiles({
    failAt: ({ number }) => (number === 4 ? { code: 'ENOSPC', written: 2 } : null),
  })
  await files.writeNew('/a', bytes('a'))
  const file = await files.openAppend('/a')
  await expect(file.append(bytes('bcd'))).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(text(await files.read('/a'))).toBe('abc')
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { acquireFolderLock, type Lock } from './folder-lock'

const folders: string[] = []
const locks: Lock[] = []

afterEach(async () => {
  for (const lock of locks.splice(0)) await lock.release()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'daicho-lock-'))
  folders.push(folder)
  return folder
}

const acquire = async (folder: string, onKnock = (): void => {}): ReturnType<typeof acquireFolderLock> => {
  const lock = await acquireFolderLock(folder, { onKnock })
  if (lock.ok) locks.push(lock.value)
  return lock
}

/** A process that listened on the lock's socket and was killed: its socket file stays behind. */
const leaveDeadHolder = async (folder: string): Promise<void> => {
  const program = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
  await once(spawn(process.execPath, ['-e', program, join(folder, 'lock.sock')]), 'exit')
  expect(await readdir(folder)).toContain('lock.sock')
}

test('one start holds a folder; the next one knocks and is told', async () => {
  const folder = await newFolder()
  const onKnock = vi.fn()
  expect((await acquire(folder, onKnock)).ok).toBe(true)
  expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  expect(await acquire(folder)).toEqual({ ok: false, error: { type: 'HeldByOther', knocked: true } })
  expect(onKnock).toHaveBeenCalledTimes(1)
})

test('a released folder can be held again, and nothing is left in it', async () => {
  const folder = await newFolder()
  const first = await acquireFolderLock(folder, { onKnock: () => {} })
  if (first.ok) await first.value.release()
  expect(await readdir(folder)).toEqual([])
  expect((await acquire(folder)).ok).toBe(true)
})

test('the lock of a killed process is taken over', async () => {
  const folder = await newFolder()
  await leaveDeadHolder(folder)
  expect((await acquire(folder)).ok).toBe(true)
  expect((await acquire(folder)).ok).toBe(false)
})

test('of many starts that find a dead holder, one gets the folder', async () => {
  const folder = await newFolder()
  await leaveDeadHolder(folder)
  const attempts = await Promise.all(Array.from({ length: 8 }, () => acquire(folder)))
  expect(attempts.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a holder that lives but does not answer is left alone', async () => {
  const folder = await newFolder()
  const silent = createServer((socket) => socket.destroy())
  await new Promise<void>((listening) => silent.listen(join(folder, 'lock.sock'), listening))
  expect(await acquire(folder)).toEqual({ ok: false, error: { type: 'HeldByOther', knocked: false } })
  await new Promise((closed) => silent.close(closed))
})

test('a stranger who connects and says something else is no knock', async () => {
  const folder = await newFolder()
  const onKnock = vi.fn()
  await acquire(folder, onKnock)
  const program = `const s=require('node:net').connect(process.argv[1],()=>s.write('hello'));s.on('close',()=>{})`
  await once(spawn(process.execPath, ['-e', program, join(folder, 'lock.sock')]), 'exit')
  expect(onKnock).not.toHaveBeenCalled()
})

test('a path too long for a socket is locked all the same', async () => {
  const folder = join(await newFolder(), 'a'.repeat(120))
  await mkdir(folder)
  expect((await acquire(folder)).ok).toBe(true)
  expect(await acquire(folder)).toEqual({ ok: false, error: { type: 'HeldByOther', knocked: true } })
  expect(await readdir(folder)).toEqual(['lock'])
})

test('a folder that cannot be written is a file failure', async () => {
  await expect(acquire(join(await newFolder(), 'missing'))).rejects.toMatchObject({ code: 'ENOENT' })
})

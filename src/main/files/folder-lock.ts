/**
 * One process per data folder. The lock is a local socket that is listened on: the system frees it when its process
 * ends, however it ends, so that nobody has to guess by process numbers whether the holder lives. Who finds it taken
 * knocks, and the holder comes to the front. Windows has a named pipe for it, other systems a socket file in the
 * folder. `lock` beside it tells a person who holds it; nothing is decided by it.
 */
import { createHash } from 'node:crypto'
import { mkdir, realpath, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { err, ok, type Result } from '../../shared/base/result'
import { fileCode } from './file-layer'

export type Lock = { readonly release: () => Promise<void> }

export type LockHeld = {
  readonly type: 'HeldByOther'
  /** The holder was asked to come to the front and said it would. */
  readonly knocked: boolean
}

/** Throws file failures other than being held. */
export type AcquireLock = (
  folder: string,
  options: { readonly onKnock: () => void },
) => Promise<Result<Lock, LockHeld>>

/** Socket paths longer than this are cut by some systems (104 bytes on macOS, 108 on Linux, with the final zero). */
const LONGEST_SOCKET_PATH = 100
/** Patience with a holder that is busy, and with another start that is taking over. */
const KNOCK_MS = 2000
const TAKEOVER_MS = 10_000

const KNOCK = 'front\n'
const ANSWER = 'coming\n'

export const acquireFolderLock: AcquireLock = async (folder, { onKnock }) => {
  const real = await realpath(folder)
  for (const address of lockAddresses(real)) {
    let bound: Attempt = await bind(address, onKnock)
    if (bound === 'taken') {
      const answer = await knock(address)
      bound = answer === 'nobody' ? await takeOver(address, onKnock) : answer
    }
    if (bound === 'answered' || bound === 'silent' || bound === 'taken' || bound === 'nobody')
      return err({ type: 'HeldByOther', knocked: bound === 'answered' })
    if (bound === 'unsupported') continue
    const server = bound
    const lock = { release: () => release(server, real) }
    try {
      await describeHolder(real)
      return ok(lock)
    } catch (error) {
      await lock.release()
      throw error
    }
  }
  throw Object.assign(new Error('no local socket can be made here'), { code: 'ENOTSUP' })
}

/** Where a folder's lock may listen; the second only where the first cannot be made. */
const lockAddresses = (real: string): readonly string[] => {
  const id = createHash('sha256').update(real).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return [`\\\\.\\pipe\\daicho-${id}`]
  const inFolder = join(real, 'lock.sock')
  const inTemp = join(tmpdir(), `daicho-${id}.sock`)
  return Buffer.byteLength(inFolder) <= LONGEST_SOCKET_PATH ? [inFolder, inTemp] : [inTemp]
}

const createKnockServer = (onKnock: () => void): Server => {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (data) => {
      if (data.toString() !== KNOCK) return socket.destroy()
      onKnock()
      socket.end(ANSWER)
    })
  })
  // The lock alone keeps no process alive.
  return server.unref()
}

type Attempt = Server | 'taken' | 'unsupported' | 'answered' | 'silent' | 'nobody'

const bind = (address: string, onKnock: () => void): Promise<Server | 'taken' | 'unsupported'> =>
  new Promise((resolve, reject) => {
    const server = createKnockServer(onKnock)
    const failed = (error: Error): void => {
      const code = fileCode(error)
      if (code === 'EADDRINUSE') resolve('taken')
      // Disks without sockets (FAT, some network folders) say one of these.
      else if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS'].includes(code ?? ''))
        resolve('unsupported')
      else reject(error)
    }
    server.once('error', failed)
    server.listen(address, () => {
      server.off('error', failed)
      resolve(server)
    })
  })

/** `silent`: somebody holds the lock but does not answer, hung or stopped. */
const knock = (address: string): Promise<'answered' | 'silent' | 'nobody'> =>
  new Promise((resolve) => {
    const socket = createConnection(address, () => socket.write(KNOCK))
    socket.setTimeout(KNOCK_MS, () => socket.destroy())
    let answer: 'answered' | 'silent' | 'nobody' = 'silent'
    socket.on('data', (data) => {
      if (data.toString() === ANSWER) answer = 'answered'
    })
    socket.on('error', (error) => {
      const code = fileCode(error)
      if (code === 'ECONNREFUSED' || code === 'ENOENT') answer = 'nobody'
    })
    socket.on('close', () => resolve(answer))
  })

/**
 * Takes the place of a process that is gone, unless another start was faster. Removing its socket and binding are two steps, so only one
 * start may be between them: a folder beside the socket is the door.
 */
const takeOver = async (address: string, onKnock: () => void): Promise<Attempt> => {
  const door = `${address}.takeover`
  for (let waited = 0; ; waited += 50) {
    try {
      await mkdir(door)
      break
    } catch (error) {
      if (fileCode(error) !== 'EEXIST') throw error
    }
    // Who stood in the door this long has died there.
    if (waited > TAKEOVER_MS) await rmdir(door).catch(() => {})
    await pause(50)
  }
  try {
    const answer = await knock(address)
    if (answer !== 'nobody') return answer
    await rm(address, { force: true })
    return await bind(address, onKnock)
  } finally {
    await rmdir(door).catch(() => {})
  }
}

const describeHolder = async (real: string): Promise<void> => {
  const startedAt = new Date(performance.timeOrigin).toISOString()
  const path = join(real, 'lock')
  const text = `${JSON.stringify({ pid: process.pid, startedAt })}\n`
  try {
    await writeFile(`${path}.new`, text, { mode: 0o600 })
    await rename(`${path}.new`, path)
  } catch (error) {
    // A full disk is no reason not to open a ledger: reading must still go.
    if (fileCode(error) !== 'ENOSPC') throw error
  }
}

const release = async (server: Server, real: string): Promise<void> => {
  await unlink(join(real, 'lock')).catch(() => {})
  await new Promise<void>((done) => server.close(() => done()))
}

/**
 * A path is good for this run only after a person chose it in the system's dialog, or after it was listed here. What
 * is listed is reached from where browsing begins, or by a whole path that a person typed: whoever may walk down from
 * the root to a folder may as well name it.
 */
import { posix, win32 } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'
import type { CallResults } from '../../shared/contract/host-api'
import { type FileLayer, fileCode, isDiskFull } from '../files/file-layer'
import { makeKeptFolder } from '../files/whole-file'
import { findVault } from '../vault/find-vault'

export type FoldersDeps = {
  readonly files: FileLayer
  readonly platform: string
  readonly home: string
  readonly chooseFolder?: (purpose: 'copy' | 'restore') => Promise<string | null>
}

export type Folders = {
  readonly choose: (purpose: 'copy' | 'restore') => Promise<CallResults['folders.choose']>
  readonly browse: (path: string | null) => Promise<CallResults['folders.browse']>
  readonly make: (within: string, name: string) => Promise<CallResults['folders.make']>
  readonly isGranted: (path: string) => boolean
}

type Item = { readonly name: string; readonly path: string }

/** Where disks and sticks appear, besides the root and the home folder. */
const mountPlaces = (platform: string): readonly string[] =>
  platform === 'darwin' ? ['/Volumes'] : ['/media', '/run/media', '/mnt']

/** Names Windows keeps for devices, with any ending. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu

/** Whether a name can be given to a folder on every system: a stick made here is read elsewhere. */
const isFolderName = (name: string): boolean =>
  !/[\p{Cc}<>:"/\\|?*]/u.test(name) && !/^\.|[. ]$|^ /u.test(name) && !DEVICE_NAME.test(name)

export const createFolders = (deps: FoldersDeps): Folders => {
  const { files } = deps
  const { dirname, isAbsolute, join, normalize, parse } = deps.platform === 'win32' ? win32 : posix
  const granted = new Set<string>()

  const grant = (items: readonly Item[]): readonly Item[] => {
    for (const { path } of items) granted.add(path)
    return items
  }

  const subFolders = async (path: string): Promise<readonly Item[]> =>
    (await files.list(path))
      .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && !name.startsWith('$'))
      .map(({ name }) => ({ name, path: join(path, name) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))

  const readable = async (path: string): Promise<readonly Item[]> => {
    try {
      return await subFolders(path)
    } catch (error) {
      if (fileCode(error) === null) throw error
      return []
    }
  }

  const isFolder = async (path: string): Promise<boolean> => {
    try {
      return (await files.stat(path))?.kind === 'folder'
    } catch (error) {
      if (fileCode(error) === null) throw error
      return false
    }
  }

  const drives = async (): Promise<readonly Item[]> => {
    const letters = [...'CDEFGHIJKLMNOPQRSTUVWXYZAB'].map((letter) => `${letter}:\\`)
    const there = await Promise.all(letters.map(isFolder))
    return letters.filter((_, index) => there[index]).map((path) => ({ name: path, path }))
  }

  const mounts = async (): Promise<readonly Item[]> => {
    const found: Item[] = []
    for (const place of mountPlaces(deps.platform)) {
      for (const item of await readable(place)) {
        // /media/<user>/<disk> and /run/media/<user>/<disk>: the user's own folder is not a disk.
        const isUsers = place.endsWith('media') && deps.home.endsWith(`/${item.name}`)
        found.push(...(isUsers ? await readable(item.path) : [item]))
      }
    }
    return found
  }

  const beginning = async (): Promise<readonly Item[]> => {
    const home = { name: deps.home, path: deps.home }
    if (deps.platform === 'win32') return [home, ...(await drives())]
    return [home, ...(await mounts()), { name: '/', path: '/' }]
  }

  const browse: Folders['browse'] = async (path) => {
    if (deps.chooseFolder) return err({ type: 'NotHere' })
    if (path === null) {
      return ok({ path: '', parent: null, folders: grant(await beginning()), isVault: false })
    }
    const whole = wholePath(path)
    if (whole === null) return err({ type: 'NotAFullPath' })
    return (await isFolder(whole)) ? list(whole) : err({ type: 'NoSuchFolder' })
  }

  /** A path as it was listed, or as people type and paste it: quoted, from the home folder on, with a slash at the end. */
  const wholePath = (typed: string): string | null => {
    if (granted.has(typed)) return typed
    const bare = typed.trim().replace(/^"(.*)"$/u, '$1')
    const path = /^~(?=[\\/]|$)/u.test(bare) ? join(deps.home, bare.slice(1)) : bare
    // On Windows `\folder` and `C:folder` depend on where the program stands.
    if (!isAbsolute(path) || path.includes('\0') || (deps.platform === 'win32' && parse(path).root === '\\'))
      return null
    const plain = normalize(path)
    return plain === parse(plain).root ? plain : plain.replace(/[\\/]$/u, '')
  }

  const make: Folders['make'] = async (within, name) => {
    if (deps.chooseFolder) return err({ type: 'NotHere' })
    if (!granted.has(within)) return err({ type: 'NotGranted' })
    if (!isFolderName(name)) return err({ type: 'BadFolderName' })
    const path = join(within, name)
    try {
      if (await files.stat(path)) return err({ type: 'FolderExists' })
      await makeKeptFolder(files, path)
    } catch (error) {
      const code = fileCode(error)
      if (code === null) throw error
      return err(isDiskFull(code) ? { type: 'DiskFull' } : { type: 'FolderNotMade', code })
    }
    granted.add(path)
    return ok({ path })
  }

  const list = async (path: string): Promise<Result<Listing, { readonly type: 'Unreadable' }>> => {
    try {
      const folders = grant(await subFolders(path))
      granted.add(path)
      const above = dirname(path)
      const parent = above === path ? null : above
      if (parent !== null) granted.add(parent)
      return ok({ path, parent, folders, isVault: await seesVault(path) })
    } catch (error) {
      if (fileCode(error) === null) throw error
      return err({ type: 'Unreadable' })
    }
  }

  /** False also where nobody may look into what could be one: the folder can be browsed all the same. */
  const seesVault = async (path: string): Promise<boolean> => {
    try {
      return (await findVault(files, path)) !== null
    } catch (error) {
      if (fileCode(error) === null) throw error
      return false
    }
  }

  return {
    choose: async (purpose) => {
      if (!deps.chooseFolder) return { type: 'browse' }
      const path = await deps.chooseFolder(purpose)
      if (path === null) return { type: 'cancelled' }
      granted.add(path)
      return { type: 'chosen', path }
    },
    browse,
    make,
    isGranted: (path) => granted.has(path),
  }
}

type Listing = Extract<CallResults['folders.browse'], { ok: true }>['value']

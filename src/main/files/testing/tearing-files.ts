/**
 * A disk in memory that keeps apart what is on the platter and what is only in caches, and whose power can fail at any
 * numbered step. What was not flushed is then dropped, torn at a byte, or left with holes; names made, changed or
 * removed without a flush of their folder may be lost, in any order. Contents that were flushed always hold.
 */
import type { AppendFile, FileLayer, FileStat, FolderItem } from '../file-layer'

type FileNode = {
  readonly kind: 'file'
  readonly id: number
  content: Uint8Array
  /** What a power cut leaves for certain. */
  flushed: Uint8Array
  /** What stood there since the last flush: the system may have written any of it out by itself. */
  passed: Uint8Array[]
}

type FolderNode = {
  readonly kind: 'folder'
  readonly id: number
  names: Map<string, Node>
  kept: Map<string, Node>
}

type Node = FileNode | FolderNode

/** A change of names that is not on the disk yet. */
type Rename = { readonly folder: FolderNode; readonly name: string; readonly node: Node | null }
type Pending = readonly Rename[]

export type Step = {
  readonly number: number
  readonly op: 'append' | 'flush' | 'truncate' | 'create' | 'rename' | 'remove' | 'makeFolder' | 'flushFolder'
  readonly path: string
}

/** What a step does instead of its work: an error, for an append after that many bytes. */
export type Failure = { readonly code: string; readonly written?: number }

export type TearingOptions = {
  /** The power fails before this step (from 1). */
  readonly crashAt?: number
  /** A failure for a step, or null. */
  readonly failAt?: (step: Step) => Failure | null
  /** False: flushes are answered and not done, as on a disk that lies. */
  readonly flushes?: boolean
}

export type TearingFiles = FileLayer & {
  readonly steps: () => number
  readonly hasCrashed: () => boolean
  /** Cuts the power now. */
  readonly crash: () => void
  /** Cuts it so many steps from now. */
  readonly crashIn: (steps: number) => void
  /** What a start after the power cut finds; `random` (0 ≤ x < 1) decides what of the unflushed is there. */
  readonly survivors: (random: () => number, options?: TearingOptions) => TearingFiles
  /** All files by path as they stand now, for comparisons. */
  readonly contents: () => ReadonlyMap<string, Uint8Array>
  /** Changes a file behind everybody's back, durably. */
  readonly plant: (path: string, content: Uint8Array) => void
}

/** Thrown by every call once the power is gone; it has no code, so that nobody can take it for a file failure. */
export class PowerCut extends Error {
  constructor() {
    super('the power is gone')
  }
}

const EMPTY = new Uint8Array()
/** Unflushed appends are there or not there in pieces of this many bytes; a small page. */
const PAGE = 32

export const createTearingFiles = (options: TearingOptions = {}): TearingFiles =>
  tearingFiles({ kind: 'folder', id: 1, names: new Map(), kept: new Map() }, 1, options)

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code} ${path}`), { code })

const namesOf = (path: string): readonly string[] => path.split('/').filter((name) => name !== '')

const tearingFiles = (root: FolderNode, lastId: number, options: TearingOptions): TearingFiles => {
  const { failAt = () => null, flushes = true } = options
  let crashAt = options.crashAt ?? 0
  let steps = 0
  let crashed = false
  let ids = lastId
  const pending: Pending[] = []

  const alive = (): void => {
    if (crashed) throw new PowerCut()
  }
  /** Counts a step; the answer is what it does instead of its work. */
  const step = async (op: Step['op'], path: string): Promise<Failure | null> => {
    // As a real disk: never done within the same turn.
    await Promise.resolve()
    alive()
    steps += 1
    if (steps === crashAt) crashed = true
    alive()
    return failAt({ number: steps, op, path })
  }
  const mustWork = async (op: Step['op'], path: string): Promise<void> => {
    const failed = await step(op, path)
    if (failed) throw failure(failed.code, path)
  }

  const find = (path: string): Node | null => {
    let node: Node | null = root
    for (const name of namesOf(path)) node = node?.kind === 'folder' ? (node.names.get(name) ?? null) : null
    return node
  }
  const folderAt = (path: string): FolderNode => {
    const node = find(path)
    if (!node) throw failure('ENOENT', path)
    if (node.kind !== 'folder') throw failure('ENOTDIR', path)
    return node
  }
  const fileAt = (path: string): FileNode => {
    const node = find(path)
    if (!node) throw failure('ENOENT', path)
    if (node.kind !== 'file') throw failure('EISDIR', path)
    return node
  }
  const above = (path: string): FolderNode => folderAt(namesOf(path).slice(0, -1).join('/'))
  const nameOf = (path: string): string => namesOf(path).at(-1) ?? ''

  const change = (...renames: Pending): void => {
    for (const { folder, name, node } of renames) setName(folder.names, name, node)
    pending.push(renames)
  }
  const newFile = (path: string): FileNode => {
    ids += 1
    const node: FileNode = { kind: 'file', id: ids, content: EMPTY, flushed: EMPTY, passed: [] }
    change({ folder: above(path), name: nameOf(path), node })
    return node
  }
  const flushFile = (node: FileNode): void => {
    if (!flushes) return
    node.flushed = node.content
    node.passed = []
  }
  const changeContent = (node: FileNode, content: Uint8Array): void => {
    node.content = content
    node.passed.push(content)
  }

  const opened = (path: string, node: FileNode): AppendFile => ({
    append: async (bytes) => {
      const failed = await step('append', path)
      const written = failed ? bytes.subarray(0, failed.written ?? 0) : bytes
      changeContent(node, joined(node.content, written))
      if (failed) throw failure(failed.code, path)
    },
    flush: async () => {
      await mustWork('flush', path)
      flushFile(node)
    },
    truncate: async (size) => {
      await mustWork('truncate', path)
      changeContent(node, node.content.slice(0, size))
    },
    close: async () => alive(),
  })

  const removeName = async (path: string): Promise<void> => {
    if (!find(path)) return
    await mustWork('remove', path)
    change({ folder: above(path), name: nameOf(path), node: null })
  }

  return {
    openAppend: async (path) => {
      alive()
      above(path)
      if (!find(path)) {
        await mustWork('create', path)
        newFile(path)
      }
      return opened(path, fileAt(path))
    },
    writeNew: async (path, bytes) => {
      await mustWork('create', path)
      if (find(path)) throw failure('EEXIST', path)
      const file = opened(path, newFile(path))
      await file.append(bytes)
      await file.flush()
    },
    read: async (path) => {
      alive()
      return fileAt(path).content.slice()
    },
    readRange: async (path, from, length) => {
      alive()
      return fileAt(path).content.slice(from, from + length)
    },
    stat: async (path): Promise<FileStat | null> => {
      alive()
      const node = find(path)
      return (
        node && {
          kind: node.kind,
          size: node.kind === 'file' ? node.content.byteLength : 0,
          mode: node.kind === 'file' ? 0o600 : 0o700,
          identity: `${node.id}`,
          // Each folder at the root is a disk of its own.
          disk: path.split('/')[1] ?? '',
          changedAt: 0,
        }
      )
    },
    list: async (path): Promise<readonly FolderItem[]> => {
      alive()
      return [...folderAt(path).names].map(([name, { kind }]) => ({ name, kind }))
    },
    rename: async (from, to) => {
      const node = find(from)
      if (!node) throw failure('ENOENT', from)
      await mustWork('rename', to)
      const gone: Rename = { folder: above(from), name: nameOf(from), node: null }
      const come: Rename = { folder: above(to), name: nameOf(to), node }
      // Of two folders each is on the disk when it was flushed. A folder itself never stands in two places.
      if (gone.folder === come.folder || node.kind === 'folder') change(gone, come)
      else {
        change(come)
        change(gone)
      }
    },
    remove: removeName,
    removeTree: removeName,
    makeFolder: async (path) => {
      const names = namesOf(path)
      for (let depth = 1; depth <= names.length; depth += 1) {
        const part = `/${names.slice(0, depth).join('/')}`
        if (find(part)) continue
        await mustWork('makeFolder', part)
        ids += 1
        const node: FolderNode = { kind: 'folder', id: ids, names: new Map(), kept: new Map() }
        change({ folder: above(part), name: nameOf(part), node })
      }
    },
    flushFolder: async (path) => {
      await mustWork('flushFolder', path)
      const folder = folderAt(path)
      if (!flushes) return
      for (const renames of pending.filter((each) => each.some((one) => one.folder === folder))) {
        for (const { folder: of, name, node } of renames) setName(of.kept, name, node)
        pending.splice(pending.indexOf(renames), 1)
      }
    },
    realPath: async (path) => {
      alive()
      if (!find(path)) throw failure('ENOENT', path)
      return path
    },

    steps: () => steps,
    hasCrashed: () => crashed,
    crash: () => {
      crashed = true
    },
    crashIn: (more) => {
      crashAt = steps + more
    },
    survivors: (random, next = {}) => tearingFiles(afterPowerCut(root, pending, random), ids, next),
    contents: () => {
      const found = new Map<string, Uint8Array>()
      const walk = (folder: FolderNode, path: string): void => {
        for (const [name, node] of folder.names) {
          if (node.kind === 'file') found.set(`${path}/${name}`, node.content)
          else walk(node, `${path}/${name}`)
        }
      }
      walk(root, '')
      return found
    },
    plant: (path, content) => {
      const node = find(path)
      if (node?.kind === 'file') {
        Object.assign(node, { content, flushed: content, passed: [] })
        return
      }
      ids += 1
      const folder = above(path)
      const planted: FileNode = { kind: 'file', id: ids, content, flushed: content, passed: [] }
      folder.names.set(nameOf(path), planted)
      folder.kept.set(nameOf(path), planted)
    },
  }
}

/** Always a plain array of its own: a slice of a Buffer would share its memory. */
const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const both = new Uint8Array(first.byteLength + second.byteLength)
  both.set(first)
  both.set(second, first.byteLength)
  return both
}

const setName = (names: Map<string, Node>, name: string, node: Node | null): void => {
  if (node) names.set(name, node)
  else names.delete(name)
}

/** The tree a start finds: kept names, some of the pending ones, and torn contents. */
const afterPowerCut = (root: FolderNode, pending: readonly Pending[], random: () => number): FolderNode => {
  // A disk with a journal keeps the order of changes; one without may have any of them.
  const keepsOrder = random() < 0.5
  const cut = Math.floor(random() * (pending.length + 1))
  const isKept = (index: number): boolean => (keepsOrder ? index < cut : random() < 0.5)
  const names = new Map<FolderNode, Map<string, Node>>()
  const namesAfter = (folder: FolderNode): Map<string, Node> => {
    const found = names.get(folder) ?? new Map(folder.kept)
    names.set(folder, found)
    return found
  }
  pending.forEach((renames, index) => {
    if (!isKept(index)) return
    for (const { folder, name, node } of renames) setName(namesAfter(folder), name, node)
  })

  const torn = new Map<Node, Node>()
  const survivor = (node: Node): Node => {
    const known = torn.get(node)
    if (known) return known
    const made = node.kind === 'file' ? tornFile(node, random) : folderAfter(node)
    torn.set(node, made)
    return made
  }
  const folderAfter = (folder: FolderNode): FolderNode => {
    const found = new Map([...namesAfter(folder)].map(([name, node]) => [name, survivor(node)] as const))
    return { kind: 'folder', id: folder.id, names: found, kept: new Map(found) }
  }
  return folderAfter(root)
}

const tornFile = ({ id, flushed, passed }: FileNode, random: () => number): FileNode => {
  const stood = passed[Math.floor(random() * passed.length)] ?? flushed
  const after = random() < 0.3 ? flushed : tornContent(stood, flushed, random)
  return { kind: 'file', id, content: after, flushed: after, passed: [] }
}

/** What was flushed and is still so, and of the rest all or a beginning, in which pages may be missing. */
const tornContent = (content: Uint8Array, flushed: Uint8Array, random: () => number): Uint8Array => {
  let same = 0
  while (same < content.length && same < flushed.length && content[same] === flushed[same]) same += 1
  const isThere = random() < 0.3
  const end = isThere ? content.length : same + Math.floor(random() * (content.length - same + 1))
  const torn = content.slice(0, end)
  if (random() < 0.5) return torn
  for (let page = same; page < end; page += PAGE) {
    if (random() < 0.3) torn.fill(0, page, page + PAGE)
  }
  return torn
}

/** A reproducible source of numbers 0 ≤ x < 1 (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

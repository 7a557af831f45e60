import { describe, expect, test } from 'vitest'
import { err, ok } from '../../shared/base/result'
import type { HostBridge, HostEvents } from '../../shared/contract/host-api'
import { hostGone } from '../../shared/contract/host-gone'
import { copyState } from './copy-state'
import { makeCopy } from './make-copy'
import { begunCopy, completeCopy } from './testing/copy-status'

/** A host whose answer and events come when the test says so. */
const waitingHost = () => {
  const listeners = new Map<string, Set<(value: never) => void>>()
  let answer = (_set: unknown): void => undefined
  let reject = (_error: Error): void => undefined
  const host = {
    call: () =>
      new Promise((resolve, refuse) => {
        answer = resolve
        reject = refuse
      }),
    on: (event: string, listener: (value: never) => void) => {
      const heard = listeners.get(event) ?? new Set()
      listeners.set(event, heard.add(listener))
      return () => heard.delete(listener)
    },
  } as unknown as HostBridge
  const tell = <E extends keyof HostEvents>(event: E, value: HostEvents[E]): void => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener(value as never)
  }
  const left: number[] = []
  const ends: unknown[] = []
  void makeCopy(host, '/usb', (entries) => left.push(entries)).then((made) => ends.push(made))
  const settle = () => new Promise<void>((done) => setImmediate(done))
  const heard = () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0)
  return {
    left,
    ends,
    heard,
    settle,
    answer: async (set: unknown) => {
      answer(set)
      await settle()
    },
    reject: async (error: Error) => {
      reject(error)
      await settle()
    },
    tell: async <E extends keyof HostEvents>(event: E, value: HostEvents[E]) => {
      tell(event, value)
      await settle()
    },
  }
}

describe('a copy being made', () => {
  test('is not made before all of the ledger is there, and says how much is left', async () => {
    const { answer, tell, ends, left, heard } = waitingHost()
    await answer(ok(begunCopy))
    await tell('copy.changed', { ...begunCopy, behind: 12 })
    expect(ends).toEqual([])
    expect(left).toEqual([30, 12])
    await tell('copy.changed', completeCopy)
    expect(ends).toEqual([ok(completeCopy)])
    expect(heard()).toBe(0)
  })

  test('may be complete before the answer is heard', async () => {
    const { answer, tell, ends } = waitingHost()
    await tell('copy.changed', completeCopy)
    expect(ends).toEqual([])
    await answer(ok(begunCopy))
    expect(ends).toEqual([ok(completeCopy)])
  })

  test('is not taken for the one in the folder before', async () => {
    const { answer, tell, ends } = waitingHost()
    await tell('copy.changed', { ...completeCopy, folder: '/old' })
    await answer(ok(begunCopy))
    expect(ends).toEqual([])
  })

  test('fails in words, at once or on the way', async () => {
    const refused = waitingHost()
    await refused.answer(err({ type: 'FolderUnwritable' }))
    expect(refused.ends).toEqual([err({ type: 'FolderUnwritable' })])
    const onTheWay = waitingHost()
    await onTheWay.answer(ok(begunCopy))
    await onTheWay.tell('copy.changed', { ...begunCopy, failure: 'FolderFull' })
    expect(onTheWay.ends).toEqual([err({ type: 'FolderFull' })])
  })

  test('ends when the host is lost, during the choice and after it', async () => {
    const during = waitingHost()
    await during.reject(hostGone())
    expect(during.ends).toEqual([err({ type: 'HostGone' })])
    const after = waitingHost()
    await after.answer(ok(begunCopy))
    await after.tell('host.gone', null)
    expect(after.ends).toEqual([err({ type: 'HostGone' })])
    const broken = waitingHost()
    await broken.reject(new Error('copy.set: the host failed'))
    expect(broken.ends).toEqual([err({ type: 'HostDefect' })])
  })

  test('ends when another folder is chosen meanwhile', async () => {
    const { answer, tell, ends } = waitingHost()
    await answer(ok(begunCopy))
    await tell('copy.changed', { ...begunCopy, folder: null })
    expect(ends).toEqual([ok('replaced')])
  })
})

test('a copy that was never complete is being made, not up to date and not late', () => {
  expect(copyState({ ...begunCopy, behind: 0 })).toBe('making')
  expect(copyState(completeCopy)).toBe('complete')
  expect(copyState({ ...completeCopy, behind: 1 })).toBe('behind')
  expect(copyState({ ...begunCopy, failure: 'FolderFull' })).toBe('failed')
  expect(copyState({ ...begunCopy, folder: null })).toBe('none')
})

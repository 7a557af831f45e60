import { expect, test } from 'vitest'
import { closeBrowser } from './app-window'

/** A browser that ends when it is killed, and when asked to close only if it `answers`. */
const browser = (answers: boolean) => {
  const asked: string[] = []
  let running = true
  let end = (_code: number): void => {}
  const ended = new Promise<number>((done) => {
    end = done
  })
  const stop = (): void => {
    running = false
    end(0)
  }
  return {
    asked,
    piped: {
      ended,
      isRunning: () => running,
      send: async (method: string) => {
        asked.push(method)
        if (!answers) return new Promise<never>(() => {})
        stop()
        return {}
      },
      kill: () => {
        asked.push('kill')
        stop()
      },
    },
  }
}

test('A browser that closes when it is asked to is not killed', async () => {
  const { asked, piped } = browser(true)
  await closeBrowser(piped, () => new Promise(() => {}))
  expect(asked).toEqual(['Browser.close'])
})

test('A browser that hangs is ended once patience is', async () => {
  const { asked, piped } = browser(false)
  await closeBrowser(piped, async () => {})
  expect(asked).toEqual(['Browser.close', 'kill'])
})

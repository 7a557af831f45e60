import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArgs, browserPath } from './test/run/browser.mjs'

const inBrowser = '**/*.browser.test.{ts,tsx}'
const executablePath = browserPath()

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          // Plain Node; a file that needs a DOM asks for happy-dom in its first line.
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: [inBrowser, 'test/e2e/**', '**/node_modules/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'browser',
          include: [`src/${inBrowser}`, `test/${inBrowser}`],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: browserArgs(),
                ...(executablePath === null ? {} : { executablePath }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})

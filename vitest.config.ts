import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArgs, browserPath } from './test/run/browser.mjs'

const inBrowser = '**/*.browser.test.{ts,tsx}'
const executablePath = browserPath()
/** A test that hangs is ended; a busy machine is no failure. */
const testTimeout = 120_000
/** New examples for the properties only in the long run. */
const setupFiles = process.env.DAICHO_LONG === undefined ? ['test/run/property-seed.ts'] : []

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          setupFiles,
          testTimeout,
          hookTimeout: testTimeout,
          // Plain Node; a file that needs a DOM asks for happy-dom in its first line.
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: [inBrowser, 'test/e2e/**', 'test/layers/**', '**/node_modules/**'],
        },
      },
      { test: { name: 'walls', testTimeout, include: ['test/layers/**/*.test.ts'] } },
      {
        plugins: [react()],
        // Bundled before the first test: what is found only while tests run would reload them half-way.
        optimizeDeps: {
          include: [
            '@date-fns/tz',
            '@mantine/core',
            '@mantine/hooks',
            '@mantine/notifications',
            '@tabler/icons-react',
            '@tanstack/react-virtual',
            'axe-core',
            'comlink',
            'dexie',
            'fast-check',
            'i18next',
            'jsqr',
            'papaparse',
            'qrcode',
            'react',
            'react-dom/client',
            'react-i18next',
            'react-router',
            'react-router/dom',
          ],
        },
        test: {
          name: 'browser',
          setupFiles,
          testTimeout,
          hookTimeout: testTimeout,
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

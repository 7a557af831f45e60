import { defineConfig } from '@playwright/test'

/** End-to-end tests: the built web shell as a process, the real Chromium, a data folder that is thrown away. */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'network/**/*.spec.ts', 'kill/**/*.spec.ts', 'pictures/**/*.spec.ts'],
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // A test that passes the second time is a test that fails.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
})

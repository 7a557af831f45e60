import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Chromium reads woff2; the woff (v1) fallbacks of the font packages would double what is shipped. */
const dropWoff1 = {
  name: 'drop-woff1',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /@fontsource.*\.css/.test(id) ? code.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '') : null,
}

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: { index: at('src/main/electron/index.ts'), web: at('src/main/web/index.ts') },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), dropWoff1],
    worker: { format: 'es' },
    build: {
      minify: true,
      // Small font slices must stay files: the CSP allows fonts from the app itself only.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
})

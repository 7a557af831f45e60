/** The real bridge on an otherwise empty page, for what only a browser can show. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** Writes the page into a folder. It puts the bridge on `window.bridge` and says in its title how that went. */
export const writePageWithBridge = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html translate="no"><title>loading</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script></html>',
  )
  writeFileSync(
    join(folder, 'page.js'),
    `import { connectHost } from './bridge.js'
    connectHost().then(
      (bridge) => { window.bridge = bridge; document.title = 'connected' },
      (refusal) => { document.title = 'refused: ' + refusal.message },
    )`,
  )
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: {
        entry: join(root, 'src/renderer/bridge/connect-host.ts'),
        formats: ['es'],
        fileName: () => 'bridge.js',
      },
    },
  })
}

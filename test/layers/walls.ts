/**
 * Who may import whom, and which folder may use which power: the table behind the walls of the house.
 * The first rule whose folder holds a file is the file's rule; a file that no rule holds is refused.
 */

export type Wall = {
  readonly folder: string
  /** Folders and modules of this repository beyond the rule's own folder. */
  readonly may: readonly string[]
  /** Packages from outside; `node:` stands for Node's own modules. */
  readonly packages: readonly string[]
  /** Said with every breach: where such code belongs. */
  readonly cure: string
}

const shared = [
  'src/shared/base',
  'src/shared/domain',
  'src/shared/records',
  'src/shared/journal',
  'src/shared/exchange',
  'src/shared/contract',
]
/** What a page may know of the worker: its typed client and the shape of its calls. */
const storeClient = ['src/renderer/store/client', 'src/renderer/store/store-api']
const ui = [
  'react',
  'react-dom',
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/form',
  '@mantine/notifications',
  '@mantine/spotlight',
  '@tabler/icons-react',
  'react-i18next',
  'i18next',
  'react-router',
  'zustand',
]
const belowWorkspaces = [
  'src/renderer/generic',
  'src/renderer/fields',
  'src/renderer/ui',
  'src/renderer/texts',
  'src/renderer/bridge',
  'src/renderer/print',
  ...storeClient,
  ...shared,
]
const workspaceCure =
  'workspaces meet in src/renderer/app; what two of them need belongs in src/renderer/generic.'
const mainShared = ['src/shared/base', 'src/shared/contract', 'src/shared/journal/entry']

export const walls: readonly Wall[] = [
  {
    folder: 'src/shared/base',
    may: [],
    packages: [],
    cure: 'base stands at the bottom: pass the thing in as an argument, or move the code up.',
  },
  {
    folder: 'src/shared/domain',
    may: ['src/shared/base'],
    packages: ['date-fns', '@date-fns/tz'],
    cure: 'a rule of the domain takes plain values; who calls it reads them from records.',
  },
  {
    folder: 'src/shared/records',
    may: ['src/shared/base', 'src/shared/domain'],
    packages: [],
    cure: 'a declaration is data only; what computes has a name and lives in src/shared/domain.',
  },
  {
    folder: 'src/shared/journal',
    may: ['src/shared/base', 'src/shared/domain', 'src/shared/records'],
    packages: ['@noble/hashes'],
    cure: 'the journal is pure: bytes, clock and hashes come in as arguments from the store or the host.',
  },
  {
    folder: 'src/shared/exchange',
    may: ['src/shared/base', 'src/shared/domain', 'src/shared/records', 'src/shared/journal'],
    packages: ['papaparse', 'encoding-japanese'],
    cure: 'an exchange format is data in, data out; the store writes what it proposes.',
  },
  {
    folder: 'src/shared/contract',
    may: ['src/shared/base'],
    packages: ['zod'],
    cure: 'the contract is what both processes see; keep it to schemas and plain types.',
  },

  {
    folder: 'src/main/start',
    may: ['src/main/browser'],
    // Computed: it starts the built web shell by its path.
    packages: ['node:', '(computed)'],
    cure: 'the start script runs before anything is installed: plain .mjs and Node only.',
  },
  {
    folder: 'src/main/browser',
    may: [],
    packages: ['node:'],
    cure: 'finding a browser is used before anything is installed: plain .mjs and Node only.',
  },
  {
    folder: 'src/main/electron',
    may: ['src/main', ...mainShared],
    packages: ['node:', 'electron', 'zod'],
    cure: 'the Electron shell only wires the host to windows; anything else belongs in src/main/host.',
  },
  {
    folder: 'src/main/web',
    may: ['src/main', ...mainShared],
    packages: ['node:', 'ws', 'zod'],
    cure: 'the web shell only wires the host to HTTP; anything else belongs in src/main/host.',
  },
  {
    folder: 'src/main/page',
    may: mainShared,
    packages: ['node:', 'zod'],
    cure: 'what both shells do for the page; it knows the contract and no service.',
  },
  {
    folder: 'src/main/files',
    may: ['src/shared/base'],
    packages: ['node:'],
    cure: 'the file layer is what tests replace: it knows files and nothing of what is in them.',
  },
  {
    folder: 'src/main/vault',
    may: ['src/main/files', ...mainShared, 'src/shared/journal/shape'],
    packages: ['node:', 'zod'],
    cure: 'the vault reaches the disk through src/main/files only, and knows no shell.',
  },
  {
    folder: 'src/main/paper',
    may: ['src/main/browser', 'src/main/files', ...mainShared],
    packages: ['node:'],
    cure: 'paper turns one page into a PDF; the shell hands it the browser to use.',
  },
  {
    folder: 'src/main/host',
    may: ['src/main/vault', 'src/main/files', ...mainShared],
    packages: ['node:', 'zod'],
    cure: 'host services are plain Node modules over the contract; a shell passes in what only it has.',
  },
  {
    folder: 'src/preload',
    may: ['src/shared/contract'],
    packages: ['electron'],
    cure: 'the preload is one small bridge; put logic in src/main/host or src/renderer/bridge.',
  },

  {
    folder: 'src/renderer/bridge',
    may: ['src/shared/base', 'src/shared/contract'],
    packages: [],
    cure: 'the bridge only carries calls to the host.',
  },
  {
    folder: 'src/renderer/store/client',
    may: [...shared, 'src/renderer/store', 'src/renderer/bridge'],
    packages: ['comlink', 'react', 'zustand'],
    cure: 'the client is the thin typed door to the worker; work belongs in src/renderer/store.',
  },
  {
    folder: 'src/renderer/store',
    may: [...shared, 'resources/sample'],
    packages: ['dexie', 'comlink', '@noble/hashes'],
    cure: 'the worker knows no page and no React; give the page a typed call in store-api instead.',
  },
  {
    folder: 'src/renderer/texts',
    may: ['src/shared/records'],
    packages: ['i18next', 'react-i18next'],
    cure: 'texts are tables of words; a sentence that needs values gets them as {{placeholders}}.',
  },
  {
    folder: 'src/renderer/ui',
    may: ['src/renderer/texts'],
    packages: [...ui, '@tanstack/react-virtual', '@fontsource-variable/noto-sans-jp'],
    cure: 'ui knows no record: take plain props, and let src/renderer/fields or generic fill them.',
  },
  {
    folder: 'src/renderer/fields',
    may: [
      'src/renderer/ui',
      'src/renderer/texts',
      'src/shared/base',
      'src/shared/domain',
      'src/shared/records',
    ],
    packages: [...ui, 'date-fns'],
    cure: 'a field kind knows its declaration and value only; what needs the store belongs in generic.',
  },
  {
    folder: 'src/renderer/generic',
    may: ['src/renderer/fields', 'src/renderer/ui', 'src/renderer/texts', ...storeClient, ...shared],
    packages: [...ui, '@tanstack/react-virtual', 'date-fns'],
    cure: 'a generic screen works for every declared type; what knows one type belongs in its workspace.',
  },
  {
    folder: 'src/renderer/print',
    may: ['src/renderer/texts', ...shared],
    packages: ['qrcode', '@fontsource/noto-sans-jp', 'i18next'],
    cure: 'a sheet is a pure function from records to a page; the screen that asks for it reads the store.',
  },
  {
    folder: 'src/renderer/workspaces/about',
    may: [...belowWorkspaces, 'resources/licences'],
    packages: ui,
    cure: workspaceCure,
  },
  {
    folder: 'src/renderer/workspaces/help',
    may: [...belowWorkspaces, 'resources/help'],
    packages: [...ui, 'marked'],
    cure: workspaceCure,
  },
  {
    folder: 'src/renderer/workspaces/*',
    may: belowWorkspaces,
    packages: [...ui, '@tanstack/react-virtual', 'date-fns', '@date-fns/tz'],
    cure: workspaceCure,
  },
  {
    folder: 'src/renderer/app',
    may: ['src/renderer', 'src/shared'],
    packages: [...ui, '@fontsource-variable/noto-sans-jp'],
    cure: 'app joins the parts and draws nothing that a part could draw itself.',
  },
  {
    folder: 'src/renderer/index.html',
    may: ['src/renderer/app', 'resources/icons'],
    packages: [],
    cure: 'the page starts src/renderer/app; that one imports the rest.',
  },
  {
    folder: 'resources/sample',
    may: ['src/shared/records'],
    packages: [],
    cure: 'the sample office is data.',
  },
]

export type Ban = {
  /** As `readSource` names a use: `Date.now`, `new Date()`, `fetch()`, `console.*`. */
  readonly uses: readonly string[]
  readonly within: string
  readonly except: readonly string[]
  readonly cure: string
}

export const bans: readonly Ban[] = [
  {
    uses: ['Date.now', 'new Date()', 'Date()', 'Math.random', 'performance.now'],
    within: 'src/shared',
    except: [],
    cure: 'time and randomness are passed in as arguments, so that a test can say what they are.',
  },
  {
    uses: ['console.*'],
    within: 'src',
    except: ['src/main/start', 'src/main/web', 'src/main/electron'],
    cure: 'a fault goes to the fault log (host call faults.add), by ids and counts; only a shell speaks to the terminal.',
  },
  {
    uses: ['fetch()', 'new XMLHttpRequest', 'new EventSource', '.sendBeacon()'],
    within: 'src/renderer',
    except: ['src/renderer/bridge', 'src/renderer/print'],
    cure: 'the page asks the host through src/renderer/bridge; nothing else goes over a wire.',
  },
  {
    uses: ['new WebSocket'],
    within: 'src/renderer',
    except: ['src/renderer/bridge'],
    cure: 'the page asks the host through src/renderer/bridge; nothing else goes over a wire.',
  },
  {
    uses: ['indexedDB', 'indexedDB.*'],
    within: 'src',
    except: ['src/renderer/store'],
    cure: 'one worker owns the databases: add a call to store-api.',
  },
  {
    uses: ['eval()', 'new Function', 'Function()'],
    within: 'src',
    except: [],
    cure: 'no code from text: the content security policy refuses it.',
  },
  {
    uses: ['<dangerouslySetInnerHTML>', '.insertAdjacentHTML()', 'document.write'],
    within: 'src/renderer',
    except: [],
    cure: 'let React write text; a sheet for paper is shown in a sandboxed frame.',
  },
]

/** Words that a person reads are kept in one place, in both languages. */
export const japaneseOnlyIn = [
  'src/renderer/texts',
  'src/renderer/help',
  'src/shared',
  'src/main',
  'resources',
]

/** A name that says nothing attracts everything. */
export const emptyNames = /^(utils?|helpers?|common|managers?|misc|shared|lib|stuff)\b/

/** Lines: above the first a file is listed as something to think about, above the second the build stops. */
export const lineLimits = { listed: 400, wall: 600 }

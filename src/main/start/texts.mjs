/**
 * Every sentence the start script and the shells say outside the page, in both languages. Plain Node built-ins only:
 * this file is read in a fresh clone, before anything is installed.
 */

/** @typedef {'ja' | 'en'} Language */

const ja = {
  help: `台帳 Daicho を起動します。

  npm start                   必要なものを入れ、ビルドし、開きます
  npm start -- --electron     Electron の実行環境をもう一度取得してみます
  npm start -- --web          ブラウザーのウィンドウで開きます
  npm start -- --port N       別のアドレスを使います（通常は 47600。内容は台帳のファイルから読み込み直します）
  npm start -- --data DIR     データフォルダーを指定します
  npm start -- --no-open      ウィンドウを開かず、アドレスを表示します
  npm start -- --sample       見本の事務所を開きます
  npm start -- --help         この説明を表示します`,
  unknownFlag: (/** @type {string} */ flag) =>
    `${flag} という指定はありません。npm start -- --help で一覧を表示します。`,
  missingValue: (/** @type {string} */ flag) => `${flag} には値が必要です。`,
  badPort: (/** @type {string} */ port) =>
    `ポート ${port} は使えません。1024 から 65535 までの、ブラウザーが開ける番号を指定してください。`,
  electronAndWeb: '--electron と --web は同時に指定できません。',
  oldNode: (/** @type {string} */ found, /** @type {string} */ needed) =>
    `Node.js ${needed} 以降が必要です（現在 ${found}）。`,
  installing: '必要なパッケージを入れています…',
  installFailed:
    'パッケージを入れられませんでした。初回だけネットワークが必要です。接続を確かめて、もう一度 npm start を実行してください。',
  building: 'ビルドしています…',
  buildFailed: 'ビルドできませんでした。理由は上に表示されています。',
  fetchingElectron: 'Electron の実行環境を取得しています（最長 20 秒）…',
  noElectron: 'Electron の実行環境がないため、ブラウザーのウィンドウで開きます。',
  electronLater: 'Electron の実行環境はまだありません。画面のある環境で最初に起動したときに取得します。',
  electronFailed: 'Electron を起動できなかったため、ブラウザーのウィンドウで開きます。',
  portUnused: '--port はブラウザーのウィンドウで開くときだけ使います。Electron では使いません。',
  noDisplay: '画面がないため、ウィンドウは開きません。',
  noBrowser: 'Chromium、Chrome、Edge のいずれも見つかりません。',
  browserFailed: 'ブラウザーのウィンドウを開けませんでした。',
  openAddress:
    '上のアドレスをブラウザーで開いてください（一度だけ、1 分以内に使えます）。Enter キーで新しいアドレスを表示します。',
  otherPort: (/** @type {number} */ port) =>
    `ポート ${port} は、このブラウザーでは初めて使うアドレスです。画面用のデータを台帳のファイルから読み込みます。`,
  portTaken: (/** @type {number} */ port) =>
    `ポート ${port} は別のプログラムが使っています。終了させるか、npm start -- --port N で別の番号を指定してください。`,
  folderUnwritable: (/** @type {string} */ folder, /** @type {string} */ code) =>
    `データフォルダー ${folder} に書き込めません（${code}）。権限を確かめるか、--data で別のフォルダーを指定してください。`,
  folderCannotBe: (/** @type {string} */ folder) =>
    `データフォルダー ${folder} は、その場所には作れません。--data で別のフォルダーを指定してください。`,
  alreadyOpen:
    'このデータの Daicho はすでに開いています。そのウィンドウを前に出しました（ウィンドウなしで起動してある場合は、起動した端末に新しいアドレスを表示しました）。',
  alreadyOpenSilent:
    'このデータの Daicho はすでに開いていますが、応答がありません。開いているウィンドウを使ってください。',
  newerFormat: (/** @type {number} */ found, /** @type {number} */ known) =>
    `このデータは新しいバージョンの Daicho で書かれています（形式 ${found}、このバージョンが扱えるのは ${known} まで）。新しいバージョンで開いてください。データはそのままです。`,
  cannotStart: (/** @type {string} */ reason) =>
    `Daicho を開けませんでした（${reason}）。データはそのままです。`,
  unsavedTitle: '保存していない変更があります',
  unsavedWhy: 'このまま閉じると、入力した内容は失われます。',
  unsavedClose: '保存せずに閉じる',
  unsavedKeep: '編集を続ける',
  crashedTitle: 'Daicho の画面が繰り返し停止しました',
  crashedWhy:
    '保存した内容は台帳のファイルに残っています。もう一度開くか、いったん閉じて npm start -- --web で起動してください。',
  crashedAgain: 'もう一度開く',
  crashedClose: '閉じる',
  launchTitle: '台帳 Daicho を開いています…',
  refusals: {
    wrongHost: 'このアドレスからは開けません。Daicho が表示したアドレスを使ってください。',
    noSession: 'Daicho は自分で開いたウィンドウからだけ使えます。npm start で開いてください。',
    spentToken:
      'このアドレスは使用済みか、1 分以上前のものです。Daicho を起動した画面で Enter キーを押すと、新しいアドレスが表示されます。',
    notFound: 'このページはありません。',
    broken: 'Daicho の内部で問題が起きました。データはそのままです。',
  },
}

/** @type {typeof ja} */
const en = {
  help: `Opens Daicho, the service management ledger.

  npm start                   install and build what is missing, then open
  npm start -- --electron     try once more to get the Electron runtime
  npm start -- --web          open as a browser window
  npm start -- --port N       another browser address (47600 otherwise): the store is filled from the vault
  npm start -- --data DIR     use this data folder
  npm start -- --no-open      open no window, print the address
  npm start -- --sample       open the sample office
  npm start -- --help         show this list`,
  unknownFlag: (flag) => `There is no switch ${flag}. npm start -- --help lists them.`,
  missingValue: (flag) => `${flag} needs a value.`,
  badPort: (port) =>
    `Port ${port} cannot be used. Give a number from 1024 to 65535 that browsers are willing to open.`,
  electronAndWeb: '--electron and --web exclude each other.',
  oldNode: (found, needed) => `Daicho needs Node.js ${needed} or newer (this is ${found}).`,
  installing: 'Installing the packages Daicho needs…',
  installFailed:
    'The packages could not be installed. This needs the network the first time: check the connection and run npm start again.',
  building: 'Building…',
  buildFailed: 'The build failed; the reason is printed above.',
  fetchingElectron: 'Getting the Electron runtime (20 seconds at most)…',
  noElectron: 'The Electron runtime is not here, so Daicho opens as a browser window.',
  electronLater: 'The Electron runtime is not here yet. The first start with a display gets it.',
  electronFailed: 'Electron could not be started, so Daicho opens as a browser window.',
  portUnused: '--port is for the browser window only; with Electron it is not used.',
  noDisplay: 'There is no display, so no window is opened.',
  noBrowser: 'No Chromium, Chrome or Edge was found.',
  browserFailed: 'The browser window could not be opened.',
  openAddress:
    'Open the address above in a browser (it works once, within a minute). Enter prints a fresh one.',
  otherPort: (port) =>
    `Port ${port} is new to this browser: the working data there is filled from the ledger’s files.`,
  portTaken: (port) =>
    `Port ${port} is used by another program. End that program, or give another number: npm start -- --port N.`,
  folderUnwritable: (folder, code) =>
    `The data folder ${folder} cannot be written (${code}). Check its permissions, or choose another with --data.`,
  folderCannotBe: (folder) =>
    `The data folder ${folder} cannot be made in that place. Choose another with --data.`,
  alreadyOpen:
    'Daicho is already open with this data: its window was brought to the front or, where it was started without one, a fresh address was printed there.',
  alreadyOpenSilent:
    'Daicho is already open with this data but does not answer. Use the window that is open.',
  newerFormat: (found, known) =>
    `This data was written by a newer Daicho (format ${found}; this one knows up to ${known}). Open it with the newer one. Nothing was changed.`,
  cannotStart: (reason) => `Daicho could not be opened (${reason}). Nothing was changed.`,
  unsavedTitle: 'There are unsaved changes',
  unsavedWhy: 'If you close the window, what you typed is lost.',
  unsavedClose: 'Close without saving',
  unsavedKeep: 'Keep editing',
  crashedTitle: 'Daicho’s page has stopped again and again',
  crashedWhy:
    'Everything you saved is in the ledger’s files. Try again, or close Daicho and start it with npm start -- --web.',
  crashedAgain: 'Try again',
  crashedClose: 'Close',
  launchTitle: 'Opening Daicho…',
  refusals: {
    wrongHost: 'Daicho cannot be opened from this address. Use the address it printed.',
    noSession: 'Daicho can be used only from the window it opened. Open it with npm start.',
    spentToken:
      'This address was used already or is older than a minute. Press Enter where Daicho was started: it prints a fresh one.',
    notFound: 'There is no such page.',
    broken: 'Something went wrong inside Daicho. Your data are untouched.',
  },
}

/** The sentences by language. */
export const startTexts = { ja, en }

/**
 * The language the system asks for: Japanese where the locale says so, English everywhere else.
 * @param {Record<string, string | undefined>} env
 * @param {string} fallback locale used where the environment names none, as on Windows
 * @returns {Language}
 */
export const systemLanguage = (env, fallback = Intl.DateTimeFormat().resolvedOptions().locale) =>
  (env.LC_ALL || env.LC_MESSAGES || env.LANG || fallback).toLowerCase().startsWith('ja') ? 'ja' : 'en'

/**
 * The language the system names for the screens; null where it names none (C, POSIX or nothing, as on Windows): there
 * the browser knows better.
 * @param {Record<string, string | undefined>} env
 * @returns {Language | null}
 */
export const languageNamed = (env) =>
  /^(c|posix)?(\.|$)/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? null : systemLanguage(env)

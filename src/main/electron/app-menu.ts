/** The program's menu, in the language of the system: Electron's own labels of roles are English wherever it runs. */
import type { MenuItemConstructorOptions } from 'electron'
import type { startTexts } from '../start/texts.mjs'

type Roles = 'resetZoom' | 'zoomIn' | 'zoomOut' | 'togglefullscreen' | 'cut' | 'copy' | 'paste' | 'selectAll'
type MacRoles =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'minimize'
  | 'zoom'
  | 'front'

const labels: Readonly<
  Record<keyof typeof startTexts, Readonly<Record<Roles | MacRoles | 'edit' | 'window', string>>>
> = {
  ja: {
    resetZoom: '実際のサイズ',
    zoomIn: '拡大',
    zoomOut: '縮小',
    togglefullscreen: '全画面表示の切り替え',
    edit: '編集',
    cut: '切り取り',
    copy: 'コピー',
    paste: '貼り付け',
    selectAll: 'すべて選択',
    about: 'Daicho について',
    services: 'サービス',
    hide: 'Daicho を隠す',
    hideOthers: 'ほかを隠す',
    unhide: 'すべてを表示',
    quit: 'Daicho を終了',
    window: 'ウィンドウ',
    minimize: 'しまう',
    zoom: '拡大／縮小',
    front: 'すべてを手前に移動',
  },
  en: {
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    togglefullscreen: 'Toggle Full Screen',
    edit: 'Edit',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    about: 'About Daicho',
    services: 'Services',
    hide: 'Hide Daicho',
    hideOthers: 'Hide Others',
    unhide: 'Show All',
    quit: 'Quit Daicho',
    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    front: 'Bring All to Front',
  },
}

/**
 * Text size everywhere; on macOS also what its shortcuts need a menu for. No undo and redo: those keys are the page's.
 */
export const appMenu = (
  platform: NodeJS.Platform,
  language: keyof typeof startTexts,
): MenuItemConstructorOptions[] => {
  const names = labels[language]
  const items = (...roles: (Roles | MacRoles)[]): MenuItemConstructorOptions[] =>
    roles.map((role) => ({ role, label: names[role] }))
  const view = { label: 'Daicho', submenu: items('resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen') }
  if (platform !== 'darwin') return [view]
  return [
    {
      role: 'appMenu',
      label: 'Daicho',
      submenu: items('about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'),
    },
    { label: names.edit, submenu: items('cut', 'copy', 'paste', 'selectAll') },
    view,
    { role: 'windowMenu', label: names.window, submenu: items('minimize', 'zoom', 'front') },
  ]
}

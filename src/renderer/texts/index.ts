/**
 * Every sentence and label of the screens, in both languages, one namespace per area. Labels of records, fields and
 * choices are not here: they come from the declarations. An area = one file `texts/<area>.ts` and one line below.
 */
import i18next, { type FormatterModule } from 'i18next'
import type { Language } from '../../shared/records/define'
import { aboutTexts } from './about'
import { checkTexts } from './check'
import { copiesTexts } from './copies'
import { damageTexts } from './damage'
import { exportTexts } from './export'
import { failureTexts } from './failures'
import { fieldsTexts } from './fields'
import { figures } from './figures'
import { frameTexts } from './frame'
import { genericTexts } from './generic'
import { helpTexts } from './help'
import { historyTexts } from './history'
import { homeTexts } from './home'
import { importTexts } from './import'
import { listsTexts } from './lists'
import { paperTexts } from './paper'
import { settingsTexts } from './settings'
import { startUpTexts } from './start'
import { usersTexts } from './users'
import { verifyTexts } from './verify'

export type { Language }

export const areas = {
  frame: frameTexts,
  fields: fieldsTexts,
  generic: genericTexts,
  history: historyTexts,
  failures: failureTexts,
  start: startUpTexts,
  damage: damageTexts,
  home: homeTexts,
  settings: settingsTexts,
  import: importTexts,
  export: exportTexts,
  paper: paperTexts,
  lists: listsTexts,
  copies: copiesTexts,
  check: checkTexts,
  users: usersTexts,
  verify: verifyTexts,
  help: helpTexts,
  about: aboutTexts,
} as const

type Areas = typeof areas

/** Texts of one language by area, typed by the Japanese ones: both have the same keys. */
type Resources = { readonly [A in keyof Areas]: Areas[A]['ja'] }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: Resources
    keySeparator: false
    returnNull: false
  }
}

const inLanguage = (language: Language): Resources =>
  Object.fromEntries(Object.entries(areas).map(([area, texts]) => [area, texts[language]])) as Resources

/** Every number in a sentence is written in figures of its language. */
const writer: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, _format, language) =>
    typeof value === 'number' ? figures(value, language === 'en' ? 'en' : 'ja') : value,
}

export const texts = i18next.createInstance().use(writer)

/** Makes `t` ready; synchronous, as every text is in the bundle. Outside React: `texts.getFixedT(language, area)`. */
export const startTexts = (language: Language): void => {
  void texts.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: ['ja', 'en'],
    resources: { ja: inLanguage('ja'), en: inLanguage('en') },
    ns: Object.keys(areas),
    defaultNS: 'frame',
    keySeparator: false,
    returnNull: false,
    initAsync: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
    react: { useSuspense: false },
  })
}

/** Switches every screen at once. */
export const setLanguage = (language: Language): void => {
  if (texts.language !== language) void texts.changeLanguage(language)
}

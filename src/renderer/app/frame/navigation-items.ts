import {
  type Icon,
  IconAddressBook,
  IconBook2,
  IconClipboardCheck,
  IconFileImport,
  IconFiles,
  IconHelpCircle,
  IconHistory,
  IconHome2,
  IconInfoCircle,
  IconPhoneCheck,
  IconSettings,
  IconTrash,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react'
import type { RecordDeclaration } from '../../../shared/records/define'
import { registry } from '../../../shared/records/registry'
import type { frameTexts } from '../../texts/frame'
import { paths } from '../../ui/paths'

export type NavigationItem = {
  readonly id: string
  readonly to: string
  readonly icon: Icon
  /** Either a text of the frame or the label of a record type. */
  readonly text: keyof (typeof frameTexts)['ja'] | null
  readonly type: RecordDeclaration | null
  /** Second key after `g`. */
  readonly key: string | null
}

const item = (
  id: string,
  to: string,
  icon: Icon,
  text: NavigationItem['text'],
  key: string | null = null,
): NavigationItem => ({ id, to, icon, text, type: null, key })

/** Record types with a list of their own: not parts of others, not single, not users (who have their screen). */
export const listedTypes: readonly RecordDeclaration[] = (
  Object.values(registry) as RecordDeclaration[]
).filter((type) => !type.parent && !type.single && type.type !== 'user')

/** Types that leave as files. */
export const exportedTypes: readonly RecordDeclaration[] = [
  registry.person,
  registry.organisation,
  registry.site,
]

const typeIcons: { readonly [type: string]: Icon } = {
  person: IconUsers,
  contactList: IconAddressBook,
  paperCopy: IconFiles,
  checkRound: IconPhoneCheck,
}
const typeKeys: { readonly [type: string]: string } = {
  person: 'p',
  contactList: 'l',
  paperCopy: 'c',
  checkRound: 'n',
}

/** Types that are worked on in a screen of their own; their plain list stays reachable from their records. */
const ownScreens: { readonly [type: string]: string } = {
  contactList: paths.contactLists(),
  paperCopy: paths.copies(),
  checkRound: paths.checks(),
}

/** Where a new record of a type is made. */
export const creationOf = (type: string): string =>
  type === 'contactList' ? paths.peopleList() : paths.create(type)

export const homeItem = item('home', paths.home(), IconHome2, 'home', 'h')

export const recordItems: readonly NavigationItem[] = listedTypes.map((type) => ({
  id: type.type,
  to: ownScreens[type.type] ?? paths.list(type.type),
  icon: typeIcons[type.type] ?? IconBook2,
  text: null,
  type,
  key: typeKeys[type.type] ?? null,
}))

export const workItems: readonly NavigationItem[] = [
  item('import', paths.import('person'), IconFileImport, 'import', 'i'),
  item('history', paths.history(), IconHistory, 'history', 'y'),
  item('deleted', paths.deleted('person'), IconTrash, 'deleted', 'd'),
]

export const officeItems: readonly NavigationItem[] = [
  item('users', paths.users(), IconUserShield, 'users', 'u'),
  item('settings', paths.settings(), IconSettings, 'settings', 's'),
  item('verify', paths.verify(), IconClipboardCheck, 'verify', 'v'),
]

export const bottomItems: readonly NavigationItem[] = [
  item('help', paths.help(), IconHelpCircle, 'help'),
  item('about', paths.about(), IconInfoCircle, 'about'),
]

export const allItems: readonly NavigationItem[] = [
  homeItem,
  ...recordItems,
  ...workItems,
  ...officeItems,
  ...bottomItems,
]

import { defineRecord } from '../define'

/** Somebody who writes in the ledger: the actor of entries. */
export const user = defineRecord({
  type: 'user',
  clause: '7.5.3.2',
  label: { ja: '利用者', en: 'User' },
  labelMany: { ja: '利用者', en: 'Users' },
  title: 'name',
  orderBy: 'name',
  writers: [],
  fields: {
    name: {
      kind: 'text',
      label: { ja: '表示名', en: 'Display name' },
      required: true,
      inList: true,
      search: true,
      personal: true,
    },
    person: { kind: 'ref', to: 'person', label: { ja: '社員・関係者', en: 'Person' }, inList: true },
    roles: {
      kind: 'tags',
      label: { ja: '権限', en: 'Roles' },
      required: true,
      inList: true,
      choices: {
        administrator: { label: { ja: '管理者', en: 'Administrator' } },
        desk: { label: { ja: '窓口', en: 'Desk' } },
        approver: { label: { ja: '承認者', en: 'Approver' } },
        auditor: { label: { ja: '監査員', en: 'Auditor' } },
        viewer: { label: { ja: '閲覧者', en: 'Viewer' } },
      },
    },
    active: {
      kind: 'choice',
      label: { ja: '状態', en: 'State' },
      inList: true,
      choices: {
        active: { label: { ja: '有効', en: 'Active' } },
        inactive: { label: { ja: '停止', en: 'Inactive' } },
      },
    },
    /**
     * `pbkdf2-sha256$iterations$salt$hash`; a light bolt against mix-ups, not against an attacker. A few digits are soon
     * guessed from it, also those of old, which may serve elsewhere: so it can be struck, and the user then has none.
     */
    pin: { kind: 'text', label: { ja: '暗証番号', en: 'PIN' }, hidden: true, personal: true },
    language: {
      kind: 'choice',
      label: { ja: '言語', en: 'Language' },
      choices: {
        ja: { label: { ja: '日本語', en: '日本語' } },
        en: { label: { ja: 'English', en: 'English' } },
      },
      more: true,
    },
    theme: {
      kind: 'choice',
      label: { ja: '配色', en: 'Appearance' },
      choices: {
        light: { label: { ja: 'ライト', en: 'Light' } },
        dark: { label: { ja: 'ダーク', en: 'Dark' } },
        system: { label: { ja: 'OSの設定に合わせる', en: 'As the OS' } },
      },
      more: true,
    },
  },
})

/** Fields of one's own user record that every user may change. */
export const ownPreferenceFields = ['language', 'theme', 'pin'] as const

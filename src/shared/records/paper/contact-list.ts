import { defineRecord } from '../define'

/**
 * What a contact list says and how it is laid out, kept so that it can be printed again the same way. Who stands on
 * it: what its rules find, with what was added by hand, without what was left out by hand.
 */
export const contactList = defineRecord({
  type: 'contactList',
  clause: '8.7.2',
  label: { ja: '連絡先リスト', en: 'Contact list' },
  labelMany: { ja: '連絡先リスト', en: 'Contact lists' },
  title: 'name',
  orderBy: 'name',
  writers: ['desk', 'approver'],
  fields: {
    name: {
      kind: 'text',
      label: { ja: '表題', en: 'Title' },
      required: true,
      inList: true,
      search: true,
    },
    layout: {
      kind: 'choice',
      label: { ja: '体裁', en: 'Layout' },
      whenEmpty: 'list',
      inList: true,
      choices: {
        list: { label: { ja: 'A4一覧', en: 'A4 list' } },
        tree: { label: { ja: '緊急連絡網', en: 'Call tree' } },
        wallet: { label: { ja: '携帯カード', en: 'Wallet card' } },
        wall: { label: { ja: '掲示用（大きな文字）', en: 'Wall sheet (large type)' } },
        sites: { label: { ja: '拠点ごとに1ページ', en: 'One page per site' } },
      },
    },
    audience: {
      kind: 'choice',
      label: { ja: '配布先', en: 'Audience' },
      help: {
        ja: '誰に渡すか。選ぶと、伏せる項目の案が入ります。',
        en: 'Who gets it; proposes what is masked.',
      },
      inList: true,
      choices: {
        itStaff: { label: { ja: '情報システム担当', en: 'IT staff' } },
        managers: { label: { ja: '役員・管理職', en: 'Managers' } },
        everyone: { label: { ja: '全従業員', en: 'All staff' } },
        outside: { label: { ja: '社外', en: 'Outside' } },
      },
    },
    masked: {
      kind: 'tags',
      label: { ja: '伏せる項目', en: 'Masked' },
      choices: {
        home: { label: { ja: '自宅の電話', en: 'Home phones' } },
        mobile: { label: { ja: '携帯電話', en: 'Mobile phones' } },
        address: { label: { ja: '住所・通勤', en: 'Addresses and ways to work' } },
        mail: { label: { ja: 'メール', en: 'Mail' } },
        numbers: { label: { ja: '契約・回線・お客様番号', en: 'Contract, line and account numbers' } },
      },
    },
    subjects: {
      kind: 'tags',
      label: { ja: '載せるもの', en: 'Shows' },
      whenEmpty: ['person'],
      choices: {
        person: { label: { ja: '社員', en: 'Our people' } },
        contact: { label: { ja: '社外の人', en: 'People of others' } },
        organisation: { label: { ja: '組織', en: 'Organisations' } },
        site: { label: { ja: '拠点', en: 'Sites' } },
      },
    },
    rules: { kind: 'children', of: 'contactListRule', label: { ja: '条件', en: 'Rules' } },
    members: { kind: 'children', of: 'contactListMember', label: { ja: '手で加える・外す', en: 'By hand' } },
    chosen: {
      kind: 'choice',
      label: { ja: '選び方', en: 'Chosen by' },
      help: {
        ja: '条件がなければ、載せるものの全員です。',
        en: 'Without rules everybody of what it shows stands on it.',
      },
      whenEmpty: 'rules',
      more: true,
      choices: {
        rules: { label: { ja: '条件に合うもの', en: 'What the rules find' } },
        hand: { label: { ja: '手で加えたものだけ', en: 'Only who was added by hand' } },
      },
    },
    grouping: {
      kind: 'choice',
      label: { ja: '見出し', en: 'Groups' },
      whenEmpty: 'department',
      more: true,
      choices: {
        department: { label: { ja: '部署・区分', en: 'Department or kind' } },
        site: { label: { ja: '拠点', en: 'Site' } },
        emergencyRole: { label: { ja: '緊急時の役割', en: 'Emergency role' } },
        kana: { label: { ja: '五十音', en: 'Initial' } },
        none: { label: { ja: 'なし', en: 'None' } },
      },
    },
    order: {
      kind: 'choice',
      label: { ja: '並び順', en: 'Order' },
      whenEmpty: 'reading',
      more: true,
      choices: {
        reading: { label: { ja: 'よみ', en: 'Reading' } },
        role: { label: { ja: '役職', en: 'Position' } },
        hand: { label: { ja: '手で加えた順', en: 'As added by hand' } },
      },
    },
    columns: {
      kind: 'tags',
      label: { ja: '列', en: 'Columns' },
      whenEmpty: ['checked', 'reading', 'role'],
      more: true,
      choices: {
        reading: { label: { ja: 'よみ', en: 'Reading' } },
        role: { label: { ja: '役職', en: 'Position' } },
        department: { label: { ja: '部署', en: 'Department' } },
        site: { label: { ja: '拠点', en: 'Site' } },
        emergencyRole: { label: { ja: '緊急時の役割', en: 'Emergency role' } },
        deputy: { label: { ja: '代理', en: 'Deputy' } },
        numbers: { label: { ja: '契約・回線・お客様番号', en: 'Contract, line and account numbers' } },
        hours: { label: { ja: '受付時間', en: 'Support hours' } },
        checked: { label: { ja: '最終確認日', en: 'Last checked' } },
        mail: { label: { ja: 'メール', en: 'Mail' } },
        address: { label: { ja: '住所', en: 'Address' } },
      },
    },
    paper: {
      kind: 'choice',
      label: { ja: '用紙', en: 'Paper' },
      help: {
        ja: '自動では、緊急連絡網が1枚に収まらないときだけA3になります。',
        en: 'By size, a call tree takes A3 only where it does not fit on one A4.',
      },
      whenEmpty: 'auto',
      more: true,
      choices: {
        auto: { label: { ja: '自動', en: 'By size' } },
        a4: { label: { ja: 'A4', en: 'A4' } },
        a3: { label: { ja: 'A3', en: 'A3' } },
      },
    },
    language: {
      kind: 'choice',
      label: { ja: '紙の言語', en: 'Language of the sheet' },
      help: { ja: '空なら、見る人の言語。', en: 'Empty: the language of who looks at it.' },
      more: true,
      choices: {
        ja: { label: { ja: '日本語', en: 'Japanese' } },
        en: { label: { ja: '英語', en: 'English' } },
      },
    },
    note: {
      kind: 'longText',
      label: { ja: '紙に添える文', en: 'Words on the sheet' },
      help: { ja: '例: 災害時はまず安否を上司に報告。', en: 'For example: report to your head first.' },
      more: true,
    },
  },
})

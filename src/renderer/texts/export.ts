import { defineTexts } from './define-texts'

/** Records as files that other programs read. */
export const exportTexts = defineTexts({
  ja: {
    exportOf: '{{records}}を書き出す',
    exportHow: '一覧を、表計算ソフトや電話帳が読めるファイルにします。パソコンの外には何も送りません。',
    notExportable: 'この種類の記録は書き出せません。',
    back: '一覧へ戻る',

    which: 'どの記録を',
    which_all: 'すべて（{{count}}件）',
    which_found: '一覧で絞り込んだもの（{{count}}件）',
    which_chosen: '一覧で選んだもの（{{count}}件）',
    nothing: '書き出す記録がありません。',

    format: 'ファイルの形式',
    format_csvUtf8: 'CSV（UTF-8）',
    formatWhat_csvUtf8: 'ExcelやGoogleスプレッドシート向け。どの文字も失われません。',
    format_csvCp932: 'CSV（Shift_JIS）',
    formatWhat_csvCp932: 'UTF-8を読めない古いソフト向け。表せない文字があれば、保存の前に挙げます。',
    format_vcard: 'vCard 4.0',
    formatWhat_vcard:
      '電話帳やメールソフト向け。全件を1つのファイルにします。緊急時の役割など、vCardにない項目も入ります。',

    keeps:
      "このファイルをそのまま取り込むと、何も変わりません。表計算ソフトで式として動きそうなセルは、先頭にアポストロフィ（'）を付けて文字のままにします。取り込むときに外します。",
    personal: '個人情報が入ります。渡す相手と、使い終わったあとの廃棄を決めてから持ち出してください。',
    save: 'ファイルに保存',
    saving: '作成中…',
    saved: '{{count}}件を「{{file}}」に保存しました。',
    failed: '書き出せませんでした。もう一度お試しください。台帳はそのままです。',

    unmappableTitle: 'Shift_JISで表せない文字が{{count}}か所にあります。まだ何も保存していません。',
    unmappableWhat: '置き換えると、元の文字には戻せません。UTF-8で保存すれば、そのまま残ります。',
    unmappableRecord: '記録',
    unmappableField: '項目',
    unmappableValue: '内容',
    unmappableCharacters: '文字 → 置き換え',
    unmappableMore: 'ほか{{count}}か所',
    saveUtf8: 'UTF-8で保存',
    saveReplaced: '置き換えて保存',
    cancel: 'やめる',

    code: 'QRコード',
    codeTitle: '{{name}}のQRコード',
    codeWhat: 'スマートフォンのカメラで読むと、連絡先に登録できます。通信は使いません。',
    codeNumbers: '入れる番号',
    codeLeftOut: '入りきらないものは省いています。',
    codeSaveCard: 'この内容をファイルに保存',
    codeAlt: '連絡先のQRコード',
  },
  en: {
    exportOf: 'Export {{records}}',
    exportHow: 'Makes a file that spreadsheets and address books read. Nothing is sent anywhere.',
    notExportable: 'Records of this kind cannot be exported.',
    back: 'Back to the list',

    which: 'Which records',
    which_all: 'All ({{count}})',
    which_found: 'Found in the list ({{count}})',
    which_chosen: 'Selected in the list ({{count}})',
    nothing: 'There is nothing to export.',

    format: 'Kind of file',
    format_csvUtf8: 'CSV (UTF-8)',
    formatWhat_csvUtf8: 'For Excel and other spreadsheets. No character is lost.',
    format_csvCp932: 'CSV (Shift_JIS)',
    formatWhat_csvCp932:
      'For old Japanese programs that cannot read UTF-8. Characters it cannot hold are named before saving.',
    format_vcard: 'vCard 4.0',
    formatWhat_vcard:
      'For address books and mail programs: all cards in one file, with what vCard has no place for as Daicho’s own.',

    keeps:
      'Importing the file as it is changes nothing. A cell that a spreadsheet would run as a formula gets a leading apostrophe and stays a text; import takes it off.',
    personal:
      'The file holds personal data. Decide who gets it, and how it is destroyed, before it leaves the office.',
    save: 'Save file',
    saving: 'Making the file…',
    saved: 'Saved as “{{file}}”. Records: {{count}}.',
    failed: 'The file could not be made. Please try again; the ledger is unchanged.',

    unmappableTitle: 'Shift_JIS cannot hold some characters (places: {{count}}). Nothing was saved yet.',
    unmappableWhat:
      'What is replaced cannot be brought back from the file. Saved as UTF-8, every character stays.',
    unmappableRecord: 'Record',
    unmappableField: 'Field',
    unmappableValue: 'Content',
    unmappableCharacters: 'Character → instead',
    unmappableMore: 'More places: {{count}}',
    saveUtf8: 'Save as UTF-8',
    saveReplaced: 'Replace and save',
    cancel: 'Cancel',

    code: 'QR code',
    codeTitle: 'QR code of {{name}}',
    codeWhat: 'Read with the camera of a phone, it becomes a contact there. No network is used.',
    codeNumbers: 'Numbers on it',
    codeLeftOut: 'What does not fit is left out.',
    codeSaveCard: 'Save this card',
    codeAlt: 'QR code of the contact',
  },
})

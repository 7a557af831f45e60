import { defineTexts } from './define-texts'

/**
 * What could not be done, why, and what to do: one sentence or two per failure, under the failure's own name. Never
 * a word that suggests clearing data.
 */
export const failureTexts = defineTexts({
  ja: {
    title: 'できませんでした',
    unknown: '予期しない理由でできませんでした。記録は変わっていません。',

    FieldsRefused: '入力内容に直すところがあります。',
    NotAllowed: 'この操作をする権限がありません。管理者に依頼してください。',
    NoSuchRecord: 'その記録は見つかりません。',
    RecordExists: 'その記録はすでにあります。',
    RecordDeleted: '「{{name}}」は削除されています。「削除済み」から戻すと変更できます。',
    UnknownType: 'このバージョンでは扱えない種類の記録です。新しいバージョンのDaichoで開いてください。',
    NothingToUndo: '元に戻すものはありません。',
    NothingToRedo: 'やり直すものはありません。',
    ChangedSince: 'その後に変更された項目があります。',
    ValueTaken:
      '「{{name}}」を元に戻すと「{{value}}」が2つの記録に付くため、できません。いまは「{{holderName}}」で使われています。',
    LastAdministrator: '管理者が一人もいなくなるため、できません。先に別の人を管理者にしてください。',
    NotKept:
      '保存できませんでした。何も記録されていません。ディスクの空きとデータフォルダーを確かめて、もう一度お試しください。',
    NoActor: '利用者が選ばれていません。利用者を選んでから、もう一度お試しください。',
    StrikeWaiting:
      '前の墨消しの書き換えがまだ終わっていないため、次の墨消しはできません。データフォルダーに書けるか確かめて、しばらくしてからもう一度お試しください。',
    LeaseLost: 'Daichoは別のウィンドウで開かれています。そちらで続けるか、ここに移してください。',

    LedgerExists: 'このデータフォルダーにはすでに台帳があります。',
    NotAVault:
      '選んだフォルダーにはDaichoの台帳がありません。vaultフォルダー、またはそれを含む写しのフォルダーを選んでください。',
    NewerFormat:
      'この台帳は新しいバージョンのDaichoで書かれています。そのバージョンで開いてください。このバージョンでは何も書き込みません。',
    VaultDamaged:
      '台帳のファイルに読めない箇所があります（端末 {{device}}、{{seq}}番）。ファイルには手を加えていません。ほかに写しがあれば、そちらを使ってください。',
    NothingBetter: 'そこには、壊れた箇所から先の記入がありません。台帳には手を加えていません。',
    NotWriter: 'Daichoは別のウィンドウで開かれています。そちらで続けるか、ここに移してください。',
    HostGone:
      'Daicho本体との接続が切れ、結果が分かりません。自動でつなぎ直しています。少し待ってからもう一度お試しください。続く場合は、Daichoをもう一度起動してください。',
    HostDefect:
      'Daicho本体に不具合が起きました。障害記録に残しました。Daichoをもう一度起動しても続くときは、障害記録を添えて問い合わせてください。',
    NotGranted: 'このフォルダーは選択画面で選ばれていません。もう一度選んでください。',
    DiskFull: 'ディスクに空きがありません。空きを作ってから、もう一度お試しください。',
    Unwritable: 'データフォルダーに書き込めません（{{code}}）。フォルダーの権限を確かめてください。',
    NoLedger: 'データフォルダーに台帳がありません。',
    FileTooLarge: 'ファイルが大きすぎます。{{megabytes}} MBまで保管できます。',
    FileMissing:
      '保管したファイルがデータフォルダーにありません。写しのフォルダーをつないでDaichoを開き直すと、写しにあれば戻ります。',
    FileChanged:
      '保管したファイルの中身が変わっています。開けません。「Daichoについて」の「すべて点検する」で、写しから直せることがあります。',
    FileUnreadable:
      '保管したファイルを読めません（{{code}}）。ディスクとフォルダーの権限を確かめてください。',
    DatabaseUnusable:
      'ブラウザーの作業用データベース（{{name}}）を開けません。台帳そのものはデータフォルダーにあり、無事です。ほかのDaichoのウィンドウを閉じて、もう一度お試しください。',
    WrongSeq: '台帳の続きの番号が一致しません。Daichoを開き直してください。記録は失われていません。',
    WrongPrev: '台帳の続きがつながりません。Daichoを開き直してください。記録は失われていません。',
    OtherEntryThere: '同じ番号に別の記入があります。Daichoを開き直すと、新しい端末記号で記入し直します。',
    BadLine: '書き込む内容の形式が正しくありません。何も記録されていません。',
    JournalFailed: 'ブラウザーの作業用データベースに書き込めません。',

    NoCopy: '写しのフォルダーが選ばれていません。',
    FolderMissing: '写しのフォルダーが見つかりません。USBメモリーなどがつながっているか確かめてください。',
    FolderUnwritable: '写しのフォルダーに書き込めません。権限を確かめるか、別のフォルダーを選んでください。',
    FolderFull: '写しのフォルダーに空きがありません。空きを作るか、別のフォルダーを選んでください。',
    OtherLedgerThere: 'そのフォルダーには別の台帳の写しがあります。別のフォルダーを選んでください。',
    InsideDataFolder:
      'データフォルダーの中は選べません。別のディスクやUSBメモリーのフォルダーを選んでください。',
    Unreadable: 'このフォルダーは読めません。',
    NotHere: 'ここではフォルダーを選べません。',
    NoSuchFolder: 'そのフォルダーは見つかりません。入力した場所を確かめてください。',
    NotAFullPath: '場所は絶対パス（例：D:\\backup、/mnt/usb）で入力してください。',
    BadFolderName:
      'フォルダーの名前に使えない文字（\\ / : * ? " < > |）があるか、使えない名前です。別の名前にしてください。',
    FolderExists: '同じ名前のものがすでにあります。別の名前にしてください。',
    FolderNotMade:
      'フォルダーを作れません（{{code}}）。この場所の権限を確かめるか、別の場所を選んでください。',

    WrongPin: '暗証番号が違います。',
    PinWait:
      '暗証番号を続けて間違えました。あと{{seconds}}秒は受け付けません。少し待ってから、もう一度入力してください。',
    PinNeeded: 'この利用者には暗証番号が必要です。',
    NoSuchUser: 'その利用者は見つかりません。',

    AddressRefused: 'このアドレスは開けません。',
    NoBrowser: 'このパソコンにはPDFを作れるブラウザーがありません。印刷画面かHTMLファイルをお使いください。',
    PdfFailed: 'PDFを作れませんでした。印刷画面かHTMLファイルをお使いください。',
  },
  en: {
    title: 'That could not be done',
    unknown: 'It could not be done, for an unexpected reason. No record was changed.',

    FieldsRefused: 'Some of what was entered needs correcting.',
    NotAllowed: 'You do not have the role for this. Ask an administrator.',
    NoSuchRecord: 'There is no such record.',
    RecordExists: 'This record exists already.',
    RecordDeleted: '“{{name}}” is deleted. Restore it under Deleted to change it.',
    UnknownType: 'This version does not know this type of record. Open it with a newer Daicho.',
    NothingToUndo: 'There is nothing to undo.',
    NothingToRedo: 'There is nothing to redo.',
    ChangedSince: 'Some of it was changed since.',
    ValueTaken:
      'Taking this back would give “{{value}}” to two records: “{{holderName}}” has it now, and “{{name}}” had it.',
    LastAdministrator:
      'Nobody would be an administrator any more. Make somebody else an administrator first.',
    NotKept:
      'It could not be saved, and nothing was recorded. Check the free disk space and the data folder, then try again.',
    NoActor: 'No user is chosen. Choose a user, then try again.',
    StrikeWaiting:
      'An earlier strike is recorded but the files could not be rewritten yet, so nothing more can be struck out now. Check that the data folder can be written, then try again a little later.',
    LeaseLost: 'Daicho is open in another window. Go on there, or bring it here.',

    LedgerExists: 'There is a ledger in this data folder already.',
    NotAVault:
      'The folder holds no Daicho ledger. Choose a vault folder, or the copy folder that contains it.',
    NewerFormat:
      'A newer Daicho wrote this ledger. Open it with that version; this one writes nothing to it.',
    VaultDamaged:
      'Part of the ledger’s files cannot be read (device {{device}}, number {{seq}}). The files were left as they are. If there is another copy, use that one.',
    NothingBetter: 'That place has no entry from the damage on. The ledger was left as it was.',
    NotWriter: 'Daicho is open in another window. Go on there, or bring it here.',
    HostGone:
      'The connection to Daicho itself was lost, and nobody can tell what became of this. It is being restored by itself: wait a little and try again. If this lasts, start Daicho again.',
    HostDefect:
      'Something broke inside Daicho; the fault log has it. If it happens again after starting Daicho anew, ask for help with the fault log.',
    NotGranted: 'This folder was not chosen in the folder dialog. Choose it again.',
    DiskFull: 'The disk is full. Make room, then try again.',
    Unwritable: 'The data folder cannot be written ({{code}}). Check the permissions of the folder.',
    NoLedger: 'There is no ledger in the data folder.',
    FileTooLarge: 'The file is too large: up to {{megabytes}} MB can be kept.',
    FileMissing:
      'The kept file is not in the data folder. Connect the folder of the second copy and open Daicho again: what the copy has comes back.',
    FileChanged:
      'The kept file is not what was kept, so it is not opened. “Check everything” under “About Daicho” can mend it from the second copy.',
    FileUnreadable:
      'The kept file cannot be read ({{code}}). Check the disk and the permissions of the folder.',
    DatabaseUnusable:
      'The browser’s working database ({{name}}) cannot be opened. The ledger itself is in the data folder and safe. Close other Daicho windows, then try again.',
    WrongSeq: 'The next number of the ledger does not fit. Open Daicho again; nothing is lost.',
    WrongPrev: 'The chain of the ledger does not fit here. Open Daicho again; nothing is lost.',
    OtherEntryThere:
      'Another entry stands under this number. When Daicho opens again it enters this one under a new device code.',
    BadLine: 'What was to be written has the wrong format. Nothing was recorded.',
    JournalFailed: 'The browser’s working database cannot be written.',

    NoCopy: 'No copy folder is chosen.',
    FolderMissing: 'The copy folder is not there. Check that the USB stick or disk is connected.',
    FolderUnwritable: 'The copy folder cannot be written. Check its permissions, or choose another one.',
    FolderFull: 'The copy folder is full. Make room, or choose another one.',
    OtherLedgerThere: 'The folder holds a copy of another ledger. Choose another folder.',
    InsideDataFolder: 'It cannot be inside the data folder. Choose a folder on another disk or a USB stick.',
    Unreadable: 'This folder cannot be read.',
    NotHere: 'Folders cannot be chosen here.',
    NoSuchFolder: 'There is no such folder. Check what was typed.',
    NotAFullPath: 'Type the whole path, such as D:\\backup or /mnt/usb.',
    BadFolderName:
      'The name is not possible for a folder, or holds one of \\ / : * ? " < > |. Use another name.',
    FolderExists: 'Something of this name is there already. Use another name.',
    FolderNotMade:
      'The folder cannot be made ({{code}}). Check the permissions of the place, or choose another one.',

    WrongPin: 'The PIN is wrong.',
    PinWait:
      'The PIN was wrong several times in a row. Wait {{seconds}} s, then enter it again; until then none is accepted.',
    PinNeeded: 'This user has a PIN.',
    NoSuchUser: 'There is no such user.',

    AddressRefused: 'This address cannot be opened.',
    NoBrowser: 'This computer has no browser that makes PDFs. Use the print dialog or the HTML file.',
    PdfFailed: 'The PDF could not be made. Use the print dialog or the HTML file.',
  },
})

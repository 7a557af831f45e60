/**
 * Old and variant forms of characters with the form they are found under (first of each group). Sources: the pairs of
 * old and new forms in the table of the Jōyō kanji (2010 Cabinet notice) and the variants that stand in Japanese
 * names (Ministry of Justice, name kanji; common koseki variants). For searching only: stored text is never rewritten.
 */
const GROUPS =
  '亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 稲稻 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 ' +
  '応應 欧歐 殴毆 桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 ' +
  '殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 帰歸 気氣 亀龜 ' +
  '偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅 薫薰 勲勳 径徑 ' +
  '茎莖 恵惠 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 県縣 倹儉 剣劍劒剱 険險 圏圈 ' +
  '検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國圀 黒黑 済濟 砕碎 斎齋 ' +
  '斉齊 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫冩 釈釋 ' +
  '寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 緒緖 叙敍敘 将將 称稱 焼燒 証證 奨奬 条條 ' +
  '状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 晋晉 尽盡 ' +
  '図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 摂攝 窃竊 専專 浅淺 戦戰 践踐 ' +
  '銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 蔵藏 ' +
  '臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 ' +
  '断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 聴聽 鎮鎭 逓遞 鉄鐵鐡 転轉 点點 伝傳 党黨 盗盜 ' +
  '灯燈 当當 闘鬪 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 ' +
  '抜拔 蛮蠻 秘祕 彦彥 浜濱濵 瓶甁 払拂 仏佛 並竝 変變 弁辨瓣辯 舗舖 宝寶寳 豊豐 褒襃 毎每 ' +
  '万萬 満滿 黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 ' +
  '竜龍龒 両兩 猟獵 緑綠 塁壘 涙淚 励勵 礼禮 霊靈 隷隸 齢齡 暦曆 歴歷 恋戀 炉爐 労勞 楼樓 ' +
  '録錄 湾灣 涼凉 凛凜 遥遙 尭堯 槙槇 瑶瑤 巌巖 鴎鷗 桧檜 桑桒 薮藪 籠篭 高髙 崎﨑嵜 ' +
  '斉齊齋斎亝斊 辺邊邉 吉𠮷 島嶋嶌 峰峯 柳栁 土圡 富冨 清淸 館舘 秋穐龝 涌湧 鉄銕 昂昻 頬頰 ' +
  '飲飮 青靑 祢禰 鶴靏靍 角⻆ 内內 呉吳 冊册 剥剝 叱𠮟 姫姬 戸戶 戻戾 柏栢 梅楳 梁樑 桝枡 ' +
  '濱浜 煕熙 畠畑 皐皋 盖蓋 蒋蔣 諌諫 賎賤 郎郞 鈎鉤 頴穎 顔顏 餅餠 鴬鶯 鹸鹼 麹麴 麺麵 ' +
  '兎兔莵 増增 徴徵 歩步 娯娛 鶏鷄雞 姉姊'

/** Groups that meet are one: 斎 and 斉 are told apart by dictionaries, not by those who look for a Mr Saitō. */
function pairs(): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  const rootOf = (character: string): string => {
    let root = character
    for (let next = first.get(root); next !== undefined && next !== root; next = first.get(root)) root = next
    return root
  }
  for (const group of GROUPS.split(' ')) {
    const [head = '', ...others] = [...group]
    const root = rootOf(head)
    for (const other of others) {
      const otherRoot = rootOf(other)
      if (otherRoot !== root) first.set(otherRoot, root)
    }
  }
  return new Map([...first.keys()].map((character) => [character, rootOf(character)]))
}

/** Old or variant form → the form it is found under. */
export const oldForms: ReadonlyMap<string, string> = pairs()

import type { Complaint, Technique } from '../records/catalogue.ts';

/**
 * What techniques and complaints are called in Polish, Swedish, Danish, Norwegian, Russian and Japanese, as those of
 * trade-names-abroad.ts.
 */
export const TRADE_NAMES_FURTHER: {
  readonly technique: Readonly<Partial<Record<Technique, string>>>;
  readonly complaint: Readonly<Partial<Record<Complaint, string>>>;
} = {
  technique: {
    'deep-tissue':
      'tkanek glebokich|glebokich tkanek|gleboki|djupgaende|dybdegaende|dyptgaende|dyp|глубокии|глубокотканныи|глубоких тканеи|ディープティシュー|深層筋',
    'myofascial-release':
      'powieziowy|miesniowo powieziowy|myofasciell|myofascial frigorelse|миофасциальныи|миофасциальныи релиз|筋膜リリース',
    'trigger-point-therapy':
      'punktow spustowych|terapia punktow spustowych|triggerpunktsbehandling|triggerpunkter|триггерных точек|триггерные точки|トリガーポイント',
    sports: 'sportowy|idrottsmassage|sportsmassage|idrettsmassasje|sportsmassasje|спортивныи|スポーツ',
    prenatal:
      'w ciazy|dla kobiet w ciazy|ciazowy|gravidmassage|gravid|gravidmassasje|для беременных|マタニティ|妊婦',
    relaxation:
      'relaksacyjny|klasyczny|relaksujacy|avslappnande|avslappningsmassage|klassisk|svensk|afslappende|wellnessmassage|avslappende|avspenningsmassasje|классическии|расслабляющии|шведскии|релакс|リラクゼーション|リラックス|スウェーデン',
    other:
      'drenaz limfatyczny|banki|goracymi kamieniami|lymfdranage|koppning|lymfedraenage|kopping|лимфодренажныи|баночныи|горячими камнями|стоун|リンパ|リンパドレナージュ|カッピング|ホットストーン|足つぼ|リフレクソロジー|指圧',
  },
  complaint: {
    'chronic-low-back-pain':
      'bol krzyza|bol ledzwi|ledzwie|landryggssmarta|ont i landryggen|landrygg|laendesmerter|laenderyg|korsryggsmerter|korsrygg|боль в пояснице|боли в пояснице|поясница|люмбаго|腰痛|腰の痛み',
    'neck-pain':
      'bol szyi|bol karku|szyja|kark|nacksmarta|nackvark|ont i nacken|nacke|nakkesmerter|nakke|боль в шее|боли в шее|шея|首の痛み|首こり',
    'tension-headache':
      'bol glowy|bole glowy|napieciowy bol glowy|huvudvark|spanningshuvudvark|hovedpine|spaendingshovedpine|hodepine|spenningshodepine|головная боль|головные боли|頭痛|緊張型頭痛',
    sciatica: 'rwa kulszowa|iskias|isjias|ишиас|坐骨神経痛',
    'herniated-disc':
      'dyskopatia|diskbrack|diskusprolaps|skiveprolaps|грыжа диска|межпозвоночная грыжа|椎間板ヘルニア',
    'shoulder-stiffness': 'zamrozony bark|frusen skuldra|frossen skulder|五十肩|肩こり',
    stress: 'stres|napiecie|стресс|ストレス',
    'sports-recovery':
      'regeneracja|kontuzja sportowa|idrottsskada|sportsskade|idrettsskade|спортивная травма|スポーツ障害',
  },
};

/**
 * Words of headers in Russian and Japanese by what they mean in the words that are looked for. Japanese writes none apart: the
 * longest name that is known is taken first.
 */
const RUSSIAN: Readonly<Record<string, string>> = {
  date: 'дата день',
  time: 'время час',
  start: 'начало начала с',
  end: 'окончание окончания конец',
  duration: 'длительность продолжительность',
  minutes: 'минут минуты мин',
  client: 'клиент клиента пациент пациента',
  number: 'номер',
  id: 'код идентификатор',
  chart: 'карта карты',
  therapist: 'массажист массажиста терапевт терапевта специалист мастер врач',
  service: 'услуга процедура',
  technique: 'техника методика',
  complaint: 'жалоба жалобы диагноз причина',
  pain: 'боль боли',
  before: 'до перед',
  after: 'после',
  soreness: 'крепатура болезненность',
  status: 'статус состояние',
  cancelled: 'отменено отменен отмена',
  email: 'почта',
  name: 'имя фамилия фио',
  note: 'примечание примечания комментарий',
  relief: 'облегчение уменьшение снижение',
  goal: 'цель',
  hours: 'часов часа',
  days: 'дней',
  birth: 'рождения',
  created: 'создано создания',
  region: 'область зона',
};
const JAPANESE: Readonly<Record<string, string>> = {
  'client number': '顧客番号 お客様番号 患者番号 顧客コード お客様コード',
  'client id': '顧客ID お客様ID 患者ID',
  'member number': '会員番号',
  client: '顧客 お客様 患者',
  'start date time': '開始日時 来店日時 施術日時',
  'end date time': '終了日時',
  'appointment date time': '予約日時',
  'created date time': '作成日時 登録日時 受付日時',
  'submitted time': 'タイムスタンプ 回答日時',
  'date time': '日時',
  'start time': '開始時間 開始時刻 来店時間',
  'end time': '終了時間 終了時刻',
  duration: '所要時間 施術時間',
  date: '日付 来店日 施術日',
  'appointment date': '予約日',
  time: '時間 時刻',
  minutes: '分',
  therapist: '担当者 施術者 セラピスト 担当 スタッフ',
  service: 'メニュー コース 施術内容',
  technique: '手技 施術方法 テクニック',
  complaint: '主訴 症状 お悩み 来院理由',
  pain: '痛み 疼痛 痛さ',
  before: '施術前 前',
  after: '施術後 後',
  soreness: '筋肉痛 もみ返し',
  status: 'ステータス 状態 状況',
  cancelled: 'キャンセル',
  email: 'メールアドレス メール',
  name: '氏名 お名前 名前',
  note: '備考 メモ',
  relief: '軽減 緩和',
  improvement: '改善',
  goal: '目標',
  birth: '生年月日',
  number: '番号',
  region: '部位',
};

/** As a name is compared: letters of one look are one, and signs over them stay where they make another letter. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase();
const byWord = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).flatMap(([meant, all]) =>
    all.split(' ').map((word) => [plain(word), meant] as const),
  );
const OF_RUSSIAN: ReadonlyMap<string, string> = new Map(byWord(RUSSIAN));
const OF_JAPANESE = new Map(byWord(JAPANESE).toSorted(([a], [b]) => b.length - a.length));
const ANY_JAPANESE = new RegExp([...OF_JAPANESE.keys()].join('|'), 'gu');
const OTHER = /[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]/u;

/** The name of a column with what it says in Russian or Japanese in English words. */
export function inLatinWords(name: string): string {
  if (!OTHER.test(name)) return name;
  return plain(name)
    .replaceAll('ё', 'е')
    .replaceAll('№', ' номер ')
    .replaceAll(/[\u0400-\u04ff]+/gu, (word) => OF_RUSSIAN.get(word) ?? word)
    .replaceAll(ANY_JAPANESE, (found) => ` ${OF_JAPANESE.get(found)} `);
}

import type { Decision, RowRule } from '../mapping/mapping.ts';
import { withoutAccents } from '../mapping/without-accents.ts';
import { readYesNo } from '../mapping/written-number.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords } from './header-words.ts';
import type { Roles } from './roles.ts';

/** What statuses of practice systems mean for whether a visit took place, as `plain` writes them. */
const HELD =
  /^(arrived|first visit|attended|completed?|checked ?(in|out)|signed ?in|done|finished|fulfilled|paid|closed|accepted|seen|held|approved|kept|present|showed|erledigt|abgeschlossen|erschienen|wahrgenommen|stattgefunden|bezahlt|realizad[oa]|completad[oa]|finalizad[oa]|atendid[oa]|asistio|concluid[oa]|compareceu|completat[oa]|effettuat[oa]|presente|presentatosi|termine|honore|realise|effectue|venue?|voltooid|afgerond|verschenen|zrealizowan[aey]|zakonczon[aey]|odbyt[aey]|genomford|slutford|klar|gennemfort|afsluttet|gjennomfort|fullfort|mott|завершен[ао]?|выполнен[ао]?|состоялся|состоялась|пришел|来店済み?|完了|施術済み?)$/;
const SKIPPED: readonly (readonly [pattern: RegExp, as: string])[] = [
  [
    /no.?show|did not (arrive|attend|show)|^dna$|missed|nicht erschienen|no (asistio|se presento)|ausente|nao compareceu|falto?u?$|^absente?$|non presentat[oa]|niet verschenen|nie przysz|nieobecn|uteblev|udeblev|ikke mott|не пришел|не пришла|неявка|無断/,
    'no-show',
  ],
  [
    /cancel|declined|rescheduled|never booked|archived|deleted|rejected|void|abgesagt|storniert|anulad[oa]|reagendad[oa]|annullat[oa]|annule|geannuleerd|afgezegd|verschoben|odwolan|anulowan|avbok|installd|aflyst|avlyst|avbestilt|отмен|キャンセル/,
    'cancelled',
  ],
  [
    /^(booked|booked online|scheduled|pending|confirmed|unconfirmed|requested|tentative|open|waitlist(ed)?|upcoming|none|not on hold|on hold|geplant|gebucht|bestatigt|offen|programad[oa]|pendiente|pendente|confirmad[oa]|agendad[oa]|reservad[oa]|marcad[oa]|prenotat[oa]|confermat[oa]|planifie|confirme|reserve|en attente|gepland|bevestigd|zaplanowan[aey]|potwierdzon[aey]|bokad|bekraftad|booket|bekraeftet|bekreftet|запланирован[ао]?|подтвержден[ао]?|予約済み?|予約中)$/,
    'not-held-yet',
  ],
];

/**
 * Which rows are no visits that took place.
 *
 * @param others columns of no role: those that may say so too are told
 */
export function decideRows(
  roles: Roles,
  others: readonly ColumnProfile[],
): { rows: RowRule[]; decisions: Decision[] } {
  const rows: RowRule[] = [];
  const decisions: Decision[] = [];
  const status = roles.get('status')?.[0];
  if (status) {
    const words = [...status.values.keys()];
    const held = words.filter((word) => HELD.test(plain(word)));
    const skipped = Object.fromEntries(
      words.flatMap((word) => {
        const as = SKIPPED.find(([pattern]) => pattern.test(plain(word)))?.[1];
        return as === undefined || held.includes(word) ? [] : [[word, as]];
      }),
    );
    const unknown = words.filter((word) => !held.includes(word) && !Object.hasOwn(skipped, word));
    if (held.length + Object.keys(skipped).length > 0) {
      rows.push({ column: status.name, held, skipped });
      const why = `${held.join(', ') || 'none of them'} count as held; ${Object.keys(skipped).join(', ') || 'none of them'} are passed over`;
      decisions.push({ about: status.name, sure: 'likely', why });
      if (unknown.length > 0)
        decisions.push({
          about: status.name,
          sure: 'undecided',
          why: `whether these took place is not known: ${unknown.slice(0, 8).join(', ')}`,
        });
    }
  }
  for (const [role, as] of [
    ['noShow', 'no-show'],
    ['cancelled', 'cancelled'],
    ['deleted', 'deleted'],
  ] as const) {
    const column = roles.get(role)?.[0];
    if (!column) continue;
    const when =
      column.filled > 0 && column.share('yesNo') > 0.8 ? 'yes' : role === 'noShow' ? 'yes' : 'filled';
    rows.push({ column: column.name, when, as });
    const says = when === 'yes' ? 'says yes' : 'is filled';
    decisions.push({
      about: column.name,
      sure: 'likely',
      why: `a row in which it ${says} is passed over as ${as}`,
    });
  }
  const attended = roles.get('attended')?.[0];
  if (attended) {
    const words = [...attended.values.keys()];
    const saying = (wanted: boolean) =>
      words.filter((word) => {
        const read = readYesNo(word);
        return 'value' in read && read.value === wanted;
      });
    const skipped = Object.fromEntries(saying(false).map((word) => [word, 'no-show']));
    rows.push({ column: attended.name, held: saying(true), skipped });
    const why =
      'a row in which it says no is passed over as no-show, and one in which it says neither is refused';
    decisions.push({ about: attended.name, sure: 'likely', why });
  }
  const reason = others.find(isReasonOfCancelling);
  if (reason && !status && !roles.has('cancelled')) {
    rows.push({ column: reason.name, when: 'filled', as: 'cancelled' });
    const why = 'a row in which there is a reason for cancelling is passed over as cancelled';
    decisions.push({ about: reason.name, sure: 'likely', why });
  }
  const open = others.filter((column) => column !== reason);
  return { rows, decisions: [...decisions, ...open.flatMap(mayDecide)] };
}

const isReasonOfCancelling = ({ name, filled }: ColumnProfile) => {
  const words = headerWords(name);
  return (
    filled > 0 && words.includes('reason') && words.some((word) => /^cancell?(ed|ation|ing)$/.test(word))
  );
};

/** No more words of a column are told. */
const MOST_TOLD = 8;

/** A column that may say that a visit did not take place, although its name does not: its rows are read all the same. */
function mayDecide(column: ColumnProfile): Decision[] {
  const words = [...column.values.keys()];
  const say = (why: string): Decision[] => [
    {
      about: column.name,
      sure: 'unsure',
      why: `${why}; rows are read whatever it says: where it tells that a visit did not take place, list it under "rows"`,
    },
  ];
  const isNumbers = column.share('number') > 0;
  if (column.share('yesNo') > 0.8 && words.length > 1 && !isNumbers)
    return say('says yes or no, and its name does not tell of what');
  const stops = words.filter((word) =>
    SKIPPED.some(([pattern, as]) => as !== 'not-held-yet' && pattern.test(plain(word))),
  );
  if (stops.length === 0 || words.length > 30 || column.share('long') > 0.2) return [];
  return say(`holds words such as ${stops.slice(0, MOST_TOLD).join(', ')}`);
}

const plain = (word: string) => withoutAccents(word).toLowerCase().replaceAll(/[_-]+/g, ' ').trim();

import { withoutAccents } from '../mapping/without-accents.ts';

/** Statuses of practice systems under which a visit took place, as `plain` writes them. */
const HELD =
  /^(arrived|first visit|attended|(?:(?:service|appointment|session|visit|treatment) )?completed?|(?:arrived|attended) late|show|checked ?(in|out)|signed ?in|done|finished|fulfilled|paid|closed|accepted|seen|held|approved|kept|present|showed|erledigt|abgeschlossen|erschienen|wahrgenommen|stattgefunden|bezahlt|realizad[oa]|completad[oa]|finalizad[oa]|atendid[oa]|asistio|concluid[oa]|compareceu|completat[oa]|effettuat[oa]|presente|presentatosi|termine|honore|realise|effectue|venue?|voltooid|afgerond|verschenen|zrealizowan[aey]|zakonczon[aey]|odbyt[aey]|genomford|slutford|klar|gennemfort|afsluttet|gjennomfort|fullfort|mott|завершен[ао]?|выполнен[ао]?|состоялся|состоялась|пришел|来店済み?|完了|施術済み?)$/;
const SKIPPED: readonly (readonly [pattern: RegExp, as: string])[] = [
  [
    /no.?show|did not (arrive|attend|show)|failed to attend|^(dna|fta|ncns)\b|missed|nicht erschienen|no (asistio|se presento)|ausente|nao compareceu|falto?u?$|^absente?$|non venue?$|non presentat[oa]|niet verschenen|nie przysz|nieobecn|uteblev|udeblev|ikke mott|не пришел|не пришла|неявка|無断/,
    'no-show',
  ],
  [
    /cancel|unable to attend|could not attend|^(uta|cna)\b|declined|rescheduled|never booked|archived|deleted|rejected|void|abgesagt|storniert|anulad[oa]|reagendad[oa]|annullat[oa]|annule|geannuleerd|afgezegd|verschoben|odwolan|anulowan|avbok|installd|aflyst|avlyst|avbestilt|отмен|キャンセル/,
    'cancelled',
  ],
  [
    /^(booked|booked online|scheduled|pending|confirmed|unconfirmed|requested|tentative|open|waitlist(ed)?|upcoming|none|not on hold|on hold|geplant|gebucht|bestatigt|offen|programad[oa]|pendiente|pendente|confirmad[oa]|agendad[oa]|reservad[oa]|marcad[oa]|prenotat[oa]|confermat[oa]|planifie|confirme|reserve|en attente|gepland|bevestigd|zaplanowan[aey]|potwierdzon[aey]|bokad|bekraftad|booket|bekraeftet|bekreftet|запланирован[ао]?|подтвержден[ао]?|予約済み?|予約中)$/,
    'not-held-yet',
  ],
];

/** Whether a status says that the visit took place. */
export const isHeld = (word: string) => HELD.test(plain(word));

/** As what a row of a status is passed over; undefined for one that took place, or of which nothing is known. */
export const skippedAs = (word: string): string | undefined =>
  isHeld(word) ? undefined : SKIPPED.find(([pattern]) => pattern.test(plain(word)))?.[1];

/** Whether a status says that the visit did not take place, and will not. */
export const isStopped = (word: string) => ![undefined, 'not-held-yet'].includes(skippedAs(word));

/**
 * Whether a status is one of visits and of nothing else: findings are absent too, exercises missed, deposits paid and
 * newsletters declined.
 */
export const isOfVisits = (word: string) => OF_VISITS.test(plain(word));
const OF_VISITS =
  /no.?show|did not (arrive|attend|show)|(failed|unable) to attend|could not attend|^(dna|fta|ncns|uta|cna)\b|^(arrived|attended|showed)\b|checked ?in|late cancel|(service|appointment|session|visit) completed|erschienen|asistio|compareceu|faltou|non venu|presentat|verschenen|uteblev|udeblev|ikke mott|пришел|пришла|来店|無断/;

const plain = (word: string) => withoutAccents(word).toLowerCase().replaceAll(/[_-]+/g, ' ').trim();

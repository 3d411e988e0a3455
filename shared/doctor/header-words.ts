import { inLatinWords } from './other-scripts.ts';
import { translated } from './translated-words.ts';

/** The words of a column's name: `painBefore`, `pain_before`, `Pain (before)` and `Schmerz vorher` have the same. */
export function headerWords(name: string): string[] {
  return inLatinWords(shownName(name))
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll('#', ' number ')
    .replaceAll(/[ßłøæđ]/gi, (letter) => LETTERS[letter.toLowerCase()]!)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .flatMap(translated)
    .flatMap((word) => SAME[word]?.split(' ') ?? [word]);
}

/** `Q1. Pain before`, `G01Q02: Pain after`, `[Q3] Technique`: what stands before the question says nothing of it. */
const CODE_OF_QUESTION = /^[[(]?[A-Z]{1,2}\d{1,3}(?:[A-Z]{1,2}\d{1,3})*(?:[.:)\]]\s*|\s+-\s+)(?=\p{L})/iu;
/** `før` is written `foer` where it has to be, and is not the English `for`. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'oe', æ: 'ae', đ: 'd' };

/** Of a path into a document what it asks: `sections[Pain].questions[Pain before].answers` is `Pain before`. */
function shownName(path: string): string {
  const name = path.replace(CODE_OF_QUESTION, '');
  // LimeSurvey writes the part of a question behind it: `NPRS[now]`.
  const part = /^([^.[\]]*[^.[\]\s])\[([^\]]+)\]$/.exec(name);
  if (part) return `${part[1]} ${part[2]}`;
  const entry = /^.*\[([^\]]*[^\]\d][^\]]*)\](.*)$/.exec(name);
  return entry ? `${entry[1]} ${entry[2]!.replace(/\b(answers?|value)\b/g, '')}` : name;
}

/** Words that mean the same in a header: the one that is meant, and the others. */
const SYNONYMS: Readonly<Record<string, string>> = {
  appointment: 'appt appointments booking bookings visit session',
  client: 'patient customer participant subject clients patients customers participants',
  'client id': 'pid ptid patid subjid clientid patientid mrn',
  region: 'regions',
  area: 'areas zone',
  muscle: 'muscles',
  number: 'no num nr',
  id: 'code identifier',
  reference: 'ref',
  start: 'starts started begin begins',
  end: 'ends ended finish',
  minutes: 'min mins',
  duration: 'length',
  before: 'pre prior initial arrival',
  after: 'post following departure',
  cancelled: 'canceled cancel',
  therapist: 'practitioner staff provider clinician employee rmt lmt masseur masseuse technician',
  updated: 'modified changed',
  technique: 'techniques modality',
  service: 'treatment services procedure',
  status: 'state',
  time: 'timestamp datetime',
};
const SAME: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SYNONYMS).flatMap(([meant, others]) => others.split(' ').map((other) => [other, meant])),
);

/** In how many of its words a header is a phrase: 1 where it is that phrase, 0 where it lacks one of its words. */
export function phraseShare(words: readonly string[], phrase: string): number {
  const wanted = phrase.split(' ');
  if (!wanted.every((word) => words.includes(word))) return 0;
  return wanted.length / words.length;
}

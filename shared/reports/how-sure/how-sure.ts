import { TERM_WORDS } from '../../claims/comparison-sentence.ts';
import { type Claims, type ComparedPair, isSaid } from '../../claims/contract.ts';
import { ofText } from '../words/claim-words.ts';
import { counted, listed } from '../words/listed.ts';
import { decimal } from '../words/number-text.ts';
import { capitalised, inWords, techniqueInWords, techniqueLabel } from '../words/words.ts';
import { promiseText } from './promise-text.ts';

/** "How sure is this?": of whom, what and until when; how it was reckoned; who did not answer; its promise. */
export type HowSure = { title: string; lines: readonly string[] };

/** How sure the comparison of techniques is. */
export function comparisonHowSure({ comparison, withinClient, calibration }: Claims): HowSure {
  const { terms, dropped, pairs } = comparison;
  const compared = pairs.filter((pair) => isSaid(pair));
  return {
    title: 'How sure is the comparison?',
    lines: [
      'Of sessions with both scores, of techniques with ten clients or more: the difference of the mean falls right after the session.',
      ...(terms.length === 0
        ? []
        : [`What else differs is allowed for: ${listed(terms.map((term) => TERM_WORDS[term] ?? term))}.`]),
      ...dropped.map(droppedLine),
      ...(compared.length === 0
        ? []
        : [
            `${counted(compared.length, 'pair')} of techniques ${compared.length === 1 ? 'was' : 'were'} compared, and the answer allows for all of them at once (Holm).`,
          ]),
      ...(withinClient.clients === 0
        ? []
        : [
            `${counted(withinClient.clients, 'client')} had two techniques or more and can be held against themselves.`,
          ]),
      ...compared.filter(({ pHolm }) => pHolm < 0.05).map(hiddenCause),
      promiseText(calibration, 'lead'),
    ],
  };
}

/** Such as `Complaint sciatica: Only 3 clients: counted together with others.` */
function droppedLine({ term, reason }: Claims['comparison']['dropped'][number]): string {
  return `${capitalised(inWords(TERM_WORDS[term] ?? term))}: ${reason}`;
}

function hiddenCause({ a, b, eValue, eValueOfLimit }: ComparedPair): string {
  return `${techniqueLabel(a)} and ${techniqueInWords(b)}: a hidden cause would have to go with both technique and improvement at a risk ratio of ${decimal(eValue, 1)} to explain the difference away, of ${decimal(eValueOfLimit, 1)} to leave it open.`;
}

const RECOVERY =
  'A session left soreness when the client reported 2 of 10 or more. One that was clear is counted only if the client reported after a day or later, as soreness takes a day to come up.';
const BRACKETS =
  'Nobody writes at the hour when soreness goes: it lies between the last sore report and the first clear one, and is read from both, so that it does not matter at which hours clients were asked.';

export function recoveryHowSure({ techniques, calibration }: Claims): HowSure {
  const total = (pick: 'evaluable' | 'notEvaluable') =>
    techniques.reduce((sum, { soreness }) => sum + soreness[pick], 0);
  const [told, untold] = [total('evaluable'), total('notEvaluable')];
  return {
    title: 'How sure is this?',
    lines: [
      RECOVERY,
      BRACKETS,
      `The journal tells of soreness after ${ofText(told, told + untold)} sessions; the others are not counted.`,
      promiseText(calibration, 'recovery'),
    ],
  };
}

export function therapistHowSure({ calibration }: Claims): HowSure {
  return {
    title: 'How sure is this?',
    lines: [
      'Of sessions with both scores: how much more, or less, pain fell right after the session with each therapist than with the others, at the same pain before, complaint, technique and minutes.',
      'Order is by name, not by result. A mark means: look into it. It does not mean good or bad.',
      promiseText(calibration, 'therapists'),
    ],
  };
}

export function trendHowSure({ calibration }: Claims): HowSure {
  return {
    title: 'How sure is this?',
    lines: [
      'Of sessions with both scores, month by month: the mean fall of pain right after the session.',
      'A month is pointed out only if it differs by more than chance, allowing for all months that were looked at, as a clinic in which nothing changes has odd months too.',
      promiseText(calibration, 'trend'),
    ],
  };
}

export function goalHowSure({ calibration }: Pick<Claims, 'calibration'>): HowSure {
  return {
    title: 'How sure is this?',
    lines: [
      'Of goals past their due date that were measured: how many were at the target at the last value, and at the one within four weeks before it, if there is one.',
      'The day is that of the latest record. Goals that still run are in no share: an attained goal is known early, a missed one late.',
      `The interval counts clients, not goals. ${promiseText(calibration, 'goals')}`,
    ],
  };
}

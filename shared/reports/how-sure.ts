import {
  type Calibration,
  type ChangeClaim,
  type Claims,
  type ComparedPair,
  isSaid,
  type RegressionClaims,
} from '../claims/contract.ts';
import { manySilent, ofText } from './claim-words.ts';
import { CHANGES, type ChangeKind } from './interval-table.ts';
import { counted, listed } from './listed.ts';
import { decimal, range } from './number-text.ts';
import { promiseText } from './promise-text.ts';
import { techniqueInWords, techniqueLabel } from './words.ts';

/** "How sure is this?": of whom, what and until when; how it was reckoned; who did not answer; its promise. */
export type HowSure = { title: string; lines: readonly string[] };

const OF_WHOM: Readonly<Record<ChangeKind, string>> = {
  improvement:
    'Of every session in these months, by its main technique: by how many points of 10 pain was lower at its end than at its beginning, on average.',
  lasting:
    'Of every session in these months, by its main technique: by how many points of 10 pain was lower 24 to 72 hours later, away from the table, than before the session, on average.',
  course:
    'Of every course of care that began in these months (sessions of one client for one complaint, less than 60 days apart): by how many points of 10 the latest pain away from the table was lower than the first, on average. A score right after a massage never ends a course.',
};

const BY_CLIENT =
  'The interval counts clients, not sessions, as somebody who comes often is still one person. Clients like these would give a number inside it 95 times in 100.';
const SEEN =
  'It is the change seen with a technique. Nothing here was drawn by lot, so it is not what the technique caused.';

/** How sure one change of these techniques is. */
export function changeHowSure(
  kind: ChangeKind,
  claims: Pick<Claims, 'techniques' | 'regression' | 'calibration'>,
): HowSure {
  const said = claims.techniques.flatMap(({ technique, [kind]: claim }) =>
    isSaid(claim) ? [{ technique, claim }] : [],
  );
  return {
    title: `How sure is this, ${CHANGES[kind].toLowerCase()}?`,
    lines: [
      OF_WHOM[kind],
      BY_CLIENT,
      ...silentLines(said, claims.calibration),
      `${SEEN} ${regressionText(claims.regression)}`,
      promiseText(claims.calibration, kind),
    ],
  };
}

type Said = { technique: string; claim: ChangeClaim };

function silentLines(said: readonly Said[], calibration: Calibration): string[] {
  if (said.length === 0) return [];
  const total = (pick: (claim: ChangeClaim) => number) =>
    said.reduce((sum, { claim }) => sum + pick(claim), 0);
  const [asked, answered] = [total((claim) => claim.asked), total((claim) => claim.answered)];
  const refused = total((claim) => claim.refused ?? 0);
  const rows =
    refused === 0
      ? ''
      : `; ${counted(refused, 'row')} could not be read and ${refused === 1 ? 'counts' : 'count'} as silent`;
  const answers = `Both scores are there ${ofText(answered, asked)} times${rows}.`;
  const silent = said.filter(({ claim }) => manySilent(claim));
  const wider = silent.map(
    ({ technique, claim }) => `${techniqueInWords(technique)} ${range(claim.missingUpTo, 1)}`,
  );
  return [
    answers,
    ...(wider.length === 0
      ? []
      : [
          `Fewer than 8 in 10 answered. If the silent ones differ by up to one standard deviation: ${listed(wider)}. ${promiseText(calibration, 'answers')}`,
        ]),
    ...tippingLines(said),
  ];
}

/** The claim that falls most easily is the one to know of. */
function tippingLines(said: readonly Said[]): string[] {
  const tipping = said.flatMap(({ technique, claim: { tippingPoint } }) =>
    tippingPoint === null ? [] : [{ technique, points: Math.abs(tippingPoint) }],
  );
  if (tipping.length === 0) return [];
  const { technique, points } = tipping.reduce((least, each) => (each.points < least.points ? each : least));
  const whom =
    tipping.length === 1
      ? techniqueInWords(technique)
      : `${techniqueInWords(technique)}, the easiest to topple,`;
  return [
    `With ${whom} the claim would fall if the silent ones were ${decimal(points, 1)} points worse off than those who answered.`,
  ];
}

/** What goes by itself, as far as the clinic's own scores say. */
export function regressionText(regression: RegressionClaims): string {
  if (!isSaid(regression)) {
    return `How much of it would have gone by itself cannot be told: ${regression.withheld}`;
  }
  const falls = regression.byBaseline.flatMap(({ stratum, fall }) =>
    fall === null ? [] : [`${decimal(fall, 1)} of pain ${stratum.replace('-', ' to ')}`],
  );
  return (
    `Part of a fall comes by itself, as people come when it hurts: from one first score to the next, ` +
    `${counted(regression.clients, 'client')} of this clinic lost ${listed(falls)}, in points.`
  );
}

/** How sure the comparison of techniques is. */
export function comparisonHowSure({ comparison, withinClient, calibration }: Claims): HowSure {
  const { terms, dropped, pairs } = comparison;
  const compared = pairs.filter((pair) => isSaid(pair));
  return {
    title: 'How sure is the comparison?',
    lines: [
      'Of sessions with both scores, of techniques with ten clients or more: the difference of the mean falls right after the session.',
      ...(terms.length === 0 ? [] : [`What else differs is allowed for: ${listed(terms)}.`]),
      ...dropped.map(({ reason }) => reason),
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

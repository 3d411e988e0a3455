import {
  type Calibration,
  type ChangeClaim,
  type Claims,
  isSaid,
  type RegressionClaims,
  type TechniqueClaims,
} from '../../claims/contract.ts';
import { CHANGE_KINDS, CHANGES, type ChangeKind } from '../intervals/interval-table.ts';
import { manySilent, missingText, ofText } from '../words/claim-words.ts';
import { counted, listed } from '../words/listed.ts';
import { decimal } from '../words/number-text.ts';
import { techniqueInWords } from '../words/words.ts';
import type { HowSure } from './how-sure.ts';
import { promiseText } from './promise-text.ts';

const OF_WHOM: Readonly<Record<ChangeKind, string>> = {
  improvement:
    'Of every session in these months, by its main technique: by how many points of 10 pain was lower at its end than at its beginning, on average.',
  lasting:
    'Of every session in these months, by its main technique: by how many points of 10 pain was lower 24 to 72 hours later, away from the table, than before the session, on average.',
  course:
    'Of every course of care that began in these months (sessions of one client for one complaint, less than 60 days apart): by how many points of 10 the latest pain away from the table was lower than the first, on average. A score right after a massage never ends a course.',
};

const BY_CLIENT =
  'The interval counts clients, not sessions, as somebody who comes often is still one person. Of intervals made like this, 95 in 100 are meant to hold the true mean.';
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

/** The same of the three changes of one technique, each thing said once. */
export function techniqueHowSure(
  own: TechniqueClaims,
  { regression, calibration }: Pick<Claims, 'regression' | 'calibration'>,
): HowSure {
  const of = (kind: ChangeKind) => {
    const { technique, [kind]: claim } = own;
    return [
      `${CHANGES[kind]}. ${OF_WHOM[kind]}`,
      ...(isSaid(claim) ? silentLines([{ technique, claim }], calibration) : []),
      promiseText(calibration, kind),
    ];
  };
  return {
    title: 'How sure is this?',
    lines: [
      ...CHANGE_KINDS.flatMap((kind) => of(kind).join(' ')),
      BY_CLIENT,
      `${SEEN} ${regressionText(regression)}`,
    ],
  };
}

type Said = { technique: string; claim: ChangeClaim };

function silentLines(said: readonly Said[], calibration: Calibration): string[] {
  if (said.length === 0) return [];
  const total = (pick: (claim: ChangeClaim) => number) =>
    said.reduce((sum, { claim }) => sum + pick(claim), 0);
  const [asked, answered] = [total((claim) => claim.asked), total((claim) => claim.answered)];
  const answers = `Both scores are there ${ofText(answered, asked)} times${refusedText(said)}.`;
  const silent = said.filter(({ claim }) => manySilent(claim));
  const wider = silent.map(({ technique, claim }) => `${techniqueInWords(technique)} ${missingText(claim)}`);
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

/** What of the rows that were refused: where only what is held is seen, nobody knows them, and that is said. */
function refusedText(said: readonly Said[]): string {
  if (said.some(({ claim: { refused } }) => refused === null))
    return ', of what is held: a row that was refused is counted nowhere here';
  const refused = said.reduce((sum, { claim }) => sum + claim.refused!, 0);
  if (refused === 0) return '';
  return `; ${counted(refused, 'row')} could not be read and ${refused === 1 ? 'counts' : 'count'} as silent`;
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
  const changes = regression.byBaseline.flatMap(({ stratum, fall }) =>
    fall === null ? [] : [`pain of ${stratum.replace('-', ' to ')} ${changeByItself(fall)}`],
  );
  return (
    `Part of a fall comes by itself, as people come when it hurts: from one first score to the next, ` +
    `in ${counted(regression.clients, 'client')} of this clinic, ${listed(changes)}.`
  );
}

function changeByItself(fall: number): string {
  const points = decimal(Math.abs(fall), 1);
  if (Number(points) === 0) return 'stayed as it was';
  return `${fall > 0 ? 'fell' : 'rose'} by ${points} points`;
}

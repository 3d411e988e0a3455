import { afterAll, describe, expect, it } from 'vitest';
import { DEEP } from '../deep.ts';
import * as mutants from './mutants.ts';
import { type Mutant, SmallRun } from './small-run.ts';

/** A fixed run: the first data sets of some kinds of clinics. `npm run calibrate` has all of them. */

const run = new SmallRun();
afterAll(() => run.close());

/** How many data sets of each kind: as few as tell a promise that is kept from one that is not. */
const SIZES = {
  'clients come 1 to 12 times': 60,
  'clients come 1 to 12 times, the severe more often for deep tissue': 30,
  'two clients who come ten times': 30,
  'pain that does not change, off target': 40,
  'pain that gets to the target on the due date': 60,
  'massage that lasts one hour': 30,
  'the silent are worse by most of an SD': 30,
  'sore 34 h, asked daily, 30 % never sore': 20,
  'sore 20 h, asked three times a day, 30 % never sore': 20,
  'sore 8 h, asked at random, 0 % never sore': 20,
  'asked after twenty minutes, never again': 30,
  'equally sore 34 h, one asked daily, one three times a day': 20,
  'pain is back after 40 h, asked daily': 20,
  '2 equal techniques, chosen by complaint, therapist and minutes': 40,
  '2 equal techniques, one for the mild and one for the severe': 20,
  '2 equal techniques, a second one in some sessions does the good': 20,
  'one of 2 techniques is 1 point better': 15,
  'each of two equal techniques is given by a therapist who gives nothing else': 30,
  'who improves more chooses one technique more often': 30,
  '12 equal therapists': 20,
  'one of 3 therapists is 2 points worse': 20,
  '24 stable months, every client comes often for a few weeks': 25,
  'from month 13 on 1.5 points less': 25,
  'clients who differ little and go up and down much': 30,
  'clients who differ much and go up and down little': 30,
} as const;
type Name = keyof typeof SIZES;
/** In full more data sets, which tell smaller breaches. */
const TIMES = DEEP ? 3 : 1;
const TIMEOUT = 30_000 * TIMES;

/** One kind a claim: what `npm test` asks about, with the rules that break its promises. */
const FAST: readonly Name[] = [
  'clients come 1 to 12 times',
  'massage that lasts one hour',
  'sore 34 h, asked daily, 30 % never sore',
  '2 equal techniques, one for the mild and one for the severe',
  'who improves more chooses one technique more often',
  'one of 3 therapists is 2 points worse',
  '24 stable months, every client comes often for a few weeks',
  'pain that gets to the target on the due date',
];
const isAsked = (name: Name) => DEEP || FAST.includes(name);

const kept = ({ verdict }: { verdict: string }) => verdict === 'kept';

const BREACHES: readonly [what: string, mutant: Mutant, name: Name][] = [
  ['client dropped from the cluster', mutants.clientDropped, 'clients come 1 to 12 times'],
  ['client dropped: two who come again', mutants.clientDropped, 'two clients who come ten times'],
  [
    'client dropped: standardised means',
    mutants.clientDropped,
    'clients come 1 to 12 times, the severe more often for deep tissue',
  ],
  ['client dropped: therapists', mutants.clientDropped, '12 equal therapists'],
  [
    'client dropped: months',
    mutants.clientDropped,
    '24 stable months, every client comes often for a few weeks',
  ],
  ["a share's interval over sessions", mutants.sharesOverSessions, 'clients come 1 to 12 times'],
  ['an after-score ends a course', mutants.afterScoreEndsCourse, 'massage that lasts one hour'],
  ['an after-score lasts', mutants.afterScoreLasts, 'massage that lasts one hour'],
  ['report times are read', mutants.reportTimes, 'sore 34 h, asked daily, 30 % never sore'],
  [
    'report times are compared',
    mutants.reportTimes,
    'equally sore 34 h, one asked daily, one three times a day',
  ],
  ['an early clear report counts', mutants.earlyReportsCount, 'asked after twenty minutes, never again'],
  ['truncation is left out', mutants.truncationIgnored, 'sore 8 h, asked at random, 0 % never sore'],
  [
    'therapist left out of the model',
    mutants.withoutTherapist,
    'each of two equal techniques is given by a therapist who gives nothing else',
  ],
  [
    'therapist left out of the model: a false difference',
    mutants.withoutTherapist,
    '2 equal techniques, chosen by complaint, therapist and minutes',
  ],
  [
    'complaint left out of the model',
    mutants.withoutComplaint,
    '2 equal techniques, chosen by complaint, therapist and minutes',
  ],
  [
    'minutes left out of the model',
    mutants.withoutMinutes,
    '2 equal techniques, chosen by complaint, therapist and minutes',
  ],
  [
    'second techniques left out of the model',
    mutants.withoutOtherTechniques,
    '2 equal techniques, a second one in some sessions does the good',
  ],
  [
    'score before left out of the model',
    mutants.withoutScoreBefore,
    '2 equal techniques, one for the mild and one for the severe',
  ],
  [
    'within client by other clients',
    mutants.betweenClients,
    'who improves more chooses one technique more often',
  ],
  ['silence is no different', mutants.silenceIgnored, 'the silent are worse by most of an SD'],
  ['no adjustment for many therapists', mutants.withoutHolm, '12 equal therapists'],
  ['an outlier in the over-dispersion', mutants.outlierHides, 'one of 3 therapists is 2 points worse'],
  [
    'chart rules over sessions',
    mutants.chartRules,
    '24 stable months, every client comes often for a few weeks',
  ],
  ['a pace without its interval', mutants.paceBelieved, 'pain that gets to the target on the due date'],
  [
    'a correlation from elsewhere',
    mutants.correlationBorrowed,
    'clients who differ little and go up and down much',
  ],
];

describe('promises', () => {
  it.each((Object.keys(SIZES) as Name[]).filter(isAsked))(
    'are kept: %s',
    async (name) => {
      const verdicts = await run.verdicts(name, TIMES * SIZES[name]);
      expect(verdicts.filter((verdict) => !kept(verdict))).toEqual([]);
    },
    TIMEOUT,
  );
});

describe('a broken rule is caught', () => {
  it.each(BREACHES.filter(([, , name]) => isAsked(name)))(
    '%s',
    async (_, mutant, name) => {
      const verdicts = await run.verdicts(name, TIMES * SIZES[name], mutant);
      expect(verdicts.filter((verdict) => verdict.verdict === 'broken')).not.toEqual([]);
    },
    TIMEOUT,
  );
});

import { askedIn } from '../programme/asked-in.ts';
import type { Programme } from '../programme/programme.ts';
import type { Family, Questions } from '../programme/questions.ts';
import { LATE_REPORT_DAYS, lengthOf, type ReleasePeriod } from '../programme/release-period.ts';
import { type LifetimePromise, wholeOf } from './budget/lifetime.ts';
import type { ReleaseAccount } from './budget/release-account.ts';
import { varianceOf } from './budget/release-budget.ts';
import { epsilonOf, mostTruePositives } from './budget/zcdp.ts';
import { countedAgain, GROWTH } from './estimates/clients-of-periods.ts';
import { BIN_ERROR } from './noise/histograms.ts';
import type { NoisyCounts } from './noise/noisy-counts.ts';
import { questionsText } from './questions-text.ts';

/** METHOD.md: how to read the numbers and what they promise, for people who run practices. */
export function methodText(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  { catalogue, microRho }: NoisyCounts,
  { revision, promise }: ReleaseAccount,
  pooled: readonly string[] = [period.period],
): string {
  const lifetime = wholeOf(promise) / 1e6;
  const asked = askedIn(programme, period, revision);
  const [finest, finestName] = NAMES.find(([family]) => microRho[family] > 0)!;
  const countSd = Math.sqrt(5 * varianceOf(microRho[finest]));
  const fewest = Math.ceil(11 + 1.96 * countSd);
  return `# How these numbers were made

Programme ${programme.programme}, period ${period.period} (${period.months[0]} to ${period.months.at(-1)}), catalogue version \
${catalogue.version}.

## In short

Clients who consented are counted by ${countedBy(asked.questions)}how much their pain fell. Before anything left
our hands, a random number was added to every count. It is small against large groups and large against small
ones. That is the protection: whatever the numbers are, they would have been nearly as likely without any one
client, so that nobody, with whatever else he knows, can tell with confidence whether that client is in the data.

## What is asked

${questionsText(programme, period, asked.questions)}

## What is counted

- **One client, once.** A client counts once a period, under the technique and complaint with most of his
  sessions, with his median improvement: the score before less the score after, on the scale of 0 to 10. A half
  is rounded down. So these are clients, not sessions. Whoever usually came without pain (a median score before
  of 0) is not counted.
- **A responder** is a client whose pain fell by at least 30 %: his median improvement is at least 30 % of his
  median score before, of which a half is rounded up. It is the rule that owners' pages use for sessions.
- **${mostPeriods(programme)}** Each client has one account over all programmes. When what he has spent leaves no room for
  another release, he counts no more, which bounds what can be told of anyone over the years. Later releases lean
  towards newer clients.
${microRho.recovery > 0 ? '- **Recovery** is the median time until a client reported that soreness had gone. It is counted by technique.\n' : ''}- **Late reports** count until ${LATE_REPORT_DAYS} days after the period's end. What comes later changes nothing: this release is
  never restated because of it.

## How to read it

- **Negative counts are right.** The noise goes up and down. A count of -3 means "few or none". It must stay
  negative: otherwise sums come out too high.
- **Add up n_noisy, never n_display.** n_display is for looking at; with its negative values cut off, sums of it
  are too high. Better than a sum is the row of the margin, which was measured with noise of its own: a sum of
  many cells sums up their noise.
- **Rows of status u** have too much noise for a mean or a rate. u says nothing about a group but that it is not
  clearly large: empty and small groups look alike. The count of ${finestName} has noise with a standard deviation of
  about ${Math.round(countSd)} clients; with fewer than about ${fewest} clients it can hardly have another status.
- **n_reconciled** is the best unbiased estimate of a count: cells, margins and total together, so that they agree. It may
  be below 0. The columns bin_1 to bin_6 and sigma are what was measured, for models of your own.
- **n_consistent** is an estimate that is never below 0 and agrees too: rows add up to their margins, but for rounding. Means
  and rates are made of it, as below. Of small groups it is rather too high, so add up n_noisy or n_reconciled.
- **Intervals** cover the noise and the chance of who came: 95 of 100 of them hold what is true of those who could have
  come. Those of means also allow for bins, in which unlike clients count for the same points: such a mean is taken to be
  off by ${BIN_ERROR} points (a standard deviation), as it is over programmes whose clients come and fare differently. No
  number of clients makes a mean surer than that. Rates need no such allowance: bins divide where rates do.
- **Several periods** add up to client-${lengthOf(period)}s, not clients: whoever came in two
  periods counts in both. Noise adds up too: over four of them its standard deviation doubles.
- **It is not a trial.** Clients were not assigned to techniques by chance, and pain that is high falls by itself.

## How means and rates are estimated

All of it follows from what is published here, and can be computed again from it.

1. **Reconcile.** In each bin by itself, least squares over all tables that count improvement, each weighted by 1 / sigma²,
   under the condition that cells add up to margins and margins to the total: real counts h, and the variance of their
   noise, which is n_reconciled_sd² / 5.
2. **Agree, and not below 0.** From the top down, in each bin: the total, or 0 where it is below; then margins of 0 or more
   that have this total and are nearest to h (least squares); then cells of 0 or more that have these margins and are
   nearest to h.
3. **Value.** The mean of the bins' values v (\`privacy.bins\` of datapackage.json) over the counts of step 2; for the share
   of responders v is 1 in the bins of responders and 0 in others.
4. **Interval.** Each m for which there are counts r of 0 or more in the row's bins with
   Σ (h - r)² / variance + (Σ (v - m) r)² / (S + B) <= Σ min(h, 0)² / variance + 3.84,
   with S = Σ (v - m)² max(h, 0) and B = (${BIN_ERROR} Σ max(h, 0))² for means, 0 for rates, and the value of step 3 where it
   lies outside; ends are rounded outwards to two decimals. Recovery is estimated so from its own bins, without the last.

## The pooled edition

${pooledText(period, pooled)}

## What is promised

- For any client, over all releases that count his clinic together${revision > 1 ? ', this revision included' : ''}: a test for "is this client in it"
  that raises a false alarm for 1 in 100 finds at most ${percent(mostTruePositives(lifetime, 0.01))} of those who are, even if the tester knows every
  other client and holds every release. Without the releases it would find 1 %.
- In the field's terms: zero-concentrated differential privacy, rho ${asked.microRho / 1e6} in this release and ${lifetime} over a client's
  lifetime, which is epsilon ${up(epsilonOf(lifetime, 1e-6))} at delta 1e-6, for adding or removing a client. For guessing which of two
  values a known client has, rho is twice that.
- Every partner receives the same files. Comparing notes gains nothing.
${corrections(promise)}

## What is not promised

- Facts about groups are the purpose, and no secret: if a technique helps most people with neck pain, that is
  likely to hold for somebody you know, in the data or not.
- Therapists and clinics are not protected. No row is about one of them.
- Somebody known under two ids, or at two clinics, is protected as two clients are, which is less.
`;
}

/** Families about improvement with what one of their counts is of, finest first. */
const NAMES: readonly (readonly [Family, string])[] = [
  ['cells', 'a cell'],
  ['techniques', 'a technique'],
  ['complaints', 'a complaint'],
  ['total', 'all clients'],
];

function countedBy({ complaints, percent }: Questions): string {
  const complaint = complaints === 'groups' ? 'group of complaints' : 'complaint';
  if (percent.cells > 0 || (percent.techniques > 0 && percent.complaints > 0))
    return `technique, ${complaint} and `;
  if (percent.techniques > 0) return 'technique and ';
  return percent.complaints > 0 ? `${complaint} and ` : '';
}

function mostPeriods({ period, budget: { periodsPerClient } }: Programme): string {
  if (period !== 'quarter-and-year') return `At most ${periodsPerClient} periods.`;
  return `At most what ${periodsPerClient} years and their quarters tell.`;
}

const rounded = (value: number) => Math.round(100 * value) / 100;

function pooledText(period: Pick<ReleasePeriod, 'period'>, pooled: readonly string[]): string {
  const again = countedAgain(pooled.length);
  const length = lengthOf(period);
  const which =
    pooled.length === 1
      ? `this ${length} alone, so far`
      : `${pooled.length} ${length}s: ${pooled.join(', ')}`;
  return `pooled.csv has the same rows over ${which}. Each release of the programme brings it up to date. It is made of the
noisy counts that these releases have published, so it tells nothing more of anybody and spends nothing: bins are added
up, and so are the variances of their noise, and means and rates are estimated from that as above.

It counts clients of a ${length}: whoever came in three of them is in it three times. Who came again cannot be seen, so
intervals take the variance of who came, S of step 4, ${rounded(again.means)} times: k periods are taken to have k^${rounded(GROWTH)} times the
clients of one, each counted as often as all the others. Of rates it is ${rounded(again.shares)} times: whether somebody responds is less alike from
one time to the next than by how much he improves, so what exceeds 1 is multiplied by 2/pi asin(0.7) / 0.7. A ${length} that asked less, of another catalogue, or that was replaced, is left out.`;
}

function corrections({ microRho, byRevisions, byRevisionsToCome }: LifetimePromise): string {
  const made =
    byRevisions > 0
      ? `- Corrections that were made are in that, with rho ${byRevisions / 1e6} that was set aside for them.\n`
      : '';
  if (byRevisionsToCome === 0) return `${made}- Nothing is left for another correction: there will be none.`;
  const most = mostTruePositives((microRho + byRevisions + byRevisionsToCome) / 1e6, 0.01);
  return `${made}- Should a release have to be corrected, its fresh noise, which may be larger, is paid for from a reserve of rho
  ${byRevisionsToCome / 1e6}, which comes on top: the test above would then find at most ${percent(most)}.`;
}

const percent = (share: number) => `${up(share * 100, 10)} %`;
const up = (value: number, steps = 100) => String(Math.ceil(value * steps - 1e-9) / steps);

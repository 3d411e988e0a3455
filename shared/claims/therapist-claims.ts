import { tTail } from '../statistics/distributions/t-tail.ts';
import { detectableDifference } from '../statistics/intervals/detectable-difference.ts';
import { holm } from '../statistics/intervals/holm.ts';
import { tInterval } from '../statistics/intervals/student-interval.ts';
import { isEstimable, type LeastSquares } from '../statistics/regression/least-squares.ts';
import { type RobustContrast, robustContrasts } from '../statistics/regression/robust-contrasts.ts';
import { median } from '../statistics/summaries/median.ts';
import { overDispersion } from '../statistics/therapists/over-dispersion.ts';
import type { ComparisonModel } from './comparison-model.ts';
import { FEWEST_CLIENTS, type TherapistClaim, type TherapistClaims } from './contract.ts';
import { NONE } from './factor-levels.ts';
import { SIGNIFICANT } from './lead.ts';
import { NO_SPREAD, spokenDetectable, spokenDifference, spokenList, spokenPoints } from './spoken.ts';

type Judged = { rank: number; contrast: RobustContrast };

/**
 * Each therapist against the others: her coefficient in the model of the comparison less the mean of theirs, weighted
 * by their clients. CR2 by client, Holm over therapists. What therapists differ by beyond chance is estimated without
 * the one who is judged and without those who stand out already, so that no outlier hides in it; nor does anybody stand
 * out only because the mean of the others holds an outlier: from the clearest one on, each next one is held against
 * those who do not stand out. Against the mean of all others she has to differ too: that is what is told of her.
 *
 * @param model with therapists, and its fit
 * @param therapistIds by rank: all of the clinic, also those without a compared session
 */
export function therapistClaims(
  model: ComparisonModel,
  fit: LeastSquares,
  therapistIds: readonly string[],
): TherapistClaims {
  const { clients } = model.therapist;
  const ranks = [...clients.keys()].filter(
    (rank) => Math.min(clients[rank]!, model.clientsOfOthers[rank]!) >= FEWEST_CLIENTS,
  );
  const judged = withOverDispersion(againstOthers(model, fit, ranks, NOBODY));
  const outside = standingOut(model, fit, judged);
  const adjusted = holm(judged.map(({ contrast }) => contrast.p));
  const claims = new Map(
    judged.map(({ rank, contrast: { estimate, ...error } }, index): [number, TherapistClaim] => [
      rank,
      {
        therapistId: therapistIds[rank]!,
        clients: clients[rank]!,
        difference: estimate,
        ...error,
        pHolm: adjusted[index]!,
        outside: adjusted[index]! < SIGNIFICANT && outside.has(rank),
      },
    ]),
  );
  const rows = therapistIds.map(
    (therapistId, rank) =>
      claims.get(rank) ?? { therapistId, withheld: reason(model, rank, therapistIds.length) },
  );
  return { rows, sentence: sentence([...claims.values()], therapistIds.length) };
}

const NOBODY: ReadonlySet<number> = new Set();

/** Each of some therapists against all others but those who are left out; who has nobody to be held against is not in it. */
function againstOthers(
  model: ComparisonModel,
  fit: LeastSquares,
  ranks: readonly number[],
  leftOut: ReadonlySet<number>,
): Judged[] {
  const known = ranks.flatMap((rank) => {
    const contrast = contrastOf(model, rank, leftOut);
    return contrast && isEstimable(fit, contrast) ? [{ rank, contrast }] : [];
  });
  const robust = robustContrasts(
    model.design,
    fit,
    known.map(({ contrast }) => contrast),
  );
  return known.flatMap(({ rank }, index) => (robust[index] ? [{ rank, contrast: robust[index] }] : []));
}

function contrastOf(
  { therapist, at, design }: ComparisonModel,
  rank: number,
  leftOut: ReadonlySet<number>,
): number[] | undefined {
  const { clients, columnOf } = therapist;
  const isOther = (level: number) => level !== rank && !leftOut.has(level);
  const others = clients.reduce((sum, count, level) => sum + (isOther(level) ? count : 0), 0);
  if (others === 0) return undefined;
  const contrast = new Array<number>(design.columns).fill(0);
  for (const [level, count] of clients.entries()) {
    const column = columnOf[level]!;
    if (column === NONE) continue;
    if (level === rank) contrast[at.therapist + column]! += 1;
    else if (isOther(level)) contrast[at.therapist + column]! -= count / others;
  }
  return contrast;
}

function withOverDispersion(judged: readonly Judged[]): Judged[] {
  const plain = holm(judged.map(({ contrast }) => contrast.p));
  return judged.map(({ rank, contrast }, index) => {
    const others = judged.filter((_, other) => other !== index && plain[other]! >= SIGNIFICANT);
    const variance = overDispersion(others.map((other) => other.contrast));
    const { estimate, df } = contrast;
    const se = Math.sqrt(contrast.se ** 2 + variance);
    const p = se === 0 ? contrast.p : tTail(estimate / se, df);
    return { rank, contrast: { estimate, se, df, ci95: tInterval(estimate, se, df), p } };
  });
}

/** Who stands out: the clearest first, each next one against those who do not (Holm's steps). */
function standingOut(
  model: ComparisonModel,
  fit: LeastSquares,
  judged: readonly Judged[],
): ReadonlySet<number> {
  const outside = new Set<number>();
  let rest = judged;
  while (rest.length > 0) {
    const next = rest.reduce((clearest, one) => (one.contrast.p < clearest.contrast.p ? one : clearest));
    if (next.contrast.p * rest.length >= SIGNIFICANT) break;
    outside.add(next.rank);
    const ranks = rest.filter(({ rank }) => rank !== next.rank).map(({ rank }) => rank);
    const held = withOverDispersion(againstOthers(model, fit, ranks, outside));
    // Of two, or of the last two, each is the other's only measure: neither is the one who differs.
    if (held.length === 0) for (const rank of ranks) outside.add(rank);
    rest = held;
  }
  return outside;
}

function reason({ therapist, clientsOfOthers }: ComparisonModel, rank: number, therapists: number): string {
  if (therapists === 1) return 'There is nobody to compare with.';
  const own = therapist.clients[rank]!;
  const ofOthers = clientsOfOthers[rank]!;
  const needed = `with both scores of a technique that can be compared: too few to say (${FEWEST_CLIENTS} are needed).`;
  if (own < FEWEST_CLIENTS) return `There ${own < 2 ? 'is' : 'are'} ${clientsInWords(own)} ${needed}`;
  if (ofOthers < FEWEST_CLIENTS) return `The others have ${clientsInWords(ofOthers)} ${needed}`;
  return 'The data cannot tell the therapist from what the clients come for or what is given.';
}

const clientsInWords = (count: number) =>
  count === 0 ? 'no client' : count === 1 ? '1 client' : `${count} clients`;

function sentence(claims: readonly TherapistClaim[], therapists: number): string {
  if (therapists === 0) return 'There is no therapist yet.';
  if (therapists === 1) return 'There is one therapist, and nobody to compare with.';
  if (claims.length === 0) {
    return `Therapists cannot be compared yet: that takes ${FEWEST_CLIENTS} clients each, and work that they share.`;
  }
  const outside = claims.filter((claim) => claim.outside);
  if (outside.length === 0) return couldBeSeen(claims);
  const differ =
    therapists === 2
      ? plainContrast(outside)
      : `The mean fall in pain of ${spokenList(outside.map(difference))} differs from that of the others by`;
  return `${differ} more than chance and a like mix of clients explain. That is a reason to look, not a verdict.`;
}

const difference = ({ therapistId, difference: points }: TherapistClaim) =>
  `${therapistId} (${spokenPoints(points)} points ${points > 0 ? 'more' : 'less'})`;

/** Of two, each differs from the other by the same. */
function plainContrast(both: readonly TherapistClaim[]): string {
  const better = both.find((claim) => claim.difference > 0)!;
  const other = both.find((claim) => claim !== better)!;
  return `Pain fell by ${spokenDifference(better.difference, better.ci95)} more with ${better.therapistId} than with ${other.therapistId},`;
}

function couldBeSeen(claims: readonly TherapistClaim[]): string {
  if (claims.every(({ se }) => se < NO_SPREAD)) {
    return 'Pain changed alike with all therapists compared, to the point: scores that never vary cannot tell them apart, so look whether each was asked for.';
  }
  const seen = median(claims.map(({ se, df }) => detectableDifference(se, df, claims.length)))!;
  return `With these data, a therapist whose clients fare about ${spokenDetectable(seen)} points better or worse than those of the others would have been seen four times in five; none was.`;
}

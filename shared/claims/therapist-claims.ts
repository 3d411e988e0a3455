import { detectableDifference } from '../statistics/detectable-difference.ts';
import { holm } from '../statistics/holm.ts';
import { median } from '../statistics/median.ts';
import { overDispersion } from '../statistics/over-dispersion.ts';
import { isEstimable, type LeastSquares } from '../statistics/regression/least-squares.ts';
import { type RobustContrast, robustContrasts } from '../statistics/regression/robust-contrasts.ts';
import { tInterval } from '../statistics/student-interval.ts';
import { tTail } from '../statistics/t-tail.ts';
import type { ComparisonModel } from './comparison-model.ts';
import { FEWEST_CLIENTS, isSaid, type TherapistClaim, type TherapistClaims } from './contract.ts';
import { NONE } from './factor-levels.ts';
import { SIGNIFICANT } from './lead.ts';
import { spokenList, spokenPoints } from './spoken.ts';

type Judged = { rank: number; clients: number; contrast: RobustContrast };

/**
 * Each therapist against the others: her coefficient in the model of the comparison less the mean of theirs, weighted
 * by their clients. CR2 by client, Holm over therapists. What therapists differ by beyond chance is estimated without
 * the one who is judged and without those who stand out already, so that no outlier hides in it.
 *
 * @param model with therapists, and its fit
 * @param therapistIds by rank: all of the clinic, also those without a compared session
 */
export function therapistClaims(
  model: ComparisonModel,
  fit: LeastSquares,
  therapistIds: readonly string[],
): TherapistClaims {
  const claims = new Map(judgedClaims(judged(model, fit)).map(({ rank, claim }) => [rank, claim]));
  const rows = therapistIds.map((therapistId, rank) => {
    const claim = claims.get(rank);
    return { therapistId, ...(claim ?? { withheld: reason(model, rank, therapistIds.length) }) };
  });
  return {
    rows,
    sentence: sentence(
      rows.filter((row) => isSaid(row)),
      therapistIds.length,
    ),
  };
}

/** Those with 10 clients on either side whom the data can tell from everything else. */
function judged(model: ComparisonModel, fit: LeastSquares): Judged[] {
  const { therapist, clientsOfOthers, design } = model;
  const asked = [...therapist.clients.keys()]
    .filter((rank) => Math.min(therapist.clients[rank]!, clientsOfOthers[rank]!) >= FEWEST_CLIENTS)
    .map((rank) => ({ rank, clients: therapist.clients[rank]!, weights: againstOthers(model, rank) }))
    .filter(({ weights }) => isEstimable(fit, weights));
  const contrasts = robustContrasts(
    design,
    fit,
    asked.map(({ weights }) => weights),
  );
  return asked.flatMap(({ rank, clients }, index): Judged[] => {
    const contrast = contrasts[index];
    return contrast ? [{ rank, clients, contrast }] : [];
  });
}

/** Her coefficient less the mean of the others', weighted by their clients. */
function againstOthers({ therapist, at, design }: ComparisonModel, rank: number): number[] {
  const { clients, columnOf } = therapist;
  const others = clients.reduce((sum, count, other) => sum + (other === rank ? 0 : count), 0);
  const contrast = new Array<number>(design.columns).fill(0);
  for (const [level, count] of clients.entries()) {
    const column = columnOf[level]!;
    if (column === NONE) continue;
    contrast[at.therapist + column]! += level === rank ? 1 : -count / others;
  }
  return contrast;
}

function judgedClaims(
  judged: readonly Judged[],
): { rank: number; claim: Omit<TherapistClaim, 'therapistId'> }[] {
  const plain = holm(judged.map(({ contrast }) => contrast.p));
  const allowed = judged.map((own, index) => {
    const others = judged.filter((_, other) => other !== index && plain[other]! >= SIGNIFICANT);
    const variance = overDispersion(others.map(({ contrast: { estimate, se } }) => ({ estimate, se })));
    return { ...own, se: Math.sqrt(own.contrast.se ** 2 + variance) };
  });
  const p = allowed.map(({ contrast, se }) =>
    se === 0 ? contrast.p : tTail(contrast.estimate / se, contrast.df),
  );
  const adjusted = holm(p);
  return allowed.map(({ rank, clients, contrast: { estimate, df }, se }, index) => {
    const pHolm = adjusted[index]!;
    const ci95 = tInterval(estimate, se, df);
    const outside = pHolm < SIGNIFICANT;
    return { rank, claim: { clients, difference: estimate, se, df, ci95, p: p[index]!, pHolm, outside } };
  });
}

function reason({ therapist, clientsOfOthers }: ComparisonModel, rank: number, therapists: number): string {
  if (therapists === 1) return 'There is nobody to compare her with.';
  const own = therapist.clients[rank]!;
  const ofOthers = clientsOfOthers[rank]!;
  const needed = `with a score before and after: too few to say (${FEWEST_CLIENTS} are needed).`;
  if (own < FEWEST_CLIENTS) return `She has ${clientsInWords(own)} ${needed}`;
  if (ofOthers < FEWEST_CLIENTS) return `The others have ${clientsInWords(ofOthers)} ${needed}`;
  return 'The data cannot tell her from what her clients come for or what she gives.';
}

const clientsInWords = (count: number) =>
  count === 0 ? 'no client' : count === 1 ? '1 client' : `${count} clients`;

function sentence(claims: readonly TherapistClaim[], therapists: number): string {
  if (therapists < 2) return 'There is one therapist, and nobody to compare her with.';
  if (claims.length === 0) {
    return `Therapists cannot be compared yet: that takes ${FEWEST_CLIENTS} clients each, and work that they share.`;
  }
  const outside = claims.filter((claim) => claim.outside);
  if (outside.length === 0) {
    const seen = median(claims.map(({ se, df }) => detectableDifference(se, df, claims.length)))!;
    return `With these data, a therapist whose clients fare about ${spokenPoints(seen)} points better or worse than those of the others would have been seen four times in five; none was.`;
  }
  const found = outside.map(
    ({ therapistId, difference }) =>
      `${therapistId} (${spokenPoints(difference)} points ${difference > 0 ? 'more' : 'less'})`,
  );
  return `The mean fall in pain of ${spokenList(found)} differs from that of the others by more than chance and a like mix of clients explain. That is a reason to look, not a verdict.`;
}

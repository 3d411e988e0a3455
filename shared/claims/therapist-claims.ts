import { detectableDifference } from '../statistics/detectable-difference.ts';
import { holm } from '../statistics/holm.ts';
import { median } from '../statistics/median.ts';
import { overDispersion } from '../statistics/over-dispersion.ts';
import { isEstimable, type LeastSquares } from '../statistics/regression/least-squares.ts';
import { type RobustContrast, robustContrasts } from '../statistics/regression/robust-contrasts.ts';
import { tInterval } from '../statistics/student-interval.ts';
import { tTail } from '../statistics/t-tail.ts';
import type { ComparisonModel } from './comparison-model.ts';
import { FEWEST_CLIENTS, type TherapistClaim, type TherapistClaims } from './contract.ts';
import { NONE } from './factor-levels.ts';
import { SIGNIFICANT } from './lead.ts';
import { spokenList, spokenPoints } from './spoken.ts';

type Judged = { therapistId: string; clients: number; contrast: RobustContrast };

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
  const { clients } = model.therapist;
  const ranks = [...clients.keys()].filter((rank) => clients[rank]! >= FEWEST_CLIENTS);
  const contrasts = ranks.map((rank) => againstOthers(model, rank));
  const estimable = ranks.filter((_, index) => contrasts[index] && isEstimable(fit, contrasts[index]!));
  const robust = robustContrasts(
    model.design,
    fit,
    estimable.map((rank) => contrasts[ranks.indexOf(rank)]!),
  );
  const judged = estimable.flatMap((rank, index): Judged[] => {
    const contrast = robust[index];
    return contrast ? [{ therapistId: therapistIds[rank]!, clients: clients[rank]!, contrast }] : [];
  });
  const claims = new Map(judgedClaims(judged).map((claim) => [claim.therapistId, claim]));
  const rows = therapistIds.map(
    (therapistId, rank) =>
      claims.get(therapistId) ?? { therapistId, withheld: reason(clients[rank]!, therapistIds.length) },
  );
  return { rows, sentence: sentence([...claims.values()], therapistIds.length) };
}

/** Undefined where there is nobody else. */
function againstOthers({ therapist, at, design }: ComparisonModel, rank: number): number[] | undefined {
  const { clients, columnOf } = therapist;
  const others = clients.reduce((sum, count, other) => sum + (other === rank ? 0 : count), 0);
  if (others === 0) return undefined;
  const contrast = new Array<number>(design.columns).fill(0);
  for (const [level, count] of clients.entries()) {
    const column = columnOf[level]!;
    if (column === NONE) continue;
    contrast[at.therapist + column]! += level === rank ? 1 : -count / others;
  }
  return contrast;
}

function judgedClaims(judged: readonly Judged[]): TherapistClaim[] {
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
  return allowed.map(({ therapistId, clients, contrast, se }, index) => ({
    therapistId,
    clients,
    difference: contrast.estimate,
    se,
    df: contrast.df,
    ci95: tInterval(contrast.estimate, se, contrast.df),
    p: p[index]!,
    pHolm: adjusted[index]!,
    outside: adjusted[index]! < SIGNIFICANT,
  }));
}

function reason(clients: number, therapists: number): string {
  if (therapists === 1) return 'There is nobody to compare her with.';
  if (clients < FEWEST_CLIENTS) {
    const who = clients === 1 ? '1 client has' : `${clients} clients have`;
    return `${who} a score before and after: too few to say (${FEWEST_CLIENTS} are needed).`;
  }
  return 'The data cannot tell her from what her clients come for or what she gives.';
}

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

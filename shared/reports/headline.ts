import { type ChangeClaim, type Claims, isSaid, type TechniqueClaims } from '../claims/contract.ts';
import { changeText, limitsText } from './claim-words.ts';
import { counted } from './listed.ts';
import { decimal } from './number-text.ts';
import { techniqueInWords } from './words.ts';

type Said = { claims: TechniqueClaims; improvement: ChangeClaim };

/**
 * The first line of everything that is read about outcomes: how pain changed right after the session, and what of it
 * was left a day later. Named is the technique that the comparison puts first, if it does, else the one whose
 * interval is narrowest: the surest number, which is not the largest one.
 */
export function headline({ techniques, comparison }: Pick<Claims, 'techniques' | 'comparison'>): string {
  const said = techniques.flatMap((claims): Said[] =>
    isSaid(claims.improvement) ? [{ claims, improvement: claims.improvement }] : [],
  );
  if (said.length === 0) return nothingSaid(techniques);
  const first = said.find(({ claims }) => claims.technique === comparison.lead?.technique);
  const surest = said.reduce((best, each) => (width(each) < width(best) ? each : best));
  const { improvement, claims } = first ?? surest;
  const technique = techniqueInWords(claims.technique);
  const clients = counted(improvement.clients, 'client');
  const [low, high] = improvement.ci95;
  if (low <= 0 && high >= 0) {
    return (
      'Whether pain falls right after a session cannot be told yet: even the surest number, ' +
      `${changeText(improvement)} points of 10 with ${technique} (${clients}), allows no change at all.`
    );
  }
  const number = changeText(low > 0 ? improvement : turned(improvement));
  const verb = low > 0 ? 'fell' : 'rose';
  const start =
    said.length === 1
      ? `Pain ${verb} by ${number} points of 10 right after a session with ${technique}, ${clients}`
      : `Pain ${verb} by ${about(said)} of 10 right after a session, ${first ? 'most' : 'surest'} with ${technique}: ${number}, ${clients}`;
  return `${start}; ${aDayLater(claims)}.`;
}

function nothingSaid(techniques: readonly TechniqueClaims[]): string {
  if (techniques.length === 0) return 'There is no session, so there is nothing to say.';
  const sessions = techniques.reduce((sum, each) => sum + each.sessions, 0);
  return `${counted(sessions, 'session')} ${sessions === 1 ? 'is' : 'are'} too few to say how pain changes with any technique.`;
}

function width({ improvement: { ci95 } }: Said): number {
  return ci95[1] - ci95[0];
}

/** Over the pairs of all techniques that have a claim, to half a point, as this number has no interval. */
function about(said: readonly Said[]): string {
  const sessions = said.reduce((sum, { improvement }) => sum + improvement.sessions, 0);
  const points = said.reduce((sum, { improvement }) => sum + improvement.mean * improvement.sessions, 0);
  const halves = Math.abs(Math.round((2 * points) / sessions)) / 2;
  if (halves < 0.5) return 'less than half a point';
  return `about ${halves === 1 ? '1 point' : `${decimal(halves, Number.isInteger(halves) ? 0 : 1)} points`}`;
}

function aDayLater({ lasting }: TechniqueClaims): string {
  if (!isSaid(lasting)) return 'whether it lasts a day cannot be told yet';
  const [low, high] = lasting.ci95;
  const points = (claim: ChangeClaim) => `${decimal(claim.mean, 1)} points`;
  if (low > 0) return `${points(lasting)} of it were still gone a day later (${limitsText(lasting)})`;
  if (high < 0) {
    const risen = turned(lasting);
    return `a day later it stood ${points(risen)} above where it was before (${limitsText(risen)})`;
  }
  return `a day later it cannot be told from where it was before (${limitsText(lasting)} points lower)`;
}

/** The same change counted upwards. */
function turned(claim: ChangeClaim): ChangeClaim {
  const { mean, ci95, missingUpTo } = claim;
  return {
    ...claim,
    mean: -mean,
    ci95: [-ci95[1], -ci95[0]],
    missingUpTo: [-missingUpTo[1], -missingUpTo[0]],
  };
}

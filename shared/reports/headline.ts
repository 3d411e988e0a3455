import {
  type ChangeClaim,
  type Claims,
  FEWEST_CLIENTS,
  isSaid,
  type TechniqueClaims,
} from '../claims/contract.ts';
import { NO_SPREAD } from '../claims/spoken.ts';
import type { Technique } from '../records/catalogue.ts';
import { changeText, limitsText } from './words/claim-words.ts';
import { counted, listed } from './words/listed.ts';
import { decimal } from './words/number-text.ts';
import { techniqueInWords } from './words/words.ts';

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
  // Scores that never vary have no width, which is not the surest number but none at all.
  const varying = said.filter(varies);
  const surest = (varying.length > 0 ? varying : said).reduce((best, each) =>
    width(each) < width(best) ? each : best,
  );
  const { improvement, claims } = first ?? surest;
  if (!varies({ improvement }))
    return `${neverVarying(claims.technique, improvement)}; ${aDayLater(claims)}.`;
  const technique = techniqueInWords(claims.technique);
  const clients = counted(improvement.clients, 'client');
  const [low, high] = improvement.ci95;
  if (low <= 0 && high >= 0) {
    return (
      'Whether pain falls right after a session cannot be told yet: even the surest number, ' +
      `${changeText(improvement)} points of 10 with ${technique} (${clients}), allows no change at all.`
    );
  }
  const hasFallen = low > 0;
  const number = changeText(hasFallen ? improvement : turned(improvement));
  const [verb, otherwise] = hasFallen ? ['fell', 'rose'] : ['rose', 'fell'];
  const against = said.filter((each) =>
    hasFallen ? each.improvement.ci95[1] < 0 : each.improvement.ci95[0] > 0,
  );
  const all = meanOf(said);
  // One number for all speaks only where all went one way, and it went that way too.
  const isOneWay = said.length > 1 && against.length === 0 && (hasFallen ? all > 0 : all < 0);
  // The technique that the comparison puts first is the one after which pain fell most, or rose least.
  const best = hasFallen ? 'most' : 'least';
  const start = isOneWay
    ? `Pain ${verb} by ${about(all)} of 10 right after a session, ${first ? best : 'surest'} with ${technique}: ${number}, ${clients}`
    : `Pain ${verb} by ${number} points of 10 right after a session with ${technique}, ${clients}`;
  const others = listed(against.map((each) => techniqueInWords(each.claims.technique)));
  return `${start}${against.length > 0 ? `, and ${otherwise} with ${others}` : ''}; ${aDayLater(claims)}.`;
}

function varies({ improvement }: Pick<Said, 'improvement'>): boolean {
  return width({ improvement }) >= NO_SPREAD;
}

function neverVarying(technique: Technique, { mean, clients }: ChangeClaim): string {
  const moved = mean > 0 ? 'fell' : 'rose';
  const what =
    Math.abs(mean) < NO_SPREAD
      ? 'was the same before and right after'
      : `${moved} by ${decimal(Math.abs(mean), 1)} points of 10 right after`;
  return `Pain ${what} every session with ${techniqueInWords(technique)} that has both scores, ${counted(clients, 'client')} (scores that never vary cannot tell how sure that is)`;
}

function nothingSaid(techniques: readonly TechniqueClaims[]): string {
  if (techniques.length === 0) return 'There is no session, so there is nothing to say.';
  return `No technique has ${FEWEST_CLIENTS} clients with a score before and one after a session, so it cannot be said yet how pain changes.`;
}

function width({ improvement: { ci95 } }: Pick<Said, 'improvement'>): number {
  return ci95[1] - ci95[0];
}

/** Mean improvement in points over the pairs of all techniques that have a claim. */
function meanOf(said: readonly Said[]): number {
  const sessions = said.reduce((sum, { improvement }) => sum + improvement.sessions, 0);
  return said.reduce((sum, { improvement }) => sum + improvement.mean * improvement.sessions, 0) / sessions;
}

/** To half a point, as this number has no interval. */
function about(mean: number): string {
  const halves = Math.abs(Math.round(2 * mean)) / 2;
  if (halves < 0.5) return 'less than half a point';
  return `about ${halves === 1 ? '1 point' : `${decimal(halves, Number.isInteger(halves) ? 0 : 1)} points`}`;
}

function aDayLater({ improvement, lasting }: TechniqueClaims): string {
  if (!isSaid(lasting)) return 'whether it lasts a day cannot be told yet';
  const [low, high] = lasting.ci95;
  const points = (claim: ChangeClaim) => `${decimal(claim.mean, 1)} points`;
  if (!varies({ improvement: lasting })) {
    const stood =
      Math.abs(lasting.mean) < NO_SPREAD
        ? 'it was where it had been before'
        : `it stood ${decimal(Math.abs(lasting.mean), 1)} points ${lasting.mean > 0 ? 'lower' : 'higher'} than before`;
    return `a day later ${stood} in all ${lasting.answered} sessions of which that is known`;
  }
  // Not a part of what fell right after where it is more than that, or where nothing fell.
  if (low > 0 && !(isSaid(improvement) && lasting.mean <= improvement.mean)) {
    return `a day later it stood ${points(lasting)} lower than before (${limitsText(lasting)})`;
  }
  if (low > 0) return `${points(lasting)} of it were still gone a day later (${limitsText(lasting)})`;
  if (high < 0) {
    const risen = turned(lasting);
    return `a day later it stood ${points(risen)} above where it was before (${limitsText(risen)})`;
  }
  return `a day later it cannot be told from where it was before (${limitsText(lasting, ' points lower')})`;
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

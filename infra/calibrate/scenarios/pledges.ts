import { type Claims, isSaid, type TechniqueClaims, type Withheld } from '../../../shared/claims/contract.ts';
import type { Technique } from '../../../shared/records/catalogue.ts';
import type { Pledge, Said } from './scenario.ts';

type Limits = readonly [low: number, high: number | null];

/** A claim has an interval, and the interval holds the truth. */
export function holdsTruth(
  claim: string,
  atLeast: number,
  intervalIn: (said: Said) => Limits | null,
  truth: (said: Said) => number | null,
): Pledge {
  return {
    claim,
    promise: 'holds the truth',
    atLeast,
    isKept(said) {
      const interval = intervalIn(said);
      const value = interval && truth(said);
      return interval && value !== null ? holds(interval, value) : null;
    },
  };
}

const CRUMB = 1e-9;

function holds([low, high]: Limits, value: number): boolean {
  return low <= value + CRUMB && (high === null || high >= value - CRUMB);
}

/** Such a clinic's reports may not tell: to say so is right, too. */
export function orWithheld(pledge: Pledge): Pledge {
  return {
    ...pledge,
    promise: `${pledge.promise}, or is withheld,`,
    isKept: (said) => pledge.isKept(said) ?? true,
  };
}

/** Nothing may be claimed of such a clinic. */
export function saysNothing(claim: string, isWithheld: (claims: Claims) => boolean): Pledge {
  return { claim, promise: 'is withheld', atLeast: 0.99, isKept: ({ claims }) => isWithheld(claims) };
}

type MeasuredClaim = Exclude<keyof TechniqueClaims, 'technique' | 'sessions' | 'clients' | 'soreness'>;

/** A claim about a technique; null where it is withheld. */
export function ofTechnique<Name extends MeasuredClaim>(
  { claims }: Said,
  technique: Technique,
  name: Name,
): Exclude<TechniqueClaims[Name], Withheld> | null {
  const claim = claims.techniques.find((one) => one.technique === technique)?.[name];
  return claim && isSaid(claim) ? (claim as Exclude<TechniqueClaims[Name], Withheld>) : null;
}

/** Those of a list that were not withheld. */
export function saidAmong<Claim extends object>(claims: readonly Claim[]): Exclude<Claim, Withheld>[] {
  return claims.filter((claim) => isSaid(claim)) as Exclude<Claim, Withheld>[];
}

/** No difference is claimed where there is none. */
export function findsNoDifference(
  claim: string,
  atLeast: number,
  pairsOf: (claims: Claims) => readonly (({ pHolm: number } & object) | Withheld)[],
): Pledge {
  return {
    claim,
    promise: 'finds no difference where there is none',
    atLeast,
    isKept({ claims }) {
      const pairs = saidAmong(pairsOf(claims));
      return pairs.length === 0 ? null : pairs.every(({ pHolm }) => pHolm >= 0.05);
    },
  };
}

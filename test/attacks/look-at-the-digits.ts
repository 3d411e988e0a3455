import { SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack } from './verdict.ts';
import { countsOf, programmeWith, session, tallyWith } from './worlds.ts';

const DIVISORS = [2, 3, 5];

/**
 * Attack 17: floating-point noise added to 0 and to 1 gives numbers of different digits (Mironov 2012;
 * Haney et al. 2022). Every count must be a whole number, and its remainders equally common in both worlds.
 */
export const lookAtTheDigits: Attack = (mechanism) => {
  const { programme, catalogue, period } = programmeWith(mechanism, 1, 1);
  const findings: string[] = [];
  const remainders = [[], [[session(7)]]].map((clients) => {
    const tally = tallyWith(mechanism, catalogue, clients);
    const counts = Array.from({ length: SCALE.releases }, () =>
      countsOf(mechanism.measure(programme, catalogue, period, tally).counts),
    );
    if (!counts.every((release) => release.every(Number.isSafeInteger)))
      findings.push('counts that are not whole');
    // The last bin of the only cell is where the client is.
    return DIVISORS.map((divisor) =>
      Array.from({ length: divisor }, (_, rest) => share(counts, (count) => modulo(count, divisor) === rest)),
    );
  });
  const margin = STANDARD_ERRORS * Math.sqrt(0.5 / SCALE.releases);
  DIVISORS.forEach((divisor, at) => {
    remainders[0]![at]!.forEach((empty, rest) => {
      if (Math.abs(empty - remainders[1]![at]![rest]!) > margin)
        findings.push(`remainder ${rest} of ${divisor} tells`);
    });
  });
  return findings;
};

const CLIENTS_BIN = 4;
const modulo = (value: number, divisor: number) => ((value % divisor) + divisor) % divisor;
const share = (counts: number[][], of: (count: number) => boolean) =>
  counts.filter((release) => of(release[CLIENTS_BIN]!)).length / counts.length;

import type { ReleasedTechnique } from '../claims/benchmark-estimates.ts';
import { TECHNIQUES } from '../records/catalogue.ts';
import type { ReleasedMeans } from '../releases/files/released-techniques.ts';

/** What a release gives, as the claims take it: in the order of the catalogue, complaints with an interval alone. */
export function givenTechniques(released: readonly ReleasedMeans[]): ReleasedTechnique[] {
  return TECHNIQUES.flatMap((technique) => {
    const found = released.find((one) => one.technique === technique);
    if (!found) return [];
    const withIntervals = [...found.complaints].flatMap(([complaint, { value, interval }]) =>
      interval ? [[complaint, { value, interval: [...interval] as [number, number] }] as const] : [],
    );
    const { mean, clients } = found;
    const given = mean && {
      value: mean.value,
      ...(mean.interval && { interval: [...mean.interval] as [number, number] }),
    };
    return [{ technique, clients, mean: given, complaints: new Map(withIntervals) }];
  });
}

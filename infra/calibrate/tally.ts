import { recordLines } from './clinics/clinic-records.ts';
import { drawsOf } from './clinics/draws.ts';
import type { ClaimsReader } from './read-claims.ts';
import type { Pledge, Scenario } from './scenarios/scenario.ts';

/** How often a pledge was kept. */
export type Tally = { datasets: number; said: number; kept: number };

/**
 * Lets data sets of a scenario be judged.
 *
 * @param from index of the first data set, `to` of the one after the last: each has a stream of its own
 * @param pledges of the scenario that are asked about
 * @returns a tally for each of them, in order
 */
export async function tallyDataSets(
  scenario: Scenario,
  pledges: readonly Pledge[],
  { from, to }: { from: number; to: number },
  reader: Pick<ClaimsReader, 'read'>,
): Promise<Tally[]> {
  const tallies = pledges.map(() => ({ datasets: 0, said: 0, kept: 0 }));
  for (let index = from; index < to; index += 1) {
    const clinic = scenario.simulate(drawsOf(scenario.name, index));
    const said = await reader.read(recordLines(clinic));
    for (const [nth, pledge] of pledges.entries()) {
      const tally = tallies[nth]!;
      const isKept = pledge.isKept(said);
      tally.datasets += 1;
      tally.said += isKept === null ? 0 : 1;
      tally.kept += isKept ? 1 : 0;
    }
  }
  return tallies;
}

/** Both together. */
export function addTally(tally: Tally, { datasets, said, kept }: Tally): void {
  tally.datasets += datasets;
  tally.said += said;
  tally.kept += kept;
}

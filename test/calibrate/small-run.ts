import { ClaimsReader } from '../../infra/calibrate/read-claims.ts';
import type { Said, Scenario } from '../../infra/calibrate/scenarios/scenario.ts';
import { SCENARIOS } from '../../infra/calibrate/scenarios/scenarios.ts';
import { tallyDataSets } from '../../infra/calibrate/tally.ts';
import { type Verdict, verdictOf } from '../../infra/calibrate/verdict.ts';

/** What somebody would say who breaks a rule. */
export type Mutant = (said: Said) => Said;

const FAITHFUL: Mutant = (said) => said;

/** A few data sets of some kinds of clinics, each read once however often it is judged. */
export class SmallRun {
  readonly #reader = new ClaimsReader();
  readonly #read = new Map<string, Said>();

  /** The verdicts on a scenario's promises, over its first data sets. */
  async verdicts(name: string, datasets: number, mutant: Mutant = FAITHFUL): Promise<Verdict[]> {
    const scenario = scenarioOf(name);
    const tallies = await tallyDataSets(
      scenario,
      scenario.pledges,
      { from: 0, to: datasets },
      {
        read: async (text) => mutant(await this.#saidOf(text)),
      },
    );
    return scenario.pledges.map((pledge, index) => verdictOf(scenario, pledge, tallies[index]!));
  }

  async #saidOf(text: string): Promise<Said> {
    const said = this.#read.get(text) ?? (await this.#reader.read(text));
    this.#read.set(text, said);
    return said;
  }

  close(): void {
    this.#reader.close();
  }
}

function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (!scenario) throw new Error(`no scenario is called ${name}`);
  return scenario;
}

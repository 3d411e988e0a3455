import type { SeedReport } from './run-seed.ts';
import { FAULTS, type Fault } from './schedule/faults.ts';

const SHOWN = 5;

/** A seed that did not end as it must, in lines. */
export function tellFailing({ seed, wrong }: SeedReport): string[] {
  const more = wrong.length > SHOWN ? [`  and ${wrong.length - SHOWN} more`] : [];
  return [`seed ${seed} fails:`, ...wrong.slice(0, SHOWN).map((one) => `  ${one}`), ...more];
}

/** The end of a seed that was run step by step. */
export function tellSeed(report: SeedReport): string[] {
  const { seed, steps, digest, records, views, happened, wrong } = report;
  const faults = faultsIn(happened);
  return [
    `seed ${seed}: ${steps} steps, ${records} records, ${views} items of views; what happened is ${digest}`,
    `went wrong on the way: ${faults || 'nothing'}`,
    ...(wrong.length === 0 ? ['all is as it must be'] : tellFailing(report)),
  ];
}

/** What all seeds of a run came to. */
export class SeedTotals {
  readonly #happened = new Map<Fault, number>();
  #seeds = 0;
  #steps = 0;
  #records = 0;
  #views = 0;
  failing = 0;

  add({ steps, records, views, happened, wrong }: SeedReport): void {
    this.#seeds += 1;
    this.#steps += steps;
    this.#records += records;
    this.#views += views;
    if (wrong.length > 0) this.failing += 1;
    for (const [fault, times] of happened)
      this.#happened.set(fault, (this.#happened.get(fault) ?? 0) + times);
  }

  /** @param seconds that the run took */
  told(seconds: number): string[] {
    const counts = `${counted(this.#steps)} steps, ${counted(this.#records)} records, ${counted(this.#views)} items of views`;
    return [
      `${counted(this.#seeds)} seeds, ${(this.#seeds / seconds).toFixed(1)} a second: ${counts}`,
      `went wrong on the way: ${faultsIn(this.#happened) || 'nothing'}`,
      this.failing === 0 ? 'every seed ended as it must' : `${counted(this.failing)} seeds failed`,
    ];
  }
}

const counted = (count: number) => count.toLocaleString('en-US');

function faultsIn(happened: ReadonlyMap<Fault, number>): string {
  return FAULTS.filter((fault) => happened.has(fault))
    .map((fault) => `${fault} ${counted(happened.get(fault)!)}`)
    .join(', ');
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomStream } from '../../examples/simulation/random.ts';
import { parquetFindings } from '../../infra/audit/parquet-findings.ts';
import { readRelease } from '../../infra/audit/read-release.ts';
import { auditReleases } from '../../shared/privacy/audit/audit-releases.ts';
import { histogramsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { type Programme, programmeOf } from '../../shared/privacy/programme/programme.ts';
import { FAMILIES } from '../../shared/privacy/programme/questions.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import type { LinearSolver } from '../../shared/privacy/solver/linear-solver.ts';
import {
  CHANGES,
  cellKey,
  type PeriodTally,
  RECOVERY_BINS,
} from '../../shared/privacy/tally/period-tally.ts';
import { type AdditiveTable, additiveTable } from '../../shared/privacy/threshold/additive-table.ts';
import { FEWEST_CLIENTS } from '../../shared/privacy/threshold/limits.ts';
import { suppressCells } from '../../shared/privacy/threshold/suppress-cells.ts';
import type { ReleaseTerms } from '../../shared/releases/release-terms.ts';
import { filesOf, MECHANISMS, termsOf, writeFolder } from '../audit/release-folder.ts';

/** So many programmes of the whole catalogue, 91 cells, have 1,001 cells. */
const PROGRAMMES = 11;
/** One table of a thousand cells: what hiding cells costs grows faster than cells do. */
const WIDE = [40, 25] as const;

type Print = (line: string) => void;
type Counted = { terms: ReleaseTerms; tally: PeriodTally };

/**
 * 1,001 cells of both modes: drawn or hidden, rendered, written to files and audited from the files. Beside it,
 * in the same run, what the core of each takes at the least: as many ordinary normal doubles from the same
 * source of randomness, and each small cell's least and greatest count computed once for the finished pattern.
 *
 * @throws Error when the audit finds anything
 */
export async function releaseBench(print: Print): Promise<void> {
  const solver = await loadSolver();
  for (const mode of ['differential-privacy', 'threshold'] as const) {
    const all = Array.from({ length: PROGRAMMES }, (_, at) => counted(mode, at));
    const cells = all.reduce((sum, { terms: { catalogue } }) => sum + cellsOf(catalogue).length, 0);
    const clients = all.reduce((sum, { tally }) => sum + clientsOf(tally), 0);
    print(`${mode}: ${PROGRAMMES} programmes, ${cells} cells, ${clients} clients`);
    const anonymised = await releaseAll(all, solver, print);
    if (mode === 'differential-privacy')
      printRatio('ordinary doubles', anonymised, () => drawDoubles(all), print);
  }
  const table = wideTable();
  let hidden = new Set<number>();
  const suppressed = seconds(() => {
    hidden = suppressCells(table, solver);
  });
  print(`one table of ${WIDE.join(' x ')} cells, ${smallOf(table).length} of them or of its margins small`);
  row('hidden and audited', suppressed, print);
  print(`  ${hidden.size - smallOf(table).length} more hidden with them`);
  printRatio('every range once', suppressed, () => solveOnce(table, hidden, solver), print);
}

async function releaseAll(all: readonly Counted[], solver: LinearSolver, print: Print): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-bench-'));
  try {
    const kept: string[] = [];
    const anonymised = await timed(async () => {
      for (const input of all) kept.push(await MECHANISMS[input.terms.programme.mode].anonymise(input, []));
    });
    const folders: string[] = [];
    const written = await timed(async () => {
      for (const [at, { terms }] of all.entries()) {
        const table = MECHANISMS[terms.programme.mode].table(terms, kept[at]!);
        folders.push(writeFolder(join(folder, String(at)), await filesOf(terms, table)));
      }
    });
    const audited = await timed(async () => {
      const releases = folders.map(readRelease);
      const inFiles = await Promise.all(releases.map((release) => parquetFindings(release.label, release)));
      const findings = [...inFiles.flat(), ...auditReleases(releases, solver)];
      const [first] = findings.filter(({ severity }) => severity === 'finding');
      if (first) throw new Error(`the audit found ${first.kind}: ${first.says}`);
    });
    row(all[0]!.terms.programme.mode === 'threshold' ? 'hidden' : 'sampled', anonymised, print);
    row('rendered, signed and written', written, print);
    row('read and audited', audited, print);
    row('in all', anonymised + written + audited, print);
    return anonymised;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A programme with the whole catalogue, and clients who crowd in some cells of it. */
function counted(mode: Programme['mode'], at: number): Counted {
  const programme = programmeOf({ programme: `bench-${at}`, clinics: ['clinic-a'], mode });
  const terms = termsOf(programme, '2026Q3');
  const random = randomStream('release-bench', mode, at);
  const improvement = Object.fromEntries(
    cellsOf(terms.catalogue).map((key) => {
      const counts = CHANGES.map(() => 0);
      for (let client = skewed(random); client > 0; client -= 1)
        counts[Math.min(22, Math.max(0, Math.round(13.2 + random.normal(0, 2.6))))]! += 1;
      return [key, counts];
    }),
  );
  const recovery = Object.fromEntries(
    terms.catalogue.techniques.map((technique) => [technique, RECOVERY_BINS.map(() => skewed(random))]),
  );
  return { terms, tally: { improvement, recovery } };
}

/** Many cells with few clients and few with many, two fifths below the threshold. */
const skewed = (random: ReturnType<typeof randomStream>) => Math.floor(Math.exp(random.uniform() * 6)) - 1;

const cellsOf = ({ techniques, complaints }: ReleaseTerms['catalogue']) =>
  techniques.flatMap((technique) => complaints.map((complaint) => cellKey(technique, complaint)));
const clientsOf = ({ improvement }: PeriodTally) =>
  Object.values(improvement)
    .flat()
    .reduce((sum, count) => sum + count, 0);

/** As many normal doubles as there are counts, by Box and Muller: fast, and not private (Mironov 2012). */
function drawDoubles(all: readonly Counted[]): void {
  const random = secureRandom();
  for (const { terms, tally } of all) {
    const exact = histogramsOf(terms.catalogue, tally);
    const counts = FAMILIES.flatMap((family) =>
      Object.values(exact[family] as Record<string, number[]>).flat(),
    );
    const noisy = counts.map((count) => {
      const bytes = new DataView(new Uint8Array(random(8)).buffer);
      const [u, v] = [(bytes.getUint32(0) + 1) / 2 ** 32, bytes.getUint32(4) / 2 ** 32];
      return count + Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
    });
    if (noisy.some(Number.isNaN)) throw new Error('expected numbers');
  }
}

/** Few small cells, most of them alone in their line: where most others have to be hidden with them. */
function wideTable(): AdditiveTable {
  const random = randomStream('release-bench', 'wide');
  const inner = Array.from({ length: WIDE[0] * WIDE[1] }, () =>
    random.chance(0.04) ? random.integer(0, 10) : 11 + skewed(random),
  );
  return additiveTable(WIDE, inner);
}

const smallOf = ({ counts }: AdditiveTable) =>
  counts.flatMap((count, cell) => (count < FEWEST_CLIENTS ? [cell] : []));

/** Two programs for each small cell: what anybody has to solve who wants to know that a pattern is safe. */
function solveOnce(table: AdditiveTable, hidden: ReadonlySet<number>, solver: LinearSolver): void {
  const { counts, lines } = table;
  const most = 2 * Math.max(...counts) + 1000;
  const program = solver.open({
    variables: counts.map((count, cell) =>
      hidden.has(cell) ? { lower: 0, upper: most } : { lower: count, upper: count },
    ),
    rows: lines.map(({ sum, parts }) => ({
      terms: [[sum, -1] as const, ...parts.map((part) => [part, 1] as const)],
      lower: 0,
      upper: 0,
    })),
  });
  for (const cell of smallOf(table)) {
    const [least, greatest] = [program.extreme(cell, 'least')!, program.extreme(cell, 'greatest')!];
    if (least.value > 1.001 || greatest.value < 9.999) throw new Error(`cell ${cell} is not safe`);
  }
  program.close();
}

function printRatio(name: string, ours: number, other: () => void, print: Print): void {
  const theirs = seconds(other);
  row(name, theirs, print);
  print(`  ratio${(ours / theirs).toFixed(1).padStart(35)}`);
}

function row(name: string, value: number, print: Print): void {
  print(`  ${name.padEnd(30)}${value.toFixed(2).padStart(10)} s`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

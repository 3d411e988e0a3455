import { OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { report } from './child-run.ts';
import { ClinicInMemory } from './clinic-in-memory.ts';
import { benchFacts } from './facts.ts';

/** What one new score took, from its writing until nothing is stale. */
export type OneScore = { calls: number; readUnits: number; writeUnits: number; milliseconds: number };

const SESSIONS_A_CLINIC = 500;
const CLIENTS = 100;
/** First as many so that what they run is compiled, then those that are told of. */
const SCORES = 15;
const CLINIC = 'clinic-0';
const MOST_A_BATCH = 500;

/**
 * Scores that come one by one into one clinic of a deployment with so many sessions, each derived before the next comes. The
 * clinic's own history comes in the same way; the others are its partitions under the names of other clinics.
 */
const sessions = Number(process.argv[2]);
const clinic = new ClinicInMemory(CLINIC);

const facts = benchFacts((SESSIONS_A_CLINIC + 2 * SCORES) * 5, { months: 9, clients: CLIENTS }).map(
  (line) => JSON.parse(line) as { type: string; clientId: string },
);
const last = facts.filter(({ type }) => type === 'pain-score').slice(-2 * SCORES);
const isLast = new Set(last);
const history = facts.filter((fact) => !isLast.has(fact));
for (let at = 0; at < history.length; at += MOST_A_BATCH)
  await clinic.take(history.slice(at, at + MOST_A_BATCH));
addClinics(Math.round(sessions / SESSIONS_A_CLINIC) - 1);
await runsOf(last.slice(0, SCORES));
report({ runs: await runsOf(last.slice(SCORES)) });

function addClinics(count: number): void {
  for (const table of [RECORDS, OUTCOMES].map((name) => clinic.tables.table(name))) {
    const partitions = new Set([...table.all()].map((item) => item['pk']!.S!));
    for (const pk of partitions) {
      if (!pk.includes(CLINIC)) continue;
      for (let other = 1; other <= count; other += 1) table.share(pk, pk.replace(CLINIC, `clinic-${other}`));
    }
  }
}

async function runsOf(scores: readonly { clientId: string }[]): Promise<OneScore[]> {
  const found: OneScore[] = [];
  for (const score of scores) {
    const used = Object.values(await clinic.take([score]));
    const total = (of: keyof OneScore) => used.reduce((sum, one) => sum + one[of], 0);
    found.push({
      ...{ calls: total('calls'), milliseconds: total('milliseconds') },
      ...{ readUnits: total('readUnits'), writeUnits: total('writeUnits') },
    });
  }
  return found;
}

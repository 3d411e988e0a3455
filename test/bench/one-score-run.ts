import type { Item } from '../../shared/storage/aws/dynamodb.ts';
import { OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { report } from './child-run.ts';
import { ClinicInMemory } from './clinic-in-memory.ts';
import { benchFacts } from './facts.ts';

/** What one new score took, from its writing until nothing is stale. */
export type OneScore = { calls: number; readUnits: number; writeUnits: number; milliseconds: number };

const SESSIONS_A_CLINIC = 500;
const CLIENTS = 100;
const SCORES = 15;
const CLINIC = 'clinic-0';
const MOST_A_BATCH = 500;

/**
 * Scores that come one by one into one clinic of a deployment with so many sessions, each derived before the next comes. The
 * clinic's own history comes in the same way; the other clinics are copies of what it came to, under names of their own.
 */
const sessions = Number(process.argv[2]);
const clinic = new ClinicInMemory(CLINIC);

const facts = benchFacts((SESSIONS_A_CLINIC + SCORES) * 5, { months: 9, clients: CLIENTS }).map(
  (line) => JSON.parse(line) as { type: string; clientId: string },
);
const isLast = new Set(facts.filter(({ type }) => type === 'pain-score').slice(-SCORES));
const history = facts.filter((fact) => !isLast.has(fact));
for (let at = 0; at < history.length; at += MOST_A_BATCH)
  await clinic.take(history.slice(at, at + MOST_A_BATCH));
copyClinic(Math.max(0, Math.round(sessions / SESSIONS_A_CLINIC) - 1));

const runs: OneScore[] = [];
for (const score of isLast) {
  const used = Object.values(await clinic.take([score]));
  const total = (of: keyof OneScore) => used.reduce((sum, one) => sum + one[of], 0);
  runs.push({
    ...{ calls: total('calls'), milliseconds: total('milliseconds') },
    ...{ readUnits: total('readUnits'), writeUnits: total('writeUnits') },
  });
}
report({ runs });

function copyClinic(times: number): void {
  for (const name of [RECORDS, OUTCOMES]) {
    const table = clinic.tables.table(name);
    const items = [...table.all()].filter((item) => item['pk']!.S!.includes(CLINIC));
    for (let copy = 1; copy <= times; copy++) {
      for (const item of items) {
        const pk = { S: item['pk']!.S!.replace(CLINIC, `clinic-${copy}`) };
        const copied: Item = { ...item, pk };
        table.set(table.keyIn(copied, true), copied);
      }
      clinic.forgetChanges();
    }
  }
}

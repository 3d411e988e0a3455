import { type Item, text } from '../../shared/storage/aws/dynamodb.ts';
import { monthPk } from '../../shared/storage/keys/keys.ts';
import { bytesOf } from '../bench/capacity-by-rule.ts';
import { peakMegabytes, report } from '../bench/child-run.ts';
import { ClinicInMemory, pseudonymOf, type Used, type Who } from '../bench/clinic-in-memory.ts';
import { benchFacts } from '../bench/facts.ts';
import { OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { CLINIC, kindOfKey } from './key-kinds.ts';

/** What a fact takes of one kind of partition, by the names of the table and of the key, ids left out. */
export type KindUse = { table: string; kind: string; readUnits: number; writeUnits: number };
/** What a fact takes in a clinic with so many sessions in its month, as a mean of some. */
export type MeasuredMonth = {
  sessions: number;
  kinds: KindUse[];
  milliseconds: Record<Who, number>;
  /** What a fact leaves in the tables. */
  bytes: Record<string, number>;
  peakMegabytes: number;
};

const MONTH = '2026-01';
/** What comes through the handlers; a larger month is made of copies of it, under other clients' names. */
const SESSIONS_TAKEN_IN = 60;
const CLIENTS = 20;
const MEASURED_SESSIONS = 3;
const FACTS_A_SESSION = 5;

/** Facts that come one by one into a month of so many sessions: the real stores and handlers over tables in memory. */
const sessions = Number(process.argv[2]);
const clinic = new ClinicInMemory(CLINIC);
const facts = benchFacts((SESSIONS_TAKEN_IN + MEASURED_SESSIONS) * FACTS_A_SESSION, {
  months: 0.8,
  clients: CLIENTS,
}).map((line) => JSON.parse(line) as { clientId: string; sessionId?: string; scoreId?: string });
const isLast = (fact: { sessionId?: string; scoreId?: string }) =>
  Number(/\d+/.exec(fact.sessionId ?? fact.scoreId!)![0]) >= SESSIONS_TAKEN_IN;
const { true: last = [], false: before = [] } = Object.groupBy(facts, (fact) => `${isLast(fact)}` as const);
await clinic.take(before);
const bytes = Object.fromEntries([RECORDS, OUTCOMES].map((table) => [table, bytesIn(table) / before.length]));
copyClients(Math.max(0, Math.round(sessions / SESSIONS_TAKEN_IN) - 1));
// The copies enter the statistics.
await clinic.take(last.splice(0, FACTS_A_SESSION));
const measured: Used[] = [];
for (const fact of last) measured.push(await clinic.take([fact]));

const whole = Object.groupBy(
  measured.flatMap((used) => Object.values(used).flatMap(({ accesses }) => accesses)),
  ({ table, pk }) => `${table} ${kindOfKey(pk)}`,
);
report({
  sessions,
  kinds: Object.values(whole).map((accesses): KindUse => {
    const [one] = accesses!;
    const mean = (of: 'readUnits' | 'writeUnits') =>
      accesses!.reduce((sum, access) => sum + access[of], 0) / measured.length;
    return {
      ...{ table: one!.table, kind: kindOfKey(one!.pk) },
      ...{ readUnits: mean('readUnits'), writeUnits: mean('writeUnits') },
    };
  }),
  milliseconds: Object.fromEntries(
    (['ingest-records', 'derive-outcomes', 'summarise-techniques'] as const).map((who) => [
      who,
      measured.reduce((sum, used) => sum + (used[who]?.milliseconds ?? 0), 0) / measured.length,
    ]),
  ) as Record<Who, number>,
  bytes,
  peakMegabytes: peakMegabytes(),
} satisfies MeasuredMonth);

function bytesIn(table: string): number {
  return [...clinic.tables.table(table).all()].reduce((sum, item) => sum + bytesOf(item), 0);
}

function copyClients(times: number): void {
  const table = clinic.tables.table(OUTCOMES);
  const pk = monthPk({ clinicId: CLINIC, month: MONTH });
  const items = [...table.all()].filter((item) => item['pk']!.S === pk);
  for (let copy = 1; copy <= times; copy++) {
    for (const item of items) {
      const sk = item['sk']!.S!.replace(
        /#[^#]+$/,
        `#${pseudonymOf(`copy-${copy}-${item['sk']!.S!.slice(-43).replaceAll('-', '')}`)}`,
      );
      const copied: Item = { ...item, sk: text(sk) };
      table.set(table.keyIn(copied, true), copied);
    }
    clinic.forgetChanges();
  }
}

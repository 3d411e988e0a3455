import { type RefusedRow, refusedRow, refusedSessions } from '../../infra/offline/refused-sessions.ts';
import type { RefusedSessions } from '../../shared/claims/technique-claims.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import { isGoalFeed } from '../../shared/goals/goal-points.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import { contentOf, heldFactOf } from '../../shared/records/content.ts';
import type { Held } from '../../shared/records/held.ts';
import { factInZone } from '../../shared/records/in-zone.ts';
import { utcSortKey } from '../../shared/records/instant.ts';
import {
  type Fact,
  ID_FIELD,
  type RecordType,
  type ReportedRecord,
  stampedOf,
} from '../../shared/records/record.ts';
import { decide, type HeldVersion } from '../../shared/records/version.ts';
import type { ClientSessions } from '../../shared/statistics/outcome-table.ts';
import { isClientRecord } from '../../shared/views/client-month-view.ts';
import { readAll } from '../records/read-all.ts';

/** A file by its name and its text. */
export type TextFile = { name: string; text: string };

/** What the offline analysis has to find in files, worked out record by record and object by object. */
export type PlainOutcomes = {
  clinics: string[];
  clients: ClientSessions[];
  goals: GoalOfClient[];
  records: Partial<Record<RecordType, number>>;
  duplicates: number;
  erased: number;
  otherClinics: number;
  /** For each file, how many rows were refused by which code, and the lines of the first ten. */
  refused: { counts: Record<string, number>; lines: number[] }[];
  refusedSessions: RefusedSessions;
};

type Row = { file: number; line: number; record: ReportedRecord };

/** The plain way: parse, keep, sort and decide with nothing but the domain's own functions. */
export async function plainOutcomes(
  files: readonly TextFile[],
  clinic: string | undefined,
  timeZone?: string,
): Promise<PlainOutcomes> {
  const rows: Row[] = [];
  const found: PlainOutcomes = {
    clinics: [],
    clients: [],
    goals: [],
    records: {},
    duplicates: 0,
    erased: 0,
    otherClinics: 0,
    refused: files.map(() => ({ counts: {}, lines: [] })),
    refusedSessions: {},
  };
  const refusedRows: RefusedRow[] = [];
  const refuse = (file: number, line: number, code: string) => {
    const { counts, lines } = found.refused[file]!;
    counts[code] = (counts[code] ?? 0) + 1;
    lines.push(line);
  };
  for (const [file, { name, text }] of files.entries()) {
    const { items } = await readAll(name, text, clinic === undefined ? {} : { clinicId: clinic });
    for (const item of items) {
      if ('record' in item)
        rows.push({
          file,
          line: item.line,
          record: stampedOf(item.record, '2026-11-28T00:00:00Z') as ReportedRecord,
        });
      else if (item.refusal.code === 'other-clinic') found.otherClinics += 1;
      else {
        refuse(file, item.line, item.refusal.code);
        if (item.session) refusedRows.push(refusedRow(item.session, timeZone));
      }
    }
  }
  for (const { record } of rows) {
    found.records[record.type] = (found.records[record.type] ?? 0) + 1;
    if (!found.clinics.includes(record.clinicId)) found.clinics.push(record.clinicId);
  }
  for (const [client, ofClient] of Map.groupBy(rows, ({ record }) => record.clientId)) {
    const facts = liveFacts(ofClient, found, refuse).map((fact) => factInZone(fact, timeZone));
    const outcomes = clientOutcomes(facts.filter(isClientRecord));
    if (outcomes.sessions.length > 0) found.clients.push({ client, ...outcomes });
    for (const goal of facts.filter((fact) => fact.type === 'goal')) {
      const progress = goalProgress({ goal, earlier: [] }, facts.filter(isGoalFeed));
      found.goals.push({ client, progress });
    }
  }
  const held = found.clients.flatMap(({ sessions }) => sessions.map(({ sessionId }) => sessionId));
  found.refusedSessions = refusedSessions(refusedRows, new Set(held), { from: null, to: null });
  for (const file of found.refused) file.lines = file.lines.sort((a, b) => a - b).slice(0, 10);
  return found;
}

function liveFacts(
  rows: readonly Row[],
  found: PlainOutcomes,
  refuse: (file: number, line: number, code: string) => void,
): Held<Fact>[] {
  const erasures = rows.flatMap(({ record }) =>
    record.type === 'erasure' ? [utcSortKey(record.recordedAt)] : [],
  );
  const latest = erasures.sort().at(-1);
  const erasure = latest === undefined ? undefined : { recordedAt: latest };
  const facts: Held<Fact>[] = [];
  for (const versions of Map.groupBy(rows, ({ record }) => keyOf(record)).values()) {
    let held: (HeldVersion & { record: ReportedRecord }) | undefined;
    // A stable sort: what else is equal stays in the order of the files.
    for (const { file, line, record } of versions.toSorted(inOrderOfTime)) {
      const version = { recordedAt: utcSortKey(record.recordedAt), content: contentOrNull(record) };
      const outcome = decide(held, record.type === 'erasure' ? undefined : erasure, version);
      if (outcome === 'accepted') held = { ...version, record };
      if (outcome === 'duplicate') found.duplicates += 1;
      if (outcome === 'erased') found.erased += 1;
      if (outcome === 'conflict') refuse(file, line, 'conflict');
    }
    const record = held?.record;
    if (record && record.type !== 'deletion' && record.type !== 'erasure') {
      facts.push(heldFactOf(contentOf(record)));
    }
  }
  return facts;
}

function inOrderOfTime({ record: a }: Row, { record: b }: Row): number {
  const [first, second] = [utcSortKey(a.recordedAt), utcSortKey(b.recordedAt)];
  if (first !== second) return first < second ? -1 : 1;
  return Number(contentOrNull(a) === null) - Number(contentOrNull(b) === null);
}

function contentOrNull(record: ReportedRecord): string | null {
  return record.type === 'deletion' || record.type === 'erasure' ? null : contentOf(record);
}

function keyOf(record: ReportedRecord): string {
  if (record.type === 'deletion') return `${record.of} ${record.id}`;
  return `${record.type} ${(record as unknown as Record<string, string>)[ID_FIELD[record.type]]}`;
}

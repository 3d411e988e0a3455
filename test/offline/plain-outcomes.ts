import { type RefusedRow, refusedRow, refusedSessions } from '../../infra/offline/refused-sessions.ts';
import type { RefusedSessions } from '../../shared/claims/technique-claims.ts';
import { FactUse } from '../../shared/goals/fact-use.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import { isGoalFeed } from '../../shared/goals/goal-points.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { refusedSession } from '../../shared/records/files/refused-session.ts';
import { type RowAccount, RowTally, type UnusedReason } from '../../shared/records/files/row-account.ts';
import type { Goal } from '../../shared/records/goal.ts';
import { plausibleTimes, refusalOfTimes } from '../../shared/records/plausible-times.ts';
import {
  type AnyRecord,
  type Fact,
  isReassignment,
  type RecordType,
  stampedOf,
} from '../../shared/records/record.ts';
import { factInZone } from '../../shared/records/time/in-zone.ts';
import { utcSeconds } from '../../shared/records/time/instant.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { isClientRecord } from '../../shared/views/client-month-view.ts';
import { readAll } from '../records/read-all.ts';
import { type PlainRow, PlainStore, settledTogether } from './plain-store.ts';

/** A file by its name and its text. */
export type TextFile = { name: string; text: string };

/** What the offline analysis has to find in files, worked out record by record and object by object. */
export type PlainOutcomes = {
  clinics: string[];
  clients: ClientSessions[];
  goals: GoalOfClient[];
  records: Partial<Record<RecordType, number>>;
  account: RowAccount;
  otherClinics: number;
  /** For each file, how many rows were refused by which code, and the lines of the first ten. */
  refused: { counts: Record<string, number>; lines: number[] }[];
  refusedSessions: RefusedSessions;
};

type Row = PlainRow & { file: number; line: number };
/** When the files arrive. */
const ARRIVED_AT = '2026-11-28T00:00:00Z';

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
    account: new RowTally().toJSON(),
    otherClinics: 0,
    refused: files.map(() => ({ counts: {}, lines: [] })),
    refusedSessions: {},
  };
  const refusedRows: RefusedRow[] = [];
  const plausible = plausibleTimes({ arrivedAt: ARRIVED_AT, timeZone });
  const refuse = (file: number, line: number, code: string) => {
    const { counts, lines } = found.refused[file]!;
    counts[code] = (counts[code] ?? 0) + 1;
    lines.push(line);
  };
  for (const [file, { name, text }] of files.entries()) {
    const { items } = await readAll(name, text, clinic === undefined ? {} : { clinicId: clinic });
    for (const item of items) {
      if ('record' in item) {
        const { line, record: sent } = item;
        const late = refusalOfTimes(sent, plausible);
        if (late) {
          refuse(file, line, late.code);
          const session = refusedSession(sent);
          if (session) refusedRows.push(refusedRow(session, timeZone));
        } else {
          const record = stampedOf(sent, ARRIVED_AT);
          rows.push({ file, line, turn: rows.length, record, undated: sent.recordedAt === undefined });
        }
      } else if (item.refusal.code === 'other-clinic') found.otherClinics += 1;
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
  const store = new PlainStore();
  for (const row of rows) store.take(row);
  const live = rows.some(({ record }) => isReassignment(record)) ? settledTogether(rows) : store.settle();
  const tally = new RowTally();
  for (const { file, line, record, fate } of rows) {
    if (fate === 'conflict') refuse(file, line, fate);
    if (fate === 'other-client') refuse(file, line, `${typeNamed(record)}.${fate}`);
    if (fate?.startsWith('refused ')) refuse(file, line, fate.slice('refused '.length));
    if (fate === 'removal' || fate === 'reassigned') tally.add({ fate: 'used' });
    if (fate === 'known') tally.add({ fate: 'duplicate' });
    if (fate === 'nothing-to-remove') tally.add({ fate: 'unused', reason: fate });
    if (fate === 'replaced' || fate === 'duplicate' || fate === 'removed') tally.add({ fate });
  }
  for (const [client, ofClient] of Map.groupBy(live, (fact) => fact.client)) {
    const facts = ofClient.map(({ fact }) => factInZone(fact, timeZone));
    const outcomes = clientOutcomes(facts.filter(isClientRecord));
    if (outcomes.sessions.length > 0) found.clients.push({ client, ...outcomes });
    const goals = facts.filter((fact) => fact.type === 'goal');
    for (const goal of goals) {
      const progress = goalProgress({ goal, earlier: [] }, facts.filter(isGoalFeed));
      found.goals.push({ client, progress });
    }
    for (const fact of facts) {
      const reason = reasonUnused(fact, outcomes.sessions, goals);
      tally.add(reason === undefined ? { fate: 'used' } : { fate: 'unused', reason });
    }
  }
  for (const { counts } of found.refused) {
    for (const [code, count] of Object.entries(counts)) tally.add({ fate: 'refused', code }, count);
  }
  found.account = tally.toJSON();
  const held = found.clients.flatMap(({ sessions }) => sessions.map(({ sessionId }) => sessionId));
  found.refusedSessions = refusedSessions(refusedRows, new Set(held), { from: null, to: null });
  for (const file of found.refused) file.lines = file.lines.sort((a, b) => a - b).slice(0, 10);
  return found;
}

function typeNamed(record: AnyRecord): string {
  return record.type === 'deletion' ? record.of : record.type;
}

function reasonUnused(
  fact: Held<Fact>,
  sessions: readonly SessionOutcome[],
  goals: readonly Held<Goal>[],
): UnusedReason | undefined {
  const treated = sessions.map((session) => ({
    session,
    at: utcSeconds(session.startedAt),
    end: utcSeconds(session.endedAt),
  }));
  const use = new FactUse(treated, goals);
  if (fact.type === 'pain-score') return use.ofScore({ at: utcSeconds(fact.at), record: fact });
  if (fact.type === 'measurement') return use.ofMeasurement(fact);
  return fact.type === 'consent' ? use.ofConsent() : undefined;
}

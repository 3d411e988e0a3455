import { type Reporter, refusalToReport } from '../access/may-report.ts';
import type { Arrival } from '../records/arrival.ts';
import { parseRecord, readableId, type SentRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { RecordResult } from './record-result.ts';
import type { TakeIn } from './take-in.ts';

/** A record's result with its position and, if it can be read, its id. */
export type PlacedResult = { index: number; id?: string } & RecordResult;

/**
 * Validates what a caller reports, checks that he may, and takes in the rest: a refused record never takes
 * its neighbours with it.
 */
export async function screenAndTakeIn(
  principal: Reporter,
  reported: readonly unknown[],
  arrival: Arrival,
  takeIn: TakeIn,
): Promise<PlacedResult[]> {
  const results = new Array<PlacedResult>(reported.length);
  const passed: { index: number; record: SentRecord }[] = [];
  for (const [index, input] of reported.entries()) {
    const id = readableId(input);
    const screened = screen(principal, input);
    if ('record' in screened) passed.push({ index, record: screened.record });
    else results[index] = { index, ...(id && { id }), status: 'refused', refusals: screened.refusals };
  }
  const taken = await takeIn(
    principal.clinicId,
    passed.map(({ record }) => record),
    arrival,
  );
  for (const [position, { index }] of passed.entries()) {
    const id = readableId(reported[index]);
    results[index] = { index, ...(id && { id }), ...taken[position]! };
  }
  return results;
}

/** Takes in one record that a door has made itself, for a caller of whom it has asked whether he may. */
export async function takeInOne(input: object, arrival: Arrival, takeIn: TakeIn): Promise<PlacedResult> {
  const id = readableId(input);
  return { index: 0, ...(id && { id }), ...(await takeInTogether([input], arrival, takeIn)) };
}

/**
 * The same of records of one clinic that say one thing together: one result for all of them, a refusal where one is
 * refused. They are written in one go where they are of one client, and fit a transaction.
 */
export async function takeInTogether(
  inputs: readonly object[],
  arrival: Arrival,
  takeIn: TakeIn,
): Promise<RecordResult> {
  const records: SentRecord[] = [];
  for (const input of inputs) {
    const parsed = parseRecord(input);
    if ('refusals' in parsed) return { status: 'refused', refusals: parsed.refusals };
    records.push(parsed.record);
  }
  if (records.length === 0) return { status: 'duplicate', message: 'it is so already' };
  const results = await takeIn(records[0]!.clinicId, records, arrival);
  const telling = (status: RecordResult['status']) => results.find((result) => result.status === status);
  return telling('refused') ?? telling('accepted') ?? results[0]!;
}

function screen(principal: Reporter, input: unknown): { record: SentRecord } | { refusals: Refusal[] } {
  const parsed = parseRecord(input);
  if ('refusals' in parsed) return parsed;
  if (parsed.record.clinicId !== principal.clinicId) {
    const message = "expected the token's clinic, or leave the field out";
    return { refusals: [{ code: 'other-clinic', path: 'clinicId', message }] };
  }
  const refusal = refusalToReport(principal, parsed.record);
  return refusal ? { refusals: [refusal] } : parsed;
}

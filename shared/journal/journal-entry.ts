import { BadRequestError } from '../errors.ts';
import { instantIn } from '../records/instant.ts';
import type { JournalForm } from './journal-form.ts';

/** Stands for the client id, which no form knows: whose entry it is follows from the link. */
export const WHOEVER_HOLDS_THE_LINK = 'whoever-holds-the-link';

/**
 * The records that an answered form reports, unvalidated: they go through the same checks as everybody's. The
 * answers hold at the moment when they are sent. A second sending of the same form is the same entry, and a
 * correction: the records leave it to their arrival when they were written, so that the later one stands.
 *
 * Pain asked about a region is a record of its own: soreness is asked about everywhere.
 *
 * @param answers the fields `pain`, `soreness` and `mobility` as they were sent; an unanswered one is absent
 * @throws BadRequestError when nothing was answered
 */
export function journalRecords(
  { clinicId, entryId, offset, questions: { bodyRegion, task } }: JournalForm,
  answers: Readonly<Record<string, string>>,
  now: Date,
): object[] {
  const at = instantIn(now, offset);
  const envelope = { clinicId, clientId: WHOEVER_HOLDS_THE_LINK, at };
  const scored = (scoreId: string, scores: object) => ({
    type: 'pain-score',
    scoreId,
    ...envelope,
    ...scores,
  });
  const pain = answers['pain'] !== undefined && { pain: wholeNumber(answers['pain']) };
  const soreness = answers['soreness'] !== undefined && { soreness: wholeNumber(answers['soreness']) };
  const records: object[] = [];
  if (bodyRegion === undefined) {
    if (pain || soreness) records.push(scored(entryId, { ...pain, ...soreness }));
  } else {
    if (pain) records.push(scored(entryId, { ...pain, bodyRegion }));
    if (soreness) records.push(scored(`${entryId}-soreness`, soreness));
  }
  const { mobility } = answers;
  if (task && mobility !== undefined && mobility !== 'skip') {
    const value = mobility === 'yes' ? 1 : mobility === 'no' ? 0 : mobility;
    const { goalId } = task;
    records.push({ type: 'measurement', measurementId: entryId, ...envelope, goalId, value });
  }
  if (records.length === 0) throw new BadRequestError('', 'expected an answer to one of the questions');
  return records;
}

/** The number that digits write; anything else stays text, which the record's schema refuses by name. */
function wholeNumber(text: string): number | string {
  return /^\d{1,2}$/.test(text) ? Number(text) : text;
}

import type { Fact } from '../records/record.ts';
import { instantIn, utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import type { JournalAnswers } from './journal-answers.ts';
import type { JournalForm } from './journal-form.ts';
import type { Told } from './journal-moment.ts';

/** Stands for the client id, which no form knows: whose entry it is follows from the link. */
export const WHOEVER_HOLDS_THE_LINK = 'whoever-holds-the-link';

/** For so long after it was sent, an entry can be sent again and is replaced. */
const REPLACED_WITHIN_SECONDS = 3600;

/** What an entry is made of, as it is held. */
export type EntryFact = Extract<Held<Fact>, { type: 'pain-score' | 'measurement' }>;

/**
 * The records that an answered form reports, unvalidated: they go through the same checks as everybody's. What is felt
 * holds at the moment that is told, and how a goal stands when it is sent. A second sending of the same form is the same
 * entry, and a correction: the records leave it to their arrival when they were written, so that the later one stands,
 * and what was told first and is not told any more is taken back.
 *
 * Pain asked about a region is a record of its own: soreness is asked about everywhere.
 *
 * @param held what is held of this entry (heldOfEntry)
 */
export function journalRecords(
  { clinicId, entryId, offset, questions: { bodyRegion } }: JournalForm,
  { pain, soreness, goals, told }: JournalAnswers,
  held: readonly EntryFact[],
  now: Date,
): object[] {
  const sentAt = instantIn(now, offset);
  const owner = { clinicId, clientId: WHOEVER_HOLDS_THE_LINK };
  const moment = told === 'now' ? { at: sentAt } : told;
  const scored = (scoreId: string, scores: object) => ({
    ...{ type: 'pain-score', scoreId, ...owner, ...moment },
    ...scores,
  });
  const ofPain = pain !== undefined && { pain };
  const ofSoreness = soreness !== undefined && { soreness };
  const reported: { id: string; record: object }[] = [];
  const report = (id: string, record: object) => reported.push({ id, record });
  if (bodyRegion === undefined) {
    if (ofPain || ofSoreness) report(entryId, scored(entryId, { ...ofPain, ...ofSoreness }));
  } else {
    if (ofPain) report(entryId, scored(entryId, { ...ofPain, bodyRegion }));
    const id = `${entryId}-soreness`;
    if (ofSoreness) report(id, scored(id, ofSoreness));
  }
  for (const [index, { question, value }] of goals.entries()) {
    if (value === undefined) continue;
    const id = `${entryId}-goal-${index}`;
    const { goalId } = question;
    report(id, { type: 'measurement', measurementId: id, ...owner, at: sentAt, goalId, value });
  }
  const kept = new Set(reported.map(({ id }) => id));
  const takenBack = held
    .filter((fact) => !kept.has(idOf(fact)))
    .map((fact) => ({ type: 'deletion', of: fact.type, id: idOf(fact), ...owner }));
  return [...reported.map(({ record }) => record), ...takenBack];
}

/** What is held of an entry, among the facts of its client. */
export function heldOfEntry(facts: readonly Held<Fact>[], entryId: string): EntryFact[] {
  return facts.filter(
    (fact): fact is EntryFact =>
      (fact.type === 'pain-score' || fact.type === 'measurement') && isOfEntry(idOf(fact), entryId),
  );
}

/** Whether an id is one that an entry gives its records. */
const isOfEntry = (id: string, entryId: string): boolean => id === entryId || id.startsWith(`${entryId}-`);

/** Whether the hour is over in which an entry can be replaced; never of one of which nothing is held. */
export function isSettled(held: readonly EntryFact[], now: Date): boolean {
  const sent = held.map(({ recordedAt }) => utcSeconds(recordedAt));
  return sent.length > 0 && now.getTime() / 1000 - Math.max(...sent) > REPLACED_WITHIN_SECONDS;
}

/** Of what moment an entry was told; undefined where nothing is held of what was felt. */
export function toldOf(held: readonly EntryFact[]): Told | undefined {
  const score = held.find((fact) => fact.type === 'pain-score');
  return score && { at: score.at, window: score.window };
}

const idOf = (fact: EntryFact) => (fact.type === 'pain-score' ? fact.scoreId : fact.measurementId);

import { expect, test } from 'vitest';
import { carriedAnswers } from '../../shared/journal/carried-answers.ts';
import {
  openJournalForm,
  openJournalFormOfAnyAge,
  sealJournalForm,
} from '../../shared/journal/journal-form.ts';
import { sealingBy } from '../access/sealing.ts';

const SEALING = sealingBy(async (clinicId) => clinicId);

const asking = (...goals: [goalId: string, measure: string][]) => ({
  questions: { goals: goals.map(([goalId, measure]) => ({ goalId, measure })) },
});
const SHELF = ['g-1', 'task:reach-the-top-shelf'] as const;
const STAIRS = ['g-2', 'task:climb-stairs'] as const;
const told = {
  form: 'sealed',
  pain: '6',
  soreness: '2',
  when: 'this-morning',
  'goal-0': 'yes',
  'goal-1': 'no',
};

test('an answer goes to its own goal, wherever that stands now, and to no other', () => {
  const [before, now] = [asking([...SHELF], [...STAIRS]), asking([...STAIRS], ['g-3', 'psfs:running'])];
  expect(carriedAnswers(told, before, now)).toEqual({ pain: '6', soreness: '2', 'goal-0': 'no' });
  expect(carriedAnswers(told, undefined, now)).toEqual({ pain: '6', soreness: '2' });
  const changed = asking(['g-2', 'task:climb-the-hill']);
  expect(carriedAnswers(told, before, changed), 'another task').toEqual({ pain: '6', soreness: '2' });
});

test('of a form that was open for too long it is still known what it asked', async () => {
  const form = {
    ...{ clinicId: 'riverside', client: 'p-1', offset: '+00:00', moments: [] },
    ...{ entryId: 'journal-6f1c2a3b-0000-4000-8000-00000000000f', ...asking([...SHELF]) },
  };
  const evening = new Date('2026-08-03T21:00:00Z');
  const sealed = await sealJournalForm(SEALING, form, evening);
  const morning = new Date('2026-08-04T09:30:00Z');
  expect(await openJournalForm(SEALING, sealed, morning)).toBeUndefined();
  expect((await openJournalFormOfAnyAge(SEALING, sealed))?.questions).toEqual(form.questions);
  // Of the last letter not every bit counts, and another one may be the same form.
  const altered = `${sealed.slice(0, -9)}${sealed.at(-9) === 'A' ? 'B' : 'A'}${sealed.slice(-8)}`;
  expect(await openJournalFormOfAnyAge(SEALING, altered)).toBeUndefined();
});

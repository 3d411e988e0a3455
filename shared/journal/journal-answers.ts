import { isOnScale, scaleOf } from '../records/scales.ts';
import type { GoalQuestion, JournalForm } from './journal-form.ts';
import { type EarlierMoment, type Told, toldLater } from './journal-moment.ts';
import { kindOfQuestion } from './journal-questions.ts';

/** What a client has told; what could not be told is absent. */
export type JournalAnswers = {
  pain?: number;
  soreness?: number;
  /** Of the goals that were asked about, in their order. */
  goals: readonly { question: GoalQuestion; value: number | undefined }[];
  told: Told | 'now';
};

/** What is wrong with an answer, by the name of its field. */
export type AnswerProblem = {
  field: string;
  problem: 'score' | 'choice' | 'hours' | 'degrees' | 'when' | 'nothing';
};

/** The answer that is none: it is kept as nothing, never as a number. */
export const CANNOT_TELL = 'cannot-tell';
/** The field of a goal's question, by its place. */
export const goalField = (index: number) => `goal-${index}`;

/** What was typed into a form, by the names of its fields. */
export type Fields = Readonly<Record<string, string>>;
/** A number, `undefined` where the client cannot tell, or what was expected. */
type Read = { value: number | undefined } | { problem: AnswerProblem['problem'] };

/** Reads what was answered to a form; either all of it can be read, or each field that cannot is named. */
export function readAnswers(
  form: JournalForm,
  fields: Fields,
  now: Date,
): { answers: JournalAnswers } | { problems: AnswerProblem[] } {
  const { goals } = form.questions;
  const read: [field: string, Read][] = [
    ['pain', scoreIn(fields['pain'])],
    ['soreness', scoreIn(fields['soreness'])],
    ...goals.map((goal, index): [string, Read] => [
      goalField(index),
      goalAnswer(goal, fields[goalField(index)]),
    ]),
  ];
  const told = toldIn(form, fields['when'], now);
  const problems = read.flatMap(([field, answer]) =>
    'problem' in answer ? [{ field, problem: answer.problem }] : [],
  );
  if (told === undefined) problems.push({ field: 'when', problem: 'when' });
  if (problems.length > 0 || told === undefined) return { problems };
  const [pain, soreness, ...ofGoals] = read.map(([, answer]) =>
    'value' in answer ? answer.value : undefined,
  );
  if ([pain, soreness, ...ofGoals].every((value) => value === undefined)) {
    return { problems: [{ field: 'pain', problem: 'nothing' }] };
  }
  return {
    answers: {
      ...(pain !== undefined && { pain }),
      ...(soreness !== undefined && { soreness }),
      goals: goals.map((question, index) => ({ question, value: ofGoals[index] })),
      told,
    },
  };
}

function scoreIn(text: string | undefined): Read {
  if (text === CANNOT_TELL) return { value: undefined };
  return /^(\d|10)$/.test(text ?? '') ? { value: Number(text) } : { problem: 'score' };
}

function goalAnswer(goal: GoalQuestion, text = ''): Read {
  switch (kindOfQuestion(goal)) {
    case 'task':
      if (text === CANNOT_TELL) return { value: undefined };
      return text === 'yes' || text === 'no' ? { value: text === 'yes' ? 1 : 0 } : { problem: 'choice' };
    case 'activity':
      return scoreIn(text);
    case 'movement': {
      const degrees = text.trim();
      if (degrees === '') return { value: undefined };
      return /^-?\d{1,3}$/.test(degrees) && isOnScale(Number(degrees), scaleOf(goal.measure))
        ? { value: Number(degrees) }
        : { problem: 'degrees' };
    }
    default: {
      const hours = text.trim();
      if (hours === '') return { value: undefined };
      return /^\d{1,3}$/.test(hours) ? { value: Number(hours) } : { problem: 'hours' };
    }
  }
}

/** Of what moment it is told: one that the form has offered. */
function toldIn({ firstTold, moments }: JournalForm, when = 'now', now: Date): Told | 'now' | undefined {
  if (when === 'now') return firstTold ?? 'now';
  const offered = moments.find(({ moment }) => moment === (when as EarlierMoment));
  return offered && toldLater(offered.at, now);
}

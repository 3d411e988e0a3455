import { expect, it } from 'vitest';
import { lastAnswers } from '../../shared/reading/last-answers.ts';

it('gives the answer of before to the same question, of the last few that were asked', () => {
  const asked: string[] = [];
  const ask = lastAnswers<string>(2);
  const answer = (question: string) =>
    ask(question, () => {
      asked.push(question);
      return question.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(answer)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
});

import { expect, test } from 'vitest';
import { flatCells } from '../../shared/tables/flat-json.ts';
import { formAnswers } from '../../shared/tables/form-answers.ts';

const field = (id: string, ref?: string) => ({ id, type: 'opinion_scale', ...(ref && { ref }) });

// After the page "Retrieve responses" of Typeform's documentation for developers, which shows each type of answer.
test('what was answered is a cell, by the reference of its question', () => {
  const answers = [
    { field: field('a1', 'pain'), type: 'number', number: 6 },
    { field: field('a2', 'agreed'), type: 'boolean', boolean: false },
    { field: field('a3', 'area'), type: 'choice', choice: { id: 'x', label: 'Low back' } },
    { field: field('a4', 'other'), type: 'choice', choice: { other: 'my knee' } },
    {
      field: field('a5', 'several'),
      ...{ type: 'choices', choices: { ids: ['x'], labels: ['Neck', 'Back'], other: 'hip' } },
    },
    { field: field('a6', 'when'), type: 'date', date: '2026-08-03T10:00:00Z' },
  ];
  expect(Object.fromEntries(flatCells({ response_id: 'r', answers }))).toEqual({
    response_id: 'r',
    'answers[pain]': '6',
    'answers[agreed]': 'false',
    'answers[area]': 'Low back',
    'answers[other]': 'my knee',
    'answers[several]': 'Neck;Back;hip',
    'answers[when]': '2026-08-03T10:00:00Z',
  });
});

test('by the id of its question where references are missing or come twice', () => {
  const of = (...refs: (string | undefined)[]) =>
    formAnswers(
      refs.map((ref, index) => ({ field: field(`a${index}`, ref), type: 'number', number: index })),
    );
  expect(of('pain', undefined)).toEqual([
    ['a0', 0],
    ['a1', 1],
  ]);
  expect(of('pain', 'pain')?.map(([question]) => question)).toEqual(['a0', 'a1']);
  expect(of('pain', 'sore')?.map(([question]) => question)).toEqual(['pain', 'sore']);
});

test.each([
  ['nothing', []],
  ['no answers', [{ id: 1 }, { id: 2 }]],
  ['an answer without what was answered', [{ field: field('a'), type: 'number' }]],
  ['an answer beside something else', [{ field: field('a'), type: 'number', number: 1 }, 'x']],
  ['a type that only looks like a part', [{ field: field('a'), type: 'toString' }]],
])('a list of %s is none of a form', (_, entries) => {
  expect(formAnswers(entries)).toBeUndefined();
});

test('of what is selected only what can be written in a cell is one', () => {
  const choices = [
    { selected: true, value: { toString: 1 } },
    { selected: true, value: 'swedish' },
    { selected: true, value: null },
    { selected: false, value: 'cupping' },
  ];
  expect([...flatCells({ choices })]).toEqual([['choices', 'swedish']]);
});

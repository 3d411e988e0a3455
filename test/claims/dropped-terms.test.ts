import { describe, expect, test } from 'vitest';
import { confounded, droppedTerms, techniquesIn } from '../../shared/claims/dropped-terms.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { modelOf, times, type Visit } from './visits.ts';

/** Scores before and minutes that vary, so that nothing but what a test is about is left out. */
const varied = (index: number): Visit => ({
  before: 4 + (index % 5),
  after: 2 + (index % 3),
  minutes: 30 + 15 * ((index >> 1) % 3),
});

function droppedOf(all: readonly (readonly Visit[])[]) {
  const { model, fit, ordered } = modelOf(all);
  return droppedTerms(model, fit, ordered.therapistIds);
}

/** Half of the clients have sports, the others deep tissue. */
const twoTechniques = (of: (index: number) => Visit) =>
  times(24, (index) => [{ technique: index % 2 ? 'sports' : 'deep-tissue', ...varied(index), ...of(index) }]);

describe('droppedTerms', () => {
  test('nothing to say where everything can be told apart', () => {
    expect(droppedOf(twoTechniques((index) => ({ therapistId: index % 3 ? 'anna' : 'ben' })))).toEqual([]);
    expect(droppedOf([])).toEqual([]);
  });

  test('a technique that one therapist gives alone', () => {
    const clinic = twoTechniques((index) => ({
      therapistId: index % 2 ? 'ben' : index % 4 ? 'anna' : 'cleo',
    }));
    expect(droppedOf(clinic)).toEqual([
      {
        term: 'therapist cleo',
        reason: 'The data cannot tell deep tissue and sports from who gives them.',
      },
    ]);
  });

  test('of three techniques the one is named that hides', () => {
    const three = ['deep-tissue', 'sports', 'relaxation'] as const;
    const clinic = times(36, (index) => [
      {
        ...varied(index),
        technique: three[index % 3]!,
        therapistId: index % 3 === 1 ? 'anna' : ['ben', 'cleo'][Math.floor(index / 3) % 2]!,
      },
    ]);
    expect(droppedOf(clinic)).toEqual([
      { term: 'therapist cleo', reason: 'The data cannot tell sports from who gives it.' },
    ]);
  });

  test('a complaint that has one technique alone', () => {
    const clinic = twoTechniques((index) => ({ complaint: index % 2 ? 'neck-pain' : 'stress' }));
    expect(droppedOf(clinic)).toEqual([
      {
        term: 'complaint stress',
        reason: 'The data cannot tell deep tissue and sports from what they are given for.',
      },
    ]);
  });

  test('what is the same in all sessions hides no difference between techniques', () => {
    expect(droppedOf(twoTechniques(() => ({ minutes: 60 })))).toEqual([
      { term: 'minutes', reason: 'Left out: it is the same in all sessions.' },
    ]);
    expect(droppedOf(twoTechniques(() => ({ before: 7 })))).toEqual([
      { term: 'painBefore', reason: 'Left out: it is the same in all sessions.' },
    ]);
  });

  test('a complaint that one therapist alone sees, beside techniques that both use', () => {
    const clinic = twoTechniques((index) =>
      index % 4 < 2
        ? { therapistId: 'anna', complaint: 'stress' }
        : { therapistId: 'ben', complaint: 'neck-pain' },
    );
    expect(droppedOf(clinic)).toEqual([
      { term: 'therapist ben', reason: 'Left out: it says the same as other terms of the model.' },
    ]);
  });

  test('levels of fewer than 5 clients are counted together, and each is named', () => {
    const clinic = twoTechniques((index) => ({
      complaint: index < 4 ? 'sciatica' : index < 5 ? 'fibromyalgia' : index < 10 ? 'neck-pain' : 'stress',
    }));
    expect(droppedOf(clinic)).toEqual([
      { term: 'complaint sciatica', reason: 'Only 4 clients: counted together with others of fewer than 5.' },
      {
        term: 'complaint fibromyalgia',
        reason: 'Only 1 client: counted together with others of fewer than 5.',
      },
    ]);
  });

  test('a small level that there is no other to count it with', () => {
    const clinic = twoTechniques((index) => ({ therapistId: index < 3 ? 'ben' : 'anna' }));
    expect(droppedOf(clinic)).toEqual([
      { term: 'therapist ben', reason: 'Only 3 clients, and no other small group to count them with.' },
    ]);
  });

  test('a technique that is always given with another one', () => {
    const clinic = twoTechniques((index) => ({
      ...(index % 2 === 0 && { combination: ['deep-tissue', 'relaxation'] }),
    }));
    expect(droppedOf(clinic)).toEqual([
      {
        term: 'other technique relaxation',
        reason: 'The data cannot tell deep tissue and sports from what else is done in the session.',
      },
    ]);
  });
});

describe('techniquesIn', () => {
  const threeTechniques = TECHNIQUES.slice(0, 3);
  const { model } = modelOf(
    times(36, (index) => [{ technique: threeTechniques[index % 3]!, ...varied(index) }]),
  );
  const inCombination = (...weights: number[]) =>
    techniquesIn(
      model,
      Float64Array.from({ length: model.design.columns }, (_, at) => weights[at] ?? 0),
    );

  test('names those that are hidden from the others', () => {
    const [a, b, c] = threeTechniques;
    expect(inCombination(-1, 0, 0)).toEqual([a]);
    expect(inCombination(-1, -1, 0)).toEqual([c]);
    expect(inCombination(0, -1, 0)).toEqual([b]);
    expect(inCombination(-1, 0, 1)).toEqual([a, b, c]);
  });

  test('none where all take part alike', () => {
    expect(inCombination(0, 0, 0)).toEqual([]);
    expect(inCombination(-60, -60, -60 + 1e-9)).toEqual([]);
  });
});

test('what cannot be told from techniques is named in words', () => {
  const { model } = modelOf(
    twoTechniques((index) => ({
      therapistId: index % 3 ? 'anna' : 'ben',
      complaint: index % 5 ? 'stress' : 'neck-pain',
    })),
  );
  const all = new Float64Array(model.design.columns).fill(1);
  expect(confounded(model, all, ['sports'])).toBe(
    'The data cannot tell sports from who gives it, what it is given for, how long the hands-on work takes and the pain that clients come with.',
  );
  const ofTherapist = Float64Array.from(all, (_, column) => (column < model.at.therapist ? 0 : 1));
  expect(confounded(model, ofTherapist, ['deep-tissue', 'other'])).toBe(
    'The data cannot tell deep tissue and techniques outside the catalogue from who gives them.',
  );
});

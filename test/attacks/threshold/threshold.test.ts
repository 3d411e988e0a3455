import { describe, expect, it } from 'vitest';
import { TIMEOUT_MS } from '../scale.ts';
import { trials } from '../trials.ts';
import { THRESHOLD_MUTANTS } from './mutants/threshold-mutants.ts';
import { THRESHOLD_ATTACKS } from './threshold-attacks.ts';
import { REAL } from './threshold-mechanism.ts';

describe('publication by threshold withstands an attacker who', () => {
  it.each(Object.entries(THRESHOLD_ATTACKS))(
    '%s',
    (_, attack) => {
      expect(attack(REAL)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('attacks notice a publication by threshold that', () => {
  it.each(trials(THRESHOLD_MUTANTS))(
    '$fault: who $name',
    ({ name, mutant }) => {
      expect(THRESHOLD_ATTACKS[name](mutant.mechanism)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});

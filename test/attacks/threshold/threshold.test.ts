import { describe, expect, it } from 'vitest';
import { SCALE, TIMEOUT_MS } from '../scale.ts';
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
  const cases = Object.entries(THRESHOLD_MUTANTS).flatMap(([fault, { mechanism, noticedBy }]) =>
    noticedBy.slice(0, SCALE.noticing).map((name) => ({ fault, name, mechanism })),
  );
  it.each(cases)(
    '$fault: who $name',
    ({ name, mechanism }) => {
      expect(THRESHOLD_ATTACKS[name](mechanism)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});

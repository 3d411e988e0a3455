import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../attacks.ts';
import { SCALE, TIMEOUT_MS } from '../scale.ts';
import { MUTANTS } from './mutants.ts';

describe('attacks notice a mechanism that', () => {
  const cases = Object.entries(MUTANTS).flatMap(([fault, { mechanism, noticedBy }]) =>
    noticedBy.slice(0, SCALE.noticing).map((name) => ({ fault, name, mechanism })),
  );
  it.each(cases)(
    '$fault: who $name',
    ({ name, mechanism }) => {
      expect(ATTACKS[name](mechanism)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});

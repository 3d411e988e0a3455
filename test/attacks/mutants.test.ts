import { describe, expect, it } from 'vitest';
import { ATTACKS } from './attacks.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { TIMEOUT_MS } from './scale.ts';
import { trials } from './trials.ts';

describe('attacks notice a mechanism that', () => {
  it.each(trials(MUTANTS))(
    '$fault: who $name',
    ({ name, mutant }) => {
      expect(ATTACKS[name](mutant.mechanism)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});

import { describe, expect, it } from 'vitest';
import { TIMEOUT_MS } from '../scale.ts';
import { trials } from '../trials.ts';
import { FILE_ATTACKS } from './file-attacks.ts';
import { FILE_MUTANTS } from './mutants/file-mutants.ts';
import { REAL } from './publisher.ts';

describe('the files of a release withstand an attacker who', () => {
  it.each(Object.entries(FILE_ATTACKS))(
    '%s',
    async (_, attack) => {
      expect(await attack(REAL)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('attacks notice files of which', () => {
  it.each(trials(FILE_MUTANTS))(
    '$fault: who $name',
    async ({ name, mutant }) => {
      expect(await FILE_ATTACKS[name](mutant.publisher)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});

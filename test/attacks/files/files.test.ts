import { describe, expect, it } from 'vitest';
import { SCALE, TIMEOUT_MS } from '../scale.ts';
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
  const cases = Object.entries(FILE_MUTANTS).flatMap(([fault, { publisher, noticedBy }]) =>
    noticedBy.slice(0, SCALE.noticing).map((name) => ({ fault, name, publisher })),
  );
  it.each(cases)(
    '$fault: who $name',
    async ({ name, publisher }) => {
      expect(await FILE_ATTACKS[name](publisher)).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});

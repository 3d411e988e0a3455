import { describe, expect, it } from 'vitest';
import type { TableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';
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

/** What tables can tell apart besides, those that tell most first. */
const DIMENSIONS = {
  'techniques and groups of complaints': { techniques: true, complaints: 'groups' },
  techniques: { techniques: true, complaints: 'none' },
  complaints: { techniques: false, complaints: 'each' },
  'groups of complaints': { techniques: false, complaints: 'groups' },
  'nothing, but how all fared': { techniques: false, complaints: 'none' },
} as const satisfies Record<string, TableDimensions>;

describe('a table that tells apart', () => {
  const asked = Object.entries(DIMENSIONS).flatMap(([told, dimensions]) =>
    Object.entries(THRESHOLD_ATTACKS)
      .filter(([name]) => name !== 'knows tables that are hard to protect')
      .map(([name, attack]) => ({ told, name, attack, dimensions })),
  );
  it.each(asked)(
    '$told withstands an attacker who $name',
    ({ attack, dimensions }) => {
      expect(attack({ ...REAL, dimensions })).toEqual([]);
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

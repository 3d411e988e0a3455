import { describe, expect, it } from 'vitest';
import { ATTACKS } from './attacks.ts';
import { REAL } from './mechanism.ts';
import { TIMEOUT_MS } from './scale.ts';

describe('differential privacy withstands an attacker who', () => {
  it.each(Object.entries(ATTACKS))(
    '%s',
    (_, attack) => {
      expect(attack(REAL)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

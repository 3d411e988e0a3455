import { describe, expect, it } from 'vitest';
import { DESIGN_NAMES, DESIGNS, type DesignName } from '../../shared/privacy/programme/designs.ts';
import { DEEP, isDrawn } from '../deep.ts';
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

/** Those whose success could depend on what is asked, and how often: the others look at samplers and at order. */
const OF_DESIGNS = [
  'tells a member from one release',
  'tells a member from all releases of a lifetime',
  'tells which value a known member has',
  'weighs heavily with hundreds of sessions',
  'subtracts releases, margins and cells',
  'rebuilds a block of clients',
  'reads the pattern of rows and statuses',
  'doubts the intervals',
  'measures the noise',
] as const satisfies (keyof typeof ATTACKS)[];

/** Fast, of one design; a deep run takes a fifth of all pairs. */
const isAsked = (design: DesignName) => (DEEP ? isDrawn() : design === 'techniques-by-year');

describe('every design withstands an attacker who', () => {
  const asked = DESIGN_NAMES.filter((design) => design !== 'everything-by-quarter').flatMap((design) =>
    OF_DESIGNS.filter(() => isAsked(design)).map((attack) => ({ design, attack })),
  );
  it.each(asked)(
    '$attack, of $design',
    ({ design, attack }) => {
      expect(ATTACKS[attack]({ ...REAL, design: DESIGNS[design] })).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

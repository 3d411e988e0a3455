import { expect, test } from 'vitest';
import { programmeOf } from '../../shared/privacy/programme/programme.ts';
import { readBudgetsLeft } from '../../shared/reading/budgets-left.ts';

const budget = {
  ...{ microRhoPerPeriod: 100_000, periodsPerClient: 2 },
  ...{ microRhoCap: 1_000_000, microRhoReserve: 1000 },
};
const programme = (name: string, more: object = {}) =>
  programmeOf({ programme: name, clinics: [`${name}-clinic`], budget, ...more });

test('of the programme that has least, whole per cent; those that cannot pay for another period', async () => {
  const spent: Record<string, number> = { young: 100_000, old: 899_999, spent: 900_001 };
  const of = (...names: string[]) =>
    readBudgetsLeft(
      names.map((name) => programme(name)),
      async (name) => ({ microRho: spent[name]! }),
    );
  expect(await of('young')).toEqual({ leastBudgetLeft: 90, spentBudgets: 0 });
  expect(await of('young', 'old')).toEqual({ leastBudgetLeft: 10, spentBudgets: 0 });
  expect(await of('spent', 'young')).toEqual({ leastBudgetLeft: 9, spentBudgets: 1 });
});

test('a programme that hides by thresholds has no budget', async () => {
  const hides = programme('hides', { mode: 'threshold' });
  expect(await readBudgetsLeft([hides], () => expect.fail('its account is not asked for'))).toEqual({
    spentBudgets: 0,
  });
});

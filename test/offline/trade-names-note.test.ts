import { expect, test } from 'vitest';
import { tradeNamesNote } from '../../infra/offline/trade-names-note.ts';

const refused = (path: string, found: string, code = 'unknown-code') => ({
  file: 'sessions.csv',
  counts: { [code]: 1 },
  first: [{ line: 2, code, path, found, message: 'expected one of the codes' }],
});

test('names of the trade are said to be read by a mapping, with what they mean there', () => {
  const note = tradeNamesNote([
    refused('techniques[0].technique', 'Swedish:60'),
    refused('techniques[1].technique', 'swedish:30;deep_tissue:30'),
    refused('techniques[0].technique', 'cupping:30'),
    refused('techniques[0].technique', 'unheard of'),
    refused('complaint', 'whiplash'),
  ]);
  expect(note).toContain(
    'names of the trade are read by a mapping (swedish as relaxation, deep_tissue as deep-tissue, whiplash as neck-pain)',
  );
  expect(note).toMatch(/npm run doctor -- sessions\.csv$/);
});

test('where what is refused is no technique and no complaint, nothing is said', () => {
  expect(tradeNamesNote([refused('pain', '11', 'out-of-range')])).toBeUndefined();
  expect(tradeNamesNote([refused('window', 'swedish')])).toBeUndefined();
});

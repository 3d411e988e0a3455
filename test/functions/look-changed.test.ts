import { expect, test } from 'vitest';
import { fileForms } from '../../functions/take-forms/files.ts';
import { readingForms } from '../../functions/take-forms/readings.ts';
import { READING } from '../../shared/pages/imports/reading-forms.ts';

const look = '6f1e4c2a-0d3b-4a5e-9c7d-1b2a3c4d5e6f';
const at = `/imports/looks/${look}`;
const seen = { state: 'read', eTag: 'new', name: 'a.csv', foreign: { columns: [], undecided: {} } };
const event = { pathParameters: { look }, requestContext: { timeEpoch: 0 } };
const session = { principal: { clinicId: 'harbour' }, viewer: {} };
const uploads = { seen: async () => seen, beginImport: async () => true };

test('what is sent about a file that was changed meanwhile imports nothing, and the page says so', async () => {
  const deps = { uploads, taking: { settingsOf: async () => ({}) }, keptMappings: {} } as never;
  const forms = [fileForms(deps).begin, readingForms(deps).read];
  for (const form of forms) {
    const sent = await form(event as never, session as never, { [READING.eTag]: 'old' });
    expect([sent.statusCode, sent.headers?.['location']]).toEqual([303, `${at}?changed=yes`]);
  }
  const begun = await forms[0]!(event as never, session as never, { eTag: 'new' });
  expect(begun.headers?.['location']).toBe(at);
});

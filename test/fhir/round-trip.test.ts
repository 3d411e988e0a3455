import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patientOf } from '../../shared/fhir/write-parts.ts';
import { isWritable, writeRecord } from '../../shared/fhir/write-record.ts';
import { parseRecord, readableId, type SentRecord } from '../../shared/records/record.ts';
import { INSTRUMENTS } from '../../shared/records/scales.ts';
import { anyRecord } from '../bulk/arbitrary-records.ts';
import { runs } from '../deep.ts';
import { assertUntilSeen } from '../until-seen.ts';
import { faultsOf } from './r4.ts';
import { bundle, itemsOf, lines } from './resources.ts';

/** Valid records of one clinic, each id once. */
const records = fc.uniqueArray(anyRecord, { minLength: 1, maxLength: 12, selector: idOf }).map((inputs) =>
  inputs.flatMap((input) => {
    const parsed = parseRecord({ ...input, clinicId: 'riverside' });
    // -0 and 0 are one number, and JSON has one text for them.
    return 'record' in parsed && isWritable(parsed.record)
      ? [JSON.parse(JSON.stringify(parsed.record)) as typeof parsed.record]
      : [];
  }),
);

function idOf(input: object): string {
  return `${(input as { type: string }).type} ${readableId(input)}`;
}

const inOrder = (some: readonly SentRecord[]) =>
  some.map((record) => JSON.stringify(record)).toSorted((a, b) => (a < b ? -1 : 1));

describe('a record as FHIR', () => {
  it.each([
    [
      'a Bundle',
      'all.json',
      (resources: object[]) => JSON.stringify(bundle(resources as never, {}), null, 1),
    ],
    ['NDJSON', 'all.ndjson', (resources: object[]) => lines(resources as never)],
  ])('is the same record when it is read again from %s', async (_what, name, written) => {
    const seen = { consent: 0, goal: 0, measurement: 0, 'pain-score': 0, session: 0 };
    await assertUntilSeen(
      fc.asyncProperty(records, async (sent) => {
        const resources = [...sent.map(patientOf), ...sent.flatMap(writeRecord)];
        const items = await itemsOf(written(resources), { name });
        const refused = items.flatMap((item) => ('refusal' in item ? [item.refusal] : []));
        expect(refused).toEqual([]);
        const read = items.flatMap((item) => ('record' in item ? [item.record] : []));
        expect(inOrder(read)).toEqual(inOrder(sent));
        for (const { type } of sent) seen[type as keyof typeof seen] += 1;
      }),
      200,
      seen,
    );
  });

  it.each(Object.entries(INSTRUMENTS).filter(([, instrument]) => 'loinc' in instrument))(
    'of %s it is the same to whoever knows the code of LOINC alone',
    async (measure, { kind, unit, low }) => {
      const at = '2026-08-03T10:00:00-05:00';
      const shared = { clinicId: 'riverside', clientId: 'c-1', measure, recordedAt: at };
      const sent = [
        { ...shared, type: 'measurement', measurementId: 'm-1', at, value: low + 20 },
        {
          ...{ ...shared, type: 'goal', goalId: 'g-1', therapistId: 't-1', kind, unit },
          ...{ baseline: low + 30, target: low + 10, startsOn: '2026-08-03', dueOn: '2026-09-14' },
        },
      ].map((input) => {
        const parsed = parseRecord(input);
        if (!('record' in parsed) || !isWritable(parsed.record)) throw new Error(JSON.stringify(parsed));
        return parsed.record;
      });
      const resources = sent
        .flatMap(writeRecord)
        .map((resource) =>
          JSON.parse(JSON.stringify(resource), (key, value) =>
            key === 'coding' && value.length > 1
              ? value.filter(({ system }: { system: string }) => system === 'http://loinc.org')
              : value,
          ),
        );
      const items = await itemsOf(lines([patientOf(sent[0]!), ...resources] as never), {
        name: 'all.ndjson',
      });
      expect(items.flatMap((item) => ('refusal' in item ? [item.refusal] : []))).toEqual([]);
      expect(inOrder(items.flatMap((item) => ('record' in item ? [item.record] : [])))).toEqual(
        inOrder(sent),
      );
    },
  );

  it('of a goal under a code that stands for two scales is refused without a word of which', async () => {
    const [patient, goal] = [
      { resourceType: 'Patient', id: 'p-1' },
      {
        ...{ resourceType: 'Goal', id: 'g-1', lifecycleStatus: 'active', description: { text: 'x' } },
        subject: { reference: 'Patient/p-1' },
        target: [
          {
            measure: { coding: [{ system: 'http://loinc.org', code: '82237-9' }] },
            detailQuantity: { value: 20 },
            dueDate: '2026-09-14',
          },
        ],
      },
    ];
    const items = await itemsOf(lines([patient, goal] as never), { name: 'all.ndjson' });
    expect(items.flatMap((item) => ('refusal' in item ? [item.refusal] : []))).toMatchObject([
      { code: 'fhir.other-instrument', path: 'target.measure', message: expect.stringContaining('{points}') },
    ]);
  });

  it('holds the definitions of R4', () => {
    fc.assert(
      fc.property(records, (sent) => {
        for (const record of sent) {
          for (const resource of [patientOf(record), ...writeRecord(record)]) {
            expect(faultsOf(resource), JSON.stringify(resource)).toEqual([]);
          }
        }
      }),
      runs(20, 100),
    );
  });

  it('is not held to definitions that let everything pass', () => {
    const observation = { resourceType: 'Observation', status: 'final', code: { text: 'pain' } };
    expect(faultsOf(observation)).toEqual([]);
    expect(faultsOf({ ...observation, status: undefined })).toHaveLength(1);
    expect(faultsOf({ ...observation, valueInteger: 3, dataAbsentReason: { text: 'x' } })[0]).toMatch(
      /obs-6/,
    );
    expect(faultsOf({ ...observation, effectiveDateTime: '2026-13-99' })[0]).toMatch(/dateTime/);
  });
});

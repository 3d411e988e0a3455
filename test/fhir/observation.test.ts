import { describe, expect, it } from 'vitest';
import { RefusalGroups } from '../../shared/imports/refusal-groups.ts';
import { fates, itemOf, observation, type Resource } from './resources.ts';

const LOINC = 'http://loinc.org';
const coded = (...codings: [string, string][]) => ({
  code: { coding: codings.map(([system, code]) => ({ system, code })) },
});
const SNOMED = 'http://snomed.info/sct';
const value = (fields: Resource) => observation({ valueQuantity: undefined, ...fields });
const answer = (code: string, display?: string) =>
  value({ valueCodeableConcept: { coding: [{ system: LOINC, code, ...(display && { display }) }] } });

async function painOf(resource: Resource): Promise<unknown> {
  const item = await itemOf(resource);
  if ('record' in item) return (item.record as { pain?: number }).pain;
  return 'refusal' in item ? item.refusal.code : item.skipped.code;
}

describe('an Observation of pain', () => {
  it('is a score, written when it was issued', async () => {
    expect(fates([await itemOf(observation())])).toEqual([
      {
        type: 'pain-score',
        clinicId: 'riverside',
        scoreId: 'o-1',
        clientId: 'p-1',
        at: '2026-08-04T12:00:00-05:00',
        pain: 6,
        window: 'now',
        recordedAt: '2026-08-04T12:01:00-05:00',
      },
    ]);
  });

  it.each([
    ['a line of millimetres', [LOINC, '38214-3'], { value: 34, unit: 'mm' }, ['pain-vas', 34]],
    ['the ODI', [LOINC, '97909-6'], { value: 44.44, code: '%' }, ['odi', 44.44]],
    ['PROMIS-29 pain interference', [LOINC, '71961-7'], { value: 61.3 }, ['promis-pain-interference', 61.3]],
    ['PROMIS pain interference', [LOINC, '77865-4'], { value: 58.6 }, ['promis-pain-interference', 58.6]],
    ['the NDI in points', [LOINC, '82237-9'], { value: 22, code: '{points}' }, ['ndi', 22]],
    ['the ODI without a unit', [LOINC, '97909-6'], { value: 26, code: '{score}' }, ['odi', 26]],
    [
      'our own name',
      [`https://massage-outcomes.example/fhir/CodeSystem/measure`, 'ndi'],
      { value: 22 },
      ['ndi', 22],
    ],
  ] as const)(
    'of another instrument is a score of its own: %s',
    async (_what, code, valueQuantity, expected) => {
      const item = await itemOf(observation({ ...coded([...code]), valueQuantity }));
      const record = ('record' in item ? item.record : {}) as {
        type?: string;
        measure?: string;
        value?: number;
      };
      expect([record.type, record.measure, record.value]).toEqual(['measurement', ...expected]);
      expect(record).not.toHaveProperty('pain');
    },
  );

  it.each([
    ['a fraction', { valueQuantity: { value: 6.5 } }, 'pain', '6.5'],
    ['a day without a time', { effectiveDateTime: '2026-08-03' }, 'at', '2026-08-03'],
    ['no time', { effectiveDateTime: undefined }, 'at', 'undefined'],
  ])('what was found is kept with the refusal, by its field: %s', async (_what, parts, field, found) => {
    const item = await itemOf(observation(parts));
    const typed = 'typed' in item ? item.typed?.() : undefined;
    expect(typed).toMatchObject({ at: field });
    expect(String(JSON.parse((typed as { text: string }).text)[field])).toBe(found);
    const groups = new RefusalGroups();
    if ('refusal' in item) groups.add(item.refusal, typed);
    expect(String(groups.toJSON().groups[0]?.first[0]?.found)).toBe(found);
  });

  it.each([
    ['beyond the scale', '97909-6', { value: 101 }, 'out-of-range'],
    ['in another unit', '97909-6', { value: 34, unit: 'mm' }, 'fhir.unknown-unit'],
    ['out of ten', '97909-6', { value: 4, unit: '/10' }, 'fhir.unknown-unit'],
    ['the NDI, points or percent', '82237-9', { value: 22 }, 'fhir.other-instrument'],
    ['the NDI in percent', '82237-9', { value: 44, unit: '%' }, 'fhir.other-instrument'],
    ['a line of centimetres', '38214-3', { value: 3.4, unit: 'cm' }, 'fhir.other-instrument'],
  ])('of another instrument is refused: %s', async (_what, code, valueQuantity, expected) => {
    expect(await painOf(observation({ ...coded([LOINC, code]), valueQuantity }))).toBe(expected);
  });

  it.each([
    ['a zero', value({ valueQuantity: { value: 0 } }), 0],
    ['a quantity without a unit', value({ valueQuantity: { value: 7 } }), 7],
    ['the unit 1', value({ valueQuantity: { value: 7, code: '1' } }), 7],
    ['an integer', value({ valueInteger: 10 }), 10],
    ['a text that is a whole number', value({ valueString: '1.0' }), 1],
    ['an answer code', answer('LA10137-0'), 5],
    ['an answer code whose display says more', answer('LA6113-0', '2 or more'), 2],
    ['an answer code with a wrong check digit and the right display', answer('LA6115-9', '4'), 4],
    ['SNOMED CT alone', observation(coded([SNOMED, '225908003'])), 6],
    ['the code that counts in second place', observation(coded(['http://x', 'y'], [LOINC, '72514-3'])), 6],
    [
      'a code without a scale beside a range from 0 to 10',
      observation({
        ...coded([LOINC, '38208-5']),
        referenceRange: [{ low: { value: 0 }, high: { value: 10 } }],
      }),
      6,
    ],
    ['a score out of ten', value({ valueQuantity: { value: 6, unit: '/10' } }), 6],
  ])('reads %s', async (_what, resource, pain) => {
    expect(await painOf(resource)).toBe(pain);
  });

  it('is read from a panel, where it lies in one component', async () => {
    const part = (code: string, number: number) => ({ ...coded([LOINC, code]), valueInteger: number });
    const panel = (...component: Resource[]) =>
      value({ ...coded([LOINC, '85353-1']), component: component as never });
    expect(await painOf(panel(part('8867-4', 70), part('72514-3', 6)))).toBe(6);
    expect(await painOf(panel(part('72514-3', 5), part('72514-3', 6)))).toBe('fhir.two-values');
    expect(await painOf(panel(part('8867-4', 70)))).toBe('fhir.other-observation');
  });

  it.each([
    ['a fraction', value({ valueQuantity: { value: 1.4405 } }), 'not-an-integer'],
    ['a number beyond the scale', value({ valueInteger: 11 }), 'out-of-range'],
    ['tenths of another score', value({ valueQuantity: { value: 6, unit: '/100' } }), 'fhir.unknown-unit'],
    ['a text that is a part of ten', value({ valueString: '7/10' }), 'wrong-type'],
    ['another unit', value({ valueQuantity: { value: 6, unit: 'mm' } }), 'fhir.unknown-unit'],
    ['a comparison', value({ valueQuantity: { value: 6, comparator: '<' } }), 'fhir.comparator'],
    ['two values', observation({ valueInteger: 6 }), 'fhir.two-values'],
    ['a value and a reason for none', observation({ dataAbsentReason: {} }), 'fhir.value-and-absence'],
    ['an unknown answer', answer('LA33-6'), 'fhir.unknown-answer'],
    ['an answer with a wrong check digit alone', answer('LA6115-9'), 'fhir.unknown-answer'],
    ['an answer whose code and display differ', answer('LA6115-9', '5'), 'fhir.unknown-answer'],
    ['a visual analogue scale', observation(coded([LOINC, '38214-3'])), 'fhir.other-instrument'],
    ['a scale that is not said', observation(coded([LOINC, '38208-5'])), 'fhir.scale-not-stated'],
    ['a verbal scale that is not said', observation(coded([SNOMED, '1144798005'])), 'fhir.scale-not-stated'],
    ['a day', observation({ effectiveDateTime: '2026-08-04' }), 'fhir.day-without-time'],
    ['a month', observation({ effectiveDateTime: '2026-08' }), 'fhir.day-without-time'],
    ['no time', observation({ effectiveDateTime: undefined }), 'fhir.no-time'],
    ['no offset', observation({ effectiveDateTime: '2026-08-04T12:00:00' }), 'instant-without-offset'],
    [
      'a period',
      observation({
        effectiveDateTime: undefined,
        effectivePeriod: { start: '2026-08-01', end: '2026-08-04' },
      }),
      'fhir.period',
    ],
    ['no subject', observation({ subject: { display: 'John Doe' } }), 'fhir.no-client'],
  ])('refuses %s', async (_what, resource, code) => {
    expect(await painOf(resource)).toBe(code);
  });

  it.each([
    ['something else', observation(coded([LOINC, '29463-7'])), 'fhir.other-observation'],
    ['one that is not final', observation({ status: 'preliminary' }), 'fhir.not-final'],
    ['a question without an answer', value({ dataAbsentReason: { text: 'asked' } }), 'fhir.not-answered'],
  ])('passes over %s', async (_what, resource, code) => {
    const item = await itemOf(resource);
    expect('skipped' in item && item.skipped.code).toBe(code);
  });

  it('is a deletion when it was entered in error', async () => {
    const lastUpdated = '2026-08-05T09:00:00-05:00';
    const item = await itemOf(observation({ status: 'entered-in-error', meta: { lastUpdated } }));
    expect(fates([item])).toEqual([
      {
        ...{ type: 'deletion', clinicId: 'riverside', of: 'pain-score', id: 'o-1', clientId: 'p-1' },
        recordedAt: lastUpdated,
      },
    ]);
  });

  it('says where in the resource a field is wrong, and repeats nothing that a person wrote', async () => {
    const secret = 'Marie hurts';
    const text = {
      note: [{ text: secret }],
      text: { div: secret },
      subject: { reference: 'Patient/p-1', display: secret },
    };
    const item = await itemOf(value({ ...text, valueQuantity: { value: 7.5 } }));
    expect(item).toMatchObject({ refusal: { path: 'valueQuantity.value', id: 'o-1', type: 'pain-score' } });
    const typed = 'typed' in item ? item.typed!() : undefined;
    expect(typed).toBeDefined();
    expect(JSON.stringify([item, typed])).not.toContain(secret);
  });

  it.each([
    [
      'issued',
      { issued: '2026-08-04T13:00:00Z', meta: { lastUpdated: '2026-08-05T00:00:00Z' } },
      '2026-08-04T13:00:00+00:00',
    ],
    [
      'meta.lastUpdated without it',
      { issued: undefined, meta: { lastUpdated: '2026-08-05T00:00:00Z' } },
      '2026-08-05T00:00:00+00:00',
    ],
    [
      'the later of both once it is amended',
      { status: 'amended', meta: { lastUpdated: '2026-08-05T00:00:00Z' } },
      '2026-08-05T00:00:00+00:00',
    ],
    ['nothing where nothing says it', { issued: undefined }, undefined],
  ])('was written when %s says', async (_what, fields, recordedAt) => {
    const item = await itemOf(observation(fields));
    expect('record' in item && item.record.recordedAt).toBe(recordedAt);
  });
});

describe('what may turn the meaning of a resource', () => {
  it.each([
    ['modifierExtension', [{ url: 'https://example.org/negated', valueBoolean: true }]],
    ['implicitRules', 'https://example.org/rules'],
  ])('%s is refused, since it is not known', async (element, said) => {
    expect(await itemOf(observation({ [element]: said }))).toMatchObject({
      refusal: { code: 'fhir.modifier', path: element },
    });
  });

  it('an empty list of them turns nothing, and a deletion holds all the same', async () => {
    expect(await itemOf(observation({ modifierExtension: [] }))).toHaveProperty('record');
    const deleted = observation({ status: 'entered-in-error', implicitRules: 'https://example.org/rules' });
    expect(await itemOf(deleted)).toMatchObject({ record: { type: 'deletion' } });
  });
});

it('LOINC and SNOMED CT by their OIDs are the same code systems', async () => {
  expect(await painOf(observation(coded(['urn:oid:2.16.840.1.113883.6.1', '72514-3'])))).toBe(6);
  expect(await painOf(observation(coded(['urn:oid:2.16.840.1.113883.6.96', '225908003'])))).toBe(6);
});

describe('the total of an instrument on a form', () => {
  const form = (linkId: string, answer: Resource, fields: Resource = {}) => ({
    resourceType: 'QuestionnaireResponse',
    id: 'q-1',
    status: 'completed',
    subject: { reference: 'Patient/p-1' },
    authored: '2026-08-04T12:00:00-05:00',
    item: [{ linkId, answer: [answer] }],
    ...fields,
  });

  it.each([
    ['/97909-6', { valueQuantity: { value: 42, unit: '%' } }, 'odi', 42],
    ['77865-4', { valueDecimal: 61.3 }, 'promis-pain-interference', 61.3],
    ['82237-9', { valueQuantity: { value: 18, code: '{points}' } }, 'ndi', 18],
  ])('%s is a measurement', async (linkId, answer, measure, score) => {
    const item = await itemOf(form(linkId, answer));
    expect(item).toMatchObject({
      record: {
        type: 'measurement',
        measure,
        value: score,
        clientId: 'p-1',
        at: '2026-08-04T12:00:00-05:00',
      },
    });
  });

  it('is refused where its scale is not stated, and never computed from answers', async () => {
    expect(await itemOf(form('82237-9', { valueDecimal: 18 }))).toMatchObject({
      refusal: { code: 'fhir.other-instrument' },
    });
    expect(await itemOf(form('ndi-1', { valueCoding: { code: 'LA1' } }))).toMatchObject({
      skipped: { code: 'fhir.unknown-form' },
    });
  });

  it('is deleted as the measurement that it was', async () => {
    const item = await itemOf(
      form(
        '97909-6',
        { valueInteger: 42 },
        { status: 'entered-in-error', meta: { lastUpdated: '2026-08-05T12:00:00-05:00' } },
      ),
    );
    expect(item).toMatchObject({ record: { type: 'deletion', of: 'measurement', id: 'q-1:97909-6' } });
  });
});

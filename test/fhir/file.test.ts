import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXTENSIONS, SYSTEMS } from '../../shared/fhir/house.ts';
import { fieldExtensions } from '../../shared/fhir/record-fields.ts';
import { checkpointAfter } from '../../shared/records/files/file-item.ts';
import {
  bundle,
  clientIdentifier,
  encounter,
  fates,
  goal,
  itemsOf,
  lines,
  observation,
  procedure,
  type Resource,
} from './resources.ts';

const phase = (valueCode: string, fields: Resource) =>
  observation({
    extension: [{ url: EXTENSIONS.phase, valueCode }],
    encounter: { reference: 'Encounter/e-1' },
    issued: undefined,
    ...fields,
  });
const before = phase('pre', { id: 'o-pre', valueQuantity: { value: 7 } });
const after = phase('post', { id: 'o-post', valueQuantity: { value: 4 } });
const visit = [observation({ id: 'o-9' }), before, procedure(), encounter(), after];
const SESSION = {
  type: 'session',
  clinicId: 'riverside',
  sessionId: 'e-1',
  clientId: 'p-1',
  therapistId: 't-1',
  startedAt: '2026-08-03T10:00:00-05:00',
  endedAt: '2026-08-03T11:15:00-05:00',
  complaint: 'chronic-low-back-pain',
  techniques: [{ technique: 'deep-tissue', minutes: 45 }],
  painBefore: 7,
  painAfter: 4,
  recordedAt: '2026-08-03T11:20:00-05:00',
};
const told = 'skipped fhir.told-in-session';
const [baseline] = fieldExtensions({ baseline: 7 }, ['baseline']);

/** A ConceptMap from a clinic's own codes into a system of the house: of each, what it is said to be. */
const MENU = 'https://clinic.example/menu';
const conceptMap = (target: string, ...codes: [code: string, equivalence: string, meaning: string][]) => ({
  resourceType: 'ConceptMap',
  status: 'active',
  group: [
    {
      ...{ source: MENU, target },
      element: codes.map(([code, equivalence, meaning]) => ({
        code,
        target: [{ code: meaning, equivalence }],
      })),
    },
  ],
});
const own = (code: string, system = MENU) => ({ coding: [{ system, code }] });

/** What text cannot be made of, as a file may have it in any place. */
const NO_TEXT = { toString: 1, valueOf: 1 };

describe('codes of a system of the clinic’s own', () => {
  const techniques = conceptMap(
    SYSTEMS.technique,
    ...([
      ['DT60', 'equivalent', 'deep-tissue'],
      ['DT60-FEET', 'wider', 'deep-tissue'],
      ['MIX', 'equivalent', 'sports'],
      ['MIX', 'equivalent', 'relaxation'],
      ['ENERGY', 'inexact', 'relaxation'],
    ] as [string, string, string][]),
  );
  const complaints = conceptMap(SYSTEMS.complaint, ['LBP', 'equal', 'chronic-low-back-pain']);
  const mapped = (code: string, ...more: Resource[]) => [
    encounter({ reasonCode: [own('LBP')] }),
    ...[procedure({ code: own(code) }), before, after, ...more],
  ];

  it.each([
    ['export.json', (resources: Resource[]) => JSON.stringify(bundle(resources))],
    ['export.ndjson', lines],
  ])('mean what a ConceptMap of the file says, wherever it stands: %s', async (name, written) => {
    for (const code of ['DT60', 'DT60-FEET']) {
      for (const resources of [
        [...mapped(code), techniques, complaints],
        [techniques, complaints, ...mapped(code)],
      ]) {
        const found = fates(await itemsOf(written(resources), { name }));
        expect(found).toContainEqual(SESSION);
        expect(found.filter((fate) => fate === 'skipped fhir.codes')).toHaveLength(2);
      }
    }
  });

  it.each([
    ['a code that is mapped to two', 'MIX', 'refused fhir.technique'],
    ['a code that is mapped to something that only resembles it', 'ENERGY', 'skipped fhir.no-technique'],
    ['a code that is not mapped', 'HOT-STONE', 'skipped fhir.no-technique'],
  ])('%s is not guessed at', async (_what, code, fate) => {
    expect(fates(await itemsOf(bundle(mapped(code, techniques, complaints))))[0]).toBe(fate);
  });

  it('are those of their system only, and count less than a code of the house', async () => {
    const elsewhere = procedure({ code: own('DT60', 'https://other.example/menu') });
    const [fate] = fates(await itemsOf(bundle([encounter(), elsewhere, techniques])));
    expect(fate).toBe('skipped fhir.no-technique');
    const both = { coding: [...own('MIX').coding, ...own('sports', SYSTEMS.technique).coding] };
    const [session] = fates(await itemsOf(bundle([encounter(), procedure({ code: both }), techniques])));
    expect(session).toMatchObject({ techniques: [{ technique: 'sports' }] });
  });
});

describe('a FHIR file', () => {
  it.each([
    ['a pretty Bundle', 'export.json', JSON.stringify(bundle(visit), null, 2)],
    ['a Bundle on one line', 'export.json', JSON.stringify(bundle(visit))],
    ['a Bundle under another name', 'export.ndjson', JSON.stringify(bundle(visit), null, 2)],
    ['a resource a line', 'export.ndjson', lines(visit)],
    ['a resource a line under another name', 'export.json', lines(visit)],
    ['a file with a byte order mark', 'export.ndjson', `\uFEFF${lines(visit)}`],
  ])(
    'is read as %s: a session with its techniques and scores, whatever comes first',
    async (_what, name, text) => {
      const found = fates(await itemsOf(text, { name }));
      expect(found).toEqual([expect.objectContaining({ scoreId: 'o-9' }), told, told, SESSION, told]);
    },
  );

  it('gives the same records in any order of its resources', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(visit, { minLength: visit.length }), async (shuffled) => {
        const items = await itemsOf(bundle(shuffled));
        const records = items.flatMap((item) => ('record' in item ? [item.record] : []));
        expect(records).toHaveLength(2);
        expect(records).toContainEqual(SESSION);
      }),
      { numRuns: 30 },
    );
  });

  it('resolves references by fullUrl, by absolute address, by identifier and within a resource', async () => {
    const uuid = 'urn:uuid:3f0c6e3e-8a51-4f0e-9d0a-0d6b7a9f3c11';
    const number = { system: 'http://clinic.example/visits', value: 'v-7' };
    const patient = { resourceType: 'Patient', id: 'p-1', name: [{ family: 'Doe' }] };
    const one = (resource: Resource, fullUrl?: string) => ({ ...(fullUrl && { fullUrl }), resource });
    const file = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        one(patient, uuid),
        one(encounter({ identifier: [number], subject: { reference: uuid } })),
        one(procedure({ encounter: { reference: 'http://server.example/fhir/Encounter/e-1/_history/2' } })),
        one({ ...before, encounter: { identifier: number } }),
        one({
          ...after,
          subject: { reference: '#me' },
          contained: [{ resourceType: 'Patient', id: 'me', identifier: [{ value: 'p-1' }] }],
        }),
        one(
          observation({
            subject: { reference: '#me' },
            contained: [{ resourceType: 'Patient', id: 'me', identifier: [{ value: 'p-1' }] }],
          }),
        ),
      ],
    };
    const found = fates(await itemsOf(file));
    expect(found).toEqual([
      'skipped fhir.person',
      SESSION,
      told,
      told,
      told,
      expect.objectContaining({ clientId: 'p-1', scoreId: 'o-1' }),
    ]);
  });

  it("takes the clinic's own id of a client where the Patient has one", async () => {
    const patient = {
      resourceType: 'Patient',
      id: 'p-1',
      identifier: [{ value: 'other' }, clientIdentifier('c-001')],
    };
    const found = fates(await itemsOf(bundle([patient, observation()])));
    expect(found[1]).toMatchObject({ clientId: 'c-001' });
    const byReference = observation({
      subject: { reference: 'Patient/p-1', identifier: clientIdentifier('c-001') },
    });
    expect(fates(await itemsOf(byReference))[0]).toMatchObject({ clientId: 'c-001' });
  });

  it('says what is missing of a visit, and of a score or a technique whose visit is not here', async () => {
    const massage = procedure({
      code: { coding: [{ system: 'http://snomed.info/sct', code: '387854002' }] },
    });
    const cases: [Resource[], string][] = [
      [[encounter(), massage], 'refused fhir.technique'],
      [[encounter({ participant: [] }), procedure()], 'refused fhir.therapist'],
      [[encounter({ reasonCode: [] }), procedure()], 'refused fhir.complaint'],
      [
        [encounter({ period: { start: '2026-08-03', end: '2026-08-03' } }), procedure()],
        'refused fhir.day-without-time',
      ],
      [[encounter(), procedure({ performedPeriod: undefined })], 'refused fhir.minutes'],
      [
        [encounter(), procedure(), before, { ...before, id: 'o-2', valueQuantity: { value: 9 } }],
        'refused fhir.two-scores',
      ],
      [[encounter({ status: 'planned' }), procedure()], 'skipped fhir.not-finished'],
      [[encounter()], 'skipped fhir.no-technique'],
      [[before], 'refused fhir.session-not-here'],
      [[procedure()], 'refused fhir.session-not-here'],
    ];
    for (const [resources, fate] of cases) expect(fates(await itemsOf(bundle(resources)))[0]).toBe(fate);
  });

  it('tells a session again without a score that was in error, as a later version', async () => {
    const wrong = { ...before, status: 'entered-in-error', meta: { lastUpdated: '2026-08-09T08:00:00Z' } };
    const { painBefore: _, ...without } = SESSION;
    expect(fates(await itemsOf(bundle([encounter(), procedure(), wrong, after])))).toEqual([
      { ...without, recordedAt: '2026-08-09T08:00:00+00:00' },
      told,
      told,
      told,
    ]);
  });

  it('deletes a session, a goal and the answers of a form that were in error', async () => {
    const form = {
      resourceType: 'QuestionnaireResponse',
      id: 'q-1',
      subject: { reference: 'Patient/p-1' },
      item: [{ linkId: '/72514-3' }],
    };
    const inError = bundle([
      encounter({ status: 'entered-in-error' }),
      goal({ lifecycleStatus: 'entered-in-error' }),
      { ...form, status: 'entered-in-error' },
    ]);
    const found = fates(await itemsOf(inError));
    expect(found).toMatchObject([
      { type: 'deletion', of: 'session', id: 'e-1', clientId: 'p-1' },
      { type: 'deletion', of: 'goal', id: 'g-1', clientId: 'p-1' },
      { type: 'deletion', of: 'pain-score', id: 'q-1:72514-3', clientId: 'p-1' },
    ]);
  });

  it('keeps a goal that was called off, which was set all the same, and none that nobody agreed on', async () => {
    const of = async (lifecycleStatus: string) =>
      fates(await itemsOf(goal({ lifecycleStatus, extension: [baseline] })))[0];
    const active = await of('active');
    expect(active).toMatchObject({ goalId: 'g-1', baseline: 7, target: 3, dueOn: '2026-09-14' });
    expect(await of('cancelled')).toEqual(active);
    for (const status of ['proposed', 'rejected']) expect(await of(status)).toBe('skipped fhir.not-final');
  });

  it('names the entry and goes on after one that is refused, and says that pages are missing', async () => {
    const pages = { type: 'searchset', link: [{ relation: 'next', url: 'http://server.example?page=2' }] };
    const file = bundle([observation({ valueQuantity: { value: 7.5 } }), observation({ id: 'o-2' })], pages);
    const items = await itemsOf(file);
    expect(items[0]).toMatchObject({ line: 1, refusal: { path: 'entry[0].resource.valueQuantity.value' } });
    expect(items[1]).toMatchObject({ line: 2, record: { scoreId: 'o-2' } });
    expect(items[2]).toMatchObject({ refusal: { code: 'fhir.more-pages' } });
  });

  it('refuses a field that a resource has twice', async () => {
    const twice = JSON.stringify(observation()).replace(
      '"valueQuantity"',
      '"valueQuantity":{"value":2},"valueQuantity"',
    );
    expect(fates(await itemsOf(twice))).toEqual(['refused repeated-field']);
    const within = JSON.stringify(bundle([observation()])).replace(
      '"valueQuantity"',
      '"valueQuantity":{"value":2},"valueQuantity"',
    );
    expect(fates(await itemsOf(within))).toEqual(['refused repeated-field']);
  });

  it.each([
    ['export.json', JSON.stringify(bundle(visit), null, 2)],
    ['export.ndjson', lines(visit)],
  ])('goes on from any of its rows (%s)', async (name, text) => {
    const all = await itemsOf(text, { name });
    for (const [index, item] of all.entries()) {
      const rest = await itemsOf(text, { name, resumeAt: checkpointAfter(item) });
      expect(fates(rest)).toEqual(fates(all.slice(index + 1)));
      expect(rest.map(({ line, endByte }) => [line, endByte])).toEqual(
        all.slice(index + 1).map(({ line, endByte }) => [line, endByte]),
      );
    }
  });

  it.each([
    ['another JSON document', '{"a": 1}', 'unknown-format'],
    ['a list', '[{"resourceType":"Patient"}]', 'unknown-format'],
    ['a document that is cut off', '{\n"resourceType": "Bundle",\n"entry": [', 'invalid-json'],
    ['entries that are none', '{"resourceType":"Bundle","entry":[1]}', 'invalid-json'],
    [
      'a document that is too large',
      `{"resourceType":"Bundle",\n"entry":[]${' '.repeat(17 << 20)}}`,
      'file-too-large',
    ],
  ])('refuses %s as a whole', async (_what, text, code) => {
    await expect(itemsOf(text)).rejects.toMatchObject({ name: 'FileBroken', code });
  });

  it('never crashes, loses or half-reads a file, whatever is changed in it', async () => {
    const text = JSON.stringify(bundle([...visit, goal()]));
    const edits = fc.array(
      fc.tuple(fc.nat(text.length - 1), fc.constantFrom('', '"', '{', '}', '[', ']', '0', 'null', '\n', 'é')),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        let changed = text;
        for (const [at, put] of changes) changed = changed.slice(0, at) + put + changed.slice(at + 1);
        try {
          const items = await itemsOf(changed);
          expect(
            items.every((item) => 'record' in item || 'skipped' in item || item.refusal.message !== ''),
          ).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ name: 'FileBroken' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['Observation', { status: NO_TEXT }],
    ['Observation', { valueQuantity: { value: 6, code: NO_TEXT } }],
    ['Goal', { lifecycleStatus: NO_TEXT }],
    [
      'ConceptMap',
      {
        group: [
          {
            source: 's',
            target: SYSTEMS.technique,
            element: [{ code: 'a', target: [{ code: 'deep-tissue', equivalence: NO_TEXT }] }],
          },
        ],
      },
    ],
  ])('an object that is no text in place of a code of %s ends no import: %j', async (type, changed) => {
    const kinds = [observation(), goal(), conceptMap(SYSTEMS.technique, ['DT60', 'equal', 'deep-tissue'])];
    const resource = kinds.find(({ resourceType }) => resourceType === type)!;
    expect((await itemsOf(bundle([{ ...resource, ...changed }, observation({ id: 'o-2' })]))).length).toBe(2);
  });

  it('takes any JSON in place of any element without failing', async () => {
    const kinds: Resource[] = [
      ...visit,
      conceptMap(SYSTEMS.technique, ['DT60', 'equal', 'deep-tissue']),
      goal(),
      { resourceType: 'Consent' },
      { resourceType: 'QuestionnaireResponse', status: 'completed' },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.jsonValue(),
        fc.nat(20),
        async (resource, json, place) => {
          const names = Object.keys(resource).filter((name) => name !== 'resourceType');
          const changed = { ...resource, [names[place % names.length] ?? 'status']: json };
          const items = await itemsOf(bundle([changed, encounter(), procedure()]));
          expect(items.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

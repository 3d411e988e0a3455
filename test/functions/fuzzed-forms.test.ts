import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PAGE_ROUTES, type PageRoute } from '../../shared/http/page-routes.ts';
import { DEEP } from '../deep.ts';
import { HELD_EXPORT, HELD_FILE, HELD_LOOK } from '../integration/access/held-files.ts';
import { createWorld, TODAY } from '../integration/access/world.ts';
import { memberOf } from '../members.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { addTables, OUTCOMES, RECORDS, REGISTRY } from '../simulate/world/tables.ts';

/** FUZZED=1000000 sends as many as that. */
const REQUESTS = Number(process.env['FUZZED'] ?? (DEEP ? 3_000 : 300));
const PATIENCE = Math.max(600_000, REQUESTS * 20);
const CLIENT = 'c-1';

/** Everything that people fill in about clients, journals and files. */
const FORMS = (Object.keys(PAGE_ROUTES) as PageRoute[]).filter(
  (key) => key.startsWith('POST') && ['take-forms', 'keep-data'].includes(PAGE_ROUTES[key].by),
);

/** Fields of all of the forms, as they would be taken. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{ sessionId: 'visit-1', therapistId: 't-1', complaint: 'stress', before: '4', after: '2' },
  ...{ date: TODAY, from: '10:00', to: '11:00', time: '10:00', offset: '+00:00' },
  ...{ 'row-0': 'relaxation', 'technique-0': 'on', 'minutes-0': '45' },
  ...{ goalId: 'goal-1', kind: 'pain', baseline: '7', target: '3', startsOn: TODAY, dueOn: '2026-10-01' },
  ...{ measurementId: 'm-1', value: '4', of: 'session', id: 's-1', toClientId: 'c-2', scoreId: 'p-1' },
  ...{ pain: '3', soreness: '1', partnerReports: 'no', label: 'Mrs S', step: 'keep', reason: 'covering' },
  ...{ list: `09:00 ${CLIENT}`, clientId: CLIENT, confirm: CLIENT, file: HELD_FILE, line: '2' },
  ...{ type: 'pain-score', mapping: 'next month', become: 'put-aside', eTag: 'e' },
};

const nasty = fc.oneof(
  fc.constantFrom('', ' ', '0', '-1', '1e999', 'NaN', '2026-02-30', '25:61', '__proto__', 'constructor', '#'),
  fc.constantFrom('\u202e7', '=HYPERLINK("x")', '<script>', '\u0000', '\ud800', '9'.repeat(400)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...Object.values(FIELDS)),
);
const field = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.keys(FIELDS)) },
  fc.constantFrom('__proto__', 'toString', 'constructor', '', 'row-9999999999', 'typedSince', 'seen'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
/** What is done to a form that is in order: fields left out, and others in their place or besides. */
const changes = fc.record({
  without: fc.array(field, { maxLength: 3 }),
  other: fc.array(fc.tuple(field, nasty), { maxLength: 4 }),
});
/** And to its body on the way. */
const mangled = fc.oneof(
  { weight: 6, arbitrary: fc.constant((body: string) => body) },
  fc.nat({ max: 400 }).map((at) => (body: string) => body.slice(0, at)),
  fc.tuple(fc.nat({ max: 400 }), fc.string({ unit: 'binary', maxLength: 6 })).map(
    ([at, more]) =>
      (body: string) =>
        body.slice(0, at) + more + body.slice(at),
  ),
  fc.constant((body: string) => `${body}&${body}`),
  fc.constantFrom('%', '%zz', '&&&&', '{"a":1}', 'a'.repeat(200_000)).map((text) => () => text),
);

it('forms answer whatever is sent with a page, never fail, and apply nothing of what they refuse', {
  timeout: PATIENCE,
}, async () => {
  let written = 0;
  const tables = new TablesInMemory(({ table }) => {
    if (table === RECORDS) written += 1;
  });
  addTables(tables);
  const names = { recordsTable: RECORDS, outcomesTable: OUTCOMES, registryTable: REGISTRY };
  const world = createWorld({ client: tables.client(), ...names } as Parameters<typeof createWorld>[0]);
  const callers = [
    memberOf('riverside', 'owner'),
    memberOf('riverside', 'therapist', { therapistId: 't-1' }),
    undefined,
  ];
  const session = {
    ...{ type: 'session', clientId: CLIENT, sessionId: 's-1', therapistId: 't-1', complaint: 'neck-pain' },
    ...{ startedAt: '2026-08-10T10:00:00Z', endedAt: '2026-08-10T11:00:00Z', painBefore: 7 },
    techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  };
  const goal = {
    ...{ type: 'goal', clientId: CLIENT, goalId: 'g-1', therapistId: 't-1', kind: 'pain', measure: 'pain' },
    ...{ unit: 'score', baseline: 7, target: 3, startsOn: '2026-08-03', dueOn: '2026-09-14' },
  };
  const score = { type: 'pain-score', clientId: CLIENT, scoreId: 'p-1', at: '2026-08-12T10:00:00Z', pain: 3 };
  const records = { records: [session, goal, score] };
  await world.ask('POST /v1/records:batch', memberOf('riverside', 'recorder'), { body: records });
  const token = await world.journalCode('riverside', CLIENT);
  const form = await world.journalForm('riverside', CLIENT);
  const { client } = world.clientOf('riverside', CLIENT);
  const seen = new Map<PageRoute, Set<number>>(FORMS.map((key) => [key, new Set()]));

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FORMS),
      fc.constantFrom(...callers),
      changes,
      mangled,
      fc.option(nasty, { freq: 8 }),
      async (key, caller, { without, other }, mangle, otherPath) => {
        const fields = new Map([...Object.entries(FIELDS), ['form', form] as const]);
        for (const name of without) fields.delete(name);
        for (const [name, value] of other) fields.set(name, value);
        const path = { client, token, look: HELD_LOOK, export: HELD_EXPORT };
        if (otherPath !== null) Object.assign(path, { client: otherPath, token: otherPath, look: otherPath });
        const before = written;
        const { status, body } = await world.ask(key, caller, {
          path,
          fields: Object.fromEntries(fields),
          mangle,
        });
        seen.get(key)!.add(status);
        expect(status, world.faults.at(-1)).toBeLessThan(500);
        if (status < 400) return;
        expect(written, `${key} was answered ${status}, and something was written`).toBe(before);
        // Explained, on a page.
        expect(body).toMatch(/<h1|<p/);
      },
    ),
    { numRuns: REQUESTS, endOnFailure: true },
  );
  expect(world.faults).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  // What was sent has got through, not at one door only.
  const taking = [...seen].filter(([, statuses]) => statuses.has(303)).map(([key]) => key);
  expect(taking.length, taking.join()).toBeGreaterThan(5);
});

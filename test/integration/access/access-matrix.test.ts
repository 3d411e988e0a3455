import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_ROUTES, type ApiRoute } from '../../../shared/http/api-routes.ts';
import { PAGE_ROUTES, type PageRoute } from '../../../shared/http/page-routes.ts';
import { heldText } from '../../../shared/pages/erasures/erase-page.ts';
import { missingGuards } from '../../http/guards.ts';
import { resourcesOf, synthesize } from '../../infra/synthesized.ts';
import { memberOf } from '../../members.ts';
import { undescribed } from '../../openapi/described-answer.ts';
import { type EngineTables, startTables } from '../storage/engine-tables.ts';
import { HELD_EXPORT, HELD_FILE, HELD_LOOK } from './held-files.ts';
import { isReading, MATRIX, RELATIONS, type Relation, ROLES, type Role } from './matrix.ts';
import { type Caller, createWorld, type Request, TODAY, type World } from './world.ts';

const AT_ONCE = 8;
/** Each is some forty requests and as many of records. */
const RUNS = 8;
const [HER, COLLEAGUE] = ['t-1', 't-2'];
/** A therapist of Riverside to whom clients are handed over. */
const SUCCESSOR = 't-successor';
/** A therapist of another clinic. */
const ELSEWHERE = 't-elsewhere';

let tables: EngineTables;
let world: World;
/** A client of each relation whom nothing changes: for what reads, and for what is refused. */
const shared = new Map<Relation, string>();
beforeAll(async () => {
  tables = await startTables();
  world = createWorld(tables);
  await world.join(memberOf('riverside', 'therapist', { therapistId: SUCCESSOR, name: 'Bea <Silva>' }));
  await world.join(memberOf('harbour', 'therapist', { therapistId: ELSEWHERE }));
  for (const relation of RELATIONS) {
    const clientId = await clientIn(relation);
    await world.refresh(relation === 'other-clinic' ? 'harbour' : 'riverside', clientId);
    shared.set(relation, clientId);
  }
});
afterAll(() => tables.stop());

const OWNER = memberOf('riverside', 'owner');
const therapist = (therapistId: string) => memberOf('riverside', 'therapist', { therapistId });

function callerOf(role: Role, clientId: string): Caller | undefined {
  if (role === 'nobody') return undefined;
  if (role === 'therapist') return therapist(HER!);
  if (role === 'client') {
    return memberOf('riverside', role, { client: world.clientOf('riverside', clientId).client });
  }
  return memberOf('riverside', role, role === 'partner' ? { partner: 'insurer' } : {});
}

const session = (clientId: string, id: string, therapistId: string, part: object = {}) => ({
  ...{ type: 'session', clientId, sessionId: id, therapistId, complaint: 'neck-pain', painBefore: 7 },
  ...{ startedAt: '2026-08-10T10:00:00Z', endedAt: '2026-08-10T11:00:00Z' },
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  ...part,
});
const goal = (clientId: string, id: string, therapistId: string, part: object = {}) => ({
  ...{ type: 'goal', clientId, goalId: id, therapistId, kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target: 3, startsOn: '2026-08-03', dueOn: '2026-09-14' },
  ...part,
});
const score = (clientId: string, id: string) => ({
  ...{ type: 'pain-score', clientId, scoreId: id, at: '2026-08-12T10:00:00Z', pain: 3 },
});
const measurement = (clientId: string, id: string, goalId: string) => ({
  ...{ type: 'measurement', clientId, measurementId: id, goalId, at: '2026-08-12T10:00:00Z', value: 4 },
});
const consent = (clientId: string) => ({ type: 'consent', clientId, partnerReports: true });
const care = (therapistId: string, until: string | null) => ({ from: '2026-08-01', until, therapistId });

async function report(who: Caller, ...records: object[]) {
  const answer = await world.ask('POST /v1/records:batch', who, { body: { records } });
  const { results } = JSON.parse(answer.body) as {
    results: { status: string; refusals?: { code: string }[] }[];
  };
  return results;
}

/** A client as a relation has it, with a session, a goal, a score, a measurement and a consent. */
async function clientIn(relation: Relation): Promise<string> {
  const clientId = `c-${randomUUID()}`;
  if (relation === 'unknown') return clientId;
  const clinic = relation === 'other-clinic' ? 'harbour' : 'riverside';
  const of = relation === 'colleagues' ? COLLEAGUE! : HER!;
  const results = await report(
    memberOf(clinic, 'recorder'),
    session(clientId, `s-${clientId}`, of),
    goal(clientId, `g-${clientId}`, of),
    score(clientId, `p-${clientId}`),
    measurement(clientId, `m-${clientId}`, `g-${clientId}`),
    consent(clientId),
  );
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 'accepted'));
  if (relation === 'ended') await giveCare(clientId, HER!, '2026-08-19');
  return clientId;
}

async function giveCare(clientId: string, therapistId: string, until: string | null) {
  const { therapistId: id, ...body } = care(therapistId, until);
  const path = { clientId, therapistId: id };
  const answer = await world.ask('PUT /v1/clients/{clientId}/care/{therapistId}', OWNER, {
    path,
    body,
  });
  expect(answer.status, answer.body).toBe(200);
}

const RECORD_OF = {
  sessions: (clientId: string) => session(clientId, `s-${clientId}`, HER!, { painAfter: 2 }),
  'pain-scores': (clientId: string) => score(clientId, `p-new-${clientId}`),
  goals: (clientId: string) => goal(clientId, `g-${clientId}`, HER!, { target: 2 }),
  measurements: (clientId: string) => measurement(clientId, `m-new-${clientId}`, `g-${clientId}`),
} as const;

/** What the forms of the pages ask for, and what they send. */
const QUERY_OF: Readonly<Record<string, (clientId: string) => Record<string, string>>> = {
  visit: () => ({}),
  goal: () => ({ kind: 'pain' }),
  measure: (clientId) => ({ goal: `g-${clientId}` }),
  move: (clientId) => ({ of: 'session', id: `s-${clientId}` }),
  score: (clientId) => ({ score: `p-${clientId}` }),
  'take-back': (clientId) => ({ of: 'session', id: `s-${clientId}` }),
};
const FIELDS_OF: Readonly<Record<string, (clientId: string) => Record<string, string>>> = {
  visit: (clientId) => ({
    ...{ sessionId: `visit-${clientId}`, therapistId: HER!, complaint: 'stress', before: '4' },
    ...{ date: TODAY, from: '10:00', to: '11:00' },
    ...{ 'row-0': 'relaxation', 'technique-0': 'on', 'minutes-0': '45' },
  }),
  goal: (clientId) => ({
    ...{ goalId: `goal-${clientId}`, therapistId: HER!, kind: 'pain', baseline: '7', target: '3' },
    ...{ startsOn: TODAY, dueOn: '2026-10-01' },
  }),
  measure: (clientId) => ({ goalId: `g-${clientId}`, measurementId: `form-${clientId}`, value: '4' }),
  move: (clientId) => ({ of: 'session', id: `s-${clientId}`, toClientId: `to-${clientId}` }),
  score: (clientId) => ({ scoreId: `p-${clientId}`, pain: '3', date: TODAY, time: '10:00' }),
  'take-back': (clientId) => ({ of: 'session', id: `s-${clientId}` }),
};

/** A request for a route about a client. */
async function requestFor(routeKey: string, clientId: string): Promise<Request> {
  const { client } = world.clientOf('riverside', clientId);
  const collection = /\/v1\/([a-z-]+)\/\{id\}$/.exec(routeKey)?.[1] as keyof typeof RECORD_OF | undefined;
  const path: Record<string, string> = {
    ...{ id: clientId, clientId, client, therapistId: COLLEAGUE!, therapist: COLLEAGUE! },
    ...{ programme: 'alpha', period: '2026Q1', revision: '1', month: '2026-07', form: 'html' },
    name: await nameIn(routeKey),
    token: await (routeKey.includes(' /j/') ? world.journalCode : world.sealedLink)('riverside', clientId),
    look: HELD_LOOK,
    export: HELD_EXPORT,
    erasure: `1785751200000-${'0'.repeat(32)}`,
  };
  // A session of its own: the others stay signed in.
  if (routeKey === 'POST /sign-out') return { claims: { jti: randomUUID() } };
  if (/\/(members|people)/.test(routeKey)) return memberRequest(routeKey);
  if (routeKey === 'POST /v1/exports') return { body: {} };
  if (routeKey === 'PUT /v1/settings') return { headers: { 'if-match': '*' }, body: { labels: 'on' } };
  if (collection && routeKey.startsWith('PUT')) {
    const { type: _type, ...body } = RECORD_OF[collection](clientId);
    return {
      path: {
        ...path,
        id: Object.entries(body).find(([name]) =>
          /^(session|score|goal|measurement)Id$/.test(name),
        )![1] as string,
      },
      body,
    };
  }
  if (collection) {
    const id = `${collection[0]}-${clientId}`;
    return { path: { ...path, id }, query: { clientId }, body: {} };
  }
  if (routeKey.includes('/consents/'))
    return { path, body: routeKey.startsWith('PUT') ? { partnerReports: true } : {} };
  if (routeKey.startsWith('PUT')) return { path, body: { from: '2026-08-01' } };
  if (routeKey.endsWith('/moves')) {
    const move = { of: 'session', id: `s-${clientId}`, fromClientId: clientId, toClientId: `to-${clientId}` };
    return { path, body: move };
  }
  if (routeKey.endsWith('/merges')) return { path, body: { clientId, into: `into-${clientId}` } };
  if (routeKey.endsWith('receipts:verify')) return { path, body: { receipt: {}, clientId } };
  if (routeKey.endsWith('/history')) return { path, query: { of: 'session', id: `s-${clientId}` } };
  if (routeKey.endsWith('/moves')) {
    const move = { of: 'session', id: 'held-by-nobody', fromClientId: clientId, toClientId: 'c-nobody' };
    return { path, body: move };
  }
  if (routeKey.endsWith('/merges'))
    return { path, body: { clientId: 'c-nobody', into: clientId, undo: true } };
  if (routeKey.endsWith('/care')) return { path, body: { reason: 'covering' } };
  if (routeKey.endsWith('care:hand-over')) return { path, body: { to: SUCCESSOR } };
  if (routeKey.endsWith('records:batch')) return { path, body: { records: [RECORD_OF.sessions(clientId)] } };
  if (routeKey.startsWith('DELETE')) return { path, body: {} };
  if (/ \/v1\/imports:(foresee-)?undo$/.test(routeKey)) return { path, body: { file: HELD_FILE } };
  if (/^(GET|HEAD) \/imports\/(refused|undo)$/.test(routeKey)) return { path, query: { file: HELD_FILE } };
  if (routeKey.includes(' /imports/')) {
    const fields = {
      file: HELD_FILE,
      line: '2',
      type: 'pain-score',
      mapping: 'next month',
      become: 'put-aside',
      eTag: 'e',
      step: 'undo',
    };
    return { path, fields };
  }
  const form = routeKey.match(
    /^(?:GET|HEAD|POST) \/clients\/\{client\}\/(visit|goal|measure|move|score|take-back)$/,
  )?.[1];
  if (form && !routeKey.startsWith('POST')) return { path, query: QUERY_OF[form]!(clientId) };
  if (form) return { path, fields: FIELDS_OF[form]!(clientId) };
  if (routeKey.endsWith('/label')) return { path, fields: { label: 'Mrs S', step: 'keep' } };
  if (routeKey.endsWith('/today')) return { path, fields: { list: `09:00 ${clientId}` } };
  if (routeKey.endsWith('/consent')) return { path, fields: { partnerReports: 'no' } };
  if (routeKey.endsWith('/clinics/new')) return { path, fields: newClinic() };
  if (routeKey === 'POST /clients/{client}/erase') {
    const answer = await world.ask('GET /v1/clients/{id}/holdings', OWNER, { path });
    return { path, fields: { confirm: clientId, held: heldText(JSON.parse(answer.body).holdings) } };
  }
  if (routeKey.endsWith('/care/hand-over')) return { path, fields: { to: SUCCESSOR } };
  if (routeKey.endsWith('/take-over')) return { path, fields: { reason: 'covering' } };
  if (/^POST \/(j|journal)\/\{token\}$/.test(routeKey)) {
    return {
      path,
      fields: { form: await world.journalForm('riverside', clientId), pain: '3', soreness: '1' },
    };
  }
  return { path, fields: { clientId } };
}

/** A clinic that nobody has added, with who is to lead it. */
function newClinic(clinicId = `clinic-${randomUUID()}`): Record<string, string> {
  return { clinicId, timeZone: 'Europe/Lisbon', language: 'en', owner: `${clinicId}@example.com` };
}

/** A request about a member of whom nobody else asks. */
async function memberRequest(routeKey: string): Promise<Request> {
  const therapistId = `t-${randomUUID()}`;
  const wanted = { role: 'therapist', therapistId };
  const subject = routeKey.includes('{subject}') ? await world.join(therapist(therapistId)) : '';
  const path = { subject };
  const invited = { ...wanted, email: `${therapistId}@example.com` };
  if (routeKey.includes('/people')) return { path, fields: subject ? wanted : invited };
  if (routeKey.startsWith('POST')) return { body: invited };
  return routeKey.startsWith('PUT') ? { path, body: { role: 'recorder' } } : { path };
}

async function nameIn(routeKey: string): Promise<string> {
  if (routeKey.includes('/problems/')) return 'not-found';
  return routeKey.includes(' /assets') ? stylesheetName() : 'data.csv';
}

async function stylesheetName() {
  const { STYLESHEET_NAME } = await import('../../../shared/pages/frame/stylesheet.ts');
  return STYLESHEET_NAME;
}

/** A batch answers 200 as a whole: its one record's answer is what counts. */
function statusOf(routeKey: string, { status, body }: { status: number; body: string }): number {
  if (!routeKey.endsWith('records:batch') || status !== 200) return status;
  const [{ status: ofRecord, refusals }] = JSON.parse(body).results;
  return ofRecord === 'refused' ? (/forbidden|not-in-care/.test(refusals[0].code) ? 403 : 400) : 200;
}

const routes = resourcesOf(synthesize('dev').stateless, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => ({
  key: Properties.RouteKey as string,
  needsToken: Properties.AuthorizationType === 'JWT',
}));

describe('route x role x relation', () => {
  it('names every route that there is, and no other', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(routes.map(({ key }) => key).sort());
  });

  it.each(routes)('$key', async ({ key, needsToken }) => {
    const cells = ROLES.flatMap((role) => RELATIONS.map((relation) => ({ role, relation })));
    const wrong: object[] = [];
    const tell = async ({ role, relation }: (typeof cells)[number]) => {
      const wanted = MATRIX[key]![role];
      const expected = typeof wanted === 'number' ? wanted : wanted[relation];
      if (role === 'nobody' && needsToken) {
        // API Gateway's authorizer answers before us.
        if (expected !== 401) wrong.push({ role, relation, expected, got: 401 });
        return;
      }
      const changes = !isReading(key) && expected < 400;
      const clientId = changes ? await clientIn(relation) : shared.get(relation)!;
      const answer = await world.ask(key, callerOf(role, clientId), await requestFor(key, clientId));
      const got = statusOf(key, answer);
      if (key.startsWith('HEAD ') && answer.body !== '') wrong.push({ role, relation, body: 'told' });
      if (got !== expected) wrong.push({ role, relation, expected, got, body: answer.body.slice(0, 300) });
      const type = String(answer.headers['content-type'] ?? '');
      const otherwise = key in API_ROUTES && undescribed(key as ApiRoute, { ...answer, type });
      if (otherwise) wrong.push({ role, relation, otherwise });
      const unguarded = missingGuards(answer.headers, { isAsset: key.includes(' /assets/') });
      if (unguarded.length > 0) wrong.push({ role, relation, unguarded });
      // What stands in the address that was asked for is told to nobody.
      const { client } = world.clientOf('riverside', clientId);
      const hidden = key.includes('{client}') ? [clientId] : [clientId, client];
      if (role === 'therapist' && relation !== 'in-care' && isReading(key) && !key.includes('journal')) {
        const told = hidden.filter((name) => answer.body.includes(name));
        if (told.length > 0) wrong.push({ role, relation, told });
      }
    };
    for (let start = 0; start < cells.length; start += AT_ONCE) {
      await Promise.all(cells.slice(start, start + AT_ONCE).map(tell));
    }
    expect(wrong).toEqual([]);
  });
});

describe('whoever polls', () => {
  const told = (Object.keys(API_ROUTES) as ApiRoute[]).filter((key) => {
    const { owner } = MATRIX[key]!;
    return key.startsWith('GET ') && (typeof owner === 'number' ? owner : owner['in-care']) === 200;
  });

  it.each(told)('%s: what has not changed is answered 304 by its tag', async (key) => {
    const request = await requestFor(key, shared.get('in-care')!);
    const first = await world.ask(key, OWNER, request);
    expect(first.status).toBe(200);
    const headers = { 'if-none-match': String(first.headers['etag']) };
    const again = await world.ask(key, OWNER, { ...request, headers });
    expect([again.status, again.body]).toEqual([304, '']);
    const other = await world.ask(key, OWNER, { ...request, headers: { 'if-none-match': '"other"' } });
    expect([other.status, other.body]).toEqual([200, first.body]);
  });
});

describe('a form that was open while its client was erased', () => {
  it.each(['visit', 'goal'])('brings nothing back: %s', async (form) => {
    const key = `POST /clients/{client}/${form}`;
    for (const caller of [OWNER, callerOf('therapist', 'in-care')]) {
      const clientId = await clientIn('in-care');
      const opened = new Date(`${TODAY}T11:59:00Z`);
      const erasing = 'DELETE /v1/clients/{clientId}';
      const erased = await world.ask(erasing, OWNER, await requestFor(erasing, clientId));
      expect(erased.status).toBe(200);
      const request = await requestFor(key, clientId);
      const late = await world.ask(key, caller, { ...request, formOpenedAt: opened });
      expect(late.status).toBe(409);
      expect(late.body).toContain('Everything of this client has been erased');
      const again = /name="formToken" value="([^"]+)"/.exec(late.body)![1]!;
      expect((await world.ask(key, caller, { ...request, formToken: again })).status, 'sent again').toBe(409);
      const held = await world.ask('GET /v1/clients/{id}/timeline', OWNER, { path: { id: clientId } });
      expect(held.status).toBe(404);
    }
  });

  it('hands nobody over', async () => {
    const clientId = await clientIn('in-care');
    const erasing = 'DELETE /v1/clients/{clientId}';
    await world.ask(erasing, OWNER, await requestFor(erasing, clientId));
    const key = 'POST /clients/{client}/care/hand-over';
    const request = { ...(await requestFor(key, clientId)), formOpenedAt: new Date(`${TODAY}T11:59:00Z`) };
    const late = await world.ask(key, OWNER, request);
    expect(late.status).toBe(409);
    expect(late.body).toContain('Everything of this client has been erased');
  });
});

describe('what was typed before its client was erased, and kept on a tablet', () => {
  it('is brought back by no form that was opened since', async () => {
    const clientId = await clientIn('in-care');
    const key = 'POST /clients/{client}/visit';
    const { fields, ...request } = await requestFor(key, clientId);
    const after = { formOpenedAt: new Date(`${TODAY}T12:01:00Z`), at: new Date(`${TODAY}T12:05:00Z`) };
    const ask = (typedSince: string) =>
      world.ask(key, OWNER, { ...request, ...after, fields: { ...fields, typedSince } });
    const erasing = 'DELETE /v1/clients/{clientId}';
    await world.ask(erasing, OWNER, await requestFor(erasing, clientId));
    const late = await ask(String(Date.parse(`${TODAY}T11:59:00Z`)));
    expect(late.status).toBe(409);
    expect(late.body).toContain('Everything of this client has been erased. Open a new form.');
    expect((await ask('never')).status, 'what is no instant says nothing').toBe(303);
  });
});

describe('addresses and ids of another clinic', () => {
  /** Known by nobody but that clinic. */
  const MARK = /only[- ]harbour[- ]knows/i;
  const aboutClients = (Object.keys(PAGE_ROUTES) as PageRoute[]).filter((key) => key.includes('{client}'));
  const intruders = [OWNER, therapist(HER!)];
  const heldOf = async (clientId: string) => {
    const harbour = memberOf('harbour', 'owner');
    const asked = { path: { id: clientId, clientId } };
    const keys = [
      'GET /v1/clients/{id}/timeline',
      'GET /v1/clients/{clientId}/care',
      'GET /v1/journal-links',
    ];
    return Promise.all(keys.map(async (key) => (await world.ask(key, harbour, asked)).body));
  };

  it.each(aboutClients)('%s shows and changes nothing of its clients', async (key) => {
    const clientId = await clientIn('other-clinic');
    const known = {
      kind: 'mobility',
      measure: 'task:only-harbour-knows',
      unit: 'yes-no',
      baseline: 0,
      target: 1,
    };
    await report(memberOf('harbour', 'recorder'), goal(clientId, `g-${clientId}`, HER!, known));
    await world.journalCode('harbour', clientId);
    const before = await heldOf(clientId);
    expect(before[0]).toMatch(MARK);
    const { client } = world.clientOf('harbour', clientId);
    for (const caller of intruders) {
      const asked = await requestFor(key, clientId);
      const { status, body } = await world.ask(key, caller, { ...asked, path: { ...asked.path, client } });
      const told = `${'role' in caller && caller.role}: ${status}`;
      expect(body, told).not.toMatch(MARK);
    }
    expect(await heldOf(clientId)).toEqual(before);
  });

  it('name none of its people, and change none', async () => {
    const bea = memberOf('harbour', 'therapist', { therapistId: 't-of-harbour', name: 'Only Harbour Knows' });
    const path = { subject: await world.join(bea), therapist: 't-of-harbour' };
    const fields = { role: 'recorder', name: 'Intruder' };
    const routes = ['GET /people/{subject}', 'POST /people/{subject}', 'POST /people/{subject}/withdraw'];
    for (const key of [...routes, 'GET /therapists/{therapist}']) {
      const { status, body } = await world.ask(key, OWNER, { path, fields });
      expect([key, status]).toEqual([key, 404]);
      expect(body).not.toMatch(MARK);
    }
    const own = await world.ask('GET /people', memberOf('harbour', 'owner'));
    expect(own.body).toMatch(MARK);
    expect(own.body).not.toContain('Intruder');
  });
});

describe('a file that was sent', () => {
  it.each([
    ['GET /imports/looks/{look}', 200],
    ['POST /imports/looks/{look}', 303],
    ['POST /imports/looks/{look}/reading', 303],
    ['GET /imports/refused', 200],
    ['POST /imports/rows', 303],
    ['GET /imports/undo', 200],
    ['POST /imports/undo', 303],
    ['POST /v1/imports:foresee-undo', 202],
    ['POST /v1/imports:undo', 202],
  ])('%s answers its own clinic %i', async (key, expected) => {
    const owner = memberOf('harbour', 'owner');
    const { status } = await world.ask(key, owner, await requestFor(key, 'c-1'));
    expect(status).toBe(expected);
  });

  it('is mended by nobody from another site', async () => {
    const owner = memberOf('harbour', 'owner');
    const request = await requestFor('POST /imports/rows', 'c-1');
    const forged = { ...request, formToken: 'x' };
    expect((await world.ask('POST /imports/rows', owner, forged)).status).toBe(403);
  });
});

describe('who is a member, and who no longer', () => {
  /** Every route that asks who is there: of the API those with a token, of the pages those that send to sign in. */
  const asking = routes.filter(({ key, needsToken }) => needsToken || MATRIX[key]!.nobody === 303);
  const isOpen = (key: string) => / \/(sign-|j\/|journal\/)/.test(key);
  const doors = asking.filter(({ key }) => !isOpen(key)).map(({ key }) => key);
  const PAGE = 'GET /owner';

  it.each(doors)(
    '%s: a token of nobody who is a member is answered with 403, as is that of one withdrawn',
    async (key) => {
      const clientId = shared.get('in-care')!;
      const withdrawn = { subject: await world.join(OWNER) };
      await world.withdraw(withdrawn.subject);
      for (const caller of [{ subject: 'nobody-here' }, withdrawn]) {
        const { status, body } = await world.ask(key, caller, await requestFor(key, clientId));
        expect(status).toBe(403);
        if (!key.startsWith('HEAD ')) expect(body).toContain('belongs to no clinic here, or no longer');
      }
    },
  );

  it('is nothing that an operator has to be woken for', () => {
    expect(world.faults).toEqual([]);
  });

  it('is told at the very next request', async () => {
    const caller = { subject: await world.join(OWNER) };
    const statuses = async () =>
      Promise.all(['GET /v1/outcomes', PAGE].map(async (key) => (await world.ask(key, caller)).status));
    expect(await statuses()).toEqual([200, 200]);
    const ask = (key: string, body?: object) =>
      world.ask(key, OWNER, { path: { subject: caller.subject }, ...(body && { body }) });
    expect((await ask('PUT /v1/members/{subject}', { role: 'therapist', therapistId: 't-9' })).status).toBe(
      200,
    );
    expect(await statuses()).toEqual([403, 403]);
    expect((await world.ask('GET /therapist', caller)).status).toBe(200);
    expect((await ask('PUT /v1/members/{subject}', { role: 'owner' })).status).toBe(200);
    expect(await statuses()).toEqual([200, 200]);
    expect((await ask('DELETE /v1/members/{subject}')).status).toBe(200);
    expect(await statuses()).toEqual([403, 403]);
  });

  it('is signed out of every copy of a session, member or not, and of no other', async () => {
    const subject = await world.join(OWNER);
    const [here, there] = ['a', 'b'].map((jti) => ({ claims: { jti } }));
    const statuses = async () =>
      Promise.all([here, there].map(async (session) => (await world.ask(PAGE, { subject }, session)).status));
    expect(await statuses()).toEqual([200, 200]);
    const strange = await world.ask('POST /sign-out', { subject }, { ...here, formToken: 'of another' });
    expect([strange.status, await statuses()]).toEqual([403, [200, 200]]);
    expect((await world.ask('POST /sign-out', { subject }, here)).status).toBe(303);
    expect(await statuses()).toEqual([303, 200]);

    await world.withdraw(subject);
    const outside = await world.ask(PAGE, { subject }, there);
    expect(outside.status).toBe(403);
    expect(outside.body).toContain('action="/sign-out"');
    expect(outside.body).not.toContain('<nav');
    expect((await world.ask('POST /sign-out', { subject }, there)).status).toBe(303);
    expect((await world.ask(PAGE, { subject }, there)).status).toBe(303);
  });

  it("a therapist who leaves keeps her past: it is hers still, and the owner's to read", async () => {
    const leaving = memberOf('riverside', 'therapist', { therapistId: `t-${randomUUID()}` });
    const caller = { subject: await world.join(leaving) };
    const clientId = `c-${randomUUID()}`;
    const [first] = await report(
      caller,
      session(clientId, `s-${clientId}`, (leaving as { therapistId: string }).therapistId),
    );
    expect(first?.status).toBe('accepted');
    await world.withdraw(caller.subject);
    await world.refresh('riverside', clientId);
    const timeline = await world.ask('GET /v1/clients/{id}/timeline', OWNER, { path: { id: clientId } });
    expect(timeline.body).toContain((leaving as { therapistId: string }).therapistId);
    expect((await world.ask('GET /therapist', caller)).status).toBe(403);
  });
});

describe('a record of the wrong client', () => {
  const HERSELF = callerOf('therapist', 'in-care');
  const sessionsOf = async (clientId: string) => {
    const timeline = await world.ask('GET /v1/clients/{id}/timeline', OWNER, { path: { id: clientId } });
    if (timeline.status === 404) return [];
    const { sessions } = JSON.parse(timeline.body) as { sessions: { sessionId: string }[] };
    return sessions.map(({ sessionId }) => sessionId);
  };
  const careOf = async (clientId: string) =>
    (await world.ask('GET /v1/clients/{clientId}/care', OWNER, { path: { clientId } })).body;
  const moves = {
    page: async (from: string, to: string, id: string) =>
      world.ask('POST /clients/{client}/move', HERSELF, {
        path: { client: world.clientOf('riverside', from).client },
        fields: { of: 'session', id, toClientId: to },
      }),
    api: async (from: string, to: string, id: string) =>
      world.ask('POST /v1/moves', HERSELF, {
        body: { of: 'session', id, fromClientId: from, toClientId: to },
      }),
  };

  it.each([
    ['page', 303],
    ['api', 200],
  ] as const)('is moved by her between clients in her care, by %s, and changes no care', async (by, done) => {
    const [from, to] = [await clientIn('in-care'), await clientIn('in-care')];
    const care = await careOf(to);
    expect((await moves[by](from, to, `s-${from}`)).status).toBe(done);
    expect(await sessionsOf(from)).not.toContain(`s-${from}`);
    expect(await sessionsOf(to)).toContain(`s-${from}`);
    // Sent twice is once.
    expect((await moves[by](from, to, `s-${from}`)).status).toBe(done);
    const { clientId: _other, ...told } = JSON.parse(care) as { clientId: string };
    expect(JSON.parse(await careOf(to))).toMatchObject(told);
  });

  it.each(['page', 'api'] as const)('goes to no stranger, new or a colleague’s, alike, by %s', async (by) => {
    const from = await clientIn('in-care');
    const answers = [];
    for (const to of [await clientIn('colleagues'), await clientIn('ended'), `c-${randomUUID()}`]) {
      const { status, body } = await moves[by](from, to, `s-${from}`);
      answers.push({ status, body: body.replaceAll(to, 'them').replaceAll(/value="\d+\.[^"]+"/g, '') });
      expect(await sessionsOf(to)).not.toContain(`s-${from}`);
    }
    expect(answers[0]!.status).toBe(403);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await sessionsOf(from)).toContain(`s-${from}`);
  });

  it.each(['page', 'api'] as const)('of a colleague stays where it is, by %s', async (by) => {
    const [from, to] = [await clientIn('in-care'), await clientIn('in-care')];
    const id = `s-colleague-${randomUUID()}`;
    await report(OWNER, session(from, id, COLLEAGUE!));
    expect((await moves[by](from, to, id)).status).toBe(403);
    expect(await sessionsOf(from)).toContain(id);
    expect((await moves.api(await clientIn('colleagues'), to, 's-guessed')).status).toBe(403);
  });
});

describe('write, then read', () => {
  const CLIENTS = ['mine', 'colleagues', 'ended', 'new'] as const;
  type Named = (typeof CLIENTS)[number];

  /** What a therapist may try, of any client, in any order, alone or as one batch. */
  const attempt = fc.record({
    client: fc.constantFrom(...CLIENTS),
    what: fc.constantFrom(
      'session',
      'their-session',
      'goal',
      'their-goal',
      'score',
      'measurement',
      'consent',
      'care',
      'deletion',
    ),
    as: fc.constantFrom(HER!, COLLEAGUE!),
    recordedAt: fc.constantFrom(undefined, '2026-08-11T10:00:00Z', '2026-08-20T12:04:00Z'),
  });
  type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

  const recordOf = ({ what, as, recordedAt }: Attempt, clientId: string, index: number) => {
    const stamp = recordedAt === undefined ? {} : { recordedAt };
    const fresh = `${what}-${index}-${clientId}`;
    switch (what) {
      case 'session':
        return session(clientId, fresh, as, stamp);
      case 'their-session':
        return session(clientId, `s-${clientId}`, as, { painAfter: 0, ...stamp });
      case 'goal':
        return goal(clientId, fresh, as, stamp);
      case 'their-goal':
        return goal(clientId, `g-${clientId}`, as, stamp);
      case 'score':
        return { ...score(clientId, fresh), ...stamp };
      case 'measurement':
        return { ...measurement(clientId, fresh, `g-${clientId}`), ...stamp };
      case 'consent':
        return { ...consent(clientId), ...stamp };
      case 'care':
        return { type: 'care', clientId, ...care(as, null), ...stamp };
      default:
        return { type: 'deletion', of: 'session', id: `s-${clientId}`, clientId, ...stamp };
    }
  };

  /** By every way there is: which clients a therapist reads. */
  async function readableBy(id: string, clients: ReadonlyMap<Named, string>): Promise<Named[]> {
    const who = therapist(id);
    const lists = await Promise.all(
      ['GET /v1/goals', 'GET /v1/reminders', 'GET /therapist'].map((route) => world.ask(route, who)),
    );
    const readable = await Promise.all(
      [...clients].map(async ([name, clientId]) => {
        const { client } = world.clientOf('riverside', clientId);
        const single = await Promise.all([
          world.ask('GET /v1/clients/{id}/timeline', who, { path: { id: clientId } }),
          world.ask('GET /v1/clients/{clientId}/care', who, { path: { clientId } }),
          world.ask('POST /v1/clients/{id}/journal-link', who, { path: { id: clientId } }),
          world.ask('GET /clients/{client}', who, { path: { client } }),
        ]);
        const opened = single.some(({ status }) => status < 400);
        const listed = lists.some(({ body }) => body.includes(client));
        return opened || listed ? [name] : [];
      }),
    );
    return readable.flat();
  }

  it('nothing that a therapist writes opens a client to her, save the first record of a new one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (attempts, together) => {
          const clients = new Map<Named, string>([
            ['mine', await clientIn('in-care')],
            ['colleagues', await clientIn('colleagues')],
            ['ended', await clientIn('ended')],
            ['new', `c-${randomUUID()}`],
          ]);
          for (const clientId of clients.values()) await world.refresh('riverside', clientId);
          const before = await world.ask('GET /v1/clients/{id}/timeline', OWNER, {
            path: { id: clients.get('colleagues')! },
          });
          expect(await readableBy(HER!, clients)).toEqual(['mine']);
          const records = attempts.map((one, index) => recordOf(one, clients.get(one.client)!, index));
          const results = together
            ? await report(therapist(HER!), ...records)
            : (await Promise.all(records.map((one) => report(therapist(HER!), one)))).flat();
          for (const clientId of clients.values()) await world.refresh('riverside', clientId);

          const begun = results.some(
            ({ status }, index) => attempts[index]!.client === 'new' && status === 'accepted',
          );
          expect(await readableBy(HER!, clients)).toEqual(begun ? ['mine', 'new'] : ['mine']);
          expect(await readableBy(COLLEAGUE!, clients)).toEqual(['colleagues']);
          const after = await world.ask('GET /v1/clients/{id}/timeline', OWNER, {
            path: { id: clients.get('colleagues')! },
          });
          expect(after.body).toBe(before.body);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('a take-over does, says why, and the owner sees it until the clinic has said something of it', async () => {
    const clientId = await clientIn('colleagues');
    const { client } = world.clientOf('riverside', clientId);
    const take = (body: object) =>
      world.ask('POST /v1/clients/{clientId}/care', therapist(HER!), { path: { clientId }, body });
    expect((await take({})).status).toBe(400);
    expect((await take({ reason: 'she is called Ann' })).status).toBe(400);
    expect((await take({ reason: 'covering', from: '2020-01-01' })).status).toBe(400);
    expect((await take({ reason: 'covering' })).status).toBe(200);
    await world.refresh('riverside', clientId);

    const timeline = { path: { id: clientId } };
    expect((await world.ask('GET /v1/clients/{id}/timeline', therapist(HER!), timeline)).status).toBe(200);
    const ofClient = await world.ask('GET /v1/clients/{clientId}/care', OWNER, {
      path: { clientId },
    });
    expect(JSON.parse(ofClient.body).care).toMatchObject([
      { therapistId: HER, from: TODAY, until: null, implied: false, reason: 'covering', door: 'therapist' },
      { therapistId: COLLEAGUE, from: '2026-08-03', until: null, implied: true, door: 'recorder' },
    ]);
    const mine = async () => {
      const { body } = await world.ask('GET /v1/care/take-overs', OWNER);
      return JSON.parse(body).takeOvers.filter((one: { client: string }) => one.client === client);
    };
    expect(await mine()).toMatchObject([{ therapistId: HER, from: TODAY, reason: 'covering' }]);

    const pages = [
      await world.ask('GET /clients/{client}', therapist(HER!), { path: { client } }),
      await world.ask('GET /therapists', OWNER),
    ];
    for (const { body } of pages) expect(body).toContain('covering for a colleague');

    await giveCare(clientId, HER!, '2026-08-19');
    expect((await world.ask('GET /v1/clients/{id}/timeline', therapist(HER!), timeline)).status).toBe(404);
  });

  it('a therapist finds the form for it where the client would be, and it is for who is signed in', async () => {
    const [clientId, other] = [await clientIn('colleagues'), await clientIn('colleagues')];
    const open = (of: string) =>
      world.ask('GET /clients/{client}', therapist(HER!), {
        path: { client: world.clientOf('riverside', of).client },
      });
    const shown = await open(clientId);
    expect(shown.status).toBe(404);
    const action = /action="(\/clients\/[^"]+\/take-over)"/.exec(shown.body)![1]!;
    expect(action).toBe(`/clients/${world.clientOf('riverside', clientId).client}/take-over`);
    const send = (fields: Record<string, string>) =>
      world.ask('POST /clients/{client}/take-over', therapist(HER!), {
        path: { client: action.split('/')[2]! },
        fields,
      });
    for (const reason of ['as Ann asked', '']) {
      const again = await send({ reason });
      expect(again.status).toBe(400);
      expect(again.body).toContain(`action="${action}"`);
      expect(again.body).toMatch(/<select id="reason"[^>]* aria-describedby="reason-hint reason-error"/);
      expect(again.body).toContain(
        '<p class="error" id="reason-error">Choose why you take the client over.</p>',
      );
      expect(again.body).not.toMatch(/handed-over, covering|expected one of/i);
    }
    expect((await open(clientId)).status).toBe(404);
    expect((await send({ reason: 'covering' })).status).toBe(303);
    expect((await open(clientId)).status).toBe(200);
    expect((await open(other)).status).toBe(404);
  });
});

describe('an operator', () => {
  const OPERATOR = memberOf('', 'operator');
  const add = (fields: Record<string, string>) =>
    world.ask('POST /operator/clinics/new', OPERATOR, { fields });

  it('adds a clinic with its owner, and sees it; sent again it is the same clinic', async () => {
    const clinicId = `quay-${randomUUID()}`;
    const fields = { ...newClinic(clinicId), name: 'Quay & Sons' };
    expect((await add(fields)).status).toBe(303);
    expect((await add(fields)).status).toBe(303);
    const { body } = await world.ask('GET /operator', OPERATOR);
    expect(body.split(clinicId)).toHaveLength(2);
    expect(body).toContain('Quay &amp; Sons');
    expect(body).toContain('nothing has come yet');
  });

  it('is told at each field what cannot be, and keeps what was typed', async () => {
    const typed = { clinicId: 'A Clinic', timeZone: 'Lisbon', language: 'en', owner: 'nobody', name: 'Quay' };
    const wrong = await add(typed);
    expect(wrong.status).toBe(400);
    for (const field of ['clinicId', 'timeZone', 'owner']) {
      expect(wrong.body, field).toMatch(
        new RegExp(
          `id="${field}"[^>]* aria-invalid="true"[^>]* aria-describedby="${field}-hint ${field}-error"`,
        ),
      );
    }
    expect(wrong.body).toContain('value="Quay"');
    const empty = await add({});
    expect(empty.body.match(/aria-invalid="true"/g)).toHaveLength(3);
  });

  it("lets nobody into a clinic that has people, and takes nobody's address from elsewhere", async () => {
    const fields = newClinic();
    expect((await add(fields)).status).toBe(303);
    const other = await add({ ...fields, owner: 'somebody@example.com' });
    expect(other.status).toBe(400);
    expect(other.body).toContain('is there already, and has people of its own');
    const elsewhere = await add({ ...newClinic(), owner: fields['owner']! });
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.body).toContain('id="owner-error"');
  });

  it('is made by nobody who leads a clinic, and is no member of one', async () => {
    for (const body of [
      { role: 'operator', email: 'a@b.example' },
      { role: 'operator', email: 'a@b.example', name: 'Ann' },
    ]) {
      expect((await world.ask('POST /v1/members', OWNER, { body })).status).toBe(400);
    }
    const subject = await world.join(OPERATOR);
    const path = { subject };
    expect(
      (await world.ask('PUT /v1/members/{subject}', OWNER, { path, body: { role: 'recorder' } })).status,
    ).toBe(404);
    expect((await world.ask('DELETE /v1/members/{subject}', OWNER, { path })).status).toBe(404);
    const becomes = await world.join(memberOf('riverside', 'recorder'));
    const asked = { path: { subject: becomes }, body: { role: 'operator' } };
    expect((await world.ask('PUT /v1/members/{subject}', OWNER, asked)).status).toBe(400);
  });

  it('sees of clinics their names, and nothing of clients, therapists or what became of them', async () => {
    await world.refresh('riverside', shared.get('in-care')!);
    const { body } = await world.ask('GET /operator', OPERATOR);
    const hidden = [
      HER!,
      ...shared.values(),
      ...[...shared.values()].map((id) => world.clientOf('riverside', id).client),
    ];
    for (const name of hidden) expect(body).not.toContain(name);
    expect(body).not.toMatch(/pain|neck|deep/i);
  });
});

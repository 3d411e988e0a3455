import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { createDeriveHandler } from '../../../functions/derive-outcomes/handler.ts';
import { createIngestHandler } from '../../../functions/ingest-records/handler.ts';
import { createDataHandler } from '../../../functions/keep-data/handler.ts';
import { createDataPages } from '../../../functions/keep-data/pages.ts';
import { createKeepingHandler } from '../../../functions/keep-people/handler.ts';
import { createPeoplePages } from '../../../functions/keep-people/pages.ts';
import { createReadHandler } from '../../../functions/read-outcomes/handler.ts';
import { createOperationsPages } from '../../../functions/show-operations/pages.ts';
import { createPages } from '../../../functions/show-pages/pages.ts';
import { createForms } from '../../../functions/take-forms/forms.ts';
import { createCookies } from '../../../shared/access/cookies.ts';
import { formTokenOf } from '../../../shared/access/form-guard.ts';
import type { Member } from '../../../shared/access/member.ts';
import { seal } from '../../../shared/access/sealed-token.ts';
import { DEFAULT_SETTINGS } from '../../../shared/clinics/clinic-settings.ts';
import { API_ROUTES, type ApiRoute } from '../../../shared/http/api-routes.ts';
import { PAGE_ROUTES, type PageRoute } from '../../../shared/http/page-routes.ts';
import type { HttpEvent } from '../../../shared/http/route.ts';
import { makeJournalLink } from '../../../shared/intake/journal-links.ts';
import { createTakeIn } from '../../../shared/intake/take-in.ts';
import { sealJournalForm } from '../../../shared/journal/journal-form.ts';
import { newJournalLink, SEALED_LINK } from '../../../shared/journal/journal-link.ts';
import { createLog } from '../../../shared/log.ts';
import { createMembers, type MembersDeps } from '../../../shared/members/members.ts';
import { FORM_TOKEN } from '../../../shared/pages/frame/page.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import type { UserPool } from '../../../shared/site/user-pool.ts';
import { collect, queryAll, text } from '../../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import type { PoolUser } from '../../../shared/storage/aws/user-directory.ts';
import { createCareReader } from '../../../shared/storage/care/care-store.ts';
import { createAdmission } from '../../../shared/storage/clinics/admission.ts';
import { createArrivals } from '../../../shared/storage/clinics/arrivals.ts';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createClinics } from '../../../shared/storage/clinics/clinics.ts';
import { createEndedSessions } from '../../../shared/storage/clinics/ended-sessions.ts';
import { createKeptMappings } from '../../../shared/storage/clinics/kept-mappings.ts';
import { createMemberStore } from '../../../shared/storage/clinics/member-store.ts';
import { createTherapists } from '../../../shared/storage/clinics/therapists.ts';
import { createErasureReceipts } from '../../../shared/storage/erasures/erasure-receipts.ts';
import { createBegunVisits } from '../../../shared/storage/held/begun-visits.ts';
import { createClientLabels } from '../../../shared/storage/held/client-labels.ts';
import { createExportedFacts } from '../../../shared/storage/held/exported-facts.ts';
import { createHoldingsReader } from '../../../shared/storage/held/holdings.ts';
import { createJournalLinks } from '../../../shared/storage/held/journal-links.ts';
import { createHistoryReader } from '../../../shared/storage/held/record-history.ts';
import { createRecordReader } from '../../../shared/storage/held/record-store.ts';
import { clientPk } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createHeldClients } from '../../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import { createLabelWriter } from '../../../shared/storage/writing/label-writer.ts';
import { sealingBy } from '../../access/sealing.ts';
import { masters as masterKeys } from '../../clinics/masters.ts';
import type { EngineTables } from '../storage/engine-tables.ts';
import { heldExports, heldImports, heldLooks, heldUndo, heldUploads } from './held-files.ts';

/** The day on which everything is asked. */
export const TODAY = '2026-08-20';
const now = () => new Date(`${TODAY}T12:00:00Z`);

/** A member, whom the world lets join when he first asks for something; or somebody by his id, whatever he is. */
export type Caller = Member | { subject: string };
export type Request = {
  path?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
  fields?: Record<string, string>;
  /** What the token says besides whose it is. */
  claims?: Record<string, string>;
  /** When the form was opened; just now, where that is no matter. */
  formOpenedAt?: Date;
  /** When it is asked, on TODAY; at noon, where that is no matter. */
  at?: Date;
  /** What becomes of a form's body on its way. */
  mangle?: (body: string) => string;
  /** In place of the session's own. */
  formToken?: string;
};
export type Answer = { status: number; body: string; headers: Readonly<Record<string, unknown>> };
export type World = ReturnType<typeof createWorld>;

const KEYS: Readonly<Record<string, string>> = { riverside: 'key-of-riverside', harbour: 'key-of-harbour' };
const place = { origin: 'https://pages.example', clientId: 'pages', signInOrigin: 'https://sign-in.example' };

/** A user pool that knows nobody before he is invited, by his address. */
function usersOfNobody(): MembersDeps['users'] {
  const users = new Map<string, PoolUser>();
  return {
    find: async (email) => users.get(email),
    create: async (email) => {
      const user = { subject: crypto.randomUUID(), isPending: false, hasSecondFactor: false, custom: {} };
      users.set(email, user);
      return user;
    },
    inviteAgain: async () => {},
    remove: async () => {},
  };
}

/** The handlers of the API and of the pages over real tables, asked as API Gateway asks them. */
export function createWorld({ client, recordsTable, outcomesTable, registryTable }: EngineTables) {
  const writer = createRecordWriter(client, recordsTable);
  const records = createRecordReader(client, recordsTable);
  const care = createCareReader(client, recordsTable);
  const views = createViewStore(client, outcomesTable, now);
  const keyOfClinic = async (clinicId: string) => KEYS[clinicId]!;
  const sealing = sealingBy(keyOfClinic);
  const isHeld = async (clinicId: string) => clinicId in KEYS;
  const settings = async () => ({ ...DEFAULT_SETTINGS, labels: 'on' as const });
  const store = createMemberStore(client, registryTable);
  const admission = createAdmission(
    client,
    { REGISTRY_TABLE: registryTable, SECOND_FACTOR: 'not-required' },
    isHeld,
  );
  const joined = new Map<string, Promise<string>>();
  const join = async (after: Member): Promise<string> => {
    const subject = crypto.randomUUID();
    const change = { id: crypto.randomUUID(), at: now().toISOString(), by: {}, subject, after };
    await store.write({ held: undefined, change });
    return subject;
  };
  const subjectOf = async (caller: Caller): Promise<string> => {
    if ('subject' in caller) return caller.subject;
    const name = JSON.stringify(caller);
    const joining = joined.get(name) ?? join(caller);
    joined.set(name, joining);
    return joining;
  };
  const faults: string[] = [];
  const log = createLog('test', (line) => line.includes('ERROR') && faults.push(line));
  const taking = { writer, keyOfClinic, settingsOf: settings };
  const releases = { list: async () => [], table: async () => Promise.reject(), text: async () => '' };
  const deps = {
    ...{ records, care, views, keyOfClinic, sealing, admission, log, place },
    journalLinks: createJournalLinks(client, recordsTable),
    labels: createClientLabels(client, recordsTable),
    rowKeyOf: async (clinicId: string) => createHash('sha256').update(`rows ${KEYS[clinicId]!}`).digest(),
    labelKeyOf: async (clinicId: string) => createHash('sha256').update(KEYS[clinicId]!).digest(),
    holdings: createHoldingsReader(client, recordsTable),
    receipts: createErasureReceipts(client, recordsTable),
    histories: createHistoryReader(client, recordsTable),
    inCare: care.inCareOn(TODAY),
    therapists: createTherapists(client, registryTable),
    clock: now,
    today: async () => TODAY,
    releasing: {
      programmes: async () => [
        programmeOf({ programme: 'alpha', clinics: ['riverside'], partners: ['insurer'] }),
      ],
      releases,
      keyFingerprint: async () => '0'.repeat(64),
      linkTo: async () => 'https://link.example',
      today: () => TODAY,
    },
    reports: { months: async () => ['2026-07'], linkTo: async () => 'https://link.example' },
    settings: { of: settings, current: settings },
    keptMappings: createKeptMappings(client, recordsTable),
    ...{ imports: heldImports, looks: heldLooks, uploads: heldUploads, undo: heldUndo },
    newId: () => crypto.randomUUID(),
  };
  const ingest = createIngestHandler({ ...deps, takeIn: createTakeIn(taking) });
  const read = createReadHandler(deps);
  const userPool: UserPool = {
    redeem: async () => undefined,
    verify: async (token) => ({
      claims: JSON.parse(Buffer.from(token, 'base64url').toString()),
      subject: 'somebody',
      expiresAtSeconds: now().getTime() / 1000 + 3600,
    }),
  };
  const ended = createEndedSessions(client, registryTable);
  const nameOf = async (clinicId: string) => `The ${clinicId} clinic`;
  const site = { place, cookies: createCookies(place.origin), userPool, ended, nameOf };
  const members = createMembers({
    store,
    users: usersOfNobody(),
    clock: now,
    newId: () => crypto.randomUUID(),
  });
  const secondFactors = { begin: async () => undefined, finish: async () => 'too-old' as const };
  const clinics = createClinics(client, registryTable, now);
  const masters = async () => masterKeys();
  const keeping = {
    ...{ members, keyOfClinic, masters, clinics, admission, log, site, secondFactors, clock: now },
    ...{ newId: () => crypto.randomUUID(), sendLater: async () => {} },
    registry: { current: async () => ({ settings: await settings() }) },
    settingsLog: { write: async () => true, changes: async () => [] },
  };
  const dataDeps = {
    ...{ ...deps, site, taking, exports: heldExports, factsOf: createExportedFacts(client, recordsTable) },
    ...{ send: async () => {}, signed: async () => 'https://link.example' },
  };
  const dataPages = createDataPages(dataDeps);
  const dataApi = createDataHandler(dataDeps);
  const keepApi = createKeepingHandler(keeping);
  const keepPages = createPeoplePages(keeping);
  const begunVisits = createBegunVisits(client, recordsTable, now);
  const show = createPages({
    ...{ ...deps, site, begunVisits, newId: () => crypto.randomUUID() },
    apiDescription: async () => '{}',
  });
  const take = createForms({
    ...{ ...deps, site, taking, begunVisits, newId: () => crypto.randomUUID() },
    labelWriter: createLabelWriter(client, recordsTable),
  });
  const arrivals = createArrivals(client, outcomesTable);
  const operate = createOperationsPages({
    ...{ site, admission, log, arrivals },
    registry: itemTable(client, registryTable),
    clinics: createClinicRegistry(client, registryTable),
    releases: { listKeys: async () => [] },
    alarms: async () => ({ watched: 1, open: [] }),
    queues: async () => [],
  });
  const derive = createDeriveHandler({
    ...{ records, care, views, arrivals, log, now: () => new Date() },
    isHeld: createHeldClients(client, recordsTable),
  });

  const clientOf = (clinicId: string, clientId: string) => ({
    clinicId,
    client: pseudonym(KEYS[clinicId]!, clientId),
  });

  return {
    clientOf,

    /** What was logged as a fault of ours. */
    faults,

    /** Makes a new member. @returns the id that his tokens have */
    join,

    /** Takes somebody's access, as an operator does. */
    async withdraw(subject: string): Promise<void> {
      const circle = { clinicId: 'riverside' };
      await members.withdraw({ circle, by: {} }, subject);
    },

    /** @param caller undefined for somebody who is not signed in */
    async ask(routeKey: string, caller: Caller | undefined, request: Request = {}): Promise<Answer> {
      const claims = caller && { sub: await subjectOf(caller), ...request.claims };
      const [method, path] = routeKey.split(' ');
      const cookie = claims && Buffer.from(JSON.stringify(claims)).toString('base64url');
      const fields = {
        ...request.fields,
        ...(cookie && {
          [FORM_TOKEN]: request.formToken ?? formTokenOf(cookie, request.formOpenedAt ?? now()),
        }),
      };
      const { mangle = (body) => body } = request;
      const event = {
        routeKey,
        rawPath: path ?? '/',
        rawQueryString: '',
        headers: {
          ...{ origin: place.origin, 'content-type': 'application/x-www-form-urlencoded' },
          ...request.headers,
        },
        pathParameters: request.path ?? {},
        queryStringParameters: request.query,
        body:
          request.body === undefined
            ? mangle(new URLSearchParams(fields).toString())
            : JSON.stringify(request.body),
        ...(cookie && { cookies: [`__Host-session=${cookie}`] }),
        requestContext: {
          ...{ requestId: 'r', timeEpoch: (request.at ?? now()).getTime(), http: { method } },
          ...(claims && { authorizer: { jwt: { claims } } }),
        },
      } as unknown as HttpEvent;
      const asked = routeKey.replace(/^HEAD /, 'GET ');
      const { by } = { ...API_ROUTES, ...PAGE_ROUTES }[asked as ApiRoute | PageRoute] ?? { by: 'show-pages' };
      const answering = {
        ...{ 'read-outcomes': read, 'show-pages': show, 'take-forms': take },
        'ingest-records': ingest,
        'keep-data': asked in API_ROUTES ? dataApi : dataPages,
        'keep-people': asked in API_ROUTES ? keepApi : keepPages,
        'show-operations': operate,
      };
      const answer = await answering[by](event);
      return { status: answer.statusCode!, body: String(answer.body ?? ''), headers: answer.headers ?? {} };
    },

    /** Brings the views of a client up to date, as the stream of his records has it done. */
    async refresh(clinicId: string, clientId: string): Promise<void> {
      const pk = clientPk(clientOf(clinicId, clientId));
      const items = await collect(
        queryAll(client, {
          TableName: recordsTable,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': text(pk) },
        }),
      );
      const changes = items.map((item, index) => ({
        dynamodb: {
          SequenceNumber: String(index),
          Keys: { pk: item['pk']!, sk: item['sk']! },
          NewImage: item as Record<string, AttributeValue>,
        },
      }));
      await derive({ Records: changes as DynamoDBRecord[] });
    },

    /** The code of a link to a client's journal. */
    async journalCode(clinicId: string, clientId: string): Promise<string> {
      const madeBy = { role: 'owner', id: 'somebody' } as const;
      return (await makeJournalLink(deps, clientOf(clinicId, clientId), madeBy)).code;
    },

    /** A link as an earlier deployment has sealed them. */
    async sealedLink(clinicId: string, clientId: string): Promise<string> {
      const { client, issuedAt, expiresAt } = newJournalLink(clientOf(clinicId, clientId), now(), undefined);
      const claims = { sub: client };
      return seal(sealing, { clinicId, purpose: SEALED_LINK, claims, issuedAt, expiresAt });
    },

    async journalForm(clinicId: string, clientId: string): Promise<string> {
      const entryId = `journal-${crypto.randomUUID()}`;
      const asked = { offset: '+00:00', questions: { goals: [] }, moments: [] };
      const form = { ...clientOf(clinicId, clientId), entryId, ...asked };
      return sealJournalForm(sealing, form, now());
    },
  };
}

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { createDeriveHandler } from '../../../functions/derive-outcomes/handler.ts';
import { createIngestHandler } from '../../../functions/ingest-records/handler.ts';
import { createJournalDoor } from '../../../functions/ingest-records/journal.ts';
import { createReadHandler } from '../../../functions/read-outcomes/handler.ts';
import { createPages } from '../../../functions/show-pages/pages.ts';
import { createForms } from '../../../functions/take-forms/forms.ts';
import { createCookies } from '../../../shared/access/cookies.ts';
import { formTokenOf } from '../../../shared/access/form-guard.ts';
import { DEFAULT_SETTINGS } from '../../../shared/clinics/clinic-settings.ts';
import { API_ROUTES, type ApiRoute } from '../../../shared/http/api-routes.ts';
import { PAGE_ROUTES, type PageRoute } from '../../../shared/http/page-routes.ts';
import type { HttpEvent } from '../../../shared/http/route.ts';
import { createTakeIn } from '../../../shared/intake/take-in.ts';
import { sealJournalForm } from '../../../shared/journal/journal-form.ts';
import { newJournalLink, sealJournalLink } from '../../../shared/journal/journal-link.ts';
import { createLog } from '../../../shared/log.ts';
import { FORM_TOKEN } from '../../../shared/pages/page.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import type { UserPool } from '../../../shared/site/user-pool.ts';
import { createBegunVisits } from '../../../shared/storage/begun-visits.ts';
import { createCareReader } from '../../../shared/storage/care-store.ts';
import { collect, queryAll, text } from '../../../shared/storage/dynamodb.ts';
import { clientPk } from '../../../shared/storage/keys.ts';
import { createHistoryReader } from '../../../shared/storage/record-history.ts';
import { createRecordReader } from '../../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createViewStore } from '../../../shared/storage/view-store.ts';
import { sealingBy } from '../../access/sealing.ts';
import type { EngineTables } from '../storage/engine-tables.ts';

/** The day on which everything is asked. */
export const TODAY = '2026-08-20';
const now = () => new Date(`${TODAY}T12:00:00Z`);

export type Claims = Readonly<Record<string, string>>;
export type Request = {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  fields?: Record<string, string>;
};
export type Answer = { status: number; body: string; headers: Readonly<Record<string, unknown>> };
export type World = ReturnType<typeof createWorld>;

const KEYS: Readonly<Record<string, string>> = { riverside: 'key-of-riverside', harbour: 'key-of-harbour' };
const place = { origin: 'https://pages.example', clientId: 'pages', signInOrigin: 'https://sign-in.example' };

/** The handlers of the API and of the pages over real tables, asked as API Gateway asks them. */
export function createWorld({ client, recordsTable, outcomesTable }: EngineTables) {
  const writer = createRecordWriter(client, recordsTable);
  const records = createRecordReader(client, recordsTable);
  const care = createCareReader(client, recordsTable);
  const views = createViewStore(client, outcomesTable, now);
  const keyOfClinic = async (clinicId: string) => KEYS[clinicId]!;
  const sealing = sealingBy(keyOfClinic);
  const isHeld = async (clinicId: string) => clinicId in KEYS;
  const settings = async () => DEFAULT_SETTINGS;
  const log = createLog('test', () => {});
  const taking = { writer, keyOfClinic, settingsOf: settings };
  const releases = { list: async () => [], table: async () => Promise.reject(), text: async () => '' };
  const deps = {
    ...{ records, care, views, keyOfClinic, sealing, isHeld, log, place },
    histories: createHistoryReader(client, recordsTable),
    inCare: care.inCareOn(TODAY),
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
    imports: {
      list: async () => ({ imports: [] }),
      of: async () => undefined,
      firstRefused: async () => [],
    },
  };
  const ingest = createIngestHandler({ takeIn: createTakeIn(taking), settingsNow: settings, log, isHeld });
  const journal = createJournalDoor({ ...taking, sealing, records, log });
  const read = createReadHandler(deps);
  const userPool: UserPool = {
    redeem: async () => undefined,
    verify: async (token) => ({
      claims: JSON.parse(Buffer.from(token, 'base64url').toString()),
      subject: 'somebody',
      expiresAtSeconds: now().getTime() / 1000 + 3600,
    }),
  };
  const site = { place, cookies: createCookies(place.origin), userPool };
  const begunVisits = createBegunVisits(client, recordsTable, now);
  const show = createPages({ ...deps, site, begunVisits, newId: () => crypto.randomUUID() });
  const take = createForms({ ...deps, site, taking, begunVisits });
  const derive = createDeriveHandler({ records, care, views, log });

  const clientOf = (clinicId: string, clientId: string) => ({
    clinicId,
    client: pseudonym(KEYS[clinicId]!, clientId),
  });

  return {
    clientOf,

    /** @param claims undefined for somebody who is not signed in */
    async ask(routeKey: string, claims: Claims | undefined, request: Request = {}): Promise<Answer> {
      const [method, path] = routeKey.split(' ');
      const cookie = claims && Buffer.from(JSON.stringify(claims)).toString('base64url');
      const fields = { ...request.fields, ...(cookie && { [FORM_TOKEN]: formTokenOf(cookie) }) };
      const event = {
        routeKey,
        rawPath: path ?? '/',
        rawQueryString: '',
        headers: { origin: place.origin, 'content-type': 'application/x-www-form-urlencoded' },
        pathParameters: request.path ?? {},
        queryStringParameters: request.query,
        body:
          request.body === undefined ? new URLSearchParams(fields).toString() : JSON.stringify(request.body),
        ...(cookie && { cookies: [`__Host-session=${cookie}`] }),
        requestContext: {
          ...{ requestId: 'r', timeEpoch: now().getTime(), http: { method } },
          ...(claims && { authorizer: { jwt: { claims } } }),
        },
      } as unknown as HttpEvent;
      const isPage = !routeKey.includes(' /v1/');
      const asked = routeKey.replace(/^HEAD /, 'GET ');
      const { by } = { ...API_ROUTES, ...PAGE_ROUTES }[asked as ApiRoute | PageRoute] ?? { by: 'show-pages' };
      const answering = {
        ...{ 'read-outcomes': read, 'show-pages': show, 'take-forms': take },
        'ingest-records': isPage ? journal : ingest,
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

    async journalLink(clinicId: string, clientId: string): Promise<string> {
      return sealJournalLink(sealing, newJournalLink(clientOf(clinicId, clientId), now()));
    },

    async journalForm(clinicId: string, clientId: string): Promise<string> {
      const entryId = `journal-${crypto.randomUUID()}`;
      const form = { ...clientOf(clinicId, clientId), entryId, offset: '+00:00', questions: {} };
      return sealJournalForm(sealing, form, now());
    },
  };
}

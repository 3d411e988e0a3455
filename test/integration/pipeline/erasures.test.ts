import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortName } from '../../../shared/records/short-name.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const clinic = 'erasing';
const owner = { clinic, role: 'owner' };
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

let pipeline: Pipeline;
let olga: Awaited<ReturnType<typeof signedIn>>;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic, 'erasing-other']);
  olga = await signedIn(pipeline, owner);
});

async function clientWith(clientId: string): Promise<void> {
  const session = {
    ...{ type: 'session', clientId, sessionId: `s-${clientId}`, therapistId: 't-1' },
    ...{ startedAt: ago(3), endedAt: ago(2), complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
    techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  };
  const score = { type: 'pain-score', clientId, scoreId: `p-${clientId}`, at: ago(1), pain: 3 };
  const { body } = await pipeline.request('POST', '/v1/records:batch', owner, { records: [session, score] });
  expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['accepted', 'accepted']);
}

/** The page that shows what is held, found by the practice's own id. */
async function found(clientId: string) {
  const { status, location } = await olga.form('/erasures', { clientId }, '/erasures');
  expect(status).toBe(303);
  return { path: location!, ...(await olga.page(location!)) };
}
const heldIn = (body: string) => /name="held" value="([^"]*)"/.exec(body)![1]!;

describe('an owner who erases a client on a page', () => {
  it('sees what is held, confirms it by the id, and keeps a receipt that tells nobody', async () => {
    await clientWith('silva-1');
    await pipeline.request('POST', '/v1/clients/silva-1/journal-link', owner, {});
    const { path, body } = await found('silva-1');
    expect(heldIn(body)).toBe('care=1 journalLinks=1 pain-score=1 session=1');
    expect(body).toContain('Links to the journal');

    const held = heldIn(body);
    for (const confirm of ['', 'silva-2', 'yes']) {
      const wrong = await olga.submit(`${path}`, body, { confirm, held });
      expect([wrong.status, wrong.body.includes('id="confirm-error"')]).toEqual([400, true]);
    }
    const erased = await olga.submit(path, body, { confirm: 'silva-1', held });
    expect(erased.status).toBe(303);
    expect(erased.location).toMatch(/^\/erasures\/\d+-[0-9a-f]{32}$/);
    // The same form once more is the same erasure.
    expect((await olga.submit(path, body, { confirm: 'silva-1', held })).location).toBe(erased.location);

    const receipt = await olga.page(erased.location!);
    for (const words of ['Everything of a client at erasing was erased', 'Links to the journal', 'backups'])
      expect(receipt.body).toContain(words);
    expect(receipt.body).not.toContain('silva');
    const file = JSON.parse((await olga.page(`${erased.location}?form=json`)).body);
    expect(file.removed).toEqual({ session: 1, 'pain-score': 1, care: 1, journalLinks: 1 });
    const shown = { receipt: file, clientId: 'silva-1' };
    expect((await pipeline.request('POST', '/v1/receipts:verify', owner, shown)).body).toEqual({
      valid: true,
      isOfClient: true,
    });
    const { body: told } = await pipeline.request('GET', '/v1/receipts', owner);
    expect(told.receipts).toContainEqual(file);

    expect((await olga.page('/erasures')).body).toContain(erased.location);
    const again = await found('silva-1');
    expect(again.body).toContain('Nothing is held of this client');
    expect(again.body).toContain(erased.location);
    expect((await found('silva-3')).body).not.toContain(erased.location);
  });

  it('is asked again when something has come since the page was opened', async () => {
    await clientWith('late-1');
    const { path, body } = await found('late-1');
    const held = heldIn(body);
    await pipeline.request('PUT', '/v1/pain-scores/late', owner, {
      clientId: 'late-1',
      at: ago(0.5),
      pain: 2,
    });
    const again = await olga.submit(path, body, { confirm: 'late-1', held });
    expect([again.status, heldIn(again.body)]).toEqual([400, 'care=1 pain-score=2 session=1']);
    const erased = await olga.submit(path, again.body, { confirm: 'late-1', held: heldIn(again.body) });
    expect(erased.status).toBe(303);
  });

  it('is shown by the short name of the page, which says nothing of somebody of whom nothing is held', async () => {
    await clientWith('short-1');
    const { path, body } = await found('short-1');
    const confirm = shortName(path.split('/')[2]!);
    const held = heldIn(body);
    const erased = await olga.submit(path, body, { confirm, held });
    expect(erased.status).toBe(303);
    expect((await olga.submit(path, body, { confirm, held })).location).toBe(erased.location);

    const elsewhere = path.replace(/clients\/./, ($) => ($.endsWith('a') ? 'clients/b' : 'clients/a'));
    const nobody = await olga.page(elsewhere);
    expect(nobody.body).toContain('Nothing is held of this client');
    const madeUp = shortName(elsewhere.split('/')[2]!);
    const refused = await olga.submit(elsewhere, nobody.body, { confirm: madeUp, held: heldIn(nobody.body) });
    expect([refused.status, refused.body.includes('id="confirm-error"')]).toEqual([400, true]);
    const { status } = await pipeline.request('GET', '/v1/clients/short-2/data', owner);
    expect(status).toBe(404);
  });

  it('has a form of another page of ours refused, and the receipts of another clinic hidden', async () => {
    await clientWith('own-1');
    const { path, body } = await found('own-1');
    const erased = await olga.submit(path, body, { confirm: 'own-1', held: heldIn(body) });
    const other = await signedIn(pipeline, { clinic: 'erasing-other', role: 'owner' });
    expect((await other.page(erased.location!)).status).toBe(404);
    expect((await other.page('/erasures')).body).not.toContain(erased.location);
    const therapist = await signedIn(pipeline, { clinic, role: 'therapist', therapist: 't-1' });
    expect((await therapist.page(erased.location!)).status).toBe(403);
  });
});

describe('a client who signs in', () => {
  let pool: CognitoIdentityProviderClient;
  beforeAll(() => {
    pool = new CognitoIdentityProviderClient(pipeline.cloud.clientConfig);
  });
  afterAll(() => pool?.destroy());

  it.each(['the API', 'a file'])('goes with everything else, erased through %s', async (door) => {
    const clientId = door === 'the API' ? 'signs-in-1' : 'signs-in-2';
    await clientWith(clientId);
    const invite = (email: string, id: string) =>
      pipeline.request('POST', '/v1/members', owner, { role: 'client', clientId: id, email });
    const { body: invited } = await invite(`${clientId}@example.com`, clientId);
    const { body: other } = await invite(`other-${clientId}@example.com`, `other-${clientId}`);
    if (door === 'the API') await pipeline.request('DELETE', `/v1/clients/${clientId}`, owner, {});
    else await pipeline.drop(clinic, 'erase.ndjson', `${JSON.stringify({ type: 'erasure', clientId })}\n`);
    await pipeline.settle();
    const members = (await pipeline.request('GET', '/v1/members', owner)).body.members;
    const subjects = members.map(({ subject }: { subject: string }) => subject);
    expect(subjects).not.toContain(invited.subject);
    expect(subjects).toContain(other.subject);
    const lookup = { UserPoolId: pipeline.cloud.outputs['UserPoolId'], Username: invited.subject };
    await expect(pool.send(new AdminGetUserCommand(lookup))).rejects.toThrow('does not exist');
    expect((await olga.page('/people')).body).toContain('the erasure of the client');
    // Who is invited after it stays.
    const { body: back } = await invite(`${clientId}@example.com`, clientId);
    await pipeline.settle();
    const now = (await pipeline.request('GET', '/v1/members', owner)).body.members;
    expect(now.map(({ subject }: { subject: string }) => subject)).toContain(back.subject);
  });
});

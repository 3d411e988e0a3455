import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const [clinic, other] = ['handing', 'handing-elsewhere'];
const owner = { clinic, role: 'owner' } as const;
const therapist = (id: string, of: string = clinic) =>
  ({ clinic: of, role: 'therapist', therapist: id }) as const;
const [ANA, BEA, CARLA] = [therapist('t-ana'), therapist('t-bea'), therapist('t-carla')];

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic, other]);
  for (const member of [ANA, BEA, CARLA, therapist('t-away', other)]) await pipeline.people.subjectOf(member);
});
afterAll(() => pipeline.stop());

async function newClient(clientId: string, ...therapists: string[]) {
  for (const therapistId of therapists) {
    const sent = await pipeline.request('PUT', `/v1/sessions/s-${clientId}-${therapistId}`, owner, {
      ...{ clientId, therapistId, startedAt: '2026-08-03T10:00:00Z', endedAt: '2026-08-03T11:00:00Z' },
      ...{ complaint: 'neck-pain', techniques: [{ technique: 'deep-tissue', minutes: 50 }] },
    });
    expect(sent.status).toBe(200);
  }
}

const path = (clientId: string) => `/v1/clients/${clientId}/care:hand-over`;
const handOver = (by: object, clientId: string, body: object) =>
  pipeline.request('POST', path(clientId), by as typeof owner, body);
async function careOf(clientId: string) {
  const { body } = await pipeline.request('GET', `/v1/clients/${clientId}/care`, owner);
  return (body.care as { therapistId: string; until: string | null; reason?: string }[]).map(
    ({ therapistId, until, reason }) => [therapistId, until === null ? 'goes on' : 'ends', reason],
  );
}

describe('a client is handed over', () => {
  it('by the therapist on the client’s page, to a colleague who then sees and writes', async () => {
    await newClient('c-1', 't-ana');
    const ana = await signedIn(pipeline, ANA);
    const { location } = await ana.form('/clients', { clientId: 'c-1' }, '/clients');
    const page = await ana.page(location!);
    expect(page.body).toContain('Hand the client over to');
    const asked = await ana.submit(`${location}/care/hand-over`, page.body, { to: '' });
    expect([asked.status, asked.body.includes('id="to-error"')]).toEqual([400, true]);
    const bea = await signedIn(pipeline, BEA);
    expect((await bea.page(location!)).status).toBe(404);

    const handed = await ana.submit(`${location}/care/hand-over`, page.body, { to: 't-bea' });
    expect(handed).toMatchObject({ status: 303, location: `${location}?handed=t-bea#care` });
    expect((await ana.page(handed.location!)).body).toMatch(/role="status"[^>]*>In the care of .*t-bea/);
    expect((await bea.page(location!)).status).toBe(200);
    expect(await careOf('c-1')).toEqual([
      ['t-ana', 'ends', undefined],
      ['t-bea', 'goes on', 'handed-over'],
    ]);
    // Sent twice is once.
    const again = await ana.submit(`${location}/care/hand-over`, page.body, { to: 't-bea' });
    expect(again.status).toBe(303);
    expect((await handOver(ANA, 'c-1', { to: 't-bea' })).body).toMatchObject({ status: 'duplicate' });
    // It is nothing that she has taken over by herself.
    const { body } = await pipeline.request('GET', '/v1/care/take-overs', owner);
    expect(JSON.stringify(body)).not.toContain('t-bea');
  });

  it('by the owner, who says whose care ends where several have it', async () => {
    await newClient('c-2', 't-ana', 't-bea');
    const unsaid = await handOver(owner, 'c-2', { to: 't-carla' });
    expect([unsaid.status, unsaid.body.refusals[0].path]).toEqual([400, 'from']);
    expect((await handOver(owner, 'c-2', { to: 't-carla', from: 't-ana' })).body).toMatchObject({
      status: 'accepted',
    });
    expect(await careOf('c-2')).toEqual([
      ['t-ana', 'ends', undefined],
      ['t-bea', 'goes on', undefined],
      ['t-carla', 'goes on', 'handed-over'],
    ]);
  });

  it('to members of the clinic only, and by whoever has the client', async () => {
    await newClient('c-3', 't-ana');
    for (const [body, field] of [
      [{ to: 't-away' }, 'to'],
      [{ to: 't-nobody' }, 'to'],
      [{ to: 't-ana' }, 'to'],
      [{}, 'to'],
      [{ to: 't-bea', from: 't-carla' }, 'from'],
      [{ to: 't-bea', on: '2026-08-01' }, 'on'],
    ] as const) {
      const refused = await handOver(ANA, 'c-3', body);
      const { path: named } = refused.body.refusals[0];
      expect([refused.status, named], JSON.stringify(body)).toEqual([400, field]);
    }
    expect((await handOver(BEA, 'c-3', { to: 't-bea' })).status).toBe(404);
    expect((await handOver(therapist('t-away', other), 'c-3', { to: 't-away' })).status).toBe(404);
    expect(await careOf('c-3')).toEqual([['t-ana', 'goes on', undefined]]);
  });
});

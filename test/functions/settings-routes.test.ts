import { describe, expect, it } from 'vitest';
import type { SettingsDeps } from '../../functions/keep-people/change-settings.ts';
import { settingsRoutes } from '../../functions/keep-people/settings-routes.ts';
import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import type { LoggedSettings } from '../../shared/clinics/settings-change.ts';
import type { HttpEvent } from '../../shared/http/route.ts';

const OWNER = { role: 'owner', clinicId: 'riverside' } as const;
const BY = { name: 'Olga' };
/** Noon in Greenwich: on the line of the date there, tomorrow has begun. */
const NOW = new Date('2026-08-20T12:00:00Z');

/** A clinic whose settings are held in memory, and what is done to it. */
function clinicWith(settings: ClinicSettings) {
  const held = { settings, log: [] as LoggedSettings[], sent: [] as object[], meanwhile: false };
  const deps: SettingsDeps = {
    members: { actingFor: async (circle, subject) => ({ circle, by: { ...BY, subject } }) },
    registry: { current: async () => ({ settings: held.settings }) },
    settingsLog: {
      write: async (_clinic, change) => {
        if (held.meanwhile) return false;
        held.log.push(change);
        held.settings = change.after;
        return true;
      },
      changes: async () => held.log,
    },
    sendLater: async (work) => void held.sent.push(work),
    clock: () => NOW,
    newId: () => 'change-1',
  };
  const routes = settingsRoutes(deps);
  const event = (body?: unknown, tag?: string) =>
    ({
      headers: tag === undefined ? {} : { 'if-match': tag },
      body: body === undefined ? undefined : JSON.stringify(body),
      requestContext: { authorizer: { jwt: { claims: { sub: 'olga' } } } },
    }) as unknown as HttpEvent;
  const told = ({ statusCode, headers, body }: Awaited<ReturnType<(typeof routes)['GET /v1/settings']>>) => ({
    ...{ status: statusCode, etag: String(headers?.['etag']), body: JSON.parse(body!) },
  });
  return {
    held,
    get: async () => told(await routes['GET /v1/settings'](event(), OWNER)),
    put: async (body: unknown, tag?: string) =>
      told(await routes['PUT /v1/settings'](event(body, tag), OWNER)),
  };
}
const HELD: ClinicSettings = { timeZone: 'Europe/Lisbon', openedOn: '2020-01-01', takeOver: 'forbidden' };

describe('the settings of a clinic, replaced by a program', () => {
  it('are as they were sent, with a line in the log, and what is left out or null is taken back', async () => {
    const { held, get, put } = clinicWith(HELD);
    const { etag, body } = await get();
    const answer = await put({ ...body, openedOn: null, name: 'Riverside' }, etag);
    const after = { name: 'Riverside', timeZone: 'Europe/Lisbon', takeOver: 'forbidden' };
    expect(answer).toEqual({ ...(await get()), status: 200, body: { clinicId: 'riverside', ...after } });
    expect(answer.etag).not.toBe(etag);
    const line = {
      id: 'change-1',
      at: NOW.toISOString(),
      by: { ...BY, subject: 'olga' },
      before: HELD,
      after,
    };
    expect(held.log).toEqual([line]);
    expect(held.sent).toEqual([]);
    expect((await put({}, '*')).body).toEqual({ clinicId: 'riverside', takeOver: 'allowed' });
    expect(held.sent, 'it has no zone any more').toEqual([{ work: 'derive-again', clinicId: 'riverside' }]);
  });

  it('are not noted where nothing differs', async () => {
    const { held, get, put } = clinicWith(HELD);
    const { etag, body } = await get();
    expect(await put(body, etag)).toEqual({ status: 200, etag, body });
    expect(held.log).toEqual([]);
  });

  it('are replaced by nobody who has not read them, or has read older ones, or loses the race', async () => {
    const { held, get, put } = clinicWith(HELD);
    const { etag } = await get();
    expect(await put({})).toMatchObject({ status: 428, body: { type: '/v1/problems/condition-needed' } });
    for (const tag of ['"other"', `W/${etag}`]) {
      expect(await put({}, tag)).toMatchObject({
        status: 412,
        body: { type: '/v1/problems/changed-meanwhile' },
      });
    }
    held.meanwhile = true;
    expect(await put({}, `"other", ${etag}`)).toMatchObject({ status: 412 });
    expect([held.settings, held.log]).toEqual([HELD, []]);
  });

  it('are refused with all that is wrong, each field by name', async () => {
    const { held, put } = clinicWith(HELD);
    const wrong = { timeZone: 'CST', techniques: ['sports', 'sports'], colour: 'red', labels: 'maybe' };
    const { status, body } = await put(wrong, '*');
    expect([status, body.type]).toEqual([400, '/v1/problems/invalid-request']);
    expect(body.refusals.map(({ path }: { path: string }) => path).sort()).toEqual(Object.keys(wrong).sort());
    await expect(put({ clinicId: 'harbour' }, '*')).rejects.toMatchObject({ path: 'clinicId' });
    await expect(put([], '*')).rejects.toThrow('expected a JSON object');
    expect(held.log).toEqual([]);
  });

  it('have a first day that has come where the clinic is', async () => {
    const { put } = clinicWith(HELD);
    const opening = (timeZone: string) => put({ timeZone, openedOn: '2026-08-21' }, '*');
    expect(await opening('Pacific/Kiritimati')).toMatchObject({ status: 200 });
    expect(await opening('Europe/Lisbon')).toMatchObject({
      ...{
        status: 400,
        body: { refusals: [{ path: 'openedOn', message: 'expected today or a day before' }] },
      },
    });
  });
});

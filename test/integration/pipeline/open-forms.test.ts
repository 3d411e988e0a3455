import { beforeAll, describe, expect, it } from 'vitest';
import type { LocalMember } from '../../../infra/local/command/people.ts';
import { clinicCommand } from './clinic-command.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

/** Forms that were open while something else has happened to what they are about. */
const clinic = 'open-forms';
const labelled = 'open-labels';
const owner = { clinic, role: 'owner' };

/** The first visit of a client, as a program tells it. */
const FIRST = {
  ...{ clientId: 'c-1', therapistId: 't-1', complaint: 'neck-pain' },
  ...{ startedAt: '2026-08-03T10:00:00Z', endedAt: '2026-08-03T11:00:00Z', painBefore: 8, painAfter: 6 },
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
};

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic, labelled]);
});

type Browser = Awaited<ReturnType<typeof signedIn>>;

/** A tab with a form as it was opened: sent as often as is asked, and never opened again. */
async function tab(browser: Browser, path: string, action = path.split('?')[0]!) {
  const { body } = await browser.page(path);
  const form = new RegExp(`<form method="post" action="${action}"[^]*?</form>`).exec(body)?.[0] ?? '';
  expect(form, path).not.toBe('');
  return {
    form,
    send: (fields: Readonly<Record<string, string>>) => browser.sendHidden(action, form, fields),
  };
}

/** The form that came back with an answer, sent as it stands but for these fields. */
async function sentAgain(browser: Browser, action: string, body: string, fields: Record<string, string>) {
  const form = new RegExp(`<form method="post" action="${action}"[^]*?</form>`).exec(body)![0];
  return browser.sendHidden(action, form, fields);
}

describe('settings that two tabs change', () => {
  const settings = async () => (await pipeline.request('GET', '/v1/settings', owner)).body;

  it('keep what the other has said of what was left alone', async () => {
    const olga = await signedIn(pipeline, owner);
    const held = { name: 'First', takeOver: 'allowed', timeZone: '', openedOn: '', language: '', labels: '' };
    expect((await olga.form('/settings', held, '/settings')).status).toBe(303);
    const [one, other] = [await tab(olga, '/settings'), await tab(olga, '/settings')];
    const { status } = await one.send({ ...held, takeOver: 'forbidden', 'technique-sports': 'on' });
    expect(status).toBe(303);
    expect((await other.send({ ...held, name: 'Second' })).status).toBe(303);
    expect(await settings()).toMatchObject({
      ...{ name: 'Second', takeOver: 'forbidden', techniques: ['sports'] },
    });
  });

  it('say what both have said differently, and take it by sending once more', async () => {
    const olga = await signedIn(pipeline, owner);
    const held = { name: 'Second', takeOver: 'forbidden', timeZone: '', openedOn: '', language: '' };
    const ticked = { ...held, labels: '', 'technique-sports': 'on' };
    const [one, other] = [await tab(olga, '/settings'), await tab(olga, '/settings')];
    expect((await one.send({ ...ticked, name: 'Third', language: 'es' })).status).toBe(303);
    const disputed = await other.send({ ...ticked, name: 'Fourth', openedOn: '2024-01-02' });
    expect(disputed.status).toBe(409);
    expect(disputed.body).toContain('changed this to “Third”');
    expect(disputed.body).toContain('value="Fourth"');
    expect(disputed.body).toContain('value="2024-01-02"');
    expect(disputed.body).toContain('<option value="es" selected>');
    expect(await settings()).toMatchObject({ name: 'Third' });
    const wanted = { ...ticked, name: 'Fourth', openedOn: '2024-01-02', language: 'es' };
    expect((await sentAgain(olga, '/settings', disputed.body, wanted)).status).toBe(303);
    expect(await settings()).toMatchObject({ name: 'Fourth', openedOn: '2024-01-02', language: 'es' });
  });
});

describe('a member whom two tabs change', () => {
  it('gets nothing back that was taken from her meanwhile', async () => {
    const olga = await signedIn(pipeline, owner);
    const invitation = { email: 'ida@example.com', role: 'owner', name: 'Ida' };
    expect((await olga.form('/people', invitation)).status).toBe(303);
    const ida = async () => {
      const { body } = await pipeline.request('GET', '/v1/members', owner);
      return body.members.find(({ name }: { name: string }) => name.startsWith('Ida'));
    };
    const path = `/people/${(await ida()).subject}`;
    const [one, other, third] = [await tab(olga, path), await tab(olga, path), await tab(olga, path)];
    expect((await one.send({ role: 'recorder', name: 'Ida', therapistId: '' })).status).toBe(303);
    expect((await other.send({ role: 'owner', name: 'Ida S', therapistId: '' })).status).toBe(303);
    expect(await ida()).toMatchObject({ role: 'recorder', name: 'Ida S' });

    const disputed = await third.send({ role: 'owner', name: 'Ida T', therapistId: '' });
    expect(disputed.status).toBe(409);
    expect(disputed.body).toContain('id="name-error"');
    expect(disputed.body).toContain('value="Ida T"');
    expect(await ida()).toMatchObject({ name: 'Ida S' });
    const fields = { role: 'recorder', name: 'Ida T', therapistId: '' };
    expect((await sentAgain(olga, path, disputed.body, fields)).status).toBe(303);
    expect(await ida()).toMatchObject({ role: 'recorder', name: 'Ida T' });
  });
});

describe('forms about a client that are open twice', () => {
  const clientId = 'c-1';
  const bea: LocalMember = { clinic, role: 'therapist', therapist: 't-1' };
  const today = new Date().toISOString().slice(0, 10);
  let client: string;
  let hers: Browser;
  const at = (path: string) => `/clients/${client}${path}`;
  type Told = { sessions: { sessionId: string }[]; goals: { goalId: string; values: { value: number }[] }[] };
  const timeline = async (): Promise<Told> =>
    (await pipeline.request('GET', `/v1/clients/${clientId}/timeline`, owner)).body;
  const visit = {
    ...{ complaint: 'neck-pain', date: today, from: '00:05', to: '00:50', before: '7', after: '4' },
    ...{ 'row-0': 'deep-tissue', 'technique-0': 'on', 'minutes-0': '45' },
  };

  beforeAll(async () => {
    const fields = { settings: { name: 'Forms', takeOver: 'allowed', timeZone: '', openedOn: '' } };
    const olga = await signedIn(pipeline, owner);
    expect((await olga.form('/settings', fields.settings, '/settings')).status).toBe(303);
    const sent = await pipeline.request('POST', '/v1/records:batch', owner, {
      records: [{ type: 'session', sessionId: 's-1', ...FIRST }],
    });
    expect(sent.body.results).toMatchObject([{ status: 'accepted' }]);
    hers = await signedIn(pipeline, bea);
    client = (await hers.form('/clients', { clientId }, '/clients')).location!.split('/').at(-1)!;
  });

  it('record one visit where both are of the same time, and two at a second word', async () => {
    const [one, other] = [await tab(hers, at('/visit')), await tab(hers, at('/visit'))];
    expect((await one.send(visit)).status).toBe(303);
    expect((await one.send({ ...visit, after: '3' })).status, 'of one form the later stands').toBe(303);
    const later = { from: '00:10', to: '00:55', after: '5' };
    const twin = await other.send({ ...visit, ...later });
    expect(twin.status).toBe(409);
    expect(twin.body).toContain('A visit of the same time was recorded since you opened this page');
    expect(twin.body).toContain('deep tissue 45 min, pain before 7, after 3');
    expect(twin.body).toMatch(/name="after" value="5" checked/);
    expect((await timeline()).sessions).toHaveLength(2);
    const second = await sentAgain(hers, at('/visit'), twin.body, { ...visit, ...later });
    expect(second.status).toBe(303);
    expect((await timeline()).sessions).toHaveLength(3);
  });

  it('overwrite no correction unseen, and bring nothing back that was taken back', async () => {
    const form = `${at('/visit')}?session=s-1`;
    const [one, other, late] = [await tab(hers, form), await tab(hers, form), await tab(hers, form)];
    const typed = { ...visit, date: '2026-08-03', from: '10:00', to: '11:00' };
    expect((await one.send({ ...typed, before: '9' })).status).toBe(303);
    expect((await other.send({ ...typed, before: '9' })).status, 'what is held is no conflict').toBe(303);
    const stale = await other.send({ ...typed, before: '5' });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('pain before 9, after 4');
    expect(stale.body).toMatch(/name="before" value="5" checked/);
    expect((await sentAgain(hers, at('/visit'), stale.body, { ...typed, before: '5' })).status).toBe(303);

    const back = await tab(hers, `${at('/take-back')}?of=session&id=s-1`, at('/take-back'));
    const again = await tab(hers, form);
    expect((await again.send({ ...typed, before: '6' })).status).toBe(303);
    const kept = await back.send({});
    expect(kept.status).toBe(409);
    expect(kept.body).toContain('pain before 6');
    expect((await sentAgain(hers, at('/take-back'), kept.body, {})).status).toBe(303);
    const gone = await late.send({ ...typed, before: '8' });
    expect([gone.status, gone.body.includes('taken back or moved since')]).toEqual([409, true]);
    expect((await timeline()).sessions.map(({ sessionId }) => sessionId)).not.toContain('s-1');
    expect((await sentAgain(hers, at('/visit'), gone.body, { ...typed, before: '8' })).status).toBe(303);
    expect((await timeline()).sessions.map(({ sessionId }) => sessionId)).toContain('s-1');
  });

  it('finish a visit that has begun once', async () => {
    const begun = { complaint: 'neck-pain', date: today, from: '00:00', before: '6' };
    const begins = await tab(hers, at('/visit'));
    const { location } = await begins.send(begun);
    const sessionId = new URL(location!, 'http://here').searchParams.get('saved')!;
    const form = `${at('/visit')}?session=${sessionId}`;
    const [one, other] = [await tab(hers, form), await tab(hers, form)];
    expect((await one.send({ ...visit, from: '00:00', to: '00:04', 'minutes-0': '4' })).status).toBe(303);
    const stale = await other.send({ ...visit, from: '00:00', to: '00:04', 'minutes-0': '3', after: '1' });
    expect([stale.status, stale.body.includes('deep tissue 4 min')]).toEqual([409, true]);
  });

  it('set one goal and tell one value, and change neither unseen', async () => {
    const typed = { what: 'lift the cat', startsOn: today, dueOn: today, baseline: '0', target: '1' };
    const kind = `${at('/goal')}?kind=task`;
    const due = { ...typed, dueOn: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}` };
    const [one, other] = [await tab(hers, kind), await tab(hers, kind)];
    expect([(await one.send(due)).status, (await other.send(due)).status]).toEqual([303, 303]);
    await pipeline.settle();
    const [goal, ...more] = (await timeline()).goals;
    expect(more).toEqual([]);
    const change = `${at('/goal')}?goal=${goal!.goalId}`;
    const [first, late] = [await tab(hers, change), await tab(hers, change)];
    expect((await first.send({ ...due, what: 'lift the dog' })).status).toBe(303);
    const stale = await late.send({ ...due, what: 'lift the pig' });
    expect([stale.status, stale.body.includes('value="lift the pig"')]).toEqual([409, true]);

    const measure = `${at('/measure')}?goal=${goal!.goalId}`;
    const [tell, twice] = [await tab(hers, measure), await tab(hers, measure)];
    for (const { send } of [tell, twice]) expect((await send({ value: '1' })).status).toBe(303);
    await pipeline.settle();
    expect((await timeline()).goals[0]!.values.map(({ value }) => value)).toEqual([1]);
  });

  it('do not overwrite what the client has said of partner reports meanwhile', async () => {
    const [one, other] = [await tab(hers, at(''), at('/consent')), await tab(hers, at(''), at('/consent'))];
    expect((await one.send({ partnerReports: 'no' })).status).toBe(303);
    const stale = await other.send({ partnerReports: 'yes' });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('now says: no. Nothing was saved.');
    const now = await tab(hers, at(''), at('/consent'));
    expect((await now.send({ partnerReports: 'yes' })).status).toBe(303);
  });

  it('end no link to a journal that was handed over meanwhile', async () => {
    const handOver = () => tab(hers, at(''), at('/journal-link'));
    const [one, other] = [await handOver(), await handOver()];
    const card = (await hers.page((await one.send({})).location!)).body;
    const link = /id="journal-link" readonly value="([^"]+)"/.exec(card)![1]!;
    const late = await other.send({});
    expect([late.status, late.location]).toEqual([303, at('/journal-link')]);
    expect((await hers.page(late.location!)).body).toContain('Renew the link');
    expect((await fetch(link)).status).toBe(200);
    expect((await (await handOver()).send({})).location).toContain('made=');
    expect((await fetch(link)).status).toBe(404);
  });

  it('say that nothing was saved where what they are about has gone', async () => {
    const [goal] = (await timeline()).goals;
    const measure = await tab(hers, `${at('/measure')}?goal=${goal!.goalId}`);
    const back = await tab(hers, `${at('/take-back')}?of=goal&id=${goal!.goalId}`, at('/take-back'));
    expect((await back.send({})).status).toBe(303);
    const gone = await measure.send({ value: '1' });
    expect(gone.status).toBe(404);
    expect(gone.body).toContain('Nothing was saved.');
    expect(gone.body).toContain('since you opened the page');
  });
});

describe('a label that two tabs give', () => {
  it('takes the place of none that was given meanwhile, and brings none back', async () => {
    const owner = { clinic: labelled, role: 'owner' };
    await clinicCommand(pipeline, 'set', labelled, '--labels', 'on');
    await pipeline.request('PUT', '/v1/sessions/s-1', owner, FIRST);
    const olga = await signedIn(pipeline, owner);
    const page = (await olga.form('/clients', { clientId: 'c-1' }, '/clients')).location!;
    const label = () => tab(olga, page, `${page}/label`);
    const shown = async () => /Label: <bdi>([^<]*)</.exec((await olga.page(page)).body)?.[1];
    const keep = (typed: string) => ({ label: typed, step: 'keep' });
    const [one, other, same] = [await label(), await label(), await label()];
    expect((await one.send(keep('Amsel'))).status).toBe(303);
    expect((await same.send(keep('Amsel'))).status, 'what is held is no conflict').toBe(303);
    const stale = await other.send(keep('Drossel'));
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('now says “Amsel”');
    expect(stale.body).toContain('value="Drossel"');
    expect(await shown()).toBe('Amsel');

    const [remove, late, again] = [await label(), await label(), await label()];
    expect((await sentAgain(olga, `${page}/label`, stale.body, keep('Drossel'))).status).toBe(303);
    const kept = await remove.send({ label: 'Amsel', step: 'remove' });
    expect([kept.status, kept.body.includes('now says “Drossel”')]).toEqual([409, true]);
    expect(await shown()).toBe('Drossel');
    const gone = { label: 'Drossel', step: 'remove' };
    expect((await sentAgain(olga, `${page}/label`, kept.body, gone)).status).toBe(303);
    expect((await again.send({ label: 'Amsel', step: 'remove' })).status, 'it has gone').toBe(303);
    const back = await late.send(keep('Amsel'));
    expect([back.status, back.body.includes('was removed since')]).toEqual([409, true]);
    expect(await shown()).toBeUndefined();
  });
});

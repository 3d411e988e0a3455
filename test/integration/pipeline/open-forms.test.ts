import { beforeAll, describe, expect, it } from 'vitest';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

/** Forms that were open while something else has happened to what they are about. */
const clinic = 'open-forms';
const owner = { clinic, role: 'owner' };

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic]);
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

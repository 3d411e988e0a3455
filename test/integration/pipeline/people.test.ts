import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneTimeCode } from '../../../infra/local/gateway/one-time-codes.ts';
import { type Pipeline, RUNNER_LOG, sharedPipeline } from './pipeline.ts';
import { browserOf, signedIn } from './signed-in.ts';

const PEOPLE = fileURLToPath(new URL('../../../infra/people/people.ts', import.meta.url));
const CLINIC = fileURLToPath(new URL('../../../infra/clinic/clinic.ts', import.meta.url));
const clinic = 'people';
const owner = { clinic, role: 'owner' };

let pipeline: Pipeline;
let pool: CognitoIdentityProviderClient;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic]);
  pool = new CognitoIdentityProviderClient(pipeline.cloud.clientConfig);
});
afterAll(() => pool?.destroy());

const people = (...args: string[]) => command(PEOPLE, ...args);

/** What a command prints, run as an operator runs it, against the local cloud. */
async function command(file: string, ...args: string[]): Promise<string> {
  const { endpoint, region, credentials } = pipeline.cloud.clientConfig;
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    REGISTRY_TABLE: pipeline.cloud.outputs['RegistryTableName'],
    USER_POOL_ID: pipeline.cloud.outputs['UserPoolId'],
    MASTER_SECRET: pipeline.cloud.outputs['MasterSecretArn'],
  };
  return (await promisify(execFile)(process.execPath, [file, ...args], { env })).stdout;
}

describe('a clinic gets its people', () => {
  it('from the operator its owner, who invites, changes and withdraws on the page', async () => {
    const address = 'olga@example.com';
    const subject = /Invited: (\S+)/.exec(
      await people('invite', clinic, '--email', address, '--name', 'Olga'),
    )![1]!;
    const olga = await browserOf(pipeline, { subject, name: 'Olga' });
    expect((await olga.page('/people')).body).toContain('invited as Owner');

    const wrong = await olga.form('/people', { email: 'bea', role: 'therapist', therapistId: 't-1' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('id="email-error"');
    expect(wrong.body).toContain('value="t-1"');
    const invitation = { email: 'bea@example.com', role: 'therapist', therapistId: 't-1', name: 'Bea' };
    const invited = await olga.form('/people', invitation);
    expect([invited.status, invited.location]).toEqual([303, '/people?done=invited']);
    const { body } = await pipeline.request('GET', '/v1/members', owner);
    const bea = body.members.find(({ name }: { name: string }) => name === 'Bea');
    expect(bea).toMatchObject({ role: 'therapist', therapistId: 't-1' });
    expect(JSON.stringify(body)).not.toContain('@');

    const hers = await browserOf(pipeline, { subject: bea.subject, name: 'Bea' });
    const board = await hers.page('/therapist');
    expect(board.status).toBe(200);
    // Nothing of hers is held: what to do next stands in place of empty tables.
    expect(board.body).toContain('Begin with the client who is before you');
    expect(board.body).not.toContain('All goals so far');
    expect((await hers.page('/therapist?as-of=2026-01-31')).body).toContain('All goals so far');
    expect((await hers.page('/people')).status).toBe(403);
    expect((await olga.form(`/people/${bea.subject}`, { role: 'owner', name: 'Bea' })).status).toBe(303);
    expect((await hers.page('/people')).status).toBe(200);
    expect((await olga.form(`/people/${bea.subject}/withdraw`, {})).status).toBe(303);
    expect((await hers.page('/people')).status).toBe(403);
    const lookup = { UserPoolId: pipeline.cloud.outputs['UserPoolId'], Username: bea.subject };
    await expect(pool.send(new AdminGetUserCommand(lookup))).rejects.toThrow('does not exist');
    const log = (await olga.page('/people')).body;
    for (const words of ['invited as Therapist t-1', 'Therapist t-1 became Owner', 'withdrawn, was Owner']) {
      expect(log).toContain(words);
    }
    expect(await people('list', clinic)).toContain('owner "Bea" -> nobody, by Olga');
  });

  it('with the command that adds it, which invites its owner, and again when it is run again', async () => {
    const add = () =>
      command(CLINIC, 'add', 'people-added', '--time-zone', 'Europe/Lisbon', '--owner', 'ines@example.com');
    const subject = /Invited as its owner: (\S+)/.exec(await add())![1]!;
    expect(await add()).toContain(subject);
    const ines = await browserOf(pipeline, { subject, name: 'Ines' });
    expect((await ines.page('/people')).status).toBe(200);

    const last = 'A clinic keeps an owner who has signed in: make somebody else one first.';
    const withdrawn = await ines.form(`/people/${subject}/withdraw`, {});
    expect(withdrawn.status).toBe(400);
    expect(withdrawn.body).toContain(`<p class="error" id="withdraw-error">${last}</p>`);
    expect(withdrawn.body).toContain('aria-describedby="withdraw-error"');
    const changed = await ines.form(`/people/${subject}`, { role: 'recorder', name: 'Ines R' });
    expect(changed.status).toBe(400);
    expect(changed.body).toContain(`<p class="error" id="role-error">${last}</p>`);
    expect(changed.body).toContain('value="Ines R"');
    expect(changed.body).toContain('value="recorder" checked>');
    expect((await ines.page('/people')).status).toBe(200);
  });

  it('and an owner a second factor, which the pool asks for from then on', async () => {
    const invited = await people('invite', clinic, '--email', 'omar@example.com');
    const omar = { subject: /Invited: (\S+)/.exec(invited)![1]!, name: 'Omar' };
    const browser = await browserOf(pipeline, omar);
    expect((await browser.page('/second-factor')).body).toContain('Sign in once more');
    const setting = await browserOf(pipeline, omar, '/second-factor');
    const { body } = await setting.page('/second-factor');
    const secret = /name="secret" value="([A-Z2-7]+)"/.exec(body)![1]!;
    const send = (code: string) => setting.submit('/second-factor', body, { secret, code });
    const wrong = await send('12345');
    expect([wrong.status, wrong.body.includes(secret)]).toEqual([400, true]);
    expect((await send(oneTimeCode(secret))).status).toBe(303);
    expect((await setting.page('/second-factor')).body).toContain('Your second factor is set');
    expect(await people('list', clinic)).toMatch(/owner -> owner, by /);

    const api = pipeline.cloud.apiUrl;
    const authorize = (await browser.ask(`${api}/sign-in`)).headers.get('location')!;
    const choose = (code: string) =>
      browser.ask(authorize, new URLSearchParams({ subject: omar.subject, ...(code && { code }) }));
    expect([(await choose('')).status, (await choose('000')).status]).toEqual([200, 200]);
    expect((await choose(oneTimeCode(secret))).status).toBe(302);
  });

  it('and its settings by a program, which replaces what it has read and nothing newer', async () => {
    const [path, olga] = ['/v1/settings', await signedIn(pipeline, owner)];
    const put = (body: object, tag?: string) =>
      pipeline.request('PUT', path, owner, body, tag === undefined ? {} : { 'if-match': tag });
    const read = await pipeline.request('GET', path, owner);
    const tag = read.headers.get('etag')!;
    const wanted = { ...read.body, name: 'By a program', techniques: ['sports', 'relaxation'] };
    expect(await put(wanted)).toMatchObject({ status: 428, body: { code: 'condition-needed' } });
    const changed = await put(wanted, tag);
    expect(changed).toMatchObject({ status: 200, body: wanted });
    expect(await put({ name: 'Late' }, tag)).toMatchObject({
      status: 412,
      body: { code: 'changed-meanwhile' },
    });
    const again = { 'if-none-match': changed.headers.get('etag')! };
    expect((await pipeline.request('GET', path, owner, undefined, again)).status).toBe(304);
    const { body: page } = await olga.page('/settings');
    expect(page).toContain('value="By a program"');
    expect(
      (await olga.form('/settings', { name: 'On the page', takeOver: 'forbidden' }, '/settings')).status,
    ).toBe(303);
    const named = (ownTechniques: string) =>
      olga.form('/settings', { name: 'On the page', takeOver: 'forbidden', ownTechniques }, '/settings');
    expect((await named('Hot stone\r\nhot-stone')).body).toContain('has the same code as “Hot stone”');
    expect((await named('Hot stone\r\n\r\n Cupping & more')).status).toBe(303);
    expect((await pipeline.request('GET', path, owner)).body).toMatchObject({
      ownTechniques: ['Hot stone', 'Cupping & more'],
    });
    expect((await olga.page('/settings')).body).toContain('Hot stone\nCupping &amp; more</textarea>');
    const { body: offered } = await olga.page(
      '/settings?add=Gua+sha&add=Hot+stone&add=Gua+sha&add=%E2%80%8Bx',
    );
    expect(offered).toContain('Not saved yet: Gua sha below');
    expect(offered).toContain('Cupping &amp; more\nGua sha</textarea>');
    expect((await named('')).status).toBe(303);
    expect((await put(wanted, changed.headers.get('etag')!)).status).toBe(412);
    expect((await pipeline.request('GET', path, owner)).body).toEqual({
      ...{ clinicId: clinic, name: 'On the page', takeOver: 'forbidden' },
    });
  });

  it('and no log has the address of anybody', async () => {
    const logs = await pipeline.logged();
    expect(logs.get(RUNNER_LOG)).toMatch(/invited: \S+; to sign in as this user: http/);
    expect([...logs.values()].join('\n')).not.toMatch(/(olga|bea|ines|omar)(@|%40)/i);
  });

  it('and a session that is signed out opens nothing, though its token is good', async () => {
    const browser = await browserOf(pipeline, {
      subject: await pipeline.people.subjectOf(owner),
      name: 'owner',
    });
    const copy = browser.copy();
    expect((await copy.page('/people')).status).toBe(200);
    expect((await browser.form('/sign-out', {}, '/people')).status).toBe(303);
    expect((await copy.page('/people')).status).toBe(303);
  });
});

describe('users from before members were kept', () => {
  const addUser = async (Username: string, attributes: Record<string, string>) => {
    const { User } = await pool.send(
      new AdminCreateUserCommand({
        UserPoolId: pipeline.cloud.outputs['UserPoolId'],
        Username,
        MessageAction: 'SUPPRESS',
        UserAttributes: Object.entries(attributes).map(([name, Value]) => ({
          Name: `custom:${name}`,
          Value,
        })),
      }),
    );
    return User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value!;
  };
  const failed = (...args: string[]) =>
    people(...args).then(
      () => ({ stdout: '', code: 0 }),
      (error: { stdout: string; code: number }) => error,
    );

  it('become members by their attributes, once, and what makes none is named', async () => {
    const therapist = await addUser('former-therapist', { role: 'therapist', clinic, therapist: 't-9' });
    const recorder = await addUser('former-system', { role: 'recorder', clinic });
    const client = await addUser('former-client', { role: 'client', clinic, client: 'c-1' });
    const partner = await addUser('former-partner', { role: 'partner', partner: 'partner-1' });
    const broken = await addUser('former-mistake', { role: 'therapist', clinic, therapist: 't#9' });
    const twin = await addUser('former-twin', { role: 'therapist', clinic, therapist: 't-9' });
    const first = await failed('migrate');
    expect(first.code).toBe(1);
    expect(first.stdout).toContain(`${twin}: custom:therapist: expected an id that no other member has`);
    expect(first.stdout).toContain('4 users have become members');
    expect(first.stdout).toContain(`${broken}: custom:therapist: expected an id`);

    const ask = async (subject: string, path: string, init: RequestInit = {}) => {
      const authorization = `Bearer ${await pipeline.cloud.tokenFor(subject)}`;
      const { apiUrl } = pipeline.cloud;
      return (
        await fetch(`${apiUrl}${path}`, {
          ...init,
          headers: { authorization, 'content-type': 'application/json' },
        })
      ).status;
    };
    const score = (clientId: string) => ({
      method: 'PUT',
      body: JSON.stringify({ clientId, at: '2026-08-04T12:00:00Z', pain: 3 }),
    });
    expect(await ask(therapist, '/v1/goals')).toBe(200);
    expect(await ask(recorder, '/v1/goals')).toBe(403);
    expect(await ask(client, '/v1/pain-scores/p-1', score('c-1'))).toBe(200);
    expect(await ask(client, '/v1/pain-scores/p-2', score('c-2'))).toBe(403);
    expect(await ask(partner, '/v1/releases')).toBe(200);
    expect(await ask(broken, '/v1/goals')).toBe(403);

    const { status } = await pipeline.request('DELETE', `/v1/members/${recorder}`, owner);
    expect(status).toBe(200);
    expect((await failed('migrate')).stdout).toContain('0 users have become members; 3 were known already');
    expect(await ask(recorder, '/v1/goals')).toBe(403);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUserPool } from '../../../infra/local/gateway/user-pool.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-pool-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const address = (Value: string) => [{ Name: 'email', Value }];

/** A pool with one user, who was invited. */
async function pool(name: string) {
  const invited: string[] = [];
  const file = join(folder, `${name}.json`);
  const users = openUserPool(file, ({ username }) => invited.push(username));
  const create = (Username: string, part: object = {}) =>
    users.answer('AdminCreateUser', { Username, UserAttributes: address(Username), ...part });
  const { User } = (await create('ann@example.com')) as {
    User: { Attributes: { Name: string; Value: string }[] };
  };
  return { file, users, invited, create, sub: User.Attributes.find(({ Name }) => Name === 'sub')!.Value };
}
const codeOf = (call: Promise<object>) =>
  call.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );

describe('the users of the pool', () => {
  it('are found by name, in any case, and by their ids, as long as they are there, and kept', async () => {
    const { file, users, sub } = await pool('kept');
    const get = (pool: typeof users, Username: string) => codeOf(pool.answer('AdminGetUser', { Username }));
    for (const pool of [users, openUserPool(file)]) {
      for (const name of ['ann@example.com', 'Ann@Example.com', sub])
        expect(await get(pool, name)).toBe('done');
    }
    expect(await codeOf(users.answer('AdminDeleteUser', { Username: sub }))).toBe('done');
    expect(await get(users, sub)).toBe('UserNotFoundException');
    expect(await get(openUserPool(file), sub)).toBe('UserNotFoundException');
    expect(await codeOf(users.answer('AdminDeleteUser', { Username: sub }))).toBe('UserNotFoundException');
  });

  it('are invited once, and again until they have signed in', async () => {
    const { users, invited, create, sub } = await pool('invited');
    expect(await codeOf(create('ANN@example.com'))).toBe('UsernameExistsException');
    await create('ann@example.com', { MessageAction: 'RESEND' });
    await create('quiet@example.com', { MessageAction: 'SUPPRESS' });
    expect(invited).toEqual(['ann@example.com', 'ann@example.com']);
    const status = async () =>
      (await users.answer('AdminGetUser', { Username: sub })) as { UserStatus: string };
    expect((await status()).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    await users.signedIn(sub);
    expect((await status()).UserStatus).toBe('CONFIRMED');
    expect(await codeOf(create('ann@example.com', { MessageAction: 'RESEND' }))).toBe(
      'UnsupportedUserStateException',
    );
    expect(await codeOf(create('none@example.com', { MessageAction: 'RESEND' }))).toBe(
      'UserNotFoundException',
    );
  });

  it('have an address that can be one', async () => {
    const { create } = await pool('addresses');
    expect(await codeOf(create('Bea', { UserAttributes: address('Bea') }))).toBe('InvalidParameterException');
    expect(await codeOf(create(''))).toBe('InvalidParameterException');
  });

  it('are listed page by page', async () => {
    const { users, create } = await pool('listed');
    for (let index = 0; index < 60; index++) await create(`user-${index}@example.com`);
    const page = (PaginationToken?: string) =>
      users.answer('ListUsers', PaginationToken === undefined ? {} : { PaginationToken }) as Promise<{
        Users: object[];
        PaginationToken?: string;
      }>;
    const first = await page();
    const last = await page(first.PaginationToken);
    expect([first.Users.length, last.Users.length, last.PaginationToken]).toEqual([60, 1, undefined]);
  });

  it('are for who may call it, of this pool, and nothing else is offered', async () => {
    const { users } = await pool('calls');
    expect(users.callsOf('AdminGetUser', { UserPoolId: 'eu_1' })).toEqual([
      { action: 'cognito-idp:AdminGetUser', resource: expect.stringMatching(/:userpool\/eu_1$/) },
    ]);
    expect(() => users.callsOf('AdminSetUserPassword', {})).toThrow('not offered locally');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from '../../shared/access/admit.ts';
import { memberSchema } from '../../shared/access/member.ts';
import { requireRole } from '../../shared/access/principal.ts';
import { SecondFactorError, secondFactorRule } from '../../shared/access/second-factor.ts';
import { ConfigError, ForbiddenError } from '../../shared/errors.ts';
import { ADMISSION, CAST, claimsOf, memberOf } from '../members.ts';

describe('who passes', () => {
  it.each(Object.values(CAST))('is what his item says: %j', async (member) => {
    const claims = claimsOf(member);
    const { subject, principal } = await admit(claims, ADMISSION);
    expect(subject).toBe(claims['sub']);
    expect(principal).toEqual(member);
  });

  it('whatever else the token claims', async () => {
    const claims = { ...claimsOf(CAST.recorder), 'custom:role': 'owner', 'custom:clinic': 'harbour' };
    expect((await admit(claims, ADMISSION)).principal).toEqual(CAST.recorder);
  });

  it('keeps no name and no note of a second factor', async () => {
    const part = { name: 'Ann', secondFactorSince: '2026-08-01T10:00:00.000Z' };
    const { principal } = await admit(claimsOf(memberOf('riverside', 'owner', part)), ADMISSION);
    expect(principal).toEqual({ clinicId: 'riverside', role: 'owner' });
  });
});

describe('who does not', () => {
  const refusal = async (claims: Record<string, unknown> | undefined) =>
    admit(claims, ADMISSION).then(
      () => 'passed',
      (error: unknown) => (error instanceof ForbiddenError ? error.message : error),
    );

  it('is told in a sentence', async () => {
    expect(await refusal({ sub: 'somebody' })).toContain('belongs to no clinic here, or no longer');
    expect(await refusal(claimsOf(memberOf('nowhere', 'owner')))).toContain('"nowhere" is not registered');
    expect(await refusal(undefined)).toContain('does not say whose it is');
    expect(await refusal({ 'custom:role': 'owner', 'custom:clinic': 'riverside' })).toContain('"sub"');
  });

  it('is looked for by an id and by nothing else, whatever the token holds', async () => {
    const asked: string[] = [];
    const memberOf = async (subject: string) => void asked.push(subject);
    const hostile = fc.oneof(
      fc.string(),
      fc.constant(7),
      fc
        .tuple(fc.constantFrom('a', ''), fc.constantFrom('#', '/', '\n'), fc.string())
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (sub) => {
        await expect(admit({ sub }, { ...ADMISSION, memberOf })).rejects.toThrow(ForbiddenError);
      }),
    );
    for (const subject of asked) expect(subject).toMatch(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/);
  });
});

describe('a member is', () => {
  it.each([
    [{ role: 'partner' }, 'partner'],
    [{ role: 'partner', partner: 'insurer#1' }, 'partner'],
    [{ role: 'partner', partner: 'insurer', clinicId: 'riverside' }, ''],
    [{ role: 'owner' }, 'clinicId'],
    [{ role: 'owner', clinicId: '../harbour' }, 'clinicId'],
    [{ role: 'therapist', clinicId: 'riverside' }, 'therapistId'],
    [{ role: 'therapist', clinicId: 'riverside', therapistId: 't-1#CLIENT' }, 'therapistId'],
    [{ role: 'recorder', clinicId: 'riverside', therapistId: 't-1' }, ''],
    [{ role: 'client', clinicId: 'riverside', client: 'c-1' }, 'client'],
    [{ role: 'client', clinicId: 'riverside', client: CAST.client, name: 'Ann' }, 'client'],
    [{ role: 'operator', clinicId: 'riverside' }, ''],
    [{ role: 'admin', clinicId: 'riverside' }, 'role'],
  ])('not %j', (member, path) => {
    const { error } = memberSchema.safeParse(member);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it.each(['', ' Ann', 'Ann ', 'A'.repeat(41), 'Ann\nB', 'Ann\u2028', '\u202eAnn', 'A\u0000'])(
    'not called %j',
    (name) => expect(memberSchema.safeParse({ role: 'owner', clinicId: 'a', name }).success).toBe(false),
  );
  it.each(['Ann', 'José Álvarez', '<b>', "O'Neill & Co", 'A'.repeat(40)])('called %j', (name) =>
    expect(memberSchema.safeParse({ role: 'owner', clinicId: 'a', name }).success).toBe(true),
  );
});

describe('a second factor', () => {
  const required = { ...ADMISSION, secondFactor: 'required' } as const;
  const since = '2026-08-01T10:00:00.500Z';
  const at = (text: string) => String(Date.parse(text) / 1000);
  const owner = (part: object = {}) => claimsOf(memberOf('riverside', 'owner', part));

  it('is asked of owners and of operators, where it is required', async () => {
    await expect(admit(owner(), required)).rejects.toThrow(SecondFactorError);
    await expect(admit(claimsOf(CAST.operator), required)).rejects.toThrow(SecondFactorError);
    expect((await admit(owner(), ADMISSION)).principal.role).toBe('owner');
    for (const role of ['recorder', 'therapist', 'client', 'partner'] as const) {
      expect((await admit(claimsOf(CAST[role]), required)).principal.role).toBe(role);
    }
  });

  it('was asked for by a sign-in after it was set, and by no earlier one', async () => {
    const signedIn = async (auth_time: unknown) =>
      admit({ ...owner({ secondFactorSince: since }), auth_time }, required);
    expect((await signedIn(at('2026-08-01T10:00:01Z'))).principal.role).toBe('owner');
    for (const early of [at('2026-08-01T10:00:00Z'), at('2026-07-31T10:00:00Z'), undefined, '', 'soon']) {
      await expect(signedIn(early), String(early)).rejects.toThrow('sign in again');
    }
  });

  it('is a setting of the deployment, by one of two words', () => {
    expect([secondFactorRule('required'), secondFactorRule('not-required')]).toEqual([
      'required',
      'not-required',
    ]);
    expect(() => secondFactorRule('yes')).toThrow(ConfigError);
  });
});

it.each([CAST.partner, CAST.operator])('what is for clinics is not for %j', async (member) => {
  const { principal } = await admit(claimsOf(member), ADMISSION);
  expect(() => requireRole(principal, 'owner', 'recorder', 'therapist', 'client')).toThrow(ForbiddenError);
});

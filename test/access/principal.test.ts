import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { principalOf, requireRole } from '../../shared/access/principal.ts';
import { ForbiddenError } from '../../shared/errors.ts';

describe('principalOf', () => {
  it('reads a partner by his own claim, and no clinic', () => {
    const claims = { 'custom:role': 'partner', 'custom:partner': 'insurer', 'custom:clinic': 'riverside' };
    expect(principalOf(claims)).toEqual({ role: 'partner', partner: 'insurer' });
  });

  it.each([
    [{}, 'custom:role'],
    [{ 'custom:role': 'partner' }, 'custom:partner'],
    [{ 'custom:role': 'partner', 'custom:partner': '' }, 'custom:partner'],
    [{ 'custom:role': 'owner' }, 'custom:clinic'],
    [{ 'custom:role': 'owner', 'custom:partner': 'insurer' }, 'custom:clinic'],
    [{ 'custom:role': 'therapist', 'custom:clinic': 'riverside' }, 'custom:therapist'],
    [{ 'custom:role': 'admin', 'custom:clinic': 'riverside' }, 'no role'],
  ])('lets nobody pass with %j', (claims, missing) => {
    expect(() => principalOf(claims)).toThrow(ForbiddenError);
    expect(() => principalOf(claims)).toThrow(missing);
  });
});

describe('a claim that is no id', () => {
  const therapist = { 'custom:role': 'therapist', 'custom:clinic': 'harbour', 'custom:therapist': 'h-t-2' };
  it.each([
    [{ ...therapist, 'custom:therapist': 'h-t-1#CLIENT' }, 'custom:therapist'],
    [{ ...therapist, 'custom:clinic': 'harbour#CLIENT' }, 'custom:clinic'],
    [{ ...therapist, 'custom:clinic': 'harbour/as-of=2026-08-23' }, 'custom:clinic'],
    [{ ...therapist, 'custom:role': 'owner', 'custom:clinic': '../harbour' }, 'custom:clinic'],
    [{ ...therapist, 'custom:role': 'client', 'custom:client': 'h-c-1#GOAL' }, 'custom:client'],
    [{ 'custom:role': 'partner', 'custom:partner': 'insurer#1' }, 'custom:partner'],
  ])('lets nobody pass: %j', (claims, name) => {
    expect(() => principalOf(claims)).toThrow(ForbiddenError);
    expect(() => principalOf(claims)).toThrow(`${name} of the token is no id`);
  });

  it('never becomes part of a principal, whatever it holds', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc
        .tuple(
          fc.constantFrom('h-t-1', 'harbour', ''),
          fc.constantFrom('#', '/', '\n', ' ', '\u0000'),
          fc.string(),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom('clinic', 'therapist', 'client', 'partner'), (value, name) => {
        for (const role of ['owner', 'recorder', 'therapist', 'client', 'partner']) {
          const claims = {
            'custom:clinic': 'a',
            'custom:therapist': 'a',
            'custom:client': 'a',
            'custom:partner': 'a',
          };
          let principal: object;
          try {
            principal = principalOf({ ...claims, [`custom:${name}`]: value, 'custom:role': role });
          } catch (error) {
            expect(error).toBeInstanceOf(ForbiddenError);
            continue;
          }
          for (const part of Object.values(principal)) expect(part).toMatch(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/);
        }
      }),
    );
  });
});

it('what is for clinics is not for partners', () => {
  const partner = principalOf({ 'custom:role': 'partner', 'custom:partner': 'insurer' });
  expect(() => requireRole(partner, 'owner', 'recorder', 'therapist', 'client')).toThrow(ForbiddenError);
  const owner = principalOf({ 'custom:role': 'owner', 'custom:clinic': 'riverside' });
  expect(requireRole(owner, 'owner', 'recorder')).toBe(owner);
});

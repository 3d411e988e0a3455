import { describe, expect, it } from 'vitest';
import { principalOf, requireClinic, requireRole } from '../../shared/access/principal.ts';
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

it('what is for clinics is not for partners', () => {
  const partner = principalOf({ 'custom:role': 'partner', 'custom:partner': 'insurer' });
  expect(() => requireClinic(partner)).toThrow(ForbiddenError);
  expect(() => requireRole(partner, 'owner')).toThrow(ForbiddenError);
  const owner = principalOf({ 'custom:role': 'owner', 'custom:clinic': 'riverside' });
  expect(requireClinic(owner)).toBe(owner);
});

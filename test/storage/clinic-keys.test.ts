import { ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { ForbiddenError } from '../../shared/errors.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';

/** Secrets Manager as a role sees it that may read the secrets of clinics: what does not exist is denied. */
function started(
  secrets: Readonly<Record<string, string>>,
  denied = () => new Error('AccessDeniedException'),
) {
  const asked: string[] = [];
  const send = async ({ input: { SecretId } }: { input: { SecretId: string } }) => {
    asked.push(SecretId);
    if (secrets[SecretId] === undefined) throw denied();
    return { SecretString: secrets[SecretId] };
  };
  const isHeld = async (clinicId: string) => ['riverside', 'new'].includes(clinicId);
  return { asked, keyOf: createClinicKeys({ send } as never, 'p/', isHeld) };
}

describe('the key of a clinic', () => {
  it('is asked for once', async () => {
    const { asked, keyOf } = started({ 'p/riverside/pseudonym-key': 'k' });
    expect([await keyOf('riverside'), await keyOf('riverside')]).toEqual(['k', 'k']);
    expect(asked).toEqual(['p/riverside/pseudonym-key']);
  });

  it.each(['nowhere', '__proto__', '../riverside', ''])(
    '%j is none, and nobody is asked',
    async (clinicId) => {
      const { asked, keyOf } = started({});
      await expect(keyOf(clinicId)).rejects.toThrow(ForbiddenError);
      expect(asked).toEqual([]);
    },
  );

  it('that ought to be there and is not is a fault of ours', async () => {
    await expect(started({}).keyOf('new')).rejects.toThrow('AccessDenied');
    const gone = () => new ResourceNotFoundException({ message: 'gone', $metadata: {} });
    await expect(started({}, gone).keyOf('new')).rejects.toThrow('not registered');
  });
});

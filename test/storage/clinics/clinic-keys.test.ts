import { describe, expect, it } from 'vitest';
import { newOrigin } from '../../../shared/clinics/clinic-keyring.ts';
import { withNewMaster } from '../../../shared/clinics/master-keys.ts';
import { ForbiddenError } from '../../../shared/errors.ts';
import type { ClinicEntry } from '../../../shared/storage/clinics/clinic-item.ts';
import { createClinicKeys } from '../../../shared/storage/clinics/clinic-keys.ts';
import { createMasterSecret } from '../../../shared/storage/clinics/master-secret.ts';
import { masters } from '../../clinics/masters.ts';

const FIRST = JSON.stringify({ 1: `0${'a'.repeat(64)}` });
const SECOND = withNewMaster(FIRST, `1${'a'.repeat(64)}`, false);

/** A secret that is read as often as `reads` says, and clinics of which one is held. */
function started() {
  const world = { secret: FIRST, reads: 0, now: 0, fails: false };
  const send = async ({ input }: { input: { SecretId: string } }) => {
    world.reads += 1;
    expect(input.SecretId).toBe('master');
    if (world.fails) throw new Error('throttled');
    return { SecretString: world.secret };
  };
  const held: ClinicEntry = { settings: { takeOver: 'allowed' }, origin: newOrigin(masters()) };
  const registry = {
    held: async (clinicId: string) => (clinicId === 'riverside' ? held : { settings: held.settings }),
  };
  const master = createMasterSecret({ send } as never, 'master', () => new Date(world.now * 1000));
  return { world, ...createClinicKeys(registry, master) };
}

describe('the keys of a clinic', () => {
  it('are the same every time, of one reading of the secret', async () => {
    const { world, keyOfClinic } = started();
    const [one, other] = [await keyOfClinic('riverside'), await keyOfClinic('riverside')];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(other).toBe(one);
    expect(world.reads).toBe(1);
  });

  it.each(['nowhere', '__proto__', '../riverside', ''])(
    'are none of %j, and no secret is asked for',
    async (clinicId) => {
      const { world, keyOfClinic, labelKeyOf, sealing } = started();
      await expect(labelKeyOf(clinicId)).rejects.toThrow(ForbiddenError);
      await expect(keyOfClinic(clinicId)).rejects.toThrow(ForbiddenError);
      await expect(sealing(clinicId, '1')).rejects.toThrow(ForbiddenError);
      expect(world.reads).toBe(0);
    },
  );

  it('are asked for again after a failure', async () => {
    const { world, keyOfClinic } = started();
    world.fails = true;
    await expect(keyOfClinic('riverside')).rejects.toThrow('throttled');
    world.fails = false;
    await expect(keyOfClinic('riverside')).resolves.toMatch(/./);
  });

  it('follow a rotation after five minutes, or as soon as a newer version is met, which not everybody can have read', async () => {
    const { world, sealing } = started();
    expect((await sealing('riverside')).version).toBe('1');
    world.secret = SECOND;
    for (let time = 0; time < 10; time++) {
      world.now = time;
      expect((await sealing('riverside', '2')).version).toBe('1');
    }
    expect(world.reads).toBe(1);
    world.now = 10;
    expect((await sealing('riverside')).version).toBe('1');
    expect((await sealing('riverside', '2')).version).toBe('2');
    expect((await sealing('riverside', '99')).version, 'of a version that nobody has').toBe('2');
    expect(world.reads).toBe(2);
    const other = started();
    await other.sealing('riverside');
    other.world.secret = SECOND;
    other.world.now = 300;
    expect((await other.sealing('riverside')).version).toBe('2');
  });
});

import { ForbiddenError } from '../errors.ts';
import type { Principal } from './principal.ts';

/** Whether this deployment holds a clinic; asked for whoever comes, so it must cost a read at most and open nothing. */
export type IsHeldClinic = (clinicId: string) => Promise<boolean>;

/**
 * Lets nobody pass of a clinic that this deployment does not hold. A partner and an operator belong to none.
 *
 * @throws ForbiddenError
 */
export async function requireHeldClinic(principal: Principal, isHeld: IsHeldClinic): Promise<void> {
  if ('clinicId' in principal && !(await isHeld(principal.clinicId))) throw notHeld(principal.clinicId);
}

export function notHeld(clinicId: string): ForbiddenError {
  return new ForbiddenError(`the clinic "${clinicId}" is not registered in this deployment`);
}

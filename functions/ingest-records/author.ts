import type { ClinicPrincipal } from '../../shared/access/principal.ts';
import type { HttpEvent } from '../../shared/http/route.ts';

/** A clinic may have several owners and systems: which of them it was, by the user pool's id. */
export function authorOf(principal: ClinicPrincipal, event: HttpEvent): string | undefined {
  if (principal.role === 'therapist') return principal.therapistId;
  const subject = event.requestContext.authorizer?.jwt.claims['sub'];
  const isOfClinic = principal.role === 'owner' || principal.role === 'recorder';
  return isOfClinic && typeof subject === 'string' ? subject : undefined;
}

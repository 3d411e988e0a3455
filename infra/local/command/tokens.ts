import type { LocalCloud } from '../local-cloud.ts';
import { PARTNER } from './hold-clinics.ts';

/** Example ids for the roles that need one; any other does as well. */
export type ServedClinic = { clinicId: string; therapistId: string; clientId: string };

/**
 * For whoever goes on by hand: where the API and the AWS endpoint are, a development token for every role,
 * commands to try. The tokens are set as shell variables, so that the lines can be pasted as they are.
 */
export async function tokensText(
  cloud: Pick<LocalCloud, 'apiUrl' | 'clientConfig' | 'outputs' | 'tokenFor'>,
  { clinicId, therapistId, clientId }: ServedClinic,
): Promise<string> {
  const claims = {
    OWNER: { role: 'owner' },
    THERAPIST: { role: 'therapist', therapist: therapistId },
    CLIENT: { role: 'client', client: clientId },
    RECORDER: { role: 'recorder' },
  };
  const tokens: string[] = [];
  for (const [name, claim] of Object.entries(claims)) {
    tokens.push(`${name}=${await cloud.tokenFor({ clinic: clinicId, ...claim })}`);
  }
  tokens.push(`PARTNER=${await cloud.tokenFor({ role: 'partner', partner: PARTNER })}`);
  const url = cloud.apiUrl.replace(/\/$/, '');
  return `  API                ${url}/v1
  AWS endpoint       ${cloud.clientConfig.endpoint}
  imports bucket     ${cloud.outputs['ImportsBucketName']}
  releases bucket    ${cloud.outputs['ReleasesBucketName']}

Development tokens for clinic ${clinicId} (therapist ${therapistId}, client ${clientId}), good on this machine only:

${tokens.join('\n')}

Try:

curl -H "authorization: Bearer $OWNER" '${url}/v1/outcomes'
curl -H "authorization: Bearer $THERAPIST" '${url}/v1/goals'
curl -H "authorization: Bearer $OWNER" '${url}/v1/clients/${clientId}/timeline'
curl -H "authorization: Bearer $PARTNER" '${url}/v1/releases'
curl -X PUT -H "authorization: Bearer $CLIENT" -H 'content-type: application/json' \\
  -d '{"clientId":"${clientId}","at":"2026-09-30T20:00:00Z","pain":3,"soreness":1,"recordedAt":"2026-09-30T20:01:00Z"}' \\
  '${url}/v1/pain-scores/p-try-1'
`;
}

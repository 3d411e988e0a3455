import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Member, memberSchema } from '../../../shared/access/member.ts';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import { createClinicKeys } from '../../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createMasterSecret } from '../../../shared/storage/clinics/master-secret.ts';
import { createMemberStore } from '../../../shared/storage/clinics/member-store.ts';
import type { LocalCloud } from '../local-cloud.ts';

/** Somebody by what he is, as a person would say it; of a client by the clinic's own id. */
export type LocalMember = {
  /** Absent for a partner and an operator, who belong to none. */
  clinic?: string;
  role: string;
  therapist?: string;
  client?: string;
  partner?: string;
};

export type People = {
  /** The id of somebody, who becomes a member if he is none. */
  subjectOf(person: LocalMember): Promise<string>;
  /** A token of somebody, who becomes a member if he is none. */
  tokenOf(person: LocalMember): Promise<string>;
  /** Lets people be chosen on the sign-in page. @returns for each of them a link that signs in at once */
  offerSignIn(people: readonly LocalMember[]): Promise<string[]>;
};

type Cloud = Pick<LocalCloud, 'clientConfig' | 'outputs' | 'tokenFor' | 'offerSignIn'>;

/**
 * People of this machine, whom nobody had to invite: each is made a member as an invitation would make him, and has a
 * name in tokens that is told from what he is.
 */
export function createPeople(cloud: Cloud): People {
  const joined = new Map<string, Promise<void>>();
  const join = (person: LocalMember): Promise<void> => {
    const subject = subjectOf(person);
    const joining = joined.get(subject) ?? becomeMember(cloud, subject, person);
    joined.set(subject, joining);
    return joining;
  };
  return {
    async subjectOf(person) {
      await join(person);
      return subjectOf(person);
    },
    async tokenOf(person) {
      await join(person);
      return cloud.tokenFor(subjectOf(person));
    },
    async offerSignIn(people) {
      await Promise.all(people.map(join));
      return cloud.offerSignIn(
        people.map((person) => ({ subject: subjectOf(person), name: nameOf(person) })),
      );
    },
  };
}

/** The id by which the tokens of somebody name him. */
function subjectOf({ clinic, role, therapist, client, partner }: LocalMember): string {
  return `${clinic ?? role}-${therapist ?? client ?? partner ?? role}`;
}

/** As a person would be named on a list: `therapist h-t-1, harbour`. */
export function nameOf({ clinic, role, therapist, client, partner }: LocalMember): string {
  const who = therapist ?? client ?? partner;
  return `${role}${who === undefined ? '' : ` ${who}`}${clinic === undefined ? '' : `, ${clinic}`}`;
}

async function becomeMember(cloud: Cloud, subject: string, person: LocalMember): Promise<void> {
  const dynamodb = new DynamoDBClient(cloud.clientConfig);
  try {
    const after = await memberOf(cloud, dynamodb, person);
    const change = { id: randomUUID(), at: new Date().toISOString(), by: {}, subject, after };
    // Who is a member already stays what he is.
    await createMemberStore(dynamodb, cloud.outputs['RegistryTableName']!).write({ held: undefined, change });
  } finally {
    dynamodb.destroy();
  }
}

async function memberOf(cloud: Cloud, dynamodb: DynamoDBClient, person: LocalMember): Promise<Member> {
  const { clinic: clinicId, role, therapist: therapistId, client, partner } = person;
  if (role === 'operator') return memberSchema.parse({ role });
  if (role === 'partner') return memberSchema.parse({ role, partner });
  if (client === undefined)
    return memberSchema.parse({ role, clinicId, ...(therapistId && { therapistId }) });
  const secrets = new SecretsManagerClient(cloud.clientConfig);
  try {
    const registry = createClinicRegistry(dynamodb, cloud.outputs['RegistryTableName']!);
    const { keyOfClinic } = createClinicKeys(
      registry,
      createMasterSecret(secrets, cloud.outputs['MasterSecretArn']!),
    );
    return memberSchema.parse({ role, clinicId, client: pseudonym(await keyOfClinic(clinicId!), client) });
  } finally {
    secrets.destroy();
  }
}

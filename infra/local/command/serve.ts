import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { LocalCloud } from '../local-cloud.ts';
import { type Api, detailOf } from './api.ts';
import { CommandError } from './command-error.ts';
import type { People } from './people.ts';

/** A page and whom it is for. */
export type OpenPage = { name: string; link: string };

const LINK_SECONDS = 7 * 24 * 3600;

/**
 * What an owner needs while the application stays up: a link for every role, and how to send a file, the secret
 * included.
 *
 * @param pages in the order in which they are shown
 */
export async function servedText(
  { apiUrl, clientConfig, outputs }: Pick<LocalCloud, 'apiUrl' | 'clientConfig' | 'outputs'>,
  clinicId: string,
  pages: readonly OpenPage[],
): Promise<string> {
  const width = Math.max(...pages.map(({ name }) => name.length)) + 2;
  const { region, endpoint, credentials } = clientConfig;
  const bucket = outputs['ImportsBucketName']!;
  const folder = `clinic=${clinicId}/`;
  const upload = await uploadLink(clientConfig, bucket, `${folder}sessions.csv`);
  return `The pages stay up until Ctrl-C. These links sign in by themselves, on this machine only:

${pages.map(({ name, link }) => `  ${name.padEnd(width)}${link}`).join('\n')}

To drop in ${clinicId}'s file of sessions; ${apiUrl}/imports then says what became of it:

curl --upload-file sessions.csv "${upload}"

or any other, such as journal.ndjson or goals.csv, with the AWS command line:

AWS_ACCESS_KEY_ID=${credentials.accessKeyId} AWS_SECRET_ACCESS_KEY='${credentials.secretAccessKey}' AWS_REGION=${region} \\
  aws --endpoint-url ${endpoint} s3 cp sessions.csv s3://${bucket}/${folder}

Programs use ${apiUrl}/v1; --serve --tokens prints tokens for them.`;
}

/** A link that takes one file without a signature of its sender's: curl's does not fit S3 where a key has a "=". */
async function uploadLink(config: LocalCloud['clientConfig'], Bucket: string, Key: string): Promise<string> {
  // A checksum that is signed would be that of no bytes.
  const s3 = new S3Client({ ...config, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  try {
    return await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }), { expiresIn: LINK_SECONDS });
  } finally {
    s3.destroy();
  }
}

/**
 * A link to a client's journal, as his clinic's owner would make it.
 *
 * @throws CommandError when the API refuses
 */
export async function journalLink(
  { api, people }: { api: Api; people: Pick<People, 'tokenOf'> },
  clinicId: string,
  clientId: string,
): Promise<string> {
  const token = await people.tokenOf({ clinic: clinicId, role: 'owner' });
  const { status, body } = await api.send('POST', `/v1/clients/${clientId}/journal-link`, token);
  if (status !== 201) throw new CommandError(`No journal link for ${clientId}: ${detailOf(body)}.`);
  return (body as { url: string }).url;
}

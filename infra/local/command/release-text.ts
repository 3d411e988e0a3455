import { parse } from 'csv-parse/sync';
import type { ReleaseId } from '../../../shared/releases/release-id.ts';

/** What a release shows and what it keeps back, from its own table. */
export function releaseText(
  { period, programme }: ReleaseId,
  files: ReadonlyMap<string, Uint8Array>,
): string {
  const rows = parse(Buffer.from(files.get('outcomes.csv')!), { columns: true }) as { status: string }[];
  const shown = rows.filter(({ status }) => status === 'a').length;
  const hidden = rows.length - shown;
  return `Release ${period} of ${programme}: ${rows.length} rows, ${shown} in full and ${hidden} with too little to tell.`;
}

/** That the files were found to be whole and signed by the key, and how to find that out again. */
export function verifiedText(folder: string, keyFingerprint: string): string {
  return `Every file is what SHA256SUMS says, and it is signed by the key with this fingerprint:
${keyFingerprint}
To check that again:

npm run --silent release:audit -- \\
  ${folder} \\
  --key-fingerprint ${keyFingerprint}

or without us, where the second line has to print that fingerprint:

cd ${folder}
openssl pkey -pubin -in signing-key.pem -outform DER | sha256sum
sha256sum --check SHA256SUMS
openssl dgst -sha256 -verify signing-key.pem -signature SHA256SUMS.sig SHA256SUMS`;
}

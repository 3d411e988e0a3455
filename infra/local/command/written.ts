import { pathToFileURL } from 'node:url';

/** What a run has written, one file or folder for each who reads; absent where there was nothing to write it of. */
export type Written = { owner?: string; therapist?: string; partner?: string };

/** Where to look once everything has stopped, as links that a terminal opens. */
export function writtenText(out: string, written: Written): string {
  const links = Object.entries(written).map(([who, path]) => `  ${who.padEnd(11)}${pathToFileURL(path)}`);
  const first = `Statistics, goals, digests, monthly reports, refused rows, the release and the log are in ${out}.`;
  return [
    first,
    ...(links.length > 0 ? [`To begin with, for each who reads:\n\n${links.join('\n')}`] : []),
  ].join('\n');
}

/** How to see the pages, which end with a run. */
export const SERVE_HINT = `The pages, with a link that signs in as each of them and one to a client's journal:
npm start -- --serve`;

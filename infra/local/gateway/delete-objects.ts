import { escapeXml, Refusal, unescapeXml } from './error-format.ts';

/** S3's limit for one DeleteObjects. */
const MOST_KEYS = 1_000;

/** Reads the XML body of DeleteObjects. @throws Refusal when there is no key, or too many, or a version. */
export function keysToDelete(body: string): { keys: string[]; quiet: boolean } {
  const keys = [...body.matchAll(/<Key>([\s\S]*?)<\/Key>/g)].map(([, key = '']) => unescapeXml(key));
  if (keys.length === 0 || keys.length > MOST_KEYS || keys.includes('')) {
    throw new Refusal(400, 'MalformedXML', `DeleteObjects takes 1 to ${MOST_KEYS} keys.`);
  }
  if (/<VersionId>/.test(body)) {
    throw new Refusal(501, 'NotImplemented', 'The local store keeps no versions of objects.');
  }
  return { keys, quiet: /<Quiet>\s*true\s*<\/Quiet>/i.test(body) };
}

/** The XML answer: what was deleted unless `quiet`, and what was refused in any case. */
export function deletionAnswer(
  outcomes: readonly { key: string; refusal?: Refusal }[],
  quiet: boolean,
): string {
  const entries = outcomes.map(({ key, refusal }) => {
    const name = `<Key>${escapeXml(key)}</Key>`;
    if (!refusal) return quiet ? '' : `<Deleted>${name}</Deleted>`;
    return `<Error>${name}<Code>${refusal.code}</Code><Message>${escapeXml(refusal.message)}</Message></Error>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${entries.join('')}</DeleteResult>`;
}

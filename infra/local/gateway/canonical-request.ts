import { splitTarget } from '../request-target.ts';
import { Refusal } from './error-format.ts';

/** S3 signs the path as it is sent, every other service encodes it once more. */
export function canonicalPath(url: string, service: string): string {
  const { path } = splitTarget(url);
  if (service === 's3' || path === '/') return path;
  return path.split('/').map(encodeStrictly).join('/');
}

/** Decoded, encoded again in one way, and sorted; all but the signature itself. */
export function canonicalQuery(query: string): string {
  if (query === '') return '';
  return query
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return [encodeStrictly(decode(name)), encodeStrictly(decode(value))] as const;
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([oneName, oneValue], [otherName, otherValue]) =>
      oneName === otherName ? (oneValue < otherValue ? -1 : 1) : oneName < otherName ? -1 : 1,
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** A header value with its white space made one. */
export function canonicalValue(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/ {2,}/g, ' ');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(400, 'InvalidURI', `Couldn't parse the specified URI: ${text}`);
  }
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

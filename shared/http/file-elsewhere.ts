import { type HttpResponse, json } from './respond.ts';

/** A file that a link leads to: for people's browsers the redirect, for programs the same link as JSON. */
export function fileElsewhere(url: string, expiresInSeconds: number): HttpResponse {
  const answer = json(302, { url, expiresInSeconds });
  return { ...answer, headers: { ...answer.headers, location: url, 'referrer-policy': 'no-referrer' } };
}

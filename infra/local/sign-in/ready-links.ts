import type { TokenClaims } from '../identity-issuer.ts';

/**
 * Links that sign in at once as one of the people on offer. A link leads to the application, which asks the
 * hosted page who is there, as always; a cookie tells that page the answer.
 */
const COOKIE = 'ready-person';
const SECONDS = 60;

/** @param place of the person in the order in which people were offered */
export const readyLink = (origin: string, place: number) => `${origin}/as?person=${place}`;

/** The cookie that a link sets. */
export const remembered = (place: string | null) =>
  `${COOKIE}=${Number(place)}; Path=/oauth2; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax`;

/** Ends what a link has set: the next sign-in asks again. */
export const FORGOTTEN = `${COOKIE}=; Path=/oauth2; Max-Age=0`;

/** The person whom a request's cookies name. */
export function readyPerson(
  cookies: string | undefined,
  people: readonly TokenClaims[],
): TokenClaims | undefined {
  const place = new RegExp(`(?:^|; )${COOKIE}=(\\d+)`).exec(cookies ?? '')?.[1];
  return place === undefined ? undefined : people[Number(place)];
}

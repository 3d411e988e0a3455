import type { Person } from './sign-in-page.ts';

/**
 * Links that sign in at once as one of the people on offer. A link leads to the application, which asks the
 * hosted page who is there, as always; a cookie tells that page the answer.
 */
const COOKIE = 'ready-person';
const SECONDS = 60;

export const readyLink = (origin: string, subject: string) =>
  `${origin}/as?${new URLSearchParams({ person: subject })}`;

/** The cookie that a link sets. */
export const remembered = (subject: string | null) =>
  `${COOKIE}=${encodeURIComponent(subject ?? '')}; Path=/oauth2; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax`;

/** Ends what a link has set: the next sign-in asks again. */
export const FORGOTTEN = `${COOKIE}=; Path=/oauth2; Max-Age=0`;

/** The person whom a request's cookies name. */
export function readyPerson(cookies: string | undefined, people: readonly Person[]): Person | undefined {
  const named = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookies ?? '')?.[1];
  return named === undefined
    ? undefined
    : people.find(({ subject }) => encodeURIComponent(subject) === named);
}

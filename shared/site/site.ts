import { type Cookies, createCookies } from '../access/cookies.ts';
import type { SignInPlace } from '../access/sign-in-attempt.ts';
import { createUserPool, type UserPool } from './user-pool.ts';

/** Where the pages are, and by what they know who is signed in. */
export type Site = { place: SignInPlace; cookies: Cookies; userPool: UserPool };

/** The names of the settings that say where the pages and their sign-in are. */
export const SITE_SETTINGS = ['PAGES_ORIGIN', 'PAGES_CLIENT_ID', 'SIGN_IN_ORIGIN', 'TOKEN_ISSUER'] as const;

/** The site that a function's settings name. */
export function createSite(settings: Readonly<Record<(typeof SITE_SETTINGS)[number], string>>): Site {
  const place = {
    origin: settings.PAGES_ORIGIN,
    clientId: settings.PAGES_CLIENT_ID,
    signInOrigin: settings.SIGN_IN_ORIGIN,
  };
  return {
    place,
    cookies: createCookies(place.origin),
    userPool: createUserPool(place, settings.TOKEN_ISSUER),
  };
}

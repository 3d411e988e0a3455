import { type Cookies, createCookies } from '../access/cookies.ts';
import type { SignInPlace } from '../access/sign-in-attempt.ts';
import type { SessionPlaces } from '../http/security-headers.ts';
import { SCRIPT_PATH } from '../pages/frame/script.ts';
import type { ClinicSettingsStore } from '../storage/clinics/clinic-settings.ts';
import { createEndedSessions, type EndedSessions } from '../storage/clinics/ended-sessions.ts';
import { createUserPool, type UserPool } from './user-pool.ts';

/** Where the pages are, and by what they know who is signed in. */
export type Site = {
  place: SignInPlace;
  cookies: Cookies;
  userPool: UserPool;
  /** What was signed out before its time. */
  ended: EndedSessions;
  /** What people call a clinic: its id where it has no name. */
  nameOf(clinicId: string): Promise<string>;
};

/** Where the pages of somebody signed in may lead, and which script may run on them. */
export function sessionPlaces({ origin, signInOrigin }: SignInPlace): SessionPlaces {
  return { signInOrigin, script: `${origin}${SCRIPT_PATH}` };
}

/** The names of the settings that say where the pages and their sign-in are. */
export const SITE_SETTINGS = [
  'PAGES_ORIGIN',
  'PAGES_CLIENT_ID',
  'SIGN_IN_ORIGIN',
  'TOKEN_ISSUER',
  'REGISTRY_TABLE',
] as const;

/** The site that a function's settings name. */
export function createSite(
  dynamodb: Parameters<typeof createEndedSessions>[0],
  settings: Readonly<Record<(typeof SITE_SETTINGS)[number], string>>,
  clinics: Pick<ClinicSettingsStore, 'of'>,
): Site {
  const place = {
    origin: settings.PAGES_ORIGIN,
    clientId: settings.PAGES_CLIENT_ID,
    signInOrigin: settings.SIGN_IN_ORIGIN,
  };
  return {
    place,
    cookies: createCookies(place.origin),
    userPool: createUserPool(place, settings.TOKEN_ISSUER),
    ended: createEndedSessions(dynamodb, settings.REGISTRY_TABLE),
    nameOf: async (clinicId) => (await clinics.of(clinicId)).name ?? clinicId,
  };
}

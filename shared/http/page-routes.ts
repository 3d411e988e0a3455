import type { Role } from '../access/principal.ts';

/** The functions that answer browsers: one shows, one takes what was filled in; journal answers go where records go. */
export type PageFunction = 'show-pages' | 'take-forms' | 'ingest-records';

/** Nobody has to be signed in: what opens the page, if anything, stands in its address. */
const ANYBODY = 'anybody';
const SIGNED_IN = ['owner', 'recorder', 'therapist', 'client', 'partner'] as const;

const openTo = <const By extends PageFunction>(by: By) => ({ by, may: ANYBODY }) as const;
const shownTo = <const Roles extends readonly Role[]>(...may: Roles) => ({ by: 'show-pages', may }) as const;
const takenFrom = <const Roles extends readonly Role[]>(...may: Roles) =>
  ({ by: 'take-forms', may }) as const;

/**
 * Every page and every form, the one place that lists them: which function answers it, and who may ask at all. The
 * gateway's routes follow from it, what a function has to answer, and the refusal of other roles.
 */
export const PAGE_ROUTES = {
  'GET /': shownTo(...SIGNED_IN),
  'GET /assets/{name}': openTo('show-pages'),
  'GET /sign-in': openTo('show-pages'),
  'GET /sign-in/callback': openTo('show-pages'),
  'GET /sign-out': openTo('show-pages'),
  'POST /sign-out': takenFrom(...SIGNED_IN),

  'GET /owner': shownTo('owner'),
  'GET /checks': shownTo('owner'),
  'GET /imports': shownTo('owner'),
  'GET /reports': shownTo('owner'),
  'GET /reports/{month}/{form}': shownTo('owner'),
  'GET /therapists': shownTo('owner'),
  'GET /therapists/{therapist}': shownTo('owner'),
  'GET /therapist': shownTo('therapist'),

  'GET /clients': shownTo('owner', 'therapist'),
  'POST /clients': takenFrom('owner', 'therapist'),
  'GET /clients/{client}': shownTo('owner', 'therapist'),
  'GET /clients/{client}/history': shownTo('owner'),
  'POST /clients/{client}/journal-link': takenFrom('owner', 'therapist'),
  'POST /clients/{client}/take-over': takenFrom('therapist'),
  'GET /clients/{client}/visit': shownTo('owner', 'therapist'),
  'POST /clients/{client}/visit': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/goal': shownTo('owner', 'therapist'),
  'POST /clients/{client}/goal': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/measure': shownTo('owner', 'therapist'),
  'POST /clients/{client}/measure': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/take-back': shownTo('owner', 'therapist'),
  'POST /clients/{client}/take-back': takenFrom('owner', 'therapist'),
  'POST /clients/{client}/consent': takenFrom('owner', 'therapist'),

  'GET /releases': shownTo('owner', 'partner'),
  'GET /releases/{programme}/{period}/{revision}': shownTo('owner', 'partner'),
  'GET /releases/{programme}/{period}/{revision}/files/{name}': shownTo('owner', 'partner'),

  'GET /journal/{token}': openTo('show-pages'),
  'GET /journal/{token}/thanks': openTo('show-pages'),
  'POST /journal/{token}': openTo('ingest-records'),
} as const satisfies Readonly<Record<string, { by: PageFunction; may: readonly Role[] | typeof ANYBODY }>>;

export type PageRoute = keyof typeof PAGE_ROUTES;

/** The roles that may ask for a page; never for one that is open to anybody. */
export type RoleOfPage<Key extends PageRoute> = Extract<
  (typeof PAGE_ROUTES)[Key]['may'],
  readonly Role[]
>[number];

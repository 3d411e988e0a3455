import type { Role } from '../access/principal.ts';

/**
 * The functions that answer browsers: one shows, one takes what was filled in, one says who people are here, one answers
 * for all that is held, and one shows operators how the deployment does.
 */
export type PageFunction = 'show-pages' | 'take-forms' | 'keep-people' | 'keep-data' | 'show-operations';

/** Nobody has to be signed in: what opens the page, if anything, stands in its address. */
const ANYBODY = 'anybody';
const SIGNED_IN = ['owner', 'recorder', 'therapist', 'client', 'partner', 'operator'] as const;

const openTo = <const By extends PageFunction>(by: By) => ({ by, may: ANYBODY }) as const;
const shownTo = <const Roles extends readonly Role[]>(...may: Roles) => ({ by: 'show-pages', may }) as const;
const takenFrom = <const Roles extends readonly Role[]>(...may: Roles) =>
  ({ by: 'take-forms', may }) as const;

/** Members are listed and changed by the one function that may, what is shown of them included. */
const KEPT = { by: 'keep-people', may: ['owner'] } as const;

/** What an owner does with all that is held of somebody, or of everybody: neither of them draws charts or takes visits. */
const ANSWERED_FOR = { by: 'keep-data', may: ['owner'] } as const;

/**
 * Every page and every form, the one place that lists them: which function answers it, and who may ask at all. The
 * gateway's routes follow from it, what a function has to answer, and the refusal of other roles.
 */
export const PAGE_ROUTES = {
  'GET /': shownTo(...SIGNED_IN),
  'GET /assets/{name}': openTo('show-pages'),
  // What describes the API: to whoever writes against it, before he has a token.
  'GET /v1/openapi.json': openTo('show-pages'),
  'GET /v1/problems/{name}': openTo('show-pages'),
  'GET /sign-in': openTo('show-pages'),
  'GET /sign-in/callback': openTo('show-pages'),
  'GET /sign-out': openTo('show-pages'),
  // Whoever is signed in may, also who is no member any more: it asks for the session's own form.
  'POST /sign-out': openTo('keep-people'),

  'GET /owner': shownTo('owner'),
  'GET /checks': shownTo('owner'),
  'GET /imports': shownTo('owner'),
  // Shown by the function whose role the upload acts in.
  'GET /imports/new': takenFrom('owner'),
  'GET /imports/looks/{look}': shownTo('owner'),
  'POST /imports/looks/{look}': takenFrom('owner'),
  // How a file of another system is to be read; and that a mapping be kept no more.
  'POST /imports/looks/{look}/reading': takenFrom('owner'),
  'POST /imports/mappings/forget': takenFrom('owner'),
  'GET /imports/refused': shownTo('owner'),
  'POST /imports/rows': takenFrom('owner'),
  'GET /imports/undo': shownTo('owner'),
  'POST /imports/undo': takenFrom('owner'),
  'GET /reports': shownTo('owner'),
  'GET /reports/{month}/{form}': shownTo('owner'),
  'GET /therapists': shownTo('owner'),
  'GET /therapists/{therapist}': shownTo('owner'),
  'GET /therapist': shownTo('therapist'),
  'POST /therapist/today': takenFrom('therapist'),
  'GET /journal-links': shownTo('owner'),

  'GET /clients': shownTo('owner', 'therapist'),
  'POST /clients': takenFrom('owner', 'therapist'),
  'GET /clients/{client}': shownTo('owner', 'therapist'),
  'GET /clients/{client}/history': shownTo('owner'),
  'GET /clients/{client}/journal-link': shownTo('owner', 'therapist'),
  'POST /clients/{client}/journal-link': takenFrom('owner', 'therapist'),
  'POST /clients/{client}/journal-link/withdraw': takenFrom('owner', 'therapist'),
  'POST /clients/{client}/label': takenFrom('owner', 'therapist'),
  'POST /clients/{client}/take-over': takenFrom('therapist'),
  'POST /clients/{client}/care/hand-over': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/visit': shownTo('owner', 'therapist'),
  'POST /clients/{client}/visit': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/goal': shownTo('owner', 'therapist'),
  'POST /clients/{client}/goal': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/measure': shownTo('owner', 'therapist'),
  'POST /clients/{client}/measure': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/move': shownTo('owner', 'therapist'),
  'POST /clients/{client}/move': takenFrom('owner', 'therapist'),
  'GET /clients/{client}/score': shownTo('owner'),
  'POST /clients/{client}/score': takenFrom('owner'),
  'GET /clients/{client}/take-back': shownTo('owner', 'therapist'),
  'POST /clients/{client}/take-back': takenFrom('owner', 'therapist'),
  'POST /clients/{client}/consent': takenFrom('owner', 'therapist'),

  // For whoever has signed in with a password alone: it asks for the session and an owner itself.
  'GET /second-factor': openTo('keep-people'),
  'POST /second-factor': openTo('keep-people'),

  'GET /people': KEPT,
  'POST /people': KEPT,
  'GET /people/{subject}': KEPT,
  'POST /people/{subject}': KEPT,
  'POST /people/{subject}/withdraw': KEPT,

  'GET /operator': { by: 'show-operations', may: ['operator'] },
  // By the function that may add members: a clinic comes with its owner.
  'GET /operator/clinics/new': { by: 'keep-people', may: ['operator'] },
  'POST /operator/clinics/new': { by: 'keep-people', may: ['operator'] },

  'GET /data': ANSWERED_FOR,
  'POST /data/exports': ANSWERED_FOR,
  'GET /data/exports/{export}': ANSWERED_FOR,
  'GET /data/exports/{export}/{name}': ANSWERED_FOR,
  'GET /clients/{client}/data': ANSWERED_FOR,
  'GET /erasures': ANSWERED_FOR,
  'POST /erasures': ANSWERED_FOR,
  'GET /erasures/{erasure}': ANSWERED_FOR,
  'GET /clients/{client}/erase': ANSWERED_FOR,
  'POST /clients/{client}/erase': ANSWERED_FOR,

  'GET /settings': KEPT,
  'POST /settings': KEPT,

  'GET /benchmark': shownTo('owner'),
  'GET /releases': shownTo('owner', 'partner'),
  'GET /releases/plan': shownTo('owner'),
  'GET /releases/{programme}/{period}/{revision}': shownTo('owner', 'partner'),
  'GET /releases/{programme}/{period}/{revision}/files/{name}': shownTo('owner', 'partner'),

  'GET /j/{token}': openTo('show-pages'),
  'GET /j/{token}/thanks': openTo('show-pages'),
  'GET /j/{token}/consent': openTo('show-pages'),
  'POST /j/{token}': openTo('take-forms'),
  'POST /j/{token}/consent': openTo('take-forms'),
  // Links that an earlier deployment has sealed open until they end.
  'GET /journal/{token}': openTo('show-pages'),
  'GET /journal/{token}/thanks': openTo('show-pages'),
  'GET /journal/{token}/consent': openTo('show-pages'),
  'POST /journal/{token}': openTo('take-forms'),
  'POST /journal/{token}/consent': openTo('take-forms'),
} as const satisfies Readonly<Record<string, { by: PageFunction; may: readonly Role[] | typeof ANYBODY }>>;

export type PageRoute = keyof typeof PAGE_ROUTES;

/** The roles that may ask for a page; never for one that is open to anybody. */
export type RoleOfPage<Key extends PageRoute> = Extract<
  (typeof PAGE_ROUTES)[Key]['may'],
  readonly Role[]
>[number];

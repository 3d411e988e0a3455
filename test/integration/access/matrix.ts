/**
 * Who gets what, route by route: the one place that says it. A route that the API has and this table has not, or the
 * other way round, fails the test.
 */

/** How the client that is asked about stands to the caller. Another clinic's is held there only. */
export const RELATIONS = ['unknown', 'in-care', 'colleagues', 'ended', 'other-clinic'] as const;
export type Relation = (typeof RELATIONS)[number];

export const ROLES = ['owner', 'recorder', 'therapist', 'client', 'partner', 'nobody', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** A status for all relations, or one for each. */
type Expected = number | Readonly<Record<Relation, number>>;
export type Row = Readonly<Record<Role, Expected>>;

/** Statuses in the order of RELATIONS. */
const by = (...statuses: [number, number, number, number, number]) =>
  Object.fromEntries(RELATIONS.map((relation, index) => [relation, statuses[index]])) as Record<
    Relation,
    number
  >;
const row = (
  owner: Expected,
  recorder: Expected,
  therapist: Expected,
  client: Expected,
  partner: Expected,
  nobody: Expected,
  operator: Expected = 403,
): Row => ({ owner, recorder, therapist, client, partner, nobody, operator });
const everybody = (status: Expected) => row(status, status, status, status, status, status, status);

/** What a therapist reports anew: of her clients, and of one of whom nothing is held here, whose care she begins. */
const REPORTS = by(200, 200, 403, 403, 200);
/** What begins no care, of her clients only; what others have measured she does not replace. */
const ADDS = by(403, 200, 403, 403, 403);
/** What is held, and hers, she may take back; of what is not there it does not say whose it might be. */
const TAKES_BACK = by(403, 200, 403, 403, 403);
/** Where there is something to move. */
const MOVED = by(409, 200, 200, 200, 409);
/** Where the client is known to the clinic at all. */
const HELD = by(404, 200, 200, 200, 404);
const IN_CARE = by(404, 200, 404, 404, 404);
const HELD_LINK = by(404, 201, 201, 201, 404);
const IN_CARE_LINK = by(404, 201, 404, 404, 404);
/** A form of a client of whom something is held: sent, and on to his page. */
const SENT = by(404, 303, 303, 303, 404);
const SENT_IN_CARE = by(404, 303, 404, 404, 404);
/** Nobody is signed in: sent to sign in, and a form to the page before it. */
const SIGN_IN = 303;

/** A client's own: he writes for himself only, whoever may hold what of him. */
const OWN_SCORE = by(200, 200, 200, 200, 200);

const ROWS: Readonly<Record<string, Row>> = {
  'PUT /v1/sessions/{id}': row(200, 200, REPORTS, 403, 403, 401),
  'PUT /v1/goals/{id}': row(200, 200, REPORTS, 403, 403, 401),
  'PUT /v1/pain-scores/{id}': row(200, 200, 403, OWN_SCORE, 403, 401),
  'PUT /v1/measurements/{id}': row(200, 200, ADDS, 403, 403, 401),
  'PUT /v1/consents/{clientId}': row(200, 200, ADDS, 403, 403, 401),
  'PUT /v1/clients/{clientId}/care/{therapistId}': row(200, 200, 403, 403, 403, 401),
  'POST /v1/clients/{clientId}/care': row(403, 403, by(404, 200, 200, 200, 404), 403, 403, 401),
  'POST /v1/clients/{clientId}/care:hand-over': row(HELD, 403, IN_CARE, 403, 403, 401),
  'DELETE /v1/sessions/{id}': row(200, 200, TAKES_BACK, 403, 403, 401),
  'DELETE /v1/goals/{id}': row(200, 200, TAKES_BACK, 403, 403, 401),
  'DELETE /v1/pain-scores/{id}': row(200, 200, 403, 403, 403, 401),
  'DELETE /v1/measurements/{id}': row(200, 200, 403, 403, 403, 401),
  'DELETE /v1/consents/{clientId}': row(200, 200, 403, 403, 403, 401),
  'DELETE /v1/clients/{clientId}': row(200, 200, 403, 403, 403, 401),
  'POST /v1/moves': row(MOVED, MOVED, 403, 403, 403, 401),
  'POST /v1/merges': row(200, 200, 403, 403, 403, 401),
  // Asked for by an owner of Riverside: the file is another clinic's.
  'POST /v1/imports:foresee-undo': row(404, 403, 403, 403, 403, 401),
  'POST /v1/imports:undo': row(404, 403, 403, 403, 403, 401),
  // A batch answers for each of its records; here its one record's status counts.
  'POST /v1/records:batch': row(200, 200, REPORTS, 403, 403, 401),

  'GET /v1/clients/{id}/timeline': row(HELD, 403, IN_CARE, 403, 403, 401),
  'GET /v1/clients/{id}/expected-change': row(HELD, 403, IN_CARE, 403, 403, 401),
  'GET /v1/clients/{clientId}/care': row(HELD, 403, IN_CARE, 403, 403, 401),
  'POST /v1/clients/{id}/journal-link': row(HELD_LINK, 403, IN_CARE_LINK, 403, 403, 401),
  'DELETE /v1/clients/{id}/journal-link': row(HELD, 403, IN_CARE, 403, 403, 401),
  'GET /v1/journal-links': row(200, 403, 403, 403, 403, 401),
  'GET /v1/clients/{id}/history': row(HELD, 403, 403, 403, 403, 401),
  'GET /v1/clients/{id}/holdings': row(200, 403, 403, 403, 403, 401),
  'GET /v1/clients/{id}/fhir': row(HELD, 403, 403, 403, 403, 401),
  'GET /v1/fhir/MeasureReport': row(200, 403, 403, 403, 403, 401),
  'GET /v1/fhir/CodeSystem': row(200, 200, 403, 403, 403, 401),
  'GET /v1/receipts': row(200, 403, 403, 403, 403, 401),
  'POST /v1/receipts:verify': row(200, 403, 403, 403, 403, 401),
  'GET /v1/imports': row(200, 403, 403, 403, 403, 401),
  'GET /v1/checks': row(200, 403, 403, 403, 403, 401),
  'GET /v1/care/take-overs': row(200, 403, 403, 403, 403, 401),
  'GET /v1/outcomes': row(200, 403, 403, 403, 403, 401),
  'GET /v1/goals': row(200, 403, 200, 403, 403, 401),
  'GET /v1/reminders': row(200, 403, 200, 403, 403, 401),
  'GET /v1/therapists/summary': row(200, 403, 200, 403, 403, 401),
  'GET /v1/reports': row(200, 403, 403, 403, 403, 401),
  'GET /v1/settings': row(200, 403, 403, 403, 403, 401),
  'PUT /v1/settings': row(200, 403, 403, 403, 403, 401),
  'GET /v1/benchmark': row(200, 403, 403, 403, 403, 401),
  'GET /v1/releases': row(200, 403, 403, 403, 200, 401),
  'GET /v1/releases/preview': row(200, 403, 403, 403, 403, 401),
  // Nothing has been released here: whoever may ask finds that.
  'GET /v1/releases/{programme}/{period}/{revision}/files/{name}': row(404, 403, 403, 403, 404, 401),

  'POST /v1/exports': row(202, 403, 403, 403, 403, 401),
  // Asked for by an owner of Riverside: the export is another clinic's.
  'GET /v1/exports/{export}': row(404, 403, 403, 403, 403, 401),
  'GET /v1/clients/{id}/data': row(HELD, 403, 403, 403, 403, 401),
  'GET /v1/members': row(200, 403, 403, 403, 403, 401),
  'GET /v1/members/changes': row(200, 403, 403, 403, 403, 401),
  'POST /v1/members': row(201, 403, 403, 403, 403, 401),
  'PUT /v1/members/{subject}': row(200, 403, 403, 403, 403, 401),
  'DELETE /v1/members/{subject}': row(200, 403, 403, 403, 403, 401),

  'GET /clients/{client}': row(HELD, 403, IN_CARE, 403, 403, SIGN_IN),
  'GET /data': row(200, 403, 403, 403, 403, SIGN_IN),
  'POST /data/exports': row(303, 403, 403, 403, 403, SIGN_IN),
  'GET /data/exports/{export}': row(404, 403, 403, 403, 403, SIGN_IN),
  'GET /data/exports/{export}/{name}': row(404, 403, 403, 403, 403, SIGN_IN),
  'GET /clients/{client}/data': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /erasures': row(200, 403, 403, 403, 403, SIGN_IN),
  'POST /erasures': row(303, 403, 403, 403, 403, SIGN_IN),
  'GET /erasures/{erasure}': row(404, 403, 403, 403, 403, SIGN_IN),
  'GET /clients/{client}/erase': row(200, 403, 403, 403, 403, SIGN_IN),
  'POST /clients/{client}/erase': row(303, 403, 403, 403, 403, SIGN_IN),
  'GET /clients/{client}/history': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /checks': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /imports': row(200, 403, 403, 403, 403, SIGN_IN),
  // Asked for by an owner of Riverside: the file is another clinic's.
  'GET /imports/new': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /imports/looks/{look}': row(404, 403, 403, 403, 403, SIGN_IN),
  'POST /imports/looks/{look}': row(404, 403, 403, 403, 403, SIGN_IN),
  'POST /imports/looks/{look}/reading': row(404, 403, 403, 403, 403, SIGN_IN),
  'POST /imports/mappings/forget': row(303, 403, 403, 403, 403, SIGN_IN),
  'GET /imports/refused': row(404, 403, 403, 403, 403, SIGN_IN),
  'POST /imports/rows': row(404, 403, 403, 403, 403, SIGN_IN),
  'GET /imports/undo': row(404, 403, 403, 403, 403, SIGN_IN),
  'POST /imports/undo': row(404, 403, 403, 403, 403, SIGN_IN),
  'GET /clients/{client}/journal-link': row(HELD, 403, IN_CARE, 403, 403, SIGN_IN),
  'POST /clients/{client}/journal-link': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  'POST /clients/{client}/journal-link/withdraw': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  'GET /journal-links': row(200, 403, 403, 403, 403, SIGN_IN),
  'POST /clients/{client}/take-over': row(403, 403, by(404, 303, 303, 303, 404), 403, 403, SIGN_IN),
  'POST /clients/{client}/care/hand-over': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  // The form alone, empty for a client who is not in her care or new; sending it, the API's rules decide.
  'GET /clients/{client}/visit': row(200, 403, 200, 403, 403, SIGN_IN),
  'POST /clients/{client}/visit': row(303, 403, by(303, 303, 403, 403, 303), 403, 403, SIGN_IN),
  'GET /clients/{client}/goal': row(HELD, 403, IN_CARE, 403, 403, SIGN_IN),
  'POST /clients/{client}/goal': row(303, 403, by(303, 303, 403, 403, 303), 403, 403, SIGN_IN),
  'GET /clients/{client}/measure': row(HELD, 403, IN_CARE, 403, 403, SIGN_IN),
  'POST /clients/{client}/measure': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  'GET /clients/{client}/move': row(HELD, 403, IN_CARE, 403, 403, SIGN_IN),
  // Of a client who is new to her a therapist moves nothing to him: it would begin care.
  'POST /clients/{client}/move': row(SENT, 403, by(404, 403, 404, 404, 404), 403, 403, SIGN_IN),
  'GET /clients/{client}/score': row(HELD, 403, 403, 403, 403, SIGN_IN),
  'POST /clients/{client}/score': row(SENT, 403, 403, 403, 403, SIGN_IN),
  'GET /clients/{client}/take-back': row(HELD, 403, IN_CARE, 403, 403, SIGN_IN),
  'POST /clients/{client}/take-back': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  'POST /clients/{client}/consent': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  // A label of a client of hers; of nobody else is said whether there is one.
  'POST /clients/{client}/label': row(SENT, 403, SENT_IN_CARE, 403, 403, SIGN_IN),
  // The list goes back to her browser, whoever is in it.
  'POST /therapist/today': row(403, 403, 303, 403, 403, SIGN_IN),
  'GET /clients': row(200, 403, 200, 403, 403, SIGN_IN),
  // An owner is told that nobody is found; a therapist no other than of a client who is not hers.
  'POST /clients': row(by(404, 303, 303, 303, 404), 403, 303, 403, 403, SIGN_IN),
  'GET /': row(303, 200, 303, 200, 303, SIGN_IN, 303),
  'GET /owner': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /therapist': row(403, 403, 200, 403, 403, SIGN_IN),
  'GET /therapists': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /therapists/{therapist}': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /reports': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /reports/{month}/{form}': row(302, 403, 403, 403, 403, SIGN_IN),
  // Without the token of a sign-in for it nothing can be set.
  'GET /second-factor': row(200, 403, 403, 403, 403, SIGN_IN, 200),
  'POST /second-factor': row(400, 403, 403, 403, 403, SIGN_IN, 400),
  'GET /operator': row(403, 403, 403, 403, 403, SIGN_IN, 200),
  'GET /operator/clinics/new': row(403, 403, 403, 403, 403, SIGN_IN, 200),
  'POST /operator/clinics/new': row(403, 403, 403, 403, 403, SIGN_IN, 303),
  'GET /settings': row(200, 403, 403, 403, 403, SIGN_IN),
  'POST /settings': row(303, 403, 403, 403, 403, SIGN_IN),
  'GET /people': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /people/{subject}': row(200, 403, 403, 403, 403, SIGN_IN),
  'POST /people': row(303, 403, 403, 403, 403, SIGN_IN),
  'POST /people/{subject}': row(303, 403, 403, 403, 403, SIGN_IN),
  'POST /people/{subject}/withdraw': row(303, 403, 403, 403, 403, SIGN_IN),
  'GET /benchmark': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /releases': row(200, 403, 403, 403, 200, SIGN_IN),
  'GET /releases/plan': row(200, 403, 403, 403, 403, SIGN_IN),
  'GET /releases/{programme}/{period}/{revision}': row(404, 403, 403, 403, 404, SIGN_IN),
  'GET /releases/{programme}/{period}/{revision}/files/{name}': row(404, 403, 403, 403, 404, SIGN_IN),
  'POST /sign-out': everybody(303),
  'GET /sign-out': everybody(200),
  'GET /sign-in': everybody(303),
  'GET /sign-in/callback': everybody(400),
  'GET /assets/{name}': everybody(200),
  'GET /v1/openapi.json': everybody(200),
  'GET /v1/problems/{name}': everybody(200),
  // Whoever holds a journal's link opens it; it says of whom, and the caller's role says nothing.
  'GET /j/{token}': everybody(200),
  'GET /j/{token}/thanks': everybody(303),
  'GET /j/{token}/consent': everybody(200),
  'POST /j/{token}': everybody(303),
  'POST /j/{token}/consent': everybody(303),
  'GET /journal/{token}': everybody(200),
  'GET /journal/{token}/thanks': everybody(303),
  'GET /journal/{token}/consent': everybody(200),
  'POST /journal/{token}': everybody(303),
  'POST /journal/{token}/consent': everybody(303),
  $default: everybody(404),
};

/** HEAD answers whom GET answers, as GET does. */
const HEAD_ROWS = Object.fromEntries(
  Object.entries(ROWS)
    .filter(([key]) => key.startsWith('GET '))
    .map(([key, row]) => [key.replace('GET ', 'HEAD '), row]),
);
export const MATRIX: Readonly<Record<string, Row>> = { ...ROWS, ...HEAD_ROWS };

/** Routes that change nothing, and of which the answer is checked for what it tells a therapist. */
export const isReading = (routeKey: string) => /^(GET|HEAD) /.test(routeKey);

/**
 * The problem types (RFC 9457), the one list of them. Each has a page under its own address, and a row in the API's
 * description. `code` in an answer is finer than the type: it says which rule was broken.
 */
export const PROBLEM_TYPES = {
  'invalid-request': { status: 400, title: 'The request is not as it should be' },
  'invalid-record': { status: 400, title: 'The record breaks the record contract' },
  'not-permitted': { status: 403, title: 'You may not do this' },
  'not-in-care': { status: 403, title: 'The client is not in your care' },
  'not-found': { status: 404, title: 'There is no such thing, or it is not yours' },
  'unknown-client': { status: 404, title: 'Nothing is held of this client' },
  contradiction: { status: 409, title: 'The record contradicts what is held' },
  erased: { status: 409, title: 'The client was erased' },
  'import-not-undone': { status: 409, title: 'The import cannot be undone as a whole' },
  'changed-meanwhile': { status: 412, title: 'Somebody else has changed it meanwhile' },
  'condition-needed': { status: 428, title: 'Say what you have read' },
  busy: { status: 503, title: 'There is too much to do just now' },
  unexpected: { status: 500, title: 'Something went wrong here' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

export type ProblemType = keyof typeof PROBLEM_TYPES;

/** What identifies a problem type: a URI reference that leads to its page, on whichever host it was answered. */
export const problemUri = (type: ProblemType) => `/v1/problems/${type}`;

/** The type that a page's address names; undefined where there is none. */
export function problemTypeOf(name: string | undefined): ProblemType | undefined {
  return name !== undefined && Object.hasOwn(PROBLEM_TYPES, name) ? (name as ProblemType) : undefined;
}

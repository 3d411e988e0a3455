import type { Decision } from '../mapping/mapping.ts';
import type { ColumnProfile } from './column-profile.ts';
import { idRule } from './proposal.ts';
import type { Roles } from './roles.ts';

/** Whose a record is: by the client's number, else by a digest of the address; never by a name. */
export function clientRule(roles: Roles): { rule?: object; decisions: Decision[] } {
  const client = roles.get('clientId')?.[0];
  if (client && client.share('email') < 0.5) return idRule(client, 'client');
  const email = roles.get('email')?.[0];
  if (!email) {
    const why =
      'no column holds a number of the client, nor an e-mail address; names are not taken for ids: export the file with the number, or add a column of codes of your own';
    return { decisions: [{ about: 'clientId', sure: 'undecided', why }] };
  }
  const why = `there is no number of the client: a digest of "${email.name}" stands for it; who shares an address is one client`;
  return {
    rule: { derived: [email.name], prefix: 'client' },
    decisions: [{ about: 'clientId', sure: 'unsure', why }],
  };
}

/** Who treated. A file that says nothing of it is of one therapist, which a person must confirm. */
export function therapistRule(roles: Roles): { rule: object; decisions: Decision[] } {
  const therapist = roles.get('therapist')?.[0];
  if (therapist) return idRule(therapist, 'therapist');
  const why = 'no column says who treated: every session is put down to one therapist; say which';
  return { rule: { constant: 'therapist-1' }, decisions: [{ about: 'therapistId', sure: 'unsure', why }] };
}

/** By what a record is known when the file comes again. */
export function ownIdRule(
  roles: Roles,
  from: readonly string[],
  prefix: string,
): { rule: object; decisions: Decision[] } {
  const own = roles.get('visitId')?.[0];
  if (own && own.share('id') > 0.95 && !isCount(own)) {
    const why = 'is filled in every row and never twice the same: the id';
    return { rule: { column: own.name }, decisions: [{ about: own.name, sure: 'likely', why }] };
  }
  const why = `${own && isCount(own) ? `"${own.name}" counts rows or visits, and others have the same numbers` : 'there is no id of its own'}: one is derived from ${from.join(' and ')}, the same whenever the file comes`;
  return { rule: { derived: [...from], prefix }, decisions: [{ about: prefix, sure: 'likely', why }] };
}

/** Visits are numbered client by client: the fourth of one has the number of the fourth of another. */
const NUMBERED_VISIT =
  /^(visit|session|treatment|appt|appointment|sitzung|s[ée]ance|sesi[oó]n|seduta|sess[aã]o|sessie)s?\s*(#|no\.?|nr\.?|num(ber)?|n[º°o]\.?)?$/i;
const MOST_VISITS = 999;
/** What a column is called that may count its rows; what is called the id of an appointment is that. */
const COUNTS = /^_?(id|no\.?|nr\.?|num(ber)?|#|index|lfd\.? ?nr\.?)$/i;

/**
 * Whether a column counts rows, 1, 2, 3, or the visits of each client: an id of none of them but in its file. One of a single row
 * tells nothing.
 */
export function isCount({ name, filled, values }: ColumnProfile): boolean {
  if (NUMBERED_VISIT.test(name.trim()) && [...values.keys()].every((text) => Number(text) <= MOST_VISITS))
    return true;
  const numbers = [...values.keys()].map(Number);
  return COUNTS.test(name.trim()) && filled > 1 && numbers.every((number, index) => number === index + 1);
}

import { type ClientKey, clientPk, type ItemKey } from './keys.ts';

/**
 * The label of a client, sealed. It lies among his records, so that it goes where they go when two clients are made one
 * or two again, and with an erasure; it is no record: no view, history or answer of the API reads it.
 */
export const labelItem = (owner: ClientKey): ItemKey => ({ pk: clientPk(owner), sk: LABEL_SK });
export const isLabel = (sk: string) => sk === LABEL_SK;
const LABEL_SK = 'LABEL';
